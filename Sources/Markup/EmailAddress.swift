/// Validates text as an e-mail address, as strictly as RFC 4287 section 3.2.3 needs it: an `addr-spec` without comments,
/// quotes and domain literals, which nobody writes.
package enum EmailAddress {
  package static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(isDotAtom) else { return false }
    return parts[1].contains(".")
  }

  /// RFC 5322, section 3.2.3.
  private static func isDotAtom(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.utf8.allSatisfy { byte in
          byte.isLetter || byte.isDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }
  }
}
