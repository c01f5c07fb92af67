/// Numeric character references (HTML Living Standard, section 13.2.5.80).
enum NumericReference {
  /// The character of a code, as browsers take it: codes of Windows-1252 where Unicode has controls, and U+FFFD for what
  /// is no character.
  static func scalar(_ code: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(code), let scalar = Unicode.Scalar(windows1252[Int(code) - 0x80]) { return scalar }
    guard code != 0, let scalar = Unicode.Scalar(code) else { return "\u{FFFD}" }
    return scalar
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}
