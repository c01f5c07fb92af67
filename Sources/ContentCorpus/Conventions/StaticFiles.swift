import DataFormats

/// Files that a generator copies as they are.
extension Convention {
  /// The folders whose files lie at the site's root.
  private var staticFolders: [String] {
    switch generator {
    case .hugo, .zola: ["static"]
    case .medigy, .jekyll, .eleventy, .html, .wordpress: []
    }
  }

  func isStatic(folder path: String) -> Bool {
    staticFolders.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  /// The path on the site of a file that is copied; `nil` where it is not, or its place is not known.
  package func filePath(_ path: String) -> String? {
    if let folder = staticFolders.first(where: { path.hasPrefix($0 + "/") }) {
      return SitePath.address(String(path.dropFirst(folder.count + 1)))
    }
    switch generator {
    case .hugo, .zola, .eleventy, .wordpress: return nil
    case .medigy, .html:
      return SitePath.address(path.hasPrefix("content/") ? String(path.dropFirst("content/".count)) : path)
    case .jekyll:
      // Files of collections lie where the patterns of these say, which want front matter.
      guard let own = jekyllPath(path), JekyllSelection(rules: jekyll).role(own) == .page, !isUnlistedFile(own) else {
        return nil
      }
      return SitePath.address(own)
    }
  }

  /// Whether Jekyll's defaults keep a file without front matter out of sitemaps.
  private func isUnlistedFile(_ path: String) -> Bool {
    guard !jekyll.defaults.isEmpty else { return false }
    let values = JekyllDefaults(jekyll).of(JekyllPlace(path: path, fullPath: path, ending: ""), isFile: true)
    return values.lazy.compactMap { $0["sitemap"]?.bool }.first == false
  }
}
