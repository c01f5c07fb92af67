import Platform

/// Texts of JSON as they are meant (RFC 8259, section 7).
enum JSONText {
  /// Whether one of eight bytes is a quotation mark, a backslash or a control character. It may say so of others that stand behind one
  /// that is.
  @inline(__always)
  static func hasMark(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    let marks = ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)
    return marks & 0x8080_8080_8080_8080 != 0
  }

  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }

  /// A text without its quotation marks, of which the escapes are known to be well-formed, as far as they go.
  static func unescaped(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: text.count) { out, filled in
      guard let source = text.baseAddress, let target = out.baseAddress else { return }
      var index = 0
      while index < text.count {
        let rest = text.count - index
        let next = unsafe memchr(source + index, CInt(UInt8(ascii: "\\")), rest)
        let length = unsafe next.map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(source + index) } ?? rest
        unsafe memcpy(target + filled, source + index, length)
        filled += length
        index += length
        guard index < text.count else { break }
        let (scalar, count) = unsafe escape(text, at: index)
        index += count
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          unsafe target[filled] = byte
          filled += 1
        }
      }
    }
  }

  /// The offset of a byte of a text before its escapes were taken for what they mean.
  static func offset(of place: Int, in text: ArraySlice<UInt8>) -> Int {
    unsafe text.withUnsafeBufferPointer { text in
      var index = 0
      var count = 0
      while index < text.count, count < place {
        guard unsafe text[index] == UInt8(ascii: "\\") else {
          (index, count) = (index + 1, count + 1)
          continue
        }
        let (scalar, length) = unsafe escape(text, at: index)
        count += UTF8.encode(scalar)?.count ?? 3
        // What lies within a character begins with it.
        if count > place { break }
        index += length
      }
      return index
    }
  }

  /// What an escape stands for, and how long it is. Half of a surrogate pair stands for nothing that can be written.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
    guard index + 1 < text.count else { return ("\u{FFFD}", 1) }
    switch unsafe text[index + 1] {
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"):
      guard let unit = unsafe unit(text, at: index) else { return ("\u{FFFD}", 2) }
      if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
      guard unit < 0xDC00, let low = unsafe self.unit(text, at: index + 6), (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      else { return ("\u{FFFD}", 6) }
      return (scalar, 12)
    default: return unsafe (Unicode.Scalar(text[index + 1]), 2)
    }
  }

  /// The number of `\u12AB`; `nil` where there is none.
  private static func unit(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 6 <= text.count, unsafe text[index] == UInt8(ascii: "\\"), unsafe text[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var number: UInt32 = 0
    for place in index + 2..<index + 6 {
      guard let digit = unsafe digit(text[place]) else { return nil }
      number = number << 4 | digit
    }
    return number
  }
}

extension YAMLValue {
  /// The bytes of a scalar, as it is meant; of what is no scalar, or null, none.
  public var textBytes: [UInt8]? {
    let node = document.nodes[index]
    let raw = document.source[Int(node.start)..<Int(node.end)]
    switch node.form {
    case .mapping, .sequence: return nil
    case .quoted: return Array(raw)
    case .json: return unsafe raw.withUnsafeBufferPointer { unsafe JSONText.unescaped($0) }
    default: return text.map { Array($0.utf8) }
    }
  }

  /// The column, in characters from 1, of a byte of a scalar that was read from JSON.
  ///
  /// Linear in the length of the line: meant for the rare case, a finding.
  public func column(ofByte place: Int) -> Int {
    let node = document.nodes[index]
    let raw = document.source[Int(node.start)..<Int(node.end)]
    let offset = node.form == .json ? JSONText.offset(of: place, in: raw) : min(place, raw.count)
    return 1 + document.source[..<(Int(node.start) + offset)].count { $0 & 0xC0 != 0x80 }
  }
}
