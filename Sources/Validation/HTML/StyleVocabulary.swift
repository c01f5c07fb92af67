/// The inline styles that readers keep: those that cannot cover other things or load anything.
enum StyleVocabulary {
  /// The declaration that readers strip, if there is one.
  static func fault(in style: String) -> String? {
    for declaration in style.split(separator: ";") where !declaration.allSatisfy(\.isWhitespace) {
      let text = declaration.trimmingSpace
      guard let colon = text.firstIndex(of: ":") else { return "'\(text)'" }
      let property = text[..<colon].trimmingSpace.lowercased()
      let value = text[text.index(after: colon)...].lowercased()
      let isKnown =
        properties.contains(property)
        || ["background", "border", "margin", "padding"].contains { property.hasPrefix($0) }
      let isHarmful = ["url", "expression", "javascript:", "\\", "@import", "behavior", "-moz-binding"].contains {
        value.contains($0)
      }
      if !isKnown || isHarmful || property.hasPrefix("background-repeat") { return "'\(text)'" }
    }
    return nil
  }

  private static let properties = Set(
    """
    azimuth background-color border-bottom-color border-collapse border-color border-left-color border-right-color \
    border-top-color clear color cursor direction display elevation float font font-family font-size font-style \
    font-variant font-weight height letter-spacing line-height overflow pause pause-after pause-before pitch \
    pitch-range richness speak speak-header speak-numeral speak-punctuation speech-rate stress text-align \
    text-decoration text-indent unicode-bidi vertical-align voice-family volume white-space width
    """.split(separator: " ").map(String.init))
}

extension StringProtocol {
  /// Without white space at the ends.
  var trimmingSpace: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
