/// The syntax of media types (RFC 6838, section 4.2; parameters as in RFC 9110, section 8.3.1).
enum MediaType {
  static func isValid(_ text: String) -> Bool { isValid(Array(text.utf8)[...]) }

  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    let essence = text.prefix { $0 != UInt8(ascii: ";") }
    guard let slash = essence.firstIndex(of: UInt8(ascii: "/")), isToken(essence[..<slash]),
      isToken(essence[(slash + 1)...])
    else { return false }
    guard essence.endIndex < text.endIndex else { return true }
    let parameters = text[(essence.endIndex + 1)...]
    return parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).allSatisfy {
      $0.contains(UInt8(ascii: "="))
    }
  }

  /// White space may stand behind a name, before a semicolon.
  private static func isToken(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.last == 0x20 ? text.dropLast() : text
    return !name.isEmpty && name.allSatisfy { $0 < 0x7F && isTokenByte[Int($0)] }
  }

  private static let isTokenByte: [Bool] = (0..<128).map { byte in
    byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(UInt8(byte))
  }
}
