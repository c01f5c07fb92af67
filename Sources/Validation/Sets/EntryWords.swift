import HTMLParsing

/// What an entry says of itself, as numbers: entries of two formats are compared by them, and no text is kept.
///
/// The numbers are sums with a seed that differs from run to run; 0 stands for nothing said.
struct EntryWords: Sendable {
  /// The title as the text that it is, and as the text that it is once it is read as HTML: many formats do not say which.
  var title: (text: UInt64, html: UInt64) = (0, 0)
  /// Where the entry's authors and categories stand in the feed's `words`.
  var authors: Range<Int32> = 0..<0
  var categories: Range<Int32> = 0..<0

  /// Of a category: its format may give it a vocabulary, which others cannot express.
  static let schemed: UInt64 = 1
  /// Of a category's number: another name of the category in front.
  static let alias: UInt64 = 2
  /// The bits of a category's number that distinguish it.
  static let sum: UInt64 = ~3

  mutating func setTitle(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    let text = EntryWords.number(bytes)
    let isPlain = !bytes.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    title = (text, isPlain ? text : EntryWords.number(EntryWords.withoutMarkup(bytes)))
  }

  /// The number of a text, whichever way its blanks, quotation marks and dashes are written.
  static func number(_ bytes: ArraySlice<UInt8>, foldsCase: Bool = false) -> UInt64 {
    let plain = normalised(bytes, foldsCase: foldsCase)
    return plain.isEmpty ? 0 : max(4, TextIndex.hash(plain[...]))
  }

  /// Names that stand in one field are several (`A, B and C`).
  static func names(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    let plain = normalised(bytes, foldsCase: true)
    var found: [UInt64] = []
    func add(_ name: ArraySlice<UInt8>) {
      let name = name.trimmed
      if !name.isEmpty { found.append(max(4, TextIndex.hash(name))) }
    }
    for part in plain.split(whereSeparator: { $0 == 0x2C || $0 == 0x3B || $0 == 0x26 || $0 == 0x2F }) {
      var start = part.startIndex
      for word in part.split(separator: 0x20) where isConjunction(word) {
        add(part[start..<word.startIndex])
        start = word.endIndex
      }
      add(part[start...])
    }
    return found
  }

  private static func isConjunction(_ word: ArraySlice<UInt8>) -> Bool {
    word.count <= 3
      && (word.elementsEqual("and".utf8) || word.elementsEqual("und".utf8) || word.elementsEqual("et".utf8))
  }

  private static func withoutMarkup(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    // Behind the last '>' no tag ends.
    let last = bytes.lastIndex(of: UInt8(ascii: ">")) ?? bytes.startIndex
    while index < bytes.endIndex {
      let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
      let isTag = (next | 0x20) &- 0x61 < 26 || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
      if bytes[index] == UInt8(ascii: "<"), isTag, index < last,
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
      {
        index = end + 1
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return CharacterReference.decoded(out)[...]
  }

  private static func normalised(_ bytes: ArraySlice<UInt8>, foldsCase: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    func add(_ byte: UInt8) {
      // Runs of blanks and of hyphens are one.
      if byte == 0x20 || byte == UInt8(ascii: "-"), out.last == byte { return }
      if byte != 0x20 || !out.isEmpty { out.append(byte) }
    }
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for byte in bytes { add(byte.isXMLSpace ? 0x20 : foldsCase && byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      for scalar in (foldsCase ? text.lowercased() : text).unicodeScalars {
        switch scalar.value {
        case 0x9...0xD, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: add(0x20)
        case 0x2018...0x201B, 0x2032: add(UInt8(ascii: "'"))
        case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: add(UInt8(ascii: "\""))
        case 0x2010...0x2015: add(UInt8(ascii: "-"))
        case 0x2026: out += [0x2E, 0x2E, 0x2E]
        case 0xAD, 0x200B, 0xFEFF: break
        default: out += Array(String(scalar).utf8)
        }
      }
    }
    if out.last == 0x20 { out.removeLast() }
    return out
  }
}

extension DocumentFacts {
  /// Notes the names of authors, a field each; several may stand in one.
  mutating func noteAuthors(_ names: [ArraySlice<UInt8>]) -> Range<Int32> {
    let start = Int32(clamping: words.count)
    for name in names { words += EntryWords.names(name) }
    return start..<Int32(clamping: words.count)
  }

  /// Notes categories, each with the names that it has.
  mutating func noteCategories(_ categories: [(names: [ArraySlice<UInt8>], hasScheme: Bool)]) -> Range<Int32> {
    let start = Int32(clamping: words.count)
    for category in categories {
      var isFirst = true
      for name in category.names {
        let number = EntryWords.number(name, foldsCase: true)
        guard number != 0 else { continue }
        words.append(
          number & EntryWords.sum | (category.hasScheme ? EntryWords.schemed : 0) | (isFirst ? 0 : EntryWords.alias))
        isFirst = false
      }
    }
    return start..<Int32(clamping: words.count)
  }

  /// The numbers that stand in a range of `words`.
  func numbers(_ range: Range<Int32>) -> ArraySlice<UInt64> { words[Int(range.lowerBound)..<Int(range.upperBound)] }
}
