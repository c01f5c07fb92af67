import CLibXML2
import Platform

/// Brings a document into UTF-8, by its byte order mark and its XML declaration.
enum TextEncoding {
  struct Decoded {
    /// Without byte order mark.
    var utf8: [UInt8]
    /// The name of the encoding, as declared, where it is not UTF-8.
    var foreign: String?
    /// The offset of the first byte that is not of the encoding.
    var invalid: Int?
    /// What the document itself says, where its server says something else.
    var contradicted: String?
    /// Whether it is UTF-16 by its looks alone.
    var isUnmarked = false
  }

  /// - Parameter charset: the encoding that the server says, which counts more than the document's own word
  ///   (RFC 7303, section 3.2); a byte order mark counts more than both.
  static func decode(_ bytes: [UInt8], charset: String? = nil) -> Decoded {
    guard let charset, !hasByteOrderMark(bytes) else { return decodeBySelf(bytes) }
    let isUTF8 = utf8Names.contains(charset.lowercased())
    var decoded = isUTF8 ? utf8(bytes) : convert(bytes, from: charset)
    let own = declared(bytes)
    let isSame = own.map { $0.lowercased() == charset.lowercased() || (isUTF8 && utf8Names.contains($0.lowercased())) }
    if isSame == false { decoded.contradicted = own }
    return decoded
  }

  private static let utf8Names: Set<String> = ["utf-8", "utf8", "us-ascii", "ascii"]

  private static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF])
  }

  private static func decodeBySelf(_ bytes: [UInt8]) -> Decoded {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes[3...])) }
    // Four bytes a character, with a mark or a `<` (XML 1.0, appendix F.1): UTF-16 begins alike.
    if bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return convert(Array(bytes[4...]), from: "UTF-32BE") }
    if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return convert(Array(bytes[4...]), from: "UTF-32LE") }
    if bytes.starts(with: [0x00, 0x00, 0x00, 0x3C]) { return convert(bytes, from: "UTF-32BE") }
    if bytes.starts(with: [0x3C, 0x00, 0x00, 0x00]) { return convert(bytes, from: "UTF-32LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return convert(Array(bytes[2...]), from: "UTF-16BE") }
    if bytes.starts(with: [0xFF, 0xFE]) { return convert(Array(bytes[2...]), from: "UTF-16LE") }
    if bytes.starts(with: [0x00, 0x3C, 0x00, 0x3F]) { return convert(bytes, from: "UTF-16BE") }
    if bytes.starts(with: [0x3C, 0x00, 0x3F, 0x00]) { return convert(bytes, from: "UTF-16LE") }
    // Without a mark and without a declaration it is not XML, but what it was to be is plain.
    if let name = unmarked(bytes) {
      var decoded = convert(bytes, from: name)
      decoded.isUnmarked = true
      return decoded
    }
    guard let name = declared(bytes), !utf8Names.contains(name.lowercased()) else {
      return utf8(bytes)
    }
    return convert(bytes, from: name)
  }

  /// The form of UTF-16 in which a document begins with `<` and a letter, or with `{`.
  private static func unmarked(_ bytes: [UInt8]) -> String? {
    guard bytes.count > 3 else { return nil }
    func begins(_ first: UInt8, _ second: UInt8) -> Bool {
      first == UInt8(ascii: "{") || first == UInt8(ascii: "<") && second != 0
    }
    if bytes[0] == 0, bytes[2] == 0, begins(bytes[1], bytes[3]) { return "UTF-16BE" }
    if bytes[1] == 0, bytes[3] == 0, begins(bytes[0], bytes[2]) { return "UTF-16LE" }
    return nil
  }

  /// The encoding that an XML declaration names.
  private static func declared(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.prefix(200).firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    let declaration = String(decoding: bytes[..<end], as: UTF8.self)
    guard let name = declaration.firstRange(of: "encoding")?.upperBound else { return nil }
    let value = declaration[name...].drop { $0 == " " || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return String(value.dropFirst().prefix { $0 != quote })
  }

  private static func utf8(_ bytes: [UInt8]) -> Decoded {
    if isUTF8(bytes) { return Decoded(utf8: bytes) }
    // The standard library's decoder finds the fault; its place is where repaired text first differs.
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let place = zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    return Decoded(utf8: repaired, invalid: place ?? min(bytes.count, repaired.count))
  }

  /// Whether bytes are well-formed UTF-8 (RFC 3629, section 4). Nearly all of a document is ASCII, which is passed over.
  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while let index = NonASCIIScan.first(in: bytes, from: start) {
      let second = index + 1 < bytes.count ? bytes[index + 1] : 0
      let length: Int
      switch (bytes[index], second) {
      case (0xC2...0xDF, 0x80...0xBF): length = 2
      case (0xE0, 0xA0...0xBF), (0xE1...0xEC, 0x80...0xBF), (0xED, 0x80...0x9F), (0xEE...0xEF, 0x80...0xBF): length = 3
      case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F): length = 4
      default: return false
      }
      start = index + length
      guard start <= bytes.count, bytes[(index + 1)..<start].allSatisfy({ $0 & 0xC0 == 0x80 }) else { return false }
    }
    return true
  }

  private static func convert(_ bytes: [UInt8], from name: String) -> Decoded {
    // The status reports what cannot be converted; libxml2 would write to standard error too.
    unsafe xmlSetStructuredErrorFunc(nil) { _, _ in }
    guard let handler = unsafe xmlFindCharEncodingHandler(name),
      let source = unsafe xmlBufferCreateSize(bytes.count + 1),
      let target = unsafe xmlBufferCreateSize(bytes.count * 2)
    else { return Decoded(utf8: [], foreign: name, invalid: 0) }
    defer {
      unsafe xmlBufferFree(source)
      unsafe xmlBufferFree(target)
      unsafe xmlCharEncCloseFunc(handler)
    }
    _ = unsafe bytes.withUnsafeBufferPointer { unsafe xmlBufferAdd(source, $0.baseAddress, Int32($0.count)) }
    let status = unsafe xmlCharEncInFunc(handler, target, source)
    let count = unsafe Int(xmlBufferLength(target))
    let utf8 = unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(target), count: count))
    return Decoded(utf8: utf8, foreign: name, invalid: status < 0 ? count : nil)
  }
}
