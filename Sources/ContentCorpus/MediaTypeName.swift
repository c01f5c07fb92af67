/// Media types as front matter writes them (RFC 6838, section 4.2).
enum MediaTypeName {
  static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.count < 128
          && part.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "!#$&-^_.+".utf8.contains(byte)
            }
          }
      }
  }
}
