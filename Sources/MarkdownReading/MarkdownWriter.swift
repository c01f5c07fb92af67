/// Writes a tree as HTML, in the form of cmark's.
struct MarkdownWriter {
  let tree: MarkdownTree
  let dialect: MarkdownDialect
  let blocks: BlockParser.Side
  var out: [UInt8] = []
  /// Numbers of footnotes by their definitions, in the order in which they are named.
  private var notes: [MarkdownTree.Node: Int] = [:]
  private var noteOrder: [MarkdownTree.Node] = []
  /// How often each is named.
  private var noteCounts: [MarkdownTree.Node: Int] = [:]
  /// The image whose words are written as plain text; none where text is written as text.
  private var image = MarkdownTree.none
  /// Headings, for lists of contents.
  private var headings: [MarkdownTree.Node] = []

  init(_ tree: MarkdownTree, _ dialect: MarkdownDialect, _ blocks: BlockParser.Side) {
    (self.tree, self.dialect, self.blocks) = (tree, dialect, blocks)
    out.reserveCapacity(tree.buffer.count + tree.buffer.count / 4)
  }

  mutating func document() -> [UInt8] {
    if blocks.hasContents { headings = allHeadings() }
    write(MarkdownTree.root)
    writeNotes()
    return out
  }

  /// Writes what is in a node, without it.
  private mutating func write(_ root: MarkdownTree.Node) {
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

  private mutating func put(_ text: StaticString) {
    unsafe out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func line() {
    if let last = out.last, last != 0x0A { out.append(0x0A) }
  }

  // MARK: Nodes

  /// Writes a node's beginning; `true` where its children and ``leave(_:)`` are to follow.
  private mutating func enter(_ node: MarkdownTree.Node) -> Bool {
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
    case .footnoteReference: noteReference(entry.value)
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

  private mutating func open(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) -> Bool {
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

  private mutating func leave(_ node: MarkdownTree.Node) {
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
    case .paragraph: if !isBare(node) { put("</p>\n") }
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

  private mutating func openParagraph() {
    line()
    put("<p>")
  }

  /// Whether a paragraph has no tags: in a tight list, in a term's only meaning.
  private func isBare(_ node: MarkdownTree.Node) -> Bool {
    let parent = tree[node].parent
    switch tree[parent].kind {
    case .item: return tree.lists[Int(tree[tree[parent].parent].value)].isTight
    case .definition: return !tree[parent].flag && tree[node].previous == MarkdownTree.none && isSingle(node)
    case .htmlContainer: return blocks.containers[Int(tree[parent].value)].isSpan
    default: return false
    }
  }

  /// Whether no other paragraph stands beside one.
  private func isSingle(_ node: MarkdownTree.Node) -> Bool {
    var next = tree[node].next
    while next != MarkdownTree.none {
      if tree[next].kind == .paragraph { return false }
      next = tree[next].next
    }
    return true
  }

  private mutating func openList(_ entry: MarkdownTree.Entry) {
    let list = tree.lists[Int(entry.value)]
    line()
    guard list.isOrdered else { return put("<ul>\n") }
    guard list.start != 1 else { return put("<ol>\n") }
    put("<ol start=\"")
    out += String(list.start).utf8
    put("\">\n")
  }

  private mutating func code(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) {
    line()
    var language: [UInt8] = []
    if entry.flag {
      let information = tree.buffer[
        Int(tree.links[Int(entry.value)].address.lowerBound)..<Int(tree.links[Int(entry.value)].address.upperBound)]
      language = Array(information.prefix { !$0.isWhiteSpace })
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

  private mutating func raw(_ text: ArraySlice<UInt8>) {
    guard dialect.rawHTML else { return put("<!-- raw HTML omitted -->") }
    out += dialect.kramdown ? NestedMarkdown.expanded(Array(text), dialect) : Array(text)
  }

  // MARK: Tables

  private mutating func openRow(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) {
    line()
    let previous = entry.previous
    if entry.flag, previous == MarkdownTree.none { put("<thead>\n") }
    if !entry.flag, previous == MarkdownTree.none || tree[previous].flag { put("<tbody>\n") }
    put("<tr>")
  }

  private mutating func closeRow(_ entry: MarkdownTree.Entry) {
    line()
    put("</tr>\n")
    if entry.flag, entry.next == MarkdownTree.none || !tree[entry.next].flag { put("</thead>\n") }
  }

  private mutating func openCell(_ entry: MarkdownTree.Entry) {
    line()
    if entry.flag { put("<th") } else { put("<td") }
    let table = tree[tree[entry.parent].parent]
    switch blocks.alignments[Int(table.value)][Int(entry.value)] {
    case UInt8(ascii: "l"): put(" align=\"left\"")
    case UInt8(ascii: "c"): put(" align=\"center\"")
    case UInt8(ascii: "r"): put(" align=\"right\"")
    default: break
    }
    put(">")
  }

  // MARK: Links

  private func address(_ link: MarkdownTree.Link) -> ArraySlice<UInt8> {
    tree.buffer[Int(link.address.lowerBound)..<Int(link.address.upperBound)]
  }

  private func title(_ link: MarkdownTree.Link) -> ArraySlice<UInt8> {
    tree.buffer[Int(link.title.lowerBound)..<Int(link.title.upperBound)]
  }

  private mutating func openLink(_ entry: MarkdownTree.Entry) {
    let link = tree.links[Int(entry.value)]
    put("<a href=\"")
    escapeAddress(address(link))
    closeTag(link)
    put(">")
  }

  private mutating func closeTag(_ link: MarkdownTree.Link) {
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

  private mutating func attribute(_ name: String, _ value: String) {
    put(" ")
    out += name.utf8
    put("=\"")
    escape(Array(value.utf8)[...])
    put("\"")
  }

  private mutating func openImage(_ entry: MarkdownTree.Entry) {
    put("<img src=\"")
    escapeAddress(address(tree.links[Int(entry.value)]))
    put("\" alt=\"")
  }

  private mutating func closeImage(_ entry: MarkdownTree.Entry) {
    image = MarkdownTree.none
    closeTag(tree.links[Int(entry.value)])
    put(" />")
  }

  /// The words of an image's description.
  private mutating func enterInImage(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) -> Bool {
    switch entry.kind {
    case .text, .inlineCode, .math: escape(tree.text(node))
    case .inlineHTML: escape(tree.text(node))
    case .softBreak, .lineBreak: put(" ")
    default: return true
    }
    return false
  }

  // MARK: Footnotes

  private mutating func noteReference(_ definition: MarkdownTree.Node) {
    let number: Int
    if let known = notes[definition] {
      number = known
    } else {
      noteOrder.append(definition)
      number = noteOrder.count
      notes[definition] = number
    }
    let count = noteCounts[definition, default: 0] + 1
    noteCounts[definition] = count
    put("<sup class=\"footnote-ref\"><a href=\"#fn-")
    escapeAddress(blocks.footnotes[Int(tree[definition].value)][...])
    put("\" id=\"fnref-")
    escapeAddress(blocks.footnotes[Int(tree[definition].value)][...])
    if count > 1 { out += "-\(count)".utf8 }
    put("\" data-footnote-ref>")
    out += String(number).utf8
    put("</a></sup>")
  }

  private mutating func writeNotes() {
    guard !noteOrder.isEmpty else { return }
    line()
    put("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    var position = 0
    // A note may name others.
    while position < noteOrder.count {
      let definition = noteOrder[position]
      position += 1
      put("<li id=\"fn-")
      escapeAddress(blocks.footnotes[Int(tree[definition].value)][...])
      put("\">\n")
      write(definition)
      backReferences(definition)
      put("</li>\n")
    }
    put("</ol>\n</section>\n")
  }

  private mutating func backReferences(_ definition: MarkdownTree.Node) {
    let isInParagraph = out.suffix(5).elementsEqual("</p>\n".utf8)
    if isInParagraph {
      out.removeLast(5)
      put(" ")
    }
    for count in 1...max(noteCounts[definition] ?? 1, 1) {
      if count > 1 { put(" ") }
      put("<a href=\"#fnref-")
      escapeAddress(blocks.footnotes[Int(tree[definition].value)][...])
      if count > 1 { out += "-\(count)".utf8 }
      put("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
      if count > 1 { out += "<sup class=\"footnote-ref\">\(count)</sup>".utf8 }
      put("</a>")
    }
    if isInParagraph { put("</p>\n") } else { line() }
  }

  // MARK: Contents

  private func allHeadings() -> [MarkdownTree.Node] {
    (0..<MarkdownTree.Node(tree.entries.count)).filter { node in
      tree[node].kind == .heading && tree[node].parent != MarkdownTree.none
        && blocks.attributes[node]?.classes.contains("no_toc") != true
    }
  }

  /// A list of all headings, as kramdown makes it.
  private mutating func contents() {
    guard !headings.isEmpty else { return }
    line()
    var levels: [Int32] = []
    for heading in headings {
      let level = tree[heading].value
      while let last = levels.last, last > level {
        put("</li>\n</ul>\n")
        levels.removeLast()
      }
      if levels.last == level {
        put("</li>\n<li>")
      } else {
        put("<ul>\n<li>")
        levels.append(level)
      }
      write(heading)
    }
    for _ in levels { put("</li>\n</ul>\n") }
  }

  // MARK: Text

  private mutating func text(_ text: ArraySlice<UInt8>) {
    guard !blocks.abbreviations.isEmpty else { return escape(text) }
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let isWordStart = index == text.startIndex || !text[index - 1].isAlphanumeric
      let found =
        isWordStart
        ? blocks.abbreviations.first { short, _ in
          let next = index + short.count
          return text[index...].starts(with: short) && (next >= text.endIndex || !text[next].isAlphanumeric)
        } : nil
      guard let found else {
        index += 1
        continue
      }
      escape(text[start..<index])
      put("<abbr")
      if !found.long.isEmpty { attribute("title", String(decoding: found.long, as: UTF8.self)) }
      put(">")
      escape(found.short[...])
      put("</abbr>")
      index += found.short.count
      start = index
    }
    escape(text[start...])
  }

  private mutating func escape(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    for index in text.indices {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      default: continue
      }
      out += text[start..<index]
      put(replacement)
      start = index + 1
    }
    out += text[start...]
  }

  /// An address with all encoded that may not stand in one.
  private mutating func escapeAddress(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "'"): put("&#x27;")
      case _ where byte.isAlphanumeric || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte): out.append(byte)
      default:
        put("%")
        let digits = Array("0123456789ABCDEF".utf8)
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
  }
}
