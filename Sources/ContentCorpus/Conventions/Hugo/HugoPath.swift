import Foundation

/// Names as Hugo puts them into addresses: in lower case, with letters and digits of any script and a few marks.
public struct HugoPathStyle: Sendable, Hashable {
  /// `disablePathToLower`.
  public var keepsCapitals = false
  /// `removePathAccents`.
  public var removesAccents = false

  public init() {}

  /// A folder, a file or a term: each space is a dash.
  package func name(_ text: String) -> String {
    var out = ""
    for scalar in cased(text).unicodeScalars {
      if scalar.properties.isWhitespace {
        out += "-"
      } else if HugoPathStyle.isKept(scalar) {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// A name with slashes in it, each part for itself.
  func path(_ text: String) -> String {
    text.split(separator: "/").map { name(String($0)) }.filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// A slug, which may have slashes in it: a dash for the spaces between two words.
  func slug(_ text: String) -> String {
    text.split(separator: "/").map { sanitized(String($0)) }.filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// Words of a title in a pattern: the same, but a dash for a slash.
  func words(_ text: String) -> String { inPattern(sanitized(text.replacing("/", with: "-"))) }

  /// In a pattern a plus is a space once more (measured: Hugo 0.168).
  func inPattern(_ text: String) -> String {
    text.split(separator: "/", omittingEmptySubsequences: false).map { sanitized(String($0).replacing("+", with: " ")) }
      .joined(separator: "/")
  }

  /// Letters and digits and a few marks; a dash for spaces before one, unless there is one already.
  private func sanitized(_ text: String) -> String {
    var out = ""
    var isPending = false
    for scalar in cased(text).unicodeScalars {
      if HugoPathStyle.isKept(scalar) {
        if isPending, scalar != "-" { out += "-" }
        isPending = false
        out.unicodeScalars.append(scalar)
      } else if !out.isEmpty, out.last != "-", scalar.properties.isWhitespace {
        isPending = true
      }
    }
    return out
  }

  private func cased(_ text: String) -> String {
    var text = text.trimmed
    if removesAccents {
      let bare = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
        $0.properties.generalCategory != .nonspacingMark
      }
      text = String(String.UnicodeScalarView(bare)).precomposedStringWithCanonicalMapping
    }
    return keepsCapitals ? text : text.lowercased()
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isOfName || "._#+~-@".unicodeScalars.contains(scalar)
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter, a mark on one, or a digit, of any script.
  var isOfName: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }
}
