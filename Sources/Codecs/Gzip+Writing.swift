import CZLib

extension Gzip {
  /// The same bytes as gzip, as small as zlib makes them. The header names neither file nor time, so the same bytes give the
  /// same result.
  ///
  /// - Parameters:
  ///   - bytes: what to compress.
  ///   - isQuick: whether speed counts more than size.
  public static func compressed(_ bytes: [UInt8], isQuick: Bool = false) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe tidings_deflate_init(&stream, isQuick ? Z_BEST_SPEED : Z_BEST_COMPRESSION) == Z_OK else { return [] }
    defer { unsafe deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let status = unsafe deflate(&stream, Z_FINISH)
        count = status == Z_STREAM_END ? unsafe Int(stream.total_out) : 0
      }
    }
  }
}
