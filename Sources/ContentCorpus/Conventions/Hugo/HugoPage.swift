import TidingsCore

/// What the paths of Hugo's content say.
extension ContentLocation {
  /// gohugo.io/content-management/organization, page-bundles, multilingual.
  mutating func readsHugo(_ convention: Convention) -> Bool {
    takeLanguage(convention)
    if name == "_index" {
      kind = .list
      name = folders.last ?? ""
      return true
    }
    if name == "index" {
      // The home page may be written as one that is no list.
      guard let folder = folders.popLast() else {
        kind = .list
        name = ""
        return true
      }
      name = folder
    }
    date = ContentLocation.hugoDate(at: name)?.date
    return !name.isEmpty
  }

  /// The day, also with a time, that a name begins with, and the name behind it (Hugo 0.168: `2025-07-04-page`, `2025-07-04_page`,
  /// `2025-07-04page`, `2025-07-04-22-17-13-page`); no day of one digit.
  static func hugoDate(at name: String) -> (date: String, rest: String)? {
    guard let match = name.prefixMatch(of: /(\d{4}-\d{2}-\d{2})(?:[-_ T]?(\d{2}-\d{2}-\d{2}))?(?!\d)/),
      ContentDate.parse(String(match.1), zone: .utc) != nil
    else { return nil }
    var rest = name[match.range.upperBound...]
    // Hugo takes what stands behind the last dot for an ending.
    if let dot = rest.lastIndex(of: ".") { rest = rest[..<dot] }
    rest = rest.drop { " -_".contains($0) }
    while let last = rest.last, " -_".contains(last) { rest.removeLast() }
    let time = match.2.map { "T" + $0.replacing("-", with: ":") } ?? ""
    return (match.1 + time, String(rest))
  }
}

extension Convention {
  /// What Hugo calls a page of a list: `home`, `section`, `taxonomy`, `term`.
  func hugoKind(_ folders: [String]) -> String {
    guard let first = folders.first else { return "home" }
    guard hugo.taxonomies.contains(first) else { return "section" }
    return folders.count == 1 ? "taxonomy" : "term"
  }
}
