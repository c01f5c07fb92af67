import HTMLParsing

/// A page that a site generator made: what it says of itself in its head.
public struct RenderedPage: Sendable {
  /// `link rel="canonical"`, as it is written.
  public private(set) var canonical: String?
  /// Whether a robots directive asks search engines to pass it over.
  public private(set) var isNoIndex = false
  /// What relative addresses are relative to, where it is not the page (`base href`), as it is written.
  public private(set) var base: String?
  /// Whether it only leads to another page, as a generator writes for a former address.
  public private(set) var isRedirect = false
  /// What `title` says, white space folded.
  public private(set) var title = ""

  /// `og:site_name`.
  public private(set) var siteName: String?
  /// `og:url`.
  public private(set) var address: String?
  /// The language that the page says it is in.
  public private(set) var language: String?
  /// Addresses of feeds that it names, as they stand there.
  public private(set) var feedLinks: [String] = []

  /// Which parts of pages are content.
  public struct Selection: Sendable, Hashable {
    /// The first one that chooses anything counts, and of what it chooses the first. Without any, the source shows what the author's
    /// part is.
    public var content: [ElementSelector]
    /// What is left out of it.
    public var omitted: [ElementSelector]

    public init(content: [ElementSelector] = [], omitted: [ElementSelector] = []) {
      self.content = content
      self.omitted = omitted
    }

    /// What pages themselves mark as their content (microformats.org/wiki/h-entry and hatom, schema.org/articleBody), else their
    /// `article`, else `main`.
    static let common = Selection(
      content: [".e-content", ".entry-content", "[itemprop=articleBody]", "article", "main"]
        .compactMap(ElementSelector.init), omitted: ["nav"].compactMap(ElementSelector.init))
  }

  /// - Parameter html: the page; nothing behind its head is looked at.
  public init(_ html: [UInt8]) { self.init(HTMLReader.document(RenderedPage.head(of: html))) }

  init(_ tree: HTMLTree) {
    var node = tree.following(HTMLTree.root, below: HTMLTree.root)
    while node != HTMLTree.none {
      switch tree.element(node) {
      case .link:
        let relations = tree.attribute(node, "rel")?.lowercased().split(whereSeparator: \.isWhitespace) ?? []
        if canonical == nil, relations.contains("canonical") { canonical = tree.attribute(node, "href") }
        if relations.contains("alternate"), let type = tree.attribute(node, "type")?.lowercased(),
          let address = tree.attribute(node, "href"), RenderedPage.feedTypes.contains(where: type.hasPrefix)
        {
          feedLinks.append(address)
        }
      case .meta:
        let content = tree.attribute(node, "content")?.lowercased() ?? ""
        // Some programs write the one name for the other.
        if (tree.attribute(node, "name") ?? tree.attribute(node, "property"))?.lowercased() == "robots" {
          let directives = content.split { $0 == "," || $0.isWhitespace }
          if directives.contains("noindex") || directives.contains("none") { isNoIndex = true }
        }
        if tree.attribute(node, "property") == "og:site_name" { siteName = tree.attribute(node, "content") }
        if tree.attribute(node, "property") == "og:url" { address = tree.attribute(node, "content") }
        if tree.attribute(node, "http-equiv")?.lowercased() == "refresh", content.contains("url=") { isRedirect = true }
      case .html: language = tree.attribute(node, "lang")
      case .base: if base == nil { base = tree.attribute(node, "href") }
      case .title where title.isEmpty: title = PlainText.foldWhiteSpace(tree.allText(in: node))
      case .body: return
      default: break
      }
      node = tree.following(node, below: HTMLTree.root)
    }
  }

  private static let feedTypes = ["application/rss+xml", "application/atom+xml", "application/feed+json"]

  /// As far as the end of the head; all of a page that has none, up to a limit.
  private static func head(of html: [UInt8]) -> [UInt8] {
    let text = html.prefix(1 << 18)
    var rest = text
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      let name = rest.prefix(5).map { $0 | 0x20 }
      if name.elementsEqual("/head".utf8) || name.prefix(4).elementsEqual("body".utf8) {
        return UTF8Text.replacing(text[..<open])
      }
    }
    return UTF8Text.replacing(text)
  }

  /// Whether a heading says what the title says, but for the mark of a link to itself.
  static func isHeading(_ text: String, _ title: String) -> Bool {
    let marks: Set<Character> = ["#", "¶", "§", " ", "🔗"]
    func bare(_ text: String) -> String {
      String(PlainText.foldWhiteSpace(text).reversed().drop { marks.contains($0) }.reversed()).lowercased()
    }
    return bare(text) == bare(title)
  }
}

extension UTF8Text {
  /// A text with what is no UTF-8 in it replaced.
  package static func replacing(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = Array(text)
    return firstInvalid(in: bytes) == nil ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
