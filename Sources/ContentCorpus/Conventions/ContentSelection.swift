import LocalFiles

/// Which files of a corpus folder are pages.
extension Convention {
  /// Whether there may be content in a folder, or deeper.
  func reads(folder path: String) -> Bool {
    if !contentFolders.isEmpty {
      return contentFolders.contains { folder in
        path == folder || path.hasPrefix(folder + "/") || folder.hasPrefix(path + "/")
      }
    }
    guard generator == .jekyll else { return true }
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    return name == "_posts" || !(name.hasPrefix("_") || name == "node_modules" || name == "vendor")
  }

  /// Folders that are pages themselves, whose other files belong to them (gohugo.io/content-management/page-bundles).
  func bundles(_ folders: [String: FolderListing]) -> Set<String> {
    guard generator == .hugo else { return [] }
    return Set(
      folders.filter { path, listing in
        listing.entries.contains { entry in
          guard case .file(let file, _) = entry else { return false }
          let name = file.dropFirst(path.isEmpty ? 0 : path.utf8.count + 1)
          return name.hasPrefix("index.")
        }
      }.keys)
  }

  func isPage(_ path: String, _ bundles: Set<String>) -> Bool {
    guard generator != .medigy else { return true }
    guard let place = ContentPlace(path, self) else { return false }
    // Feeds are in one language.
    if let language = place.language, language != defaultLanguage { return false }
    guard !bundles.isEmpty else { return true }
    var folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    let file = path.dropFirst(folder.isEmpty ? 0 : folder.utf8.count + 1)
    if file.hasPrefix("index."), bundles.contains(String(folder)) {
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    while !folder.isEmpty {
      if bundles.contains(String(folder)) { return false }
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    return true
  }
}
