import TidingsCore

/// Pages of Eleventy: what their paths say, and where they are.
extension ContentLocation {
  /// 11ty.dev/docs/permalinks: an `index` is named by its folder, and the site's own one is the home page.
  mutating func readsEleventy(_ convention: Convention) -> Bool {
    // Templates make lists and the like, and are no entries, whatever their dates.
    if convention.isTemplate(file) { kind = .page }
    if name == "index" {
      if folders.isEmpty { kind = .list }
      return true
    }
    guard let date = ContentLocation.date(at: name), date.count == 10 else { return !name.isEmpty }
    self.date = date
    name = String(name.dropFirst(date.count + 1))
    return !name.isEmpty
  }
}

extension ContentAddress {
  /// 11ty.dev/docs/permalinks.
  func eleventy(_ front: FrontMatter, _ published: Timestamp) -> String? {
    let isIndex = place.name == "index"
    let folder = place.folders.last ?? ""
    let template = TemplateAddress(
      front: front, published: local(published),
      fileSlug: isIndex ? ContentLocation.withoutDate(folder) : place.name,
      filePathStem: "/" + (place.folders + [place.name]).joined(separator: "/"))
    if let own = given(front) { return template.text(own).map { $0.hasPrefix("/") ? $0 : "/" + $0 } }
    if isIndex, folder.isEmpty { return "/" }
    let segments = isIndex || folder == place.name ? place.folders : place.folders + [place.name]
    return "/" + segments.joined(separator: "/") + "/"
  }
}
