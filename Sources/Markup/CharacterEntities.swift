import CLibXML2

/// Character references of HTML, as characters.
enum CharacterEntities {
  /// The character that a reference such as `amp`, `#8217` or `#x2019` (without `&` and `;`) stands for.
  static func character(_ name: Substring) -> Character? {
    if name.first == "#" {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return value.flatMap { Unicode.Scalar($0) }.flatMap { XMLCharacters.isAllowed($0) ? Character($0) : nil }
    }
    if name == "apos" { return "'" }
    guard let entry = unsafe htmlEntityLookup(String(name)) else { return nil }
    return unsafe Unicode.Scalar(entry.pointee.value).map { Character($0) }
  }

  /// Text with its references replaced; what is none stays as it is.
  static func decode(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var out = ""
    var rest = text
    while let ampersand = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
      out += rest[..<ampersand]
      let after = rest[rest.utf8.index(after: ampersand)...]
      if let end = after.utf8.prefix(longestName).firstIndex(of: UInt8(ascii: ";")),
        let character = character(after[..<end])
      {
        out.append(character)
        rest = after[after.utf8.index(after: end)...]
      } else {
        out.append("&")
        rest = after
      }
    }
    return out + rest
  }

  private static let longestName = 32
}
