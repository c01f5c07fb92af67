/// A contact of RSS: `ana@example.org (Ana Lima)`.
enum MailContact {
  /// Whether text begins with an e-mail address, or holds one in angle brackets.
  static func hasAddress(_ text: String) -> Bool {
    let inBrackets = text.firstIndex(of: "<").map { text[text.index(after: $0)...].prefix { $0 != ">" } }
    let first = inBrackets ?? text.prefix { $0 != " " && $0 != "(" }
    let address = first.hasPrefix("mailto:") ? first.dropFirst(7) : first
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let local = parts.first, let host = parts.last else { return false }
    let isLocal = !local.isEmpty && local.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") }
    return isLocal && host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty
      && label.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
      }
  }
}
