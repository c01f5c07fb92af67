/// Writes values one behind the other, for a file that only this software reads.
public struct PackedWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public mutating func add(_ number: some FixedWidthInteger) {
    let little = number.littleEndian
    unsafe withUnsafeBytes(of: little) { unsafe bytes.append(contentsOf: $0) }
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

  public mutating func add(_ block: [UInt8]) {
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

  public mutating func add<Element>(list: [Element], _ write: (Element, inout PackedWriter) -> Void) {
    add(UInt32(clamping: list.count))
    for element in list { write(element, &self) }
  }
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

  public mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws -> Number {
    let start = try advance(MemoryLayout<Number>.size)
    return unsafe bytes.withUnsafeBytes {
      unsafe Number(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Number.self))
    }
  }

  public mutating func flag() throws -> Bool { try number(UInt8.self) != 0 }

  public mutating func text() throws -> String {
    let count = Int(try number(UInt32.self))
    let start = try advance(count)
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe String(decoding: UnsafeBufferPointer(rebasing: $0[start..<(start + count)]), as: UTF8.self)
    }
  }

  public mutating func optionalText() throws -> String? { try flag() ? text() : nil }

  /// A block as a reader of its own, over the same memory.
  public mutating func block() throws -> PackedReader {
    let count = try number(UInt64.self)
    guard count <= UInt64(end - index) else { throw Damaged() }
    let start = try advance(Int(count))
    return PackedReader(bytes, start..<(start + Int(count)))
  }

  public mutating func digest() throws -> ContentDigest { ContentDigest(high: try number(), low: try number()) }

  public mutating func stamp() throws -> FileStamp {
    FileStamp(
      size: Int(try number(Int64.self)), modified: try number(), changed: try number(), inode: try number())
  }

  public mutating func list<Element>(_ read: (inout PackedReader) throws -> Element) throws -> [Element] {
    let count = Int(try number(UInt32.self))
    // A length that damage has made huge must not be believed.
    guard count <= end - index else { throw Damaged() }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try read(&self)) }
    return list
  }

  private mutating func advance(_ count: Int) throws -> Int {
    guard count >= 0, count <= end - index else { throw Damaged() }
    defer { index += count }
    return index
  }
}
