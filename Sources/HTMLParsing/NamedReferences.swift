/// Named character references (HTML Living Standard, section 13.5).
package enum NamedReferences {
  /// The text that a name stands for, such as `eacute` or `notin`, without `&` and `;`.
  package static func text(of name: some Collection<UInt8>) -> [UInt8]? { all[Array(name)] }

  /// The length of the longest name at the beginning that counts without a semicolon; 0 where there is none.
  static func legacyPrefix(of run: ArraySlice<UInt8>) -> Int {
    var length = min(run.count, longestLegacy)
    while length > 1 {
      if legacy.contains(Array(run.prefix(length))) { return length }
      length -= 1
    }
    return 0
  }

  /// No name is longer.
  package static let longest = 31
  private static let longestLegacy = 6

  private static let all: [[UInt8]: [UInt8]] = {
    var found: [[UInt8]: [UInt8]] = [:]
    for pair in NamedReferenceTable.text.description.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
      let parts = pair.split(separator: " ")
      let scalars = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      found[Array(parts[0].utf8)] = Array(String(text).utf8)
    }
    return found
  }()

  private static let legacy = Set(
    NamedReferenceTable.legacy.description.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
}
