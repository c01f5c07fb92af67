import LocalFiles

/// Which files of a corpus folder are pages.
extension Convention {
  /// Whether a file's name is that of content.
  func isContent(_ name: String) -> Bool {
    switch generator {
    case .jekyll: isJekyllContent(name)
    case .eleventy: isEleventyContent(name)
    case .html: name.hasSuffix(".html") || name.hasSuffix(".htm")
    case .wordpress: WordPressRules.isExport(name)
    case .medigy, .hugo, .zola: SourceFile.isContent(name)
    }
  }

  /// Whether there may be content behind a name that starts with a dot.
  func shows(hidden name: String, in folder: String) -> Bool {
    generator == .jekyll && jekyllShows(hidden: name, in: folder)
  }

  /// Whether there may be content in a folder, or deeper.
  func reads(folder path: String) -> Bool {
    if generator == .jekyll { return jekyllReads(folder: path) }
    if generator == .eleventy, isEleventysOwn(path) || excludes(path) { return false }
    if !contentFolders.isEmpty {
      return (contentFolders + languageFolders.map(\.folder)).contains { folder in
        path == folder || path.hasPrefix(folder + "/") || folder.hasPrefix(path + "/")
      }
    }
    return true
  }

  /// Whether a file gives no page whatever it says.
  func isNoPage(_ front: FrontMatter, _ place: ContentLocation?) -> Bool {
    if generator == .html { return place == nil || front.bool("nopage") == true }
    guard generator == .jekyll, let place else { return false }
    return isNoPageOfJekyll(front, place)
  }

  /// The folders of the section that a page of Hugo's is in: the deepest with a file `_index`, else the top one
  /// (gohugo.io/content-management/sections).
  func sectionSegments(of place: ContentLocation) -> [String] {
    guard !place.folders.isEmpty else { return [] }
    let root = place.root.isEmpty ? "" : place.root + "/"
    let depth = (1...place.folders.count).last { depth in
      sections.contains(root + place.folders.prefix(depth).joined(separator: "/"))
    }
    return Array(place.folders.prefix(depth ?? 1))
  }

  /// Folders that are pages themselves, whose other files belong to them (gohugo.io/content-management/page-bundles).
  func bundles(_ folders: [String: FolderListing]) -> Set<String> {
    guard generator == .hugo else { return [] }
    return Set(
      folders.filter { path, listing in
        listing.entries.contains { entry in
          guard case .file(let file, _) = entry else { return false }
          return isIndex(file.lastSegment)
        }
      }.keys)
  }

  /// `index.md`, `index.de.md`.
  private func isIndex(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.first == "index" && (parts.count == 2 || parts.count == 3 && languages.contains(String(parts[1])))
  }

  private func excludes(_ path: String) -> Bool {
    excluded.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  func isPage(_ path: String, _ bundles: Set<String>) -> Bool {
    guard generator != .medigy else { return true }
    guard !excludes(path), generator != .zola || !ignoresInZola(path), !eleventy.ignores(path) else { return false }
    guard let place = ContentLocation(path, self) else { return false }
    if let language = place.language, !languages.contains(language) { return false }
    guard !bundles.isEmpty else { return true }
    var folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    if isIndex(path.lastSegment), bundles.contains(String(folder)) {
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    while !folder.isEmpty {
      if bundles.contains(String(folder)) { return false }
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    return true
  }
}

extension Convention {
  /// Whether front matter keeps a page back in the generator's own way.
  func hides(_ front: FrontMatter, _ place: ContentLocation?) -> Bool {
    switch generator {
    case .medigy, .html, .wordpress: return false
    case .jekyll: return hidesInJekyll(front, place)
    case .zola: return front.bool("render") == false
    case .eleventy: return front.bool("permalink") == false || front.bool("eleventyExcludeFromCollections") == true
    case .hugo: return hidesInHugo(front, place)
    }
  }

  /// Whether drafts are published.
  var buildsDrafts: Bool { generator == .hugo && hugo.buildsDrafts }

  /// Whether the generator has made a page that it lists nowhere: neither in its sitemap nor in a feed.
  func isUnlistedPage(_ path: String, _ front: FrontMatter) -> Bool {
    guard let listedPages, generator == .html, path != "index.html" else { return false }
    return !listedPages.contains(path) && front.defaults.isEmpty
  }

  /// Whether a page asks to be in no sitemap, in the generator's own way.
  func isUnlisted(_ front: FrontMatter) -> Bool {
    switch generator {
    case .hugo: return isUnlistedInHugo(front)
    case .jekyll: return isUnlistedInJekyll(front)
    case .medigy, .zola, .eleventy, .html, .wordpress: return false
    }
  }
}
