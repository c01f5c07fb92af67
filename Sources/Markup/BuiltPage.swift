import HTMLReading

/// A page that a site generator made: its content, and what it says of itself.
public struct BuiltPage: Sendable {
  /// HTML, not cleaned; `nil` where no selector chooses anything, and where the page only leads to another one.
  public private(set) var content: [UInt8]?
  /// `link rel="canonical"`, as it is written.
  public private(set) var canonical: String?
  /// Whether a robots directive asks search engines to pass it over.
  public private(set) var isNoIndex = false
  /// What relative addresses are relative to, where it is not the page (`base href`), as it is written.
  public private(set) var base: String?
  /// Whether it only leads to another page, as a generator writes for a former address.
  public private(set) var isRedirect = false

  /// Which parts of pages are content.
  public struct Selection: Sendable, Hashable {
    /// The first one that chooses anything counts, and of what it chooses the first.
    public var content: [ElementSelector]
    /// What is left out of it.
    public var omitted: [ElementSelector]

    public init(content: [ElementSelector], omitted: [ElementSelector]) {
      self.content = content
      self.omitted = omitted
    }
  }

  /// - Parameters:
  ///   - html: the page; what is no UTF-8 in it is replaced.
  ///   - title: of the entry, that stands beside the content there: a heading in it that says the same is left out.
  public init(_ html: [UInt8], _ selection: Selection, title: String = "") {
    let text = UTF8Text.firstInvalid(in: html) == nil ? html : Array(String(decoding: html, as: UTF8.self).utf8)
    var tree = HTMLReader.document(text)
    readHead(tree)
    guard !isRedirect, let chosen = BuiltPage.first(selection.content, in: tree) else { return }
    BuiltPage.remove(in: chosen, &tree) { node, tree in selection.omitted.contains { $0.matches(node, tree) } }
    var isOver = false
    BuiltPage.remove(in: chosen, &tree) { node, tree in
      guard !isOver, tree.element(node) == .h1 else { return false }
      isOver = true
      return BuiltPage.isHeading(tree.allText(in: node), title)
    }
    content = tree.html(in: chosen)
  }

  private mutating func readHead(_ tree: HTMLTree) {
    var node = tree.following(HTMLTree.root, below: HTMLTree.root)
    while node != HTMLTree.none {
      switch tree.element(node) {
      case .link:
        let relations = tree.attribute(node, "rel")?.lowercased().split(whereSeparator: \.isWhitespace) ?? []
        if canonical == nil, relations.contains("canonical") { canonical = tree.attribute(node, "href") }
      case .meta:
        let content = tree.attribute(node, "content")?.lowercased() ?? ""
        if tree.attribute(node, "name")?.lowercased() == "robots" {
          let directives = content.split { $0 == "," || $0.isWhitespace }
          if directives.contains("noindex") || directives.contains("none") { isNoIndex = true }
        }
        if tree.attribute(node, "http-equiv")?.lowercased() == "refresh", content.contains("url=") { isRedirect = true }
      case .base: if base == nil { base = tree.attribute(node, "href") }
      default: break
      }
      node = tree.following(node, below: HTMLTree.root)
    }
  }

  /// The first element that the first fitting selector chooses.
  private static func first(_ selectors: [ElementSelector], in tree: HTMLTree) -> HTMLTree.Node? {
    for selector in selectors {
      var node = tree.following(HTMLTree.root, below: HTMLTree.root)
      while node != HTMLTree.none {
        if selector.matches(node, tree) { return node }
        node = tree.following(node, below: HTMLTree.root)
      }
    }
    return nil
  }

  /// Takes elements out of the tree.
  private static func remove(
    in root: HTMLTree.Node, _ tree: inout HTMLTree, where isRemoved: (HTMLTree.Node, HTMLTree) -> Bool
  ) {
    var node = tree.following(root, below: root)
    while node != HTMLTree.none {
      guard tree.isElement(node), isRemoved(node, tree) else {
        node = tree.following(node, below: root)
        continue
      }
      let next = tree.followingBeside(node, below: root)
      tree.remove(node)
      node = next
    }
  }

  /// Whether a heading says what the title says, but for the mark of a link to itself.
  private static func isHeading(_ text: String, _ title: String) -> Bool {
    let marks: Set<Character> = ["#", "¶", "§", " ", "🔗"]
    func bare(_ text: String) -> String {
      String(PlainText.foldWhiteSpace(text).reversed().drop { marks.contains($0) }.reversed()).lowercased()
    }
    return bare(text) == bare(title)
  }
}
