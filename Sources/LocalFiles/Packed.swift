/// Writes values one behind the other, for a file that only this software reads.
public struct PackedWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Takes what was written, and goes on with nothing.
  public mutating func take() -> [UInt8] {
    // As long as it is, not as long as there was room for: a slice of the whole would be the same memory.
    let taken = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { memory, count in
      count = unsafe memory.initialize(fromContentsOf: bytes)
    }
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  /// Goes on with nothing, in the same memory.
  public mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  public mutating func add(_ number: UInt8) { bytes.append(number) }
  public mutating func add(_ number: UInt32) { addInteger(number) }
  public mutating func add(_ number: Int32) { addInteger(number) }
  public mutating func add(_ number: UInt64) { addInteger(number) }
  public mutating func add(_ number: Int64) { addInteger(number) }

  private mutating func addInteger(_ number: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  public mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  public mutating func add(_ text: String) {
    var copy = text
    copy.withUTF8 {
      add(UInt32(clamping: $0.count))
      unsafe bytes.append(contentsOf: $0)
    }
  }

  public mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  public mutating func add(_ block: [UInt8]) { add(block[...]) }

  public mutating func add(_ block: ArraySlice<UInt8>) {
    add(UInt64(block.count))
    bytes += block
  }

  public mutating func add(_ digest: ContentDigest) {
    add(digest.high)
    add(digest.low)
  }

  public mutating func add(_ stamp: FileStamp) {
    add(Int64(stamp.size))
    add(stamp.modified)
    add(stamp.changed)
    add(stamp.inode)
  }

  /// The length of a list, before its elements.
  public mutating func add(count: Int) { add(UInt32(clamping: count)) }
}

/// Reads what ``PackedWriter`` wrote, in the same order.
public struct PackedReader: Sendable {
  /// The bytes are not what was written.
  public struct Damaged: Error, Sendable {
    public init() {}
  }

  private let bytes: [UInt8]
  private var index: Int
  private let end: Int

  public init(_ bytes: [UInt8], from start: Int = 0) { self.init(bytes, start..<bytes.count) }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  public var isAtEnd: Bool { index == end }

  /// Of all that has not been read yet.
  public var digestOfRest: ContentDigest { ContentDigest(bytes, index..<end) }

  public mutating func uint8() throws -> UInt8 { bytes[try advance(1)] }
  public mutating func uint32() throws -> UInt32 { try integer() }
  public mutating func int32() throws -> Int32 { try integer() }
  public mutating func uint64() throws -> UInt64 { try integer() }
  public mutating func int64() throws -> Int64 { try integer() }

  private mutating func integer<Number: FixedWidthInteger>() throws -> Number {
    let start = try advance(MemoryLayout<Number>.size)
    return unsafe bytes.withUnsafeBytes {
      unsafe Number(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Number.self))
    }
  }

  public mutating func flag() throws -> Bool { try uint8() != 0 }

  public mutating func text() throws -> String {
    let count = Int(try uint32())
    let start = try advance(count)
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe String(decoding: UnsafeBufferPointer(rebasing: $0[start..<(start + count)]), as: UTF8.self)
    }
  }

  /// The bytes of a text, in the memory that they lie in.
  public mutating func textBytes() throws -> ArraySlice<UInt8> {
    let count = Int(try uint32())
    let start = try advance(count)
    return bytes[start..<(start + count)]
  }

  public mutating func skipText() throws { _ = try advance(Int(try uint32())) }

  /// All that has not been read yet.
  public var rest: ArraySlice<UInt8> { bytes[index..<end] }

  public mutating func optionalText() throws -> String? { try flag() ? text() : nil }

  /// A block as a reader of its own, over the same memory.
  public mutating func block() throws -> PackedReader {
    let count = try uint64()
    guard count <= UInt64(end - index) else { throw Damaged() }
    let start = try advance(Int(count))
    return PackedReader(bytes, start..<(start + Int(count)))
  }

  public mutating func digest() throws -> ContentDigest { ContentDigest(high: try uint64(), low: try uint64()) }

  public mutating func stamp() throws -> FileStamp {
    FileStamp(
      size: Int(try int64()), modified: try int64(), changed: try int64(), inode: try uint64())
  }

  /// The length of a list. What damage has made huge is not believed: an element takes a byte at least.
  public mutating func count() throws -> Int {
    let count = Int(try uint32())
    guard count <= end - index else { throw Damaged() }
    return count
  }

  private mutating func advance(_ count: Int) throws -> Int {
    guard count >= 0, count <= end - index else { throw Damaged() }
    defer { index += count }
    return index
  }
}
