/// What several profiles ask of values.
extension ProfileCheck {
  /// The end of an address's path behind the last dot, in lower case; a query is no part of it.
  static func fileType(_ address: String) -> String {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// JPEG or PNG, by the end of the address.
  static let artwork = each("itunes:image@href", in: [.feed, .entry], says: "ends in neither .jpg nor .png") {
    ["jpg", "jpeg", "png"].contains(fileType($0))
  }

  /// An address that needs no encoding.
  static func isASCII(_ address: String) -> Bool {
    address.utf8.allSatisfy { $0 < 0x80 } && !address.contains("%")
  }

  static func isSecure(_ address: String) -> Bool { address.lowercased().hasPrefix("https://") }

  /// A UUID as it is written.
  static func isUUID(_ text: String) -> Bool {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
