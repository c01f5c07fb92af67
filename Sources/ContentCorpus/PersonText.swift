import Markup

/// A person in one text, as RSS writes it and as mail does: `jane@example.org (Jane Doe)`, `Jane Doe <jane@example.org>`.
package enum PersonText {
  /// - Returns: `nil` for a text that is a name and nothing else.
  package static func parts(of text: String) -> (name: String, email: String)? {
    if text.hasSuffix(">"), let start = text.lastIndex(of: "<") {
      return parts(name: text[..<start], email: text[text.index(after: start)...].dropLast())
    }
    if text.hasSuffix(")"), let start = text.firstIndex(of: "(") {
      return parts(name: text[text.index(after: start)...].dropLast(), email: text[..<start])
    }
    return nil
  }

  private static func parts(name: Substring, email: Substring) -> (name: String, email: String)? {
    let (name, email) = (String(name).trimmed, String(email).trimmed)
    return !name.isEmpty && EmailAddress.isValid(email) ? (name, email) : nil
  }
}
