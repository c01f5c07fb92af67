import HTMLParsing
import Markup

/// What the elements of a page say of its dates: microformats (microformats.org/wiki/h-entry), microdata, `time`.
struct PageDates {
  private(set) var published: String?
  private(set) var modified: String?
  /// What an `h-entry` calls itself.
  private(set) var entryName: String?
  /// Whether the page shows several entries, and so is a list of them.
  private(set) var isList = false

  /// - Parameter path: of the page's file.
  init(_ tree: HTMLTree, path: String) {
    let own = PageDates.name(of: path)
    var entries = 0
    var times: [String] = []
    var node = tree.following(HTMLTree.root, below: HTMLTree.root)
    while node != HTMLTree.none {
      defer { node = tree.following(node, below: HTMLTree.root) }
      guard tree.isElement(node) else { continue }
      let element = tree.element(node)
      let classes = tree.classes(node)
      if classes.contains("h-entry") || classes.contains("hentry") || element == .article, holdsTime(node, tree) {
        // One that leads elsewhere by its heading is that of another page.
        entries += PageDates.target(of: node, tree).map { PageDates.name(of: $0) != own } == true ? 2 : 1
      }
      if entryName == nil, classes.contains("p-name") || classes.contains("entry-title") {
        let text = PlainText.foldWhiteSpace(tree.allText(in: node))
        entryName = text.isEmpty ? nil : text
      }
      guard let instant = PageDates.instant(node, tree) else { continue }
      let property = tree.attribute(node, "itemprop")?.lowercased()
      if classes.contains("dt-updated") || classes.contains("updated") || property == "datemodified" {
        modified = modified ?? instant
      } else if classes.contains("dt-published") || classes.contains("published") || property == "datepublished" {
        published = published ?? instant
      } else if element == .time, isOfThePage(node, tree) {
        times.append(instant)
      }
    }
    isList = entries > 1
    published = published ?? times.first
  }

  /// `datetime`, or the title of an `abbr` (microformats.org/wiki/value-class-pattern).
  private static func instant(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String? {
    let text =
      tree.element(node) == .abbr
      ? tree.attribute(node, "title") : tree.attribute(node, "datetime") ?? tree.attribute(node, "content")
    guard let text = text?.trimmed, text.first?.isNumber == true, text.utf8.count >= 8 else { return nil }
    return text
  }

  /// The last part of an address or a path: `a` of `/x/a/`, `x/a.html`, `x/a/index.html`.
  private static func name(of path: String) -> String {
    var parts = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
    if parts.last == "index.html" { parts.removeLast() }
    let last = parts.last ?? ""
    return last.hasSuffix(".html") ? String(last.dropLast(5)) : last
  }

  /// Where the first heading of an entry leads.
  private static func target(of root: HTMLTree.Node, _ tree: HTMLTree) -> String? {
    tree.first(below: root) { [.h1, .h2, .h3].contains(tree.element($0)) }.flatMap { heading in
      tree.first(below: heading) { tree.element($0) == .a && tree.attribute($0, "href")?.hasPrefix("#") == false }
    }.flatMap { tree.attribute($0, "href") }
  }

  private func holdsTime(_ root: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    tree.first(below: root) {
      tree.element($0) == .time || tree.element($0) == .abbr && tree.attribute($0, "title") != nil
    } != nil
  }

  /// Whether a time is the page's own: in its main part, and neither in a link nor in an entry of a list of links.
  private func isOfThePage(_ time: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    var node = tree.parent(time)
    // Of lists in each other the innermost decides: what is around it may be the page's own list of facts.
    var isInItem = false
    while node != HTMLTree.none {
      switch tree.element(node) {
      case .a: return false
      case .footer where tree.element(tree.parent(node)) == .body: return false
      case .li where !isInItem:
        if tree.holds(.a, below: node) { return false }
        isInItem = true
      case .main, .article: return true
      case .body: return tree.child(node, .main) == nil
      default: break
      }
      node = tree.parent(node)
    }
    return false
  }
}
