/// 128 bits that distinguish contents: the same on every machine, made at the speed of memory.
///
/// It recognises what was seen before; it is no seal against somebody who wants to be taken for another. What has to
/// withstand that, such as the digests of a manifest, is SHA-256.
public struct ContentDigest: Sendable, Hashable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Of what nobody will ask for.
  public static let none = ContentDigest(high: 0, low: 0)

  public init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  public init(_ bytes: [UInt8], _ range: Range<Int>) {
    var digester = Digester()
    unsafe bytes.withUnsafeBytes { unsafe digester.add(UnsafeRawBufferPointer(rebasing: $0[range])) }
    self = digester.digest
  }
}

extension ContentDigest {
  /// Of pieces that are one whole: the same as of all their bytes one behind the other.
  public init(whole pieces: [[UInt8]]) {
    var digester = Digester()
    digester.begin(pieces.reduce(0) { $0 + $1.count })
    // What is left of a piece, of which a word of the digest is not full.
    var rest: [UInt8] = []
    for piece in pieces {
      let taken = rest.isEmpty ? 0 : min(16 - rest.count, piece.count)
      rest += piece[..<taken]
      if rest.count == 16 {
        unsafe rest.withUnsafeBytes { unsafe digester.addWords($0) }
        rest = []
      }
      guard rest.isEmpty else { continue }
      let end = taken + (piece.count - taken) / 16 * 16
      unsafe piece.withUnsafeBytes { unsafe digester.addWords(UnsafeRawBufferPointer(rebasing: $0[taken..<end])) }
      rest = Array(piece[end...])
    }
    unsafe rest.withUnsafeBytes { unsafe digester.addRest($0) }
    self = digester.digest
  }
}

/// Makes a digest of several pieces. Each piece counts with its length, so that no two lists of pieces run together.
public struct Digester: Sendable {
  private var first: UInt64 = 0x243F_6A88_85A3_08D3
  private var second: UInt64 = 0x1319_8A2E_0370_7344

  public init() {}

  public mutating func add(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBytes { unsafe add($0) } }

  public mutating func add(_ text: String) {
    var copy = text
    copy.withUTF8 { unsafe add(UnsafeRawBufferPointer($0)) }
  }

  public mutating func add(_ number: Int64) { mix(UInt64(bitPattern: number), 0xA409_3822_299F_31D0) }

  public mutating func add(_ digest: ContentDigest) { mix(digest.high, digest.low) }

  public var digest: ContentDigest {
    ContentDigest(
      high: Digester.fold(first ^ 0x082E_FA98_EC4E_6C89, second ^ 0x4528_21E6_38D0_1377),
      low: Digester.fold(second ^ 0xBE54_66CF_34E9_0C6C, first ^ 0xC0AC_29B7_C97C_50DD))
  }

  fileprivate mutating func add(_ bytes: UnsafeRawBufferPointer) {
    begin(bytes.count)
    let whole = bytes.count / 16 * 16
    unsafe addWords(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
    unsafe addRest(UnsafeRawBufferPointer(rebasing: bytes[whole...]))
  }

  fileprivate mutating func begin(_ count: Int) { mix(UInt64(count), 0x3F84_D5B5_B547_0917) }

  /// Bytes whose number is a multiple of 16.
  fileprivate mutating func addWords(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index + 16 <= bytes.count {
      unsafe mix(
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      index += 16
    }
  }

  /// The last bytes, fewer than 16.
  fileprivate mutating func addRest(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    var rest: (UInt64, UInt64) = (0, 0)
    for offset in 0..<bytes.count {
      let byte = unsafe UInt64(bytes[offset])
      if offset < 8 { rest.0 |= byte << UInt64(8 * offset) } else { rest.1 |= byte << UInt64(8 * offset - 64) }
    }
    mix(rest.0, rest.1)
  }

  /// Two lanes of multiplication, each over both words with constants of its own.
  private mutating func mix(_ left: UInt64, _ right: UInt64) {
    first = Digester.fold(first ^ left ^ 0x9E37_79B9_7F4A_7C15, right ^ 0xE703_7ED1_A0B4_28DB) &+ left
    second = Digester.fold(second ^ right ^ 0x8EBC_6AF0_9C88_C6E3, left ^ 0x5899_65CC_7537_4CC3) &+ right
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
