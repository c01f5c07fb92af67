/// Markdown to HTML. What of HTML stands in the text passes through: cleaning is somebody else's job.
package enum MarkdownRenderer {
  package static func html(from markdown: [UInt8], dialect: MarkdownDialect = .gitHub) -> [UInt8] {
    var blocks = BlockParser(markdown, dialect)
    blocks.run()
    let side = blocks.side
    var references = blocks.references
    references.allow(markdown.count)
    var inlines = InlineParser(blocks.tree, dialect, references, notes: blocks.notes)
    inlines.run()
    var writer = MarkdownWriter(inlines.tree, dialect, side)
    return writer.document()
  }

  /// A text without blocks, as one line of inlines.
  static func line(from text: [UInt8], dialect: MarkdownDialect) -> [UInt8] {
    var blocks = BlockParser(text, dialect)
    blocks.addWhole(text)
    let side = blocks.side
    var inlines = InlineParser(blocks.tree, dialect, blocks.references, notes: [:])
    inlines.run()
    var writer = MarkdownWriter(inlines.tree, dialect, side)
    return writer.document()
  }

  /// Where raw HTML stands in a text: code, where `<script>` is only text, is none.
  package static func rawHTML(in markdown: [UInt8], dialect: MarkdownDialect = .gitHub) -> [Range<Int>] {
    var blocks = BlockParser(markdown, dialect)
    blocks.run()
    let origins = blocks.origins
    var inlines = InlineParser(blocks.tree, dialect, blocks.references, notes: blocks.notes)
    inlines.run()
    let tree = inlines.tree
    var ranges: [Range<Int>] = []
    for node in tree.entries where node.kind == .html || node.kind == .inlineHTML {
      ranges += BlockParser.places(of: Int(node.start)..<Int(node.end), origins)
    }
    // The last line may have no end, which its text always has.
    return ranges.map { min($0.lowerBound, markdown.count)..<min($0.upperBound, markdown.count) }
      .sorted { $0.lowerBound < $1.lowerBound }
  }
}

extension BlockParser {
  /// What the writer needs to know beside the tree.
  struct Side {
    let alignments: [[UInt8]]
    let footnotes: [[UInt8]]
    let abbreviations: [(short: [UInt8], long: [UInt8])]
    let attributes: [MarkdownTree.Node: KramdownAttributes]
    let containers: [HTMLContainer]
    let hasContents: Bool
  }

  var side: Side {
    Side(
      alignments: alignments, footnotes: footnotes, abbreviations: abbreviations.filter { !$0.short.isEmpty },
      attributes: attributes, containers: containers,
      hasContents: dialect.kramdown && tree.entries.contains { $0.kind == .contents })
  }

  /// Definitions of footnotes by their labels; of several the one that ends first counts.
  var notes: [[UInt8]: MarkdownTree.Node] {
    var notes: [[UInt8]: MarkdownTree.Node] = [:]
    guard !footnotes.isEmpty else { return notes }
    for node in 0..<MarkdownTree.Node(tree.entries.count) where tree[node].kind == .footnote {
      guard let key = ReferenceMap.key(footnotes[Int(tree[node].value)][...]) else { continue }
      if let known = notes[key], !isAncestor(known, of: node) { continue }
      notes[key] = node
    }
    return notes
  }

  /// Where a piece of the tree's text is from, line by line.
  static func places(of range: Range<Int>, _ origins: [(text: Int32, input: Int32)]) -> [Range<Int>] {
    var low = 0
    var high = origins.count
    while low < high {
      let middle = (low + high) / 2
      if Int(origins[middle].text) <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var found: [Range<Int>] = []
    var index = max(low - 1, 0)
    while index < origins.count, Int(origins[index].text) < range.upperBound {
      let (text, input) = (Int(origins[index].text), Int(origins[index].input))
      let next = index + 1 < origins.count ? Int(origins[index + 1].text) : range.upperBound
      let (start, stop) = (max(text, range.lowerBound), min(next, range.upperBound))
      if start < stop { found.append((input + start - text)..<(input + stop - text)) }
      index += 1
    }
    return found
  }
}
