import TidingsCore

/// Reports why a document is not well-formed, and mends what is plain, so that the rest can be validated too.
///
/// A mended text has as many bytes as the broken one: every place stays where it is.
enum XMLRecovery {
  struct Result {
    var reading: XMLTreeReader.Reading
    var findings: [Finding]
    /// Namespaces that were others than the format's own.
    var moved: [NamespaceRepair.Moved] = []
  }

  /// Documents with the same fault everywhere need no finding for each.
  private static let limit = 50

  static func read(_ utf8: [UInt8], path: String, _ lines: LineIndex) -> Result {
    var result = wellFormed(utf8, path: path, lines)
    result.moved = NamespaceRepair.repair(&result.reading.tree, utf8)
    return result
  }

  private static func wellFormed(_ utf8: [UInt8], path: String, _ lines: LineIndex) -> Result {
    var reading = XMLTreeReader.read(utf8)
    guard reading.fault != nil else { return Result(reading: reading, findings: []) }
    if let offset = webPage(utf8) {
      let finding = WellFormedRules.webPage.finding(at: lines.location(offset, path: path))
      return Result(reading: reading, findings: [finding])
    }
    var text = utf8
    var findings: [Finding] = []
    var repeats: [Finding] = []
    while let fault = reading.fault {
      guard let (finding, mended) = diagnose(fault, text, path, lines) else { break }
      findings.append(finding)
      guard let mended else { break }
      guard findings.count < limit else {
        findings[findings.count - 1].message += "; what comes after it was not read"
        break
      }
      // What stood in a value must not make another fault of it there.
      let filler =
        [.syntax, .lateDeclaration, .entityDeclaration].contains(fault.kind) ? UInt8(ascii: " ") : UInt8(ascii: "_")
      // A template's entity stands in every entry: all of them are reported, and mended, at once.
      if fault.kind == .entity, !mended.isEmpty {
        for place in occurrences(of: Array(text[mended]), in: text, after: mended.upperBound) {
          var same = finding
          same.location = lines.location(place.lowerBound, path: path)
          repeats.append(same)
          text.replaceSubrange(place, with: repeatElement(filler, count: place.count))
        }
      }
      text.replaceSubrange(mended, with: repeatElement(filler, count: mended.count))
      reading = XMLTreeReader.read(text)
    }
    return Result(reading: reading, findings: findings + repeats)
  }

  /// Where the same bytes stand again, outside of CDATA sections and comments.
  private static func occurrences(of pattern: [UInt8], in text: [UInt8], after start: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = start
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "<"):
        let rest = text[index...]
        let end = rest.starts(with: "<![CDATA[".utf8) ? "]]>" : rest.starts(with: "<!--".utf8) ? "-->" : nil
        index = end.flatMap { rest.firstRange(of: Array($0.utf8))?.upperBound } ?? index + 1
      case UInt8(ascii: "&") where text[index...].starts(with: pattern):
        found.append(index..<(index + pattern.count))
        index += pattern.count
      default: index += 1
      }
    }
    return found
  }

  /// What is wrong, and the bytes that can be blanked to go on.
  private static func diagnose(
    _ fault: XMLTreeReader.Fault, _ text: [UInt8], _ path: String, _ lines: LineIndex
  ) -> (finding: Finding, mended: Range<Int>?)? {
    func place(_ offset: Int) -> SourceLocation { lines.location(offset, path: path) }
    let end = min(fault.offset, text.count)
    switch fault.kind {
    case .entity, .ampersand:
      // The parser stands behind the name, or, in an attribute, somewhere in it.
      let start = text[..<min(end + 1, text.count)].lastIndex(of: UInt8(ascii: "&"))
      guard let start else { return nil }
      let name = text[(start + 1)...].prefix { HTMLReferences.isNameByte($0) }
      let isClosed = name.endIndex < text.endIndex && text[name.endIndex] == UInt8(ascii: ";")
      let string = String(decoding: name, as: UTF8.self)
      if isClosed, !name.isEmpty, !["amp", "lt", "gt", "quot", "apos"].contains(string) {
        let known = HTMLReferences.names.contains(string) ? ": it is defined in HTML, but not in XML" : ""
        let finding = WellFormedRules.entity.finding(
          at: place(start), "The entity '&\(string);' is not defined\(known)")
        return (finding, start..<(name.endIndex + 1))
      }
      guard !isClosed else { return nil }
      return (WellFormedRules.ampersand.finding(at: place(start)), start..<(start + 1))
    case .character:
      let wrong = character(text, near: end)
      guard let wrong else { return (WellFormedRules.character.finding(at: place(end), fault.message), nil) }
      let isReference = text[wrong.lowerBound] == UInt8(ascii: "&")
      if isReference, let halves = WrittenReference.halves(in: text, at: wrong.lowerBound) {
        let range = wrong.lowerBound..<halves.end
        var finding = WellFormedRules.character.finding(
          at: place(wrong.lowerBound),
          "\(String(decoding: text[range], as: UTF8.self)) are two halves of one character")
        finding.remedy = "Write \(WrittenReference.written(halves.scalar)) in their place."
        return (finding, range)
      }
      let what =
        isReference
        ? String(decoding: text[wrong], as: UTF8.self)
        : "U+00" + (text[wrong.lowerBound] < 16 ? "0" : "") + String(text[wrong.lowerBound], radix: 16, uppercase: true)
      let finding = WellFormedRules.character.finding(
        at: place(wrong.lowerBound), "The character \(what) has no place in XML")
      return (finding, wrong)
    case .lateDeclaration:
      let start = text[..<min(end + 5, text.count)].lastIndex(of: UInt8(ascii: "<")) ?? end
      // Blank lines, or the declaration of another file.
      let isFirst = text[..<start].allSatisfy(\.isXMLSpace)
      let message =
        isFirst ? "There is white space before the XML declaration" : "There is text before this XML declaration"
      let close = text[start...].firstIndex(of: UInt8(ascii: ">")) ?? start
      return (WellFormedRules.declaration.finding(at: place(start), message), start..<(close + 1))
    case .entityDeclaration:
      let declaration = documentType(text, before: end)
      return (GeneralRules.entities.finding(at: place(end), fault.message), declaration)
    case .size: return (GeneralRules.size.finding(at: place(end), fault.message), nil)
    case .depth: return (GeneralRules.depth.finding(at: place(end), fault.message), nil)
    case .syntax:
      if let late = lateStart(text) {
        let shown = String(decoding: text[..<min(late, 60)].prefix { $0 != 0x0A }, as: UTF8.self)
        return (
          WellFormedRules.declaration.finding(at: place(0), "There is something before the document: \(shown)"),
          0..<(text[late...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? late)
        )
      }
      let first = text.firstIndex { !$0.isXMLSpace } ?? 0
      if first < text.count, text[first] != UInt8(ascii: "<"), text.contains(UInt8(ascii: "<")) {
        // What stands before the document, up to its first tag.
        var open = text.firstIndex(of: UInt8(ascii: "<"))
        if let start = open, text[start...].starts(with: "<?xml".utf8) {
          open = text[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
        }
        let message = "There is text before the document"
        return (WellFormedRules.declaration.finding(at: place(first), message), open.map { first..<$0 })
      }
      return (GeneralRules.wellFormed.finding(at: place(end), fault.message), nil)
    }
  }

  /// Where the XML declaration stands, if markup that is none of the document stands before it, as a program's warning does.
  private static func lateStart(_ text: [UInt8]) -> Int? {
    let head = text.prefix(20_000)
    guard let first = head.first(where: { !$0.isXMLSpace }), first == UInt8(ascii: "<"),
      !head.starts(with: "<?xml".utf8),
      !head.drop(while: \.isXMLSpace).starts(with: "<?xml".utf8)
    else { return nil }
    return head.indices.first { head[$0] == UInt8(ascii: "<") && head[$0...].starts(with: "<?xml ".utf8) }
  }

  /// The document type declaration that a place is in, if its end is plain: without it the rest can be read.
  private static func documentType(_ text: [UInt8], before end: Int) -> Range<Int>? {
    let start = text[..<end].indices.last {
      text[$0] == UInt8(ascii: "<") && text[$0...].starts(with: "<!DOCTYPE".utf8)
    }
    guard let start, let close = text[end...].firstIndex(of: UInt8(ascii: "]")),
      let last = text[close...].firstIndex(of: UInt8(ascii: ">")), text[(close + 1)..<last].allSatisfy(\.isXMLSpace)
    else { return nil }
    return start..<(last + 1)
  }

  /// The control character, or the reference to one, nearest before or at a place.
  private static func character(_ text: [UInt8], near end: Int) -> Range<Int>? {
    let window = max(0, end - 20)..<min(end + 2, text.count)
    let control = window.last { text[$0] < 0x20 && !text[$0].isXMLSpace }
    if let control { return control..<(control + 1) }
    // The parser stands behind the reference, and another one may follow at once.
    let passed = text[window.lowerBound..<min(end, text.count)]
    guard let start = passed.lastIndex(of: UInt8(ascii: "&")) ?? text[window].lastIndex(of: UInt8(ascii: "&")),
      let close = text[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    return start..<(close + 1)
  }

  /// Where a web page begins, if this is one.
  static func webPage(_ text: [UInt8]) -> Int? {
    guard let first = text.firstIndex(where: { !$0.isXMLSpace }) else { return nil }
    let start = text[first...].prefix(1000).map { $0 | 0x20 }
    func begins(_ word: String) -> Bool { start.starts(with: word.utf8.map { $0 | 0x20 }) }
    return begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") ? first : nil
  }
}
