import Codecs

/// A document's text by lines, as findings count them: unpacked and in UTF-8.
public struct SourceText: Sendable {
  let utf8: [UInt8]

  /// - Parameters:
  ///   - bytes: the document as it is served.
  ///   - limit: bytes to which it may unpack; the text of what is larger is empty.
  ///   - charset: the encoding that the server says.
  public init(_ bytes: [UInt8], limit: Int = Validator().unpackedLimit, charset: String? = nil) {
    let plain = Gzip.isGzip(bytes) ? (try? Gzip.decompressed(bytes, limit: limit)) ?? [] : bytes
    utf8 = TextEncoding.decode(plain, charset: charset).utf8
  }

  /// Some lines, by their numbers from 1. One pass, whatever is asked for.
  public func lines(_ numbers: Set<Int>) -> [Int: String] {
    var found: [Int: String] = [:]
    var number = 1
    var start = 0
    while start <= utf8.count, found.count < numbers.count {
      let end = utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? utf8.count
      if numbers.contains(number) { found[number] = String(decoding: utf8[start..<end], as: UTF8.self) }
      number += 1
      start = end + 1
    }
    return found
  }
}
