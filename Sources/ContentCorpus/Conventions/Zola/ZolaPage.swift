/// Pages of Zola: what their paths say, and where they are.
extension ContentLocation {
  /// getzola.org/documentation/content/page.
  mutating func readsZola(_ convention: Convention) -> Bool {
    takeLanguage(convention)
    if name == "_index" {
      kind = .list
      name = folders.last ?? ""
      return true
    }
    if name == "index" {
      guard let folder = folders.popLast() else { return false }
      name = folder
    }
    guard let date = ContentLocation.zolaDate(at: name) else { return !name.isEmpty }
    self.date = date
    let rest = name.dropFirst(date.count).drop { $0 == " " }
    if let mark = rest.first, mark == "-" || mark == "_", rest.count > 1, !convention.keepsDates {
      name = String(rest.dropFirst())
    }
    return true
  }

  /// The day, or the instant of RFC 3339, that a name begins with.
  static func zolaDate(at name: String) -> String? {
    let day = String(name.prefix(10))
    guard day.count == 10, date(at: day + "-x") == day else { return nil }
    guard name.dropFirst(10).first == "T" else { return day }
    let instant = name.dropFirst(11).prefix { $0.isNumber || ":.+Z".contains($0) }
    return day + "T" + instant
  }
}

extension ContentAddress {
  /// getzola.org/documentation/content/page.
  func zola(_ front: FrontMatter) -> String? {
    if place.kind == .list {
      let path = ((place.otherLanguage(convention).map { [$0] } ?? []) + place.folders).joined(separator: "/")
      return path.isEmpty ? "/" : "/" + path + "/"
    }
    if let own = given(front) {
      return (own.hasPrefix("/") ? own : "/" + own) + (own.hasSuffix("/") ? "" : "/")
    }
    let name = convention.pageNames.name(front.text(front.fields[.slug]) ?? place.name)
    let language = place.otherLanguage(convention).map { [$0] } ?? []
    return "/" + (language + place.folders + [name]).joined(separator: "/") + "/"
  }
}
