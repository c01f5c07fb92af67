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

  /// Whether text holds an e-mail address anywhere, percent-encoded or not.
  static func holdsAddress(_ text: String) -> Bool {
    if hasAddress(text) { return true }
    // What is in parentheses is a comment.
    let text = text.prefix { $0 != "(" }
    var decoded: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%"), bytes.count >= 2,
        let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16)
      {
        decoded.append(value)
        bytes = bytes.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    let words = decoded.split { $0.isXMLSpace || "<>(),:?".utf8.contains($0) }
    return words.contains { hasAddress(String(decoding: $0, as: UTF8.self)) }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty
      && label.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
      }
  }
}
