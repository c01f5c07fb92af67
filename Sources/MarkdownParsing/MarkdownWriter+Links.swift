/// Links and images.
extension MarkdownWriter {
  func address(_ link: MarkdownTree.Link) -> ArraySlice<UInt8> {
    tree.buffer[Int(link.address.lowerBound)..<Int(link.address.upperBound)]
  }

  func title(_ link: MarkdownTree.Link) -> ArraySlice<UInt8> {
    tree.buffer[Int(link.title.lowerBound)..<Int(link.title.upperBound)]
  }

  mutating func openLink(_ entry: MarkdownTree.Entry) {
    let link = tree.links[Int(entry.value)]
    put("<a href=\"")
    escapeAddress(address(link))
    closeTag(link)
    put(">")
  }

  mutating func closeTag(_ link: MarkdownTree.Link) {
    if !title(link).isEmpty {
      put("\" title=\"")
      escape(title(link))
    }
    put("\"")
    for (name, value) in link.attributes
    where name != "href" && name != "src" && name.allSatisfy({ $0.isLetter || $0 == "-" }) {
      attribute(name, value)
    }
  }

  mutating func attribute(_ name: String, _ value: String) {
    put(" ")
    out += name.utf8
    put("=\"")
    escape(Array(value.utf8)[...])
    put("\"")
  }

  mutating func openImage(_ entry: MarkdownTree.Entry) {
    put("<img src=\"")
    escapeAddress(address(tree.links[Int(entry.value)]))
    put("\" alt=\"")
  }

  mutating func closeImage(_ entry: MarkdownTree.Entry) {
    image = MarkdownTree.none
    closeTag(tree.links[Int(entry.value)])
    put(" />")
  }

  /// The words of an image's description.
  mutating func enterInImage(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) -> Bool {
    switch entry.kind {
    case .text, .inlineCode, .math: escape(tree.text(node))
    // Goldmark leaves out what is no text.
    case .inlineHTML: if dialect.family != .goldmark { escape(tree.text(node)) }
    case .link where entry.flag && dialect.family == .goldmark: return false
    case .softBreak, .lineBreak: put(dialect.family == .goldmark ? "\n" : " ")
    default: return true
    }
    return false
  }
}
