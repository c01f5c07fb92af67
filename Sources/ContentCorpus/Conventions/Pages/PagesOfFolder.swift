import TidingsCore

/// A folder of pages that any generator made, or nobody.
extension ContentLocation {
  /// - Parameter isListed: whether the generator's own sitemap lists it, which has the last word on pages to search with.
  mutating func readsPages(isListed: Bool) -> Bool {
    // What servers show in place of a page, and pages to search with, are none.
    let stem = name.lowercased()
    if ["404", "403", "500", "50x", "offline"].contains(stem), folders.isEmpty { return false }
    let searches = stem == "search" || stem == "index" && folders.count == 1 && folders[0].lowercased() == "search"
    if searches, !isListed { return false }
    if ["404", "genindex", "py-modindex"].contains(stem) && folders.isEmpty { return false }
    // Sphinx's lists of all that it knows, as files, in parts, and as folders.
    let last = stem == "index" ? folders.last?.lowercased() ?? "" : stem
    if last == "genindex" || last == "py-modindex" || last.hasPrefix("genindex-") { return false }
    // What pages are made from, not pages.
    if folders.contains(where: { ["_static", "_templates", "_includes"].contains($0.lowercased()) }) { return false }
    if stem == "index", folders.isEmpty { kind = .list }
    return true
  }
}

extension ContentAddress {
  /// Where the page lies; without the file's ending where it calls itself so.
  func pages(_ front: FrontMatter) -> String {
    let path = "/" + place.folders.map { $0 + "/" }.joined()
    if place.name == "index" { return path }
    guard let canonical = front.text("canonical") else { return path + place.file }
    return canonical.hasSuffix(path + place.name) ? path + place.name : path + place.file
  }
}
