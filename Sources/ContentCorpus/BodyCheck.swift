import Documents
import Markup

/// What an editor should know of a body: what will be left out or cleaned away, and a size that readers refuse.
enum BodyCheck {
  /// A body larger than this, in bytes, cannot be an entry in full (jsonfeed.org: a megabyte is a burden).
  static let sizeLimit = 1_000_000

  /// Of an item no more unsafe places are told one by one.
  private static let unsafeLimit = 20

  private static func templateFindings(in file: SourceFile) -> [Finding] {
    let marks = file.marks.ranges
    guard let first = marks.first else { return [] }
    let text = String(decoding: file.bytes[first].prefix(60).prefix { $0 >= 0x20 }, as: UTF8.self)
    let more = marks.count > 1 ? " and \(marks.count - 1) more" : ""
    return [
      ContentRules.bodyTemplate.finding(
        at: file.location(inBody: first.lowerBound - file.bodyStart), "The body holds \(text)\(more)")
    ]
  }

  static func findings(in file: SourceFile) -> [Finding] {
    var findings = templateFindings(in: file)
    let size = file.bytes.count - file.bodyStart
    if size <= sizeLimit, BodyScreen.isHarmless(file.bytes, from: file.bodyStart) { return findings }
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
          at: file.location(inBody: places[unsafeLimit].offset), "The body holds more of the like from here on"))
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
