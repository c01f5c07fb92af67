import CBrotli

/// Writing of Brotli (RFC 7932). This is the room where its pointers are handled.
public enum Brotli {
  /// Above this many bytes the last few percent cost more time than a build has.
  private static let thoroughLimit = 64 * 1024

  /// The same bytes compressed; the same bytes give the same result.
  public static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    let quality = bytes.count <= thoroughLimit ? BROTLI_MAX_QUALITY : 9
    let bound = max(BrotliEncoderMaxCompressedSize(bytes.count), 64)
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      var size = output.count
      let isDone = unsafe bytes.withUnsafeBufferPointer { input in
        unsafe BrotliEncoderCompress(
          quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, input.count, input.baseAddress, &size, output.baseAddress)
      }
      count = isDone == BROTLI_TRUE ? size : 0
    }
  }
}
