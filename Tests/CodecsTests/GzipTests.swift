import Codecs
import Testing

@Suite struct GzipTests {
  /// `hello` as gzip writes it, without a name.
  private let hello: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 7, 0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0,
  ]

  @Test func membersFollowEachOther() throws {
    #expect(Gzip.isGzip(hello))
    #expect(try Gzip.decompressed(hello, limit: 100) == Array("hello".utf8))
    #expect(try Gzip.decompressed(hello + hello + [0, 0], limit: 100) == Array("hellohello".utf8))
  }

  @Test func damageIsReported() {
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(Array(hello.dropLast(3)), limit: 100) }
    var wrong = hello
    wrong[12] ^= 0xFF
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(wrong, limit: 100) }
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(hello + [1, 2, 3], limit: 100) }
  }

  @Test(arguments: [1, 3, 10, 100]) func piecesAreReadAsTheWhole(size: Int) throws {
    let bytes = hello + hello + [0, 0]
    let stream = try GzipStream()
    var found: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      try stream.read(Array(bytes[start..<min(start + size, bytes.count)])) { found += $0 }
    }
    #expect(found == Array("hellohello".utf8) && stream.isAtEnd)
    let cut = try GzipStream()
    try cut.read(Array(hello.dropLast(3))) { _ in }
    #expect(!cut.isAtEnd)
    #expect(throws: Gzip.Failure.self) { try GzipStream().read([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) { _ in } }
  }

  @Test func theLimitHolds() {
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(hello, limit: 4) }
  }
}
