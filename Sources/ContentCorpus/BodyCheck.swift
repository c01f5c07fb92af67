import Markup
import TidingsCore

/// What an editor should know of a body: what will be left out or cleaned away, and a size that readers refuse.
enum BodyCheck {
  /// A body larger than this, in bytes, cannot be an entry in full (jsonfeed.org: a megabyte is a burden).
  static let sizeLimit = 1_000_000

  /// Of an item no more unsafe places are reported one by one.
  private static let unsafeLimit = 20

  private static func templateFindings(in file: SourceFile) -> [Finding] {
    if file.export != nil { return shortcodeFindings(in: file) }
    let marks = file.marks.ranges
    guard let first = marks.first else { return [] }
    let text = String(decoding: file.bytes[first].prefix(60).prefix { $0 >= 0x20 }, as: UTF8.self)
    let more = marks.count > 1 ? " and \(marks.count - 1) more" : ""
    return [
      ContentRules.bodyTemplate.finding(
        at: file.location(inBody: first.lowerBound - file.bodyStart), "The body holds \(text)\(more)")
    ]
  }

  /// Shortcodes and blocks that only their plug-ins can show: each name once, at its first place.
  private static func shortcodeFindings(in file: SourceFile) -> [Finding] {
    var counts: [String: (first: Range<Int>, count: Int)] = [:]
    for mark in file.marks.ranges where file.bytes[mark.lowerBound + 1] != UInt8(ascii: "/") {
      let text = String(decoding: file.bytes[mark].prefix(60), as: UTF8.self)
      let name =
        text.hasPrefix("[")
        ? "[\(text.dropFirst().prefix { !$0.isWhitespace && $0 != "]" && $0 != "/" })]"
        : "the block \(text.dropFirst(8).prefix { !$0.isWhitespace && $0 != "{" })"
      counts[name, default: (mark, 0)].count += 1
    }
    return counts.sorted { $0.value.first.lowerBound < $1.value.first.lowerBound }.map { name, places in
      let times = places.count > 1 ? ", \(places.count) times" : ""
      return WordPressFindings.shortcode.finding(
        at: file.location(inBody: places.first.lowerBound), "The body holds \(name)\(times)")
    }
  }

  static func findings(in file: SourceFile) -> [Finding] {
    var findings = templateFindings(in: file)
    let size = file.bytes.count - file.bodyStart
    if size <= sizeLimit, UnsafeHTMLScan.isHarmless(file.bytes, from: file.bodyStart) { return findings }
    let body = file.bodyInPlace
    if let offset = XMLCharacters.firstForbidden(in: body.bytes) {
      let code = String(body.bytes[offset], radix: 16, uppercase: true)
      findings.append(
        ContentRules.controlCharacters.finding(
          at: file.location(inBody: offset),
          "The body holds a character that XML forbids (\(code.count < 2 ? "0" : "")\(code) hexadecimal)"))
    }
    let places = body.unsafePlaces(limit: unsafeLimit + 1)
    for (what, offset) in places.prefix(unsafeLimit) {
      findings.append(ContentRules.bodyUnsafe.finding(at: file.location(inBody: offset), "The body holds \(what)"))
    }
    if places.count > unsafeLimit {
      findings.append(
        ContentRules.bodyUnsafe.finding(
          at: file.location(inBody: places[unsafeLimit].offset), "The body holds more such characters after this one"))
    }
    if let offset = body.firstTooDeep {
      findings.append(
        ContentRules.bodyDeep.finding(at: file.location(inBody: offset), "Elements are nested too deep here"))
    }
    if body.bytes.count > sizeLimit {
      findings.append(
        ContentRules.bodyLarge.finding(at: file.location(inBody: 0), "The body has \(body.bytes.count) bytes"))
    }
    return findings
  }
}
