import CZLib

/// Reading of gzip a piece at a time: what is too large to be held. Of several members one follows the other.
@safe public final class GzipStream {
  // zlib keeps the address of its state, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var piece = [UInt8](repeating: 0, count: 1 << 17)
  /// Whether what was read so far is whole.
  public private(set) var isAtEnd = false

  /// - Throws: ``Gzip/Failure`` where zlib cannot begin.
  public init() throws(Gzip.Failure) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe tidings_inflate_init(stream) == Z_OK else { throw .damaged }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Hands on what the next bytes stand for.
  ///
  /// - Parameters:
  ///   - bytes: those that follow the ones before.
  ///   - take: called with a piece of the content at a time.
  /// - Throws: ``Gzip/Failure`` where they are damaged, and what `take` throws.
  public func read(_ bytes: [UInt8], take: ([UInt8]) throws -> Void) throws {
    var start = 0
    while start < bytes.count {
      if isAtEnd {
        // What follows the last member is padding.
        if bytes[start...].allSatisfy({ $0 == 0 }) { return }
        unsafe inflateReset(stream)
        isAtEnd = false
      }
      let (count, used, status) = inflated(bytes[start...])
      start += used
      if count > 0 { try take(Array(piece[..<count])) }
      if status == Z_STREAM_END { isAtEnd = true }
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR && count + used > 0 else {
        throw Gzip.Failure.damaged
      }
    }
  }

  /// One call of zlib: bytes that came out, bytes that went in, and what it said.
  private func inflated(_ bytes: ArraySlice<UInt8>) -> (count: Int, used: Int, status: Int32) {
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe piece.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(min(input.count, Int(UInt32.max)))
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe (
          output.count - Int(stream.pointee.avail_out), input.count - Int(stream.pointee.avail_in), status
        )
      }
    }
  }
}
