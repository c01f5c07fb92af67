import CZLib

/// Reading of gzip (RFC 1952). This is the room where zlib's pointers are handled.
public enum Gzip {
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case damaged
    case tooLarge(limit: Int)

    public var description: String {
      switch self {
      case .damaged: "The gzip data is damaged or cut off"
      case .tooLarge(let limit): "The gzip data holds more than \(limit) bytes"
      }
    }
  }

  /// Whether bytes begin as gzip does.
  public static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
  }

  /// What is in gzip data, of all members if there are several.
  ///
  /// - Parameter limit: bytes at which it stops; a few bytes can stand for gigabytes.
  /// - Throws: ``Failure``.
  public static func decompressed(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    var out: [UInt8] = []
    var start = 0
    while start < bytes.count {
      start += try member(bytes[start...], into: &out, limit: limit)
      // What follows the last member is padding.
      if bytes[start...].allSatisfy({ $0 == 0 }) { break }
    }
    return out
  }

  /// Reads one member. Returns its length.
  private static func member(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8], limit: Int) throws(Failure) -> Int {
    var stream = unsafe z_stream()
    guard unsafe tidings_inflate_init(&stream) == Z_OK else { throw .damaged }
    defer { unsafe inflateEnd(&stream) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var status = Z_OK
    var isTooLarge = false
    let consumed = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.avail_in = UInt32(min(input.count, Int(UInt32.max)))
      while status == Z_OK, !isTooLarge {
        let count = unsafe piece.withUnsafeMutableBufferPointer { output in
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = UInt32(output.count)
          status = unsafe inflate(&stream, Z_NO_FLUSH)
          return unsafe output.count - Int(stream.avail_out)
        }
        isTooLarge = out.count + count > limit
        if !isTooLarge { out += piece[..<count] }
      }
      return unsafe Int(stream.total_in)
    }
    if isTooLarge { throw .tooLarge(limit: limit) }
    guard status == Z_STREAM_END else { throw .damaged }
    return consumed
  }
}
