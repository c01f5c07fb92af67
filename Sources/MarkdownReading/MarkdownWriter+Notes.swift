/// Footnotes, and lists of contents.
extension MarkdownWriter {
  // MARK: Footnotes

  mutating func noteReference(_ definition: MarkdownTree.Node) {
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
      escapeAddress(blocks.footnotes[Int(tree[definition].value)][...])
      put("\">\n")
      write(definition)
      backReferences(definition)
      put("</li>\n")
    }
    put("</ol>\n</section>\n")
  }

  mutating func backReferences(_ definition: MarkdownTree.Node) {
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

  func allHeadings() -> [MarkdownTree.Node] {
    (0..<MarkdownTree.Node(tree.entries.count)).filter { node in
      tree[node].kind == .heading && tree[node].parent != MarkdownTree.none
        && blocks.attributes[node]?.classes.contains("no_toc") != true
    }
  }

  /// A list of all headings, as kramdown makes it.
  mutating func contents() {
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
}
