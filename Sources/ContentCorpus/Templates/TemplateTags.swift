import HTMLParsing
import Markup

/// What a generator puts something else in place of, and that nobody else understands: shortcodes, Liquid.
struct TemplateTags {
  /// Of each mark that is left out the first byte, and that behind its last.
  let ranges: [Range<Int>]
  /// What takes the place of what, the marks that are left out among them.
  private let edits: [Edit]
  /// What shortcodes of Hugo's stand for, which is put into the text when that is HTML already.
  private(set) var inserts = Inserts()
  /// Pages that are named, and where.
  private(set) var links: [(reference: ContentReference, offset: Int)] = []

  private struct Edit {
    let range: Range<Int>
    var text: [UInt8] = []
    /// Whether it is a mark whose meaning is not known.
    var isUnknown = false
    /// What of it stays as it is.
    var kept: Range<Int>?
  }

  /// - Parameters:
  ///   - bytes: a body.
  ///   - generator: whose marks are looked for.
  ///   - context: what they can name; without one they are left out.
  ///   - variables: values that marks in front of these have given names.
  init(
    in bytes: ArraySlice<UInt8>, of generator: Convention.Generator, _ context: TemplateContext? = nil,
    variables: [String: String] = [:]
  ) {
    if generator == .wordpress {
      let found = WordPressMarks(in: bytes, context)
      ranges = found.unknown
      edits =
        (found.known.map { Edit(range: $0.range, text: $0.text) }
        + found.unknown.map { Edit(range: $0, isUnknown: true) })
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
      return
    }
    let marks: [(open: StaticString, close: StaticString)] =
      switch generator {
      case .medigy, .html, .wordpress: []
      case .hugo: [("{{<", ">}}"), ("{{%", "%}}")]
      case .jekyll: [("{{", "}}"), ("{%", "%}")]
      // Zola's content knows shortcodes only: what looks like a comment of its templates is the id of a heading.
      case .zola: [("{{", "}}"), ("{%", "%}")]
      case .eleventy: [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
      }
    guard !marks.isEmpty else {
      (ranges, edits) = ([], [])
      return
    }
    var open = marks
    var ranges: [Range<Int>] = []
    var edits: [Edit] = []
    var unclosed: Set<String> = []
    var index = bytes.startIndex
    var reader = TemplateReader(context, variables)
    while let brace = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = brace + 1
      guard let found = marks.first(where: { TemplateTags.begins(bytes[brace...], with: $0.open) }) else { continue }
      let isOpen = open.contains { "\($0.open)" == "\(found.open)" }
      if isOpen, let end = TemplateTags.end(of: bytes[index...], found.close) {
        if let known = reader.meaning(of: bytes, brace..<end, found.open) {
          // An address takes the place of the site's in front of it.
          while let last = edits.last, last.range.lowerBound >= known.range.lowerBound { edits.removeLast() }
          let text = Array(known.text.utf8)
          let isInserted = generator == .hugo && known.text.hasPrefix("<")
          edits.append(Edit(range: known.range, text: isInserted ? inserts.add(text) : text))
          index = known.range.upperBound
          continue
        }
        if var block = TemplateTags.verbatim(bytes, brace..<end, generator, &unclosed) {
          if generator == .hugo, block.kept == nil {
            block.text =
              [0x0A, 0x0A]
              + inserts.add(Array(block.text.drop { $0 == 0x0A }.reversed().drop { $0 == 0x0A }.reversed())) + [
                0x0A, 0x0A,
              ]
          }
          edits.append(block)
          index = block.range.upperBound
          continue
        }
        index = TemplateTags.endOfComment(bytes, brace..<end, generator) ?? end
      } else {
        // One that is not closed here is closed nowhere behind, and the rest of its line is no text.
        open.removeAll { "\($0.open)" == "\(found.open)" }
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      }
      ranges.append(brace..<index)
    }
    if generator == .zola {
      let links = TemplateTags.links(
        in: bytes, beside: (ranges + edits.map(\.range)).sorted { $0.lowerBound < $1.lowerBound })
      for link in links {
        let text = String(decoding: bytes[link].dropFirst(2), as: UTF8.self)
        edits.append(Edit(range: link, text: Array(reader.link(.source, text, at: link.lowerBound).utf8)))
      }
    }
    links = reader.links
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
    self.edits = (edits + ranges.map { Edit(range: $0, isUnknown: true) }).sorted {
      $0.range.lowerBound < $1.range.lowerBound
    }
  }

  /// Marks that are known already.
  init(removing ranges: [Range<Int>]) {
    self.ranges = ranges
    edits = ranges.map { Edit(range: $0) }
  }

  /// What the generator shows as it is written: code between marks of `highlight` is a block of code, and what `raw`
  /// encloses is text.
  ///
  /// - Parameters:
  ///   - mark: one that opens something.
  ///   - unclosed: names that are closed nowhere behind.
  private static func verbatim(
    _ bytes: ArraySlice<UInt8>, _ mark: Range<Int>, _ generator: Convention.Generator, _ unclosed: inout Set<String>
  ) -> Edit? {
    guard let name = name(of: bytes[mark]), name == "highlight" || name == "raw" && generator != .hugo,
      !unclosed.contains(name)
    else {
      return nil
    }
    let closing = Array(((generator == .hugo ? "/" : "end") + name).utf8)
    var rest = bytes[mark.upperBound...]
    while let word = rest.byteRange(of: closing) {
      rest = bytes[word.upperBound...]
      let before = bytes[mark.upperBound..<word.lowerBound].suffix(8)
      let sign = before.lastIndex { !" -".utf8.contains($0) } ?? before.startIndex
      let lead = generator == .hugo ? ["{{<", "{{%"] : ["{%"]
      guard sign >= mark.upperBound, let found = lead.first(where: { bytes[mark.upperBound...sign].hasSuffix($0) })
      else {
        continue
      }
      guard let end = rest.byteRange(of: Array((generator == .hugo ? "}}" : "%}").utf8)) else { break }
      let start = sign + 1 - found.utf8.count
      let range = mark.lowerBound..<end.upperBound
      let content = bytes[mark.upperBound..<start]
      if name == "raw" { return Edit(range: range, text: Array(content), kept: mark.upperBound..<start) }
      let lines = content.drop { $0 == 0x0A || $0 == 0x0D }
      let code = HTMLText.escaped(String(decoding: lines, as: UTF8.self))
      let words = ShortcodeArguments(text(of: bytes[mark])[...]).positional
      let language = words.first.map { " class=\"language-\(HTMLText.escaped($0))\"" } ?? ""
      return Edit(range: range, text: Array("\n\n<pre><code\(language)>\(code)</code></pre>\n\n".utf8))
    }
    unclosed.insert(name)
    return nil
  }

  /// What stands between the signs of a mark.
  private static func text(of mark: ArraySlice<UInt8>) -> String {
    var text = String(decoding: mark, as: UTF8.self)[...]
    for sign in ["{{<", "{{%", "{{", "{%"] where text.hasPrefix(sign) {
      text = text.dropFirst(sign.count)
      break
    }
    for sign in [">}}", "%}}", "}}", "%}"] where text.hasSuffix(sign) {
      text = text.dropLast(sign.count)
      break
    }
    if text.first == "-" { text = text.dropFirst() }
    if text.last == "-" { text = text.dropLast() }
    return String(text)
  }

  /// The first word of a mark.
  private static func name(of mark: ArraySlice<UInt8>) -> String? {
    String(decoding: mark.prefix(60), as: UTF8.self).split { !$0.isLetter && $0 != "/" && $0 != "_" }.first
      .map(String.init)
  }

  /// Links to files, of which only Zola knows the pages (getzola.org/documentation/content/linking).
  private static func links(in bytes: ArraySlice<UInt8>, beside ranges: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var others = ranges[...]
    var index = bytes.startIndex
    while let open = bytes[index...].byteRange(of: Array("](@/".utf8)) {
      let start = open.lowerBound + 2
      index = bytes[start...].firstIndex { $0 == UInt8(ascii: ")") || $0 <= 0x20 } ?? bytes.endIndex
      while let next = others.first, next.upperBound <= start { others.removeFirst() }
      if others.first.map({ $0.lowerBound >= index }) ?? true { found.append(start..<index) }
    }
    return found
  }

  /// What stands between the marks of a comment is for nobody.
  ///
  /// - Parameter mark: one that opens something.
  /// - Returns: the end of the comment; `nil` where the mark opens none.
  private static func endOfComment(
    _ bytes: ArraySlice<UInt8>, _ mark: Range<Int>, _ generator: Convention.Generator
  ) -> Int? {
    let text = String(decoding: bytes[mark].prefix(40), as: UTF8.self)
    let isHugo = generator == .hugo
    guard isHugo || text.hasPrefix("{%"), text.split(whereSeparator: { !$0.isLetter && $0 != "/" }).first == "comment"
    else { return nil }
    guard let end = bytes[mark.upperBound...].byteRange(of: Array((isHugo ? "/comment" : "endcomment").utf8)),
      let closed = bytes[end.upperBound...].byteRange(of: Array((isHugo ? "}}" : "%}").utf8))
    else { return bytes.endIndex }
    return closed.upperBound
  }

  /// A body without the marks.
  ///
  /// - Parameter sign: what stands in the place of each whose meaning is not known.
  func removed(from bytes: ArraySlice<UInt8>, leaving sign: [UInt8] = []) -> [UInt8] {
    guard !edits.isEmpty else { return Array(bytes) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var start = bytes.startIndex
    for edit in edits where edit.range.lowerBound >= start {
      out += bytes[start..<edit.range.lowerBound]
      out += edit.isUnknown ? sign : edit.text
      start = edit.range.upperBound
    }
    return out + bytes[start...]
  }

  /// A body with spaces in place of the marks, so that everything else stays where it is.
  func blanked(in bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out = bytes
    for edit in edits {
      for index in edit.range where out[index] != 0x0A && edit.kept?.contains(index) != true { out[index] = 0x20 }
    }
    return Array(out)
  }

  private static func begins(_ bytes: ArraySlice<UInt8>, with mark: StaticString) -> Bool {
    bytes.starts(with: "\(mark)".utf8)
  }

  private static func end(of bytes: ArraySlice<UInt8>, _ mark: StaticString) -> Int? {
    bytes.byteRange(of: Array("\(mark)".utf8))?.upperBound
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
