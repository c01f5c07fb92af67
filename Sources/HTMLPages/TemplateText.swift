/// Text that a template may show.
package enum TemplateText {
  private static let special: Set<Unicode.Scalar> = ["<", ">", "&", "\"", "'"]

  /// The same text, as long as escaping it is enough to make it harmless. Templates escape whole characters, and one that has
  /// joined with a mark before or behind it would slip through.
  package static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { special.contains($0) || isForbidden($0) }) else { return text }
    var out = String.UnicodeScalarView()
    var former: Unicode.Scalar?
    for scalar in text.unicodeScalars where !isForbidden(scalar) {
      if let former, special.contains(former) || special.contains(scalar) {
        var pair = String.UnicodeScalarView([former])
        pair.append(scalar)
        // A word joiner is no part of any character.
        if String(pair).count == 1 { out.append("\u{2060}") }
      }
      out.append(scalar)
      former = scalar
    }
    return String(out)
  }

  /// What stands in no page: controls but for white space.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar) || (0x7F...0x9F).contains(scalar.value)
  }
}
