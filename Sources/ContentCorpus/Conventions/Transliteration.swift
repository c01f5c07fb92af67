import Foundation

/// Words in ASCII, as generators write them that want addresses without other letters.
enum Transliteration {
  /// Letters in ASCII, as near as their scripts allow.
  static func latin(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var out = ""
    let latin = text.applyingTransform(.toLatin, reverse: false) ?? text
    for scalar in latin.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let ascii = letters[scalar] {
        out += ascii
      } else if scalar.properties.generalCategory != .nonspacingMark {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// A segment of lower-case ASCII letters and digits with single dashes between them.
  static func slug(_ text: String) -> String {
    SitePath.words(latin(text).lowercased()) { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
  }

  /// Those that no mark can be taken off.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng",
    "Ŋ": "NG", "’": "'", "‘": "'", "“": "\"", "”": "\"", "–": "-", "—": "--",
  ]
}
