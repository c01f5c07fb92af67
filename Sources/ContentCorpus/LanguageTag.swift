/// Language tags (BCP 47, RFC 5646), as far as their form goes.
public enum LanguageTag {
  /// Whether a text has the form of a tag: `en`, `pt-BR`, `zh-Hant-TW`.
  public static func isValid(_ text: String) -> Bool {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...8).contains(subtags[0].count)
      && subtags.allSatisfy {
        (1...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
  }

  /// Whether two tags mean the same to a reader: they are equal, or one only says more than the other (`en`, `en-GB`).
  static func same(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.lowercased(), right.lowercased())
    return left == right || left.hasPrefix(right + "-") || right.hasPrefix(left + "-")
  }
}
