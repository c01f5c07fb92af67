/// Names of files as text.
///
/// A name is bytes to the system, and any bytes at that. Text is Unicode. So a byte that is part of no UTF-8 stands in text as one
/// character that nobody uses: 0xE9 is U+10FEE9, from the private use of plane 16. The bytes can be had from the text again, so that the
/// file is opened by its own name. A name that has one of these characters itself has its bytes written so, too: no two names are one
/// text.
public enum FileNameText {
  /// A name as text.
  public static func text(_ bytes: some BidirectionalCollection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !hasBytes(text) { return text }
    var scalars = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length = (1...4).first { count in
        rest.count >= count && String(validating: rest.prefix(count), as: UTF8.self)?.unicodeScalars.count == 1
      }
      if let length, let scalar = String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first,
        !range.contains(scalar.value)
      {
        scalars.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let scalar = Unicode.Scalar(base + UInt32(first)) { scalars.append(scalar) }
        rest = rest.dropFirst()
      }
    }
    return String(scalars)
  }

  /// Whether a text stands for bytes that are no UTF-8. Every path of a site is asked this, several times.
  public static func hasBytes(_ text: String) -> Bool {
    // The first byte of these characters is rare in itself.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { range.contains($0.value) }
  }

  /// The bytes of a name, or of a path.
  public static func bytes(_ text: String) -> [UInt8] {
    guard hasBytes(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      range.contains(scalar.value) ? [UInt8(scalar.value - base)] : Array(String(Character(scalar)).utf8)
    }
  }

  /// A name to be shown: with `\\xE9` for a byte that is no UTF-8.
  public static func shown(_ text: String) -> String {
    guard hasBytes(text) else { return text }
    return text.unicodeScalars.map { scalar in
      range.contains(scalar.value)
        ? "\\x" + String(scalar.value - base, radix: 16, uppercase: true) : String(Character(scalar))
    }.joined()
  }

  /// What a byte is added to. Only bytes from 0x80 on can be no UTF-8.
  private static let base: UInt32 = 0x10_FE00
  private static let range: ClosedRange<UInt32> = 0x10_FE80...0x10_FEFF
}
