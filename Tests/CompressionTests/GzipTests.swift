import Compression
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

  @Test func damageIsTold() {
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(Array(hello.dropLast(3)), limit: 100) }
    var wrong = hello
    wrong[12] ^= 0xFF
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(wrong, limit: 100) }
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(hello + [1, 2, 3], limit: 100) }
  }

  @Test func theLimitHolds() {
    #expect(throws: Gzip.Failure.self) { try Gzip.decompressed(hello, limit: 4) }
  }
}
