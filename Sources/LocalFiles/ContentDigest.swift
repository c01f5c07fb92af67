/// 128 bits that tell contents apart: the same on every machine, made at the speed of memory.
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
    mix(UInt64(bytes.count), 0x3F84_D5B5_B547_0917)
    var index = 0
    while index + 16 <= bytes.count {
      unsafe mix(
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      index += 16
    }
    guard index < bytes.count else { return }
    var rest: (UInt64, UInt64) = (0, 0)
    for offset in 0..<(bytes.count - index) {
      let byte = unsafe UInt64(bytes[index + offset])
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
