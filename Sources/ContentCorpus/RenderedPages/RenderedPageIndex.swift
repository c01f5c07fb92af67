import LocalFiles
import Markup
import Synchronization

/// All pages of a built folder by their titles. Made when it is first asked for: most items have their pages where they belong.
final class RenderedPageIndex: Sendable {
  private let folder: String
  private let pages = Mutex<[(place: String, title: String)]?>(nil)

  private let trouble: ReadTrouble

  init(_ folder: String, _ trouble: ReadTrouble) { (self.folder, self.trouble) = (folder, trouble) }

  /// Pages that are looked into at most.
  private static let limit = 40

  /// Places of pages that carry a title, those that carry nothing else first.
  func candidates(_ title: String) -> [String] {
    let wanted = PlainText.foldWhiteSpace(title).lowercased()
    guard !wanted.isEmpty else { return [] }
    let all = pages.withLock { pages in
      let found = pages ?? read()
      pages = found
      return found
    }
    let whole = all.filter { RenderedPageIndex.names($0.title, wanted) }
    return (whole.isEmpty ? all.filter { $0.title.contains(wanted) } : whole).prefix(RenderedPageIndex.limit).map(
      \.place)
  }

  /// Whether a page's title is one, alone or beside the site's name.
  private static func names(_ title: String, _ wanted: String) -> Bool {
    if title == wanted { return true }
    for sign in ["|", "-", "–", "—", "·", "::", ":", "•", "/", "«", "»"] {
      if title.hasPrefix(wanted + " " + sign) || title.hasSuffix(sign + " " + wanted) { return true }
    }
    return false
  }

  private func read() -> [(place: String, title: String)] {
    let files =
      trouble.noting { try FileTree.listIfThere(folder) { $0.hasSuffix(".html") || $0.hasSuffix(".htm") }.files } ?? []
    return files.compactMap { place in
      guard let head = trouble.head(folder + "/" + place, count: 1 << 16) else { return nil }
      let page = RenderedPage(head)
      guard !page.isRedirect, !OwnPage.isOne(head) else { return nil }
      return (place, page.title.lowercased())
    }
  }

  /// The address of a page: what it says itself, where that is on the site; else where it lies.
  static func address(of place: String, canonical: String?, on site: URIReference) -> (permalink: String, isBare: Bool)
  {
    if let canonical {
      let named = URIReference(canonical).resolved(against: site)
      if named.domain == site.domain, let path = path(named, on: site), !path.isEmpty {
        return (path.trimmingSlashes, !path.hasSuffix("/"))
      }
    }
    if place == "index.html" || place.hasSuffix("/index.html") { return (String(place.dropLast(11)), false) }
    return (place, true)
  }

  private static func path(_ named: URIReference, on site: URIReference) -> String? {
    let path = named.decodedPath.drop { $0 == "/" }
    let base = site.path.trimmingSlashes
    guard !base.isEmpty else { return String(path) }
    return path.hasPrefix(base + "/") ? String(path.dropFirst(base.utf8.count + 1)) : nil
  }
}
