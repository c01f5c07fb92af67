/// Lists of contents.
extension MarkdownWriter {
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
