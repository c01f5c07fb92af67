/// Names as Hugo puts them into addresses: in lower case, with letters and digits of any script and a few marks.
enum HugoPath {
  /// A folder, a file or a term: each space is a dash.
  static func name(_ text: String) -> String {
    var out = ""
    for scalar in text.trimmed.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace {
        out += "-"
      } else if isKept(scalar) {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Words of a title or slug in a pattern: a dash for the spaces between two of them and for a slash, and no plus.
  static func words(_ text: String) -> String {
    var out = ""
    var isPending = false
    for scalar in text.trimmed.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace {
        isPending = !out.isEmpty && out.last != "-"
      } else if scalar == "-" || scalar == "/" {
        isPending = false
        out += "-"
      } else if isKept(scalar), scalar != "+" {
        if isPending { out += "-" }
        isPending = false
        out.unicodeScalars.append(scalar)
      }
    }
    return out
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
