import HTMLParsing

/// The text of HTML as a reader would hear it: scripts and the like are silent, blocks are apart.
enum HTMLTextExtraction {
  /// What is left out.
  struct Omission: OptionSet {
    let rawValue: Int
    /// Blocks of code, which say little where they are torn from their lines.
    static let code = Omission(rawValue: 1)
    /// Footnotes, and the marks that lead to them.
    static let notes = Omission(rawValue: 2)
    static let headings = Omission(rawValue: 4)
  }

  /// At most about `limit` bytes from the beginning.
  static func text(of html: [UInt8], limit: Int, without omission: Omission = []) -> String {
    // The beginning is enough where text begins soon.
    var size = max(limit * 6, 4_096)
    while true {
      let head = size < html.count ? Array(html[..<wholeTag(html, size)]) : html
      var out: [UInt8] = []
      collect(HTMLReader.fragment(head), HTMLTree.fragment, into: &out, limit: limit, omission)
      guard out.count < limit, head.count < html.count else { return folded(out) }
      size *= 8
    }
  }

  /// The text of the first heading; `nil` where there is none, or text stands before it.
  static func firstHeading(of html: [UInt8]) -> String? {
    let tree = HTMLReader.fragment(html.count > 65_536 ? Array(html[..<wholeTag(html, 65_536)]) : html)
    var node = tree.following(HTMLTree.fragment, below: HTMLTree.fragment)
    while node != HTMLTree.none {
      if tree.isElement(node), ElementNames.headings.contains(tree.element(node)) {
        var out: [UInt8] = []
        collect(tree, node, into: &out, limit: 4_000, .notes)
        let text = folded(out)
        if !text.isEmpty { return text }
      }
      node =
        isSilent(node, tree)
        ? tree.followingBeside(node, below: HTMLTree.fragment) : tree.following(node, below: HTMLTree.fragment)
    }
    return nil
  }

  private static func folded(_ bytes: [UInt8]) -> String {
    PlainText.foldWhiteSpace(XMLCharacters.removingForbidden(from: String(decoding: bytes, as: UTF8.self)))
  }

  /// The end of a beginning, so that no tag and no character is cut.
  private static func wholeTag(_ html: [UInt8], _ size: Int) -> Int {
    html[..<size].lastIndex(of: UInt8(ascii: "<")) ?? size
  }

  private static func isSilent(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    switch tree.namespace(node) {
    case .svg: return tree.isElement(node)
    case .mathML: return MathMarkup.removed.contains(tree.name(node))
    case .html:
      guard tree.isElement(node) else { return false }
      switch ElementTable.fate(of: tree.element(node)) {
      case .dropped, .embed, .player, .fallback, .script, .title: return true
      default: return HiddenContent.isHidden(node, tree)
      }
    }
  }

  /// Appends text with each run of white space as one space, so that the limit counts what is kept.
  private static func appendFolded(_ text: ArraySlice<UInt8>, to out: inout [UInt8], limit: Int) {
    for byte in text {
      guard out.count < limit || byte & 0xC0 == 0x80 else { return }
      if byte > 0x20 {
        out.append(byte)
      } else if out.last != 0x20 {
        out.append(0x20)
      }
    }
  }

  private static func collect(
    _ tree: HTMLTree, _ root: HTMLTree.Node, into out: inout [UInt8], limit: Int, _ omission: Omission
  ) {
    var node = tree.firstChild(root)
    while node != HTMLTree.none, out.count < limit {
      var descends = false
      switch tree.kind(node) {
      case .text: appendFolded(tree.text(node), to: &out, limit: limit)
      case .element:
        let element = tree.element(node)
        descends = !isSilent(node, tree) && !isOmitted(node, tree, omission)
        if ElementNames.blocks.contains(element), out.last != 0x20 { out.append(0x20) }
        if element == .input, tree.attribute(node, "type")?.lowercased() == "checkbox" {
          out += (tree.attribute(node, "checked") == nil ? "☐ " : "☑ ").utf8
        }
      default: break
      }
      if descends, tree.firstChild(node) != HTMLTree.none {
        node = tree.firstChild(node)
        continue
      }
      while tree.next(node) == HTMLTree.none, tree.parent(node) != root {
        node = tree.parent(node)
        if ElementNames.blocks.contains(tree.element(node)) { out.append(0x20) }
      }
      node = tree.next(node)
    }
  }

  private static func isOmitted(_ node: HTMLTree.Node, _ tree: HTMLTree, _ omission: Omission) -> Bool {
    let element = tree.element(node)
    if omission.contains(.code), element == .pre { return true }
    if omission.contains(.headings), ElementNames.headings.contains(element) { return true }
    return omission.contains(.notes) && FootnoteMarkup.isNote(node, tree)
  }
}

/// Footnotes as Markdown's renderers write them.
enum FootnoteMarkup {
  /// Whether an element is a mark that leads to a note, or holds the notes.
  static func isNote(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    guard tree.hasAttributes(node) else { return false }
    let classes = tree.attribute(node, "class")?.lowercased().split(whereSeparator: \.isWhitespace) ?? []
    if classes.contains(where: { $0.hasPrefix("footnote") }) || tree.attribute(node, "role") == "doc-noteref"
      || tree.attribute(node, "role") == "doc-endnotes" || tree.attribute(node, "role") == "doc-backlink"
    {
      return true
    }
    // `<sup id="fnref:1"><a href="#fn:1">1</a></sup>`.
    return tree.element(node) == .sup && tree.attribute(node, "id")?.hasPrefix("fnref") == true
  }
}
