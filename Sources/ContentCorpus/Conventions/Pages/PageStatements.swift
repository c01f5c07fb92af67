import DataFormats
import HTMLParsing
import Markup
import TidingsCore

/// What stands in a page's head, and what its elements are marked with.
struct PageStatements {
  private var metas: [String: [(text: String, offset: Int)]] = [:]
  private(set) var title: String?
  /// Of the first heading of the first rank.
  private(set) var heading: String?
  private(set) var canonical: String?
  private(set) var language: String?
  private(set) var isRedirect = false
  /// Labels of links with `rel=tag`.
  private(set) var tags: [String] = []
  /// Addresses of the page in all its languages (html.spec.whatwg.org, link type "alternate" with `hreflang`).
  private var translations: Set<String> = []
  private var authorLinks: [(name: String, address: String)] = []

  init(_ tree: HTMLTree) {
    var node = tree.following(HTMLTree.root, below: HTMLTree.root)
    while node != HTMLTree.none {
      read(node, tree)
      node = tree.following(node, below: HTMLTree.root)
    }
  }

  private mutating func read(_ node: HTMLTree.Node, _ tree: HTMLTree) {
    switch tree.element(node) {
    case .html: language = tree.attribute(node, "lang")
    case .title where title == nil: title = PlainText.foldWhiteSpace(tree.allText(in: node))
    case .h1 where heading == nil:
      let text = PlainText.foldWhiteSpace(tree.allText(in: node))
      heading = text.isEmpty ? nil : text
    case .meta:
      let content = tree.attribute(node, "content") ?? ""
      if let name = tree.attribute(node, "property") ?? tree.attribute(node, "name") ?? tree.attribute(node, "itemprop")
      {
        // What an article shows of HTML says nothing of its page.
        if name.lowercased() == "robots", isAside(node, tree) { break }
        metas[name, default: []].append((content.trimmed, tree.offset(node)))
      }
      if tree.attribute(node, "http-equiv")?.lowercased() == "refresh", content.lowercased().contains("url="),
        !isAside(node, tree)
      {
        isRedirect = true
      }
    case .link where relations(node, tree).contains("canonical"): canonical = canonical ?? tree.attribute(node, "href")
    case .link where relations(node, tree).contains("alternate") && tree.attribute(node, "hreflang") != nil:
      // Feeds are alternates in another form.
      guard tree.attribute(node, "type").map({ $0.lowercased().hasPrefix("text/html") }) ?? true else { break }
      if let address = tree.attribute(node, "href")?.trimmed, !address.isEmpty { translations.insert(address) }
    case .a:
      let relations = relations(node, tree)
      if relations.contains("tag") { tags.append(PlainText.foldWhiteSpace(tree.allText(in: node))) }
      if relations.contains("author") {
        authorLinks.append((PlainText.foldWhiteSpace(tree.allText(in: node)), tree.attribute(node, "href") ?? ""))
      }
    default: break
    }
  }

  /// Whether an element stands where no browser obeys it at once: for those without scripts, or in what an article shows.
  private func isAside(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    var above = tree.parent(node)
    while above != HTMLTree.none, above != HTMLTree.root {
      if tree.element(above) == .noscript { return true }
      if [.article, .main, .p, .pre, .div].contains(tree.element(above)) { return true }
      above = tree.parent(above)
    }
    return false
  }

  private func relations(_ node: HTMLTree.Node, _ tree: HTMLTree) -> [Substring] {
    guard tree.hasAttributes(node), let text = tree.attribute(node, "rel") else { return [] }
    return text.lowercased()[...].split(whereSeparator: \.isWhitespace)
  }

  /// What all translations of the page share, since each names them all: the first of their addresses.
  var translationKey: String? { translations.count > 1 ? translations.min() : nil }

  func meta(_ name: String) -> String? { metas[name]?.first { !$0.text.isEmpty }?.text }
  func all(_ name: String) -> [String] { (metas[name] ?? []).map(\.text).filter { !$0.isEmpty } }

  /// Names, and addresses where they are known.
  var authors: [YAMLContent] {
    let named = all("article:author").filter { !$0.contains("://") } + all("author")
    if !named.isEmpty { return named.prefix(20).map { .scalar($0, isPlain: false) } }
    return authorLinks.filter { !$0.name.isEmpty }.prefix(20).map { PageStatements.person($0.name, $0.address) }
  }

  /// Where something is said, as far as that is one element of the head.
  func place(of key: String, _ bytes: [UInt8]) -> (line: Int, column: Int) {
    let names = [
      "date": ["article:published_time", "date"], "lastmod": ["article:modified_time", "og:updated_time"],
      "description": ["og:description", "description"], "title": ["og:title"], "image": ["og:image"],
    ]
    guard let offset = (names[key] ?? []).lazy.compactMap({ metas[$0]?.first?.offset }).first, offset >= 0,
      offset < bytes.count
    else { return (1, 1) }
    let place = SourceLocation(path: "", offset: offset, in: bytes)
    return (place.line, place.column)
  }
}
