/// Footnotes.
extension MarkdownWriter {
  /// Numbers notes in the order in which the document names them first, wherever that is: as cmark and Goldmark do.
  mutating func numberNotes() {
    guard !blocks.footnotes.isEmpty, !dialect.kramdown else { return }
    var node = tree[MarkdownTree.root].firstChild
    while node != MarkdownTree.none {
      if tree[node].kind == .footnoteReference { noteIndexes[node] = count(tree[node].value) }
      if tree[node].firstChild != MarkdownTree.none {
        node = tree[node].firstChild
        continue
      }
      while node != MarkdownTree.root, tree[node].next == MarkdownTree.none { node = tree[node].parent }
      node = tree[node].next
    }
  }

  /// - Returns: how often a note has been named with this time.
  private mutating func count(_ definition: MarkdownTree.Node) -> Int {
    if notes[definition] == nil {
      noteOrder.append(definition)
      notes[definition] = noteOrder.count
    }
    noteCounts[definition, default: 0] += 1
    return noteCounts[definition] ?? 1
  }

  mutating func noteReference(_ reference: MarkdownTree.Node) {
    let definition = tree[reference].value
    let count = noteIndexes[reference] ?? count(definition)
    put("<sup class=\"footnote-ref\"><a href=\"#fn-")
    noteLabel(definition)
    put("\" id=\"fnref-")
    noteLabel(definition)
    if count > 1 { out += "-\(count)".utf8 }
    put("\" data-footnote-ref>")
    out += String(notes[definition] ?? 0).utf8
    put("</a></sup>")
  }

  private mutating func noteLabel(_ definition: MarkdownTree.Node) {
    escapeAddress(blocks.footnotes[Int(tree[definition].value)][...])
  }

  mutating func writeNotes() {
    guard !noteOrder.isEmpty else { return }
    line()
    put("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    var position = 0
    // A note may name others.
    while position < noteOrder.count {
      let definition = noteOrder[position]
      position += 1
      put("<li id=\"fn-")
      noteLabel(definition)
      put("\">\n")
      write(definition)
      let last = tree[definition].lastChild
      if last == MarkdownTree.none || tree[last].kind != .paragraph {
        backReferences(definition)
        put("\n")
      }
      put("</li>\n")
    }
    put("</ol>\n</section>\n")
  }

  /// Links back from a note: they stand in its last paragraph, if that is at its end.
  mutating func backReferences(_ definition: MarkdownTree.Node) {
    for count in 1...max(noteCounts[definition] ?? 1, 1) {
      if count > 1 { put(" ") }
      put("<a href=\"#fnref-")
      noteLabel(definition)
      if count > 1 { out += "-\(count)".utf8 }
      put("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
      if count > 1 { out += "<sup class=\"footnote-ref\">\(count)</sup>".utf8 }
      put("</a>")
    }
  }
}
