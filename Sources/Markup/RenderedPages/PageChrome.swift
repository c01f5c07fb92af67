import HTMLParsing

/// What pages put beside an author's words for those who read in a browser: marks of links to headings, buttons, numbers of lines, text
/// for screen readers that repeats what is seen.
enum PageChrome {
  /// Takes it out of a tree.
  static func remove(in root: HTMLTree.Node, _ tree: inout HTMLTree) {
    var node = tree.following(root, below: root)
    while node != HTMLTree.none {
      if let kept = codeCell(of: node, tree) {
        tree.replace(node, by: kept)
        node = tree.following(kept, below: root)
        continue
      }
      if tree.isElement(node), isFurniture(node, tree) {
        let next = tree.followingBeside(node, below: root)
        tree.remove(node)
        node = next
        continue
      }
      if isLine(node, tree) { tree.append(text: [0x0A], to: node) }
      node = tree.following(node, below: root)
    }
  }

  private static func isFurniture(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    let element = tree.element(node)
    if element == .button || element == .template { return true }
    guard tree.hasAttributes(node) else { return false }
    let classes = ClassNames(node, tree)
    if tree.attribute(node, "role") == "button", element != .a || tree.attribute(node, "href") == nil { return true }
    if isNumber(node, classes, tree) || isForScreenReaders(node, classes, tree) { return true }
    return element == .a && isMark(node, classes, tree)
  }

  // MARK: Headings

  private static let markClasses: Set<String> = [
    "anchor", "anchor-link", "anchorjs-link", "direct-link", "hash-link", "heading-anchor", "heading-link",
    "header-anchor",
    "header-link", "headerlink", "headline-hash", "permalink", "sl-anchor-link", "td-heading-self-link", "toclink-mark",
  ]
  /// What such a link shows, where that is no sign.
  private static let markWords: Set<String> = [
    "link", "permalink", "anchor", "copy link", "direct link", "link to heading",
  ]

  /// Whether a link is the mark of one to a heading: it leads to a place of the page, and shows a sign or nothing.
  private static func isMark(_ link: HTMLTree.Node, _ classes: ClassNames, _ tree: HTMLTree) -> Bool {
    guard let address = tree.attribute(link, "href"), address.contains("#") else { return false }
    let text = PlainText.foldWhiteSpace(seenText(in: link, tree)).lowercased()
    let isSign = text.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
    let isInHeading = heading(around: link, tree) != nil
    let isNamed = !classes.isDisjoint(with: markClasses)
    guard isInHeading || isNamed else { return false }
    // Marks of footnotes lead back to their places, and stand in no heading.
    guard isSign || markWords.contains(text) || isNamed else { return false }
    if tree.holds(.img, below: link), !isNamed { return false }
    if isSign || markWords.contains(text) { return !text.isEmpty || isNamed || isInHeading }
    // A link around the heading's own words is none.
    guard let heading = heading(around: link, tree) else { return false }
    let rest = PlainText.foldWhiteSpace(tree.allText(in: heading)).lowercased()
    return rest.utf8.count > text.utf8.count + 1
  }

  /// Text without what only screen readers say.
  private static func seenText(in root: HTMLTree.Node, _ tree: HTMLTree) -> String {
    var out: [UInt8] = []
    var node = tree.following(root, below: root)
    while node != HTMLTree.none {
      if tree.isElement(node), tree.hasAttributes(node), !ClassNames(node, tree).isDisjoint(with: unseenClasses) {
        node = tree.followingBeside(node, below: root)
        continue
      }
      if tree.kind(node) == .text { out += tree.text(node) }
      node = tree.following(node, below: root)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func heading(around node: HTMLTree.Node, _ tree: HTMLTree) -> HTMLTree.Node? {
    var parent = tree.parent(node)
    for _ in 0..<3 where parent != HTMLTree.none {
      if headings.contains(tree.element(parent)) { return parent }
      parent = tree.parent(parent)
    }
    return nil
  }

  private static let headings: ElementSet = [.h1, .h2, .h3, .h4, .h5, .h6, .dt, .figcaption, .caption]

  // MARK: Screen readers

  private static let unseenClasses: Set<String> = [
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader",
    "show-for-sr",
    "u-visually-hidden", "assistive-text",
  ]

  /// Whether text that is only heard says what can be seen beside it: in a heading, and where all of its words stand around it.
  private static func isForScreenReaders(
    _ node: HTMLTree.Node, _ classes: ClassNames, _ tree: HTMLTree
  ) -> Bool {
    guard !classes.isDisjoint(with: unseenClasses) else { return false }
    if heading(around: node, tree) != nil || tree.element(tree.parent(node)) == .a { return true }
    let own = words(tree.allText(in: node))
    guard tree.parent(node) != HTMLTree.none else { return false }
    var around = words(tree.allText(in: tree.parent(node)))
    for word in own {
      // Each word stands there once by itself.
      guard let count = around[word.key], count >= 2 * word.value else { return false }
      around[word.key] = count - word.value
    }
    return true
  }

  private static func words(_ text: String) -> [Substring: Int] {
    text.prefix(2000).split { !$0.isLetter && !$0.isNumber }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  // MARK: Code

  private static let numberClasses: Set<String> = [
    "ln", "lnt", "lnlinks", "lineno", "linenos", "linenumber", "line-number", "line-numbers-rows", "hljs-ln-numbers",
    "gutter", "rouge-gutter", "react-syntax-highlighter-line-number", "code-line-number",
  ]

  /// Whether an element holds numbers of lines of code (Chroma, Pygments, Rouge, Prism, highlight.js, Expressive Code).
  private static func isNumber(_ node: HTMLTree.Node, _ classes: ClassNames, _ tree: HTMLTree) -> Bool {
    let isNamed = !classes.isDisjoint(with: numberClasses)
    // Where style stands in attributes, only that says what nobody is to copy.
    guard isNamed || tree.attribute(node, "style")?.contains("user-select:none") == true, isInCode(node, tree) else {
      return false
    }
    return tree.allText(in: node).allSatisfy { $0.isNumber || $0.isWhitespace || $0 == "." || $0 == "|" }
  }

  private static func isInCode(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    var parent = node
    for _ in 0..<8 where parent != HTMLTree.none {
      if [.pre, .code, .table, .figure].contains(tree.element(parent)) { return true }
      parent = tree.parent(parent)
    }
    return false
  }

  /// The code of a table that has numbers of lines in its first column.
  private static func codeCell(of node: HTMLTree.Node, _ tree: HTMLTree) -> HTMLTree.Node? {
    guard tree.element(node) == .table, tree.hasAttributes(node) else { return nil }
    let classes = ClassNames(node, tree)
    guard !classes.isDisjoint(with: ["lntable", "highlighttable", "rouge-table", "hljs-ln"]) else { return nil }
    var cells: [HTMLTree.Node] = []
    var inner = tree.following(node, below: node)
    while inner != HTMLTree.none {
      if [.td, .th].contains(tree.element(inner)) { cells.append(inner) }
      inner = tree.following(inner, below: node)
    }
    guard cells.count == 2 else { return nil }
    // Around the code, or inside of a block of it, where only text is wanted.
    var code = tree.following(cells[1], below: cells[1])
    while code != HTMLTree.none {
      if tree.element(code) == .pre {
        return isInside(node, .pre, tree) ? innermost(code, tree) : code
      }
      code = tree.following(code, below: cells[1])
    }
    return nil
  }

  private static func isInside(_ node: HTMLTree.Node, _ element: KnownElement, _ tree: HTMLTree) -> Bool {
    var parent = tree.parent(node)
    while parent != HTMLTree.none {
      if tree.element(parent) == element { return true }
      parent = tree.parent(parent)
    }
    return false
  }

  private static func innermost(_ pre: HTMLTree.Node, _ tree: HTMLTree) -> HTMLTree.Node {
    tree.child(pre, .code) ?? pre
  }

  /// Whether an element is a line of code that only style makes one (Expressive Code).
  private static func isLine(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    tree.element(node) == .div && tree.hasAttributes(node) && ClassNames(node, tree).contains("ec-line")
  }
}
