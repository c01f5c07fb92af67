/// Who asks: by this, requests are counted.
enum VisitorAddress {
  /// What stands for a visitor: an IPv4 address, or the first half of an IPv6 address, of which one household has all.
  ///
  /// - Parameter text: a numeric address, as proxies write it: with a port, in brackets, with a zone.
  /// - Returns: `nil` for anything else.
  static func key(_ text: String) -> String? {
    var text = text[...]
    while text.first == " " || text.first == "\t" { text = text.dropFirst() }
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    guard text.utf8.count <= 64 else { return nil }
    if text.hasPrefix("[") {
      text = text.dropFirst().prefix { $0 != "]" }
    } else if text.count(where: { $0 == ":" }) == 1 {
      text = text.prefix { $0 != ":" }
    }
    let host = text.prefix { $0 != "%" }
    if let numbers = fourNumbers(host) { return numbers.map(String.init).joined(separator: ".") }
    guard let groups = eightGroups(host) else { return nil }
    if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      return [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].map(String.init).joined(separator: ".")
    }
    return groups.prefix(4).map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
  }

  private static func fourNumbers(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts.allSatisfy({ (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }) else {
      return nil
    }
    let numbers = parts.compactMap { UInt8($0) }
    return numbers.count == 4 ? numbers : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Eight groups (RFC 4291, section 2.2).
  private static func eightGroups(_ text: Substring) -> [UInt16]? {
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, let first = groups(halves[0]) else { return nil }
    guard halves.count == 2 else { return first.count == 8 ? first : nil }
    guard let last = groups(halves[1]), first.count + last.count < 8 else { return nil }
    return first + [UInt16](repeating: 0, count: 8 - first.count - last.count) + last
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, let numbers = fourNumbers(part) {
        groups += [UInt16(numbers[0]) << 8 | UInt16(numbers[1]), UInt16(numbers[2]) << 8 | UInt16(numbers[3])]
      } else if (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
        let group = UInt16(part, radix: 16)
      {
        groups.append(group)
      } else {
        return nil
      }
    }
    return groups
  }
}
