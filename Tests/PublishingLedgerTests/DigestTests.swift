import LocalFiles
import TestSupport
import Testing

@Suite struct DigestTests {
  @Test func piecesOfAWholeGiveTheDigestOfTheWhole() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      let pieces = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      #expect(ContentDigest(whole: pieces) == ContentDigest(Array(pieces.joined())))
    }
  }
}
