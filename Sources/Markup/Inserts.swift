import HTMLParsing

/// Pieces of HTML that are put into a text after it has been made HTML: what a generator's shortcodes stand for, which no Markdown
/// parser sees.
public struct Inserts: Sendable, Hashable {
  private var pieces: [[UInt8]] = []

  public init() {}

  var isEmpty: Bool { pieces.isEmpty }

  /// Private-use characters, which no text has.
  private static let open = Array("\u{F0000}".utf8)
  private static let close = Array("\u{F0001}".utf8)

  /// - Returns: what stands for a piece in the text.
  public mutating func add(_ piece: [UInt8]) -> [UInt8] {
    pieces.append(piece)
    return Inserts.open + Array(String(pieces.count - 1).utf8) + Inserts.close
  }

  /// HTML with the pieces in their places. One that stands alone in a paragraph takes the place of that.
  func filled(_ html: [UInt8]) -> [UInt8] {
    guard !isEmpty else { return html }
    var out: [UInt8] = []
    var rest = html[...]
    while let found = rest.byteRange(of: Inserts.open),
      let end = rest[found.upperBound...].byteRange(of: Inserts.close)
    {
      let number = Int(String(decoding: html[found.upperBound..<end.lowerBound], as: UTF8.self))
      out += rest[..<found.lowerBound]
      rest = html[end.upperBound...]
      guard let number, pieces.indices.contains(number) else { continue }
      if out.suffix(3).elementsEqual("<p>".utf8), rest.starts(with: "</p>".utf8) {
        out.removeLast(3)
        rest = rest.dropFirst(4)
      }
      out += pieces[number]
    }
    return out + rest
  }
}
