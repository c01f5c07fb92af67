import TestSupport
import Testing

@testable import Validation

/// What is UTF-8 is what the standard library says it is.
@Suite struct TextEncodingTests {
  @Test func agreesWithTheStandardLibrary() {
    var random = SeededGenerator(seed: 5)
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("é".utf8), Array("–".utf8), Array("😀".utf8), [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xC3], [0xE2, 0x80],
      [0xF0, 0x9F],
      [0xFF],
    ]
    var valid = 0
    for _ in 0..<20_000 {
      let choice = Bool.random(using: &random) ? pieces.prefix(4) : pieces[...]
      let bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in choice.randomElement(using: &random) ?? []
      }
      let expected = (try? UTF8Span(validating: bytes.span)) != nil
      #expect(TextEncoding.isUTF8(bytes) == expected, "\(bytes)")
      valid += expected ? 1 : 0
    }
    #expect(valid > 5000 && valid < 19_000)
  }

  @Test(arguments: [true, false], [true, false])
  func fourBytesACharacterAreUTF32(isBigEndian: Bool, hasMark: Bool) {
    let text = "<?xml version=\"1.0\"?>\n<rss>é😀</rss>"
    let bytes = ((hasMark ? "\u{FEFF}" : "") + text).unicodeScalars.flatMap { scalar in
      let four = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * UInt32($0))) }
      return isBigEndian ? four.reversed() : four
    }
    let decoded = TextEncoding.decode(bytes)
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
    #expect(decoded.foreign == (isBigEndian ? "UTF-32BE" : "UTF-32LE"))
    #expect(decoded.invalid == nil)
  }
}
