import HTMLParsing

/// Elements inside a block of HTML whose content is Markdown all the same: `<p markdown="1">`.
enum NestedMarkdown {
  /// Of such elements inside each other no more are read.
  private static let depth = 4

  static func expanded(_ html: [UInt8], _ dialect: MarkdownDialect, depth: Int = NestedMarkdown.depth) -> [UInt8] {
    guard depth > 0, html.byteRange(of: Array("markdown".utf8)) != nil else { return html }
    var out: [UInt8] = []
    var start = 0
    var index = 0
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      guard let end = InlineHTML.tag(html, open, html.count) else { continue }
      index = end
      let name = html[(open + 1)..<end].prefix { $0.isAlphanumeric || $0 == 0x2D }.map(\.lowercased)
      let text = String(decoding: name, as: UTF8.self)
      guard !name.isEmpty, let mode = KramdownMarks.mode(of: html[open..<end], text, parsesAll: false),
        let close = KramdownMarks.endTag(of: name, in: html[end...])
      else { continue }
      out += html[start..<end]
      out += rendered(html[end..<close.lowerBound], mode, dialect, depth - 1)
      (start, index) = (close.lowerBound, close.upperBound)
    }
    return start == 0 ? html : out + html[start...]
  }

  private static func rendered(
    _ text: ArraySlice<UInt8>, _ mode: KramdownMarks.Mode, _ dialect: MarkdownDialect, _ depth: Int
  ) -> [UInt8] {
    guard depth > 0 else { return Array(text) }
    let own = Array(text.trimmingWhiteSpace)
    return mode == .span
      ? MarkdownRenderer.line(from: own, dialect: dialect) : MarkdownRenderer.html(from: own, dialect: dialect)
  }
}
