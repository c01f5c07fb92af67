/// Writes a tree as HTML, in the form of cmark's.
struct MarkdownWriter {
  let tree: MarkdownTree
  let dialect: MarkdownDialect
  let blocks: BlockParser.Side
  var out: [UInt8] = []
  /// Numbers of footnotes by their definitions, in the order in which they are named.
  var notes: [MarkdownTree.Node: Int] = [:]
  var noteOrder: [MarkdownTree.Node] = []
  /// How often each is named.
  var noteCounts: [MarkdownTree.Node: Int] = [:]
  /// Which of those times a reference is.
  var noteIndexes: [MarkdownTree.Node: Int] = [:]
  /// The image whose words are written as plain text; none where text is written as text.
  var image = MarkdownTree.none
  /// Headings, for lists of contents.
  var headings: [MarkdownTree.Node] = []

  init(_ tree: MarkdownTree, _ dialect: MarkdownDialect, _ blocks: BlockParser.Side) {
    (self.tree, self.dialect, self.blocks) = (tree, dialect, blocks)
    out.reserveCapacity(tree.buffer.count + tree.buffer.count / 4)
  }

  mutating func document() -> [UInt8] {
    if blocks.hasContents { headings = allHeadings() }
    numberNotes()
    write(MarkdownTree.root)
    writeNotes()
    return out
  }

  /// Writes what is in a node, without it.
  mutating func write(_ root: MarkdownTree.Node) {
    var node = tree[root].firstChild
    while node != MarkdownTree.none {
      let isOpen = enter(node)
      let child = tree[node].firstChild
      if isOpen, child != MarkdownTree.none {
        node = child
        continue
      }
      if isOpen { leave(node) }
      while tree[node].next == MarkdownTree.none, tree[node].parent != root {
        node = tree[node].parent
        leave(node)
      }
      node = tree[node].next
    }
  }

  mutating func put(_ text: StaticString) {
    unsafe out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func line() {
    if let last = out.last, last != 0x0A { out.append(0x0A) }
  }

  // MARK: Nodes

  /// Writes a node's beginning; `true` where its children and ``leave(_:)`` are to follow.
  mutating func enter(_ node: MarkdownTree.Node) -> Bool {
    let entry = tree[node]
    if image != MarkdownTree.none { return enterInImage(node, entry) }
    switch entry.kind {
    case .text: text(tree.text(node))
    case .softBreak: out.append(0x0A)
    case .lineBreak: put("<br />\n")
    case .inlineCode:
      put("<code>")
      escape(tree.text(node))
      put("</code>")
    case .inlineHTML: raw(tree.text(node))
    case .math:
      put("\\(")
      escape(tree.text(node))
      put("\\)")
    case .footnoteReference: noteReference(node)
    case .thematicBreak:
      line()
      put("<hr />\n")
    case .code: code(node, entry)
    case .html:
      line()
      raw(tree.text(node))
      line()
    case .mathBlock:
      line()
      put("\\[")
      escape(tree.text(node).trimmingWhiteSpace)
      put("\\]\n")
    case .contents: contents()
    case .footnote: return false
    default: return open(node, entry)
    }
    return false
  }

  mutating func open(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) -> Bool {
    switch entry.kind {
    case .blockQuote:
      line()
      put("<blockquote>\n")
    case .list: openList(entry)
    case .item:
      line()
      put("<li>")
      if entry.isTask {
        if entry.flag {
          put("<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ")
        } else {
          put("<input type=\"checkbox\" disabled=\"\" /> ")
        }
      }
    case .definitionList:
      line()
      put("<dl>\n")
    case .term: put("<dt>")
    case .definition:
      line()
      put("<dd>")
    case .htmlContainer:
      line()
      out += blocks.containers[Int(entry.value)].tag
    case .paragraph: if isBare(node) { return true } else { openParagraph() }
    case .heading:
      line()
      put("<h")
      out.append(UInt8(ascii: "0") + UInt8(entry.value))
      if let identifier = blocks.attributes[node]?.identifier { attribute("id", identifier) }
      put(">")
    case .table:
      line()
      put("<table>")
    case .tableRow: openRow(node, entry)
    case .tableCell: openCell(entry)
    case .emphasis: put("<em>")
    case .strong: put("<strong>")
    case .strikethrough: put("<del>")
    case .link: openLink(entry)
    case .image:
      openImage(entry)
      image = node
    default: break
    }
    return true
  }

  mutating func leave(_ node: MarkdownTree.Node) {
    let entry = tree[node]
    if image != MarkdownTree.none {
      if image == node { closeImage(entry) }
      return
    }
    switch entry.kind {
    case .blockQuote:
      line()
      put("</blockquote>\n")
    case .list: if tree.lists[Int(entry.value)].isOrdered { put("</ol>\n") } else { put("</ul>\n") }
    case .item: put("</li>\n")
    case .definitionList: put("</dl>\n")
    case .term: put("</dt>\n")
    case .definition: put("</dd>\n")
    case .htmlContainer:
      let container = blocks.containers[Int(entry.value)]
      if !container.isSpan { line() }
      put("</")
      out += container.name
      put(">\n")
    case .paragraph:
      if tree[entry.parent].kind == .footnote, entry.next == MarkdownTree.none {
        put(" ")
        backReferences(entry.parent)
      }
      if !isBare(node) { put("</p>\n") }
    case .heading:
      put("</h")
      out.append(UInt8(ascii: "0") + UInt8(entry.value))
      put(">\n")
    case .table:
      if tree[entry.lastChild].flag { line() } else { put("</tbody>\n") }
      put("</table>\n")
    case .tableRow: closeRow(entry)
    case .tableCell: if entry.flag { put("</th>") } else { put("</td>") }
    case .emphasis: put("</em>")
    case .strong: put("</strong>")
    case .strikethrough: put("</del>")
    case .link: put("</a>")
    default: break
    }
  }

  mutating func openParagraph() {
    line()
    put("<p>")
  }

  /// Whether a paragraph has no tags: in a tight list, in a term's only meaning.
  func isBare(_ node: MarkdownTree.Node) -> Bool {
    let parent = tree[node].parent
    switch tree[parent].kind {
    case .item: return tree.lists[Int(tree[tree[parent].parent].value)].isTight
    case .definition: return !tree[parent].flag && tree[node].previous == MarkdownTree.none && isSingle(node)
    case .htmlContainer: return blocks.containers[Int(tree[parent].value)].isSpan
    case .document: return tree[node].flag
    default: return false
    }
  }

  /// Whether no other paragraph stands beside one.
  func isSingle(_ node: MarkdownTree.Node) -> Bool {
    var next = tree[node].next
    while next != MarkdownTree.none {
      if tree[next].kind == .paragraph { return false }
      next = tree[next].next
    }
    return true
  }

  mutating func openList(_ entry: MarkdownTree.Entry) {
    let list = tree.lists[Int(entry.value)]
    line()
    guard list.isOrdered else { return put("<ul>\n") }
    guard list.start != 1 else { return put("<ol>\n") }
    put("<ol start=\"")
    out += String(list.start).utf8
    put("\">\n")
  }

  mutating func code(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) {
    line()
    var language: [UInt8] = []
    if entry.flag {
      let information = tree.buffer[
        Int(tree.links[Int(entry.value)].address.lowerBound)..<Int(tree.links[Int(entry.value)].address.upperBound)]
      language = Array(information.prefix { !$0.isTrimmed })
      // Goldmark and pulldown-cmark put more behind the name: ```go {linenos=true}, ```rust,ignore.
      if dialect != .gitHub { language = Array(language.prefix { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: ",") }) }
    }
    if let own = blocks.attributes[node]?.language { language = Array(own.utf8) }
    if language.isEmpty {
      put("<pre><code>")
    } else {
      put("<pre><code class=\"language-")
      escape(language[...])
      put("\">")
    }
    escape(tree.text(node))
    put("</code></pre>\n")
  }

  mutating func raw(_ text: ArraySlice<UInt8>) {
    guard dialect.rawHTML else { return put("<!-- raw HTML omitted -->") }
    out += dialect.kramdown ? NestedMarkdown.expanded(Array(text), dialect) : Array(text)
  }
}
