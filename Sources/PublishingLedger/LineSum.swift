public import LocalFiles

/// The number of lines of an export and a digest of them, whatever their order: that of a whole is the sum of its parts' own, so that a
/// part that stays as it was need not be read again.
public struct LineSum: Sendable, Hashable {
  public private(set) var count: Int
  public private(set) var digest: ContentDigest

  public init(count: Int = 0, digest: ContentDigest = .none) {
    self.count = count
    self.digest = digest
  }

  /// Adds a line.
  ///
  /// - Parameters:
  ///   - bytes: that hold it.
  ///   - range: where it is, without its end.
  package mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
    add(LineSum(count: 1, digest: ContentDigest(bytes, range)))
  }

  mutating func add(_ other: LineSum) {
    count += other.count
    digest = ContentDigest(high: digest.high &+ other.digest.high, low: digest.low &+ other.digest.low)
  }

  /// Of all lines of a text, each with its end.
  init(_ bytes: [UInt8]) {
    self.init()
    var start = 0
    while start < bytes.count, let end = bytes[start...].firstIndex(of: 0x0A) {
      add(bytes, start..<end)
      start = end + 1
    }
  }
}
