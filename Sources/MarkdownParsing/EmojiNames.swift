/// The names of emoji as GitHub writes them, `:tada:`.
enum EmojiNames {
  /// - Parameter start: the position of a colon.
  /// - Returns: the emoji, and the position behind the second colon; `nil` where there is no such name.
  static func read(_ text: [UInt8], _ start: Int, _ end: Int) -> (text: [UInt8], next: Int)? {
    var index = start + 1
    while index < end, text[index].isAlphanumeric || "_+-".utf8.contains(text[index]) { index += 1 }
    guard index > start + 1, index < end, text[index] == UInt8(ascii: ":") else { return nil }
    return table[Array(text[(start + 1)..<index])].map { ($0, index + 1) }
  }

  private static let table: [[UInt8]: [UInt8]] = {
    var table: [[UInt8]: [UInt8]] = [:]
    for pair in EmojiTable.text.description.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      let scalars = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      for name in parts[0].split(separator: ",") { table[Array(name.utf8)] = Array(String(text).utf8) }
    }
    return table
  }()
}
