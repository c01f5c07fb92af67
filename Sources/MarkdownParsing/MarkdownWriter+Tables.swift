/// Rows and cells of tables.
extension MarkdownWriter {
  mutating func openRow(_ node: MarkdownTree.Node, _ entry: MarkdownTree.Entry) {
    line()
    let previous = entry.previous
    if entry.flag, previous == MarkdownTree.none { put("<thead>\n") }
    if !entry.flag, previous == MarkdownTree.none || tree[previous].flag { put("<tbody>\n") }
    put("<tr>")
  }

  mutating func closeRow(_ entry: MarkdownTree.Entry) {
    line()
    put("</tr>\n")
    if entry.flag, entry.next == MarkdownTree.none || !tree[entry.next].flag { put("</thead>\n") }
  }

  mutating func openCell(_ entry: MarkdownTree.Entry) {
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
}
