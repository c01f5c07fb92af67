import TestSupport

/// Makes small YAML documents as front matter has them, and breaks them.
struct YAMLMaker {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func document() -> String { mapping(indent: 0, depth: 0) }

  /// A document with some bytes changed, doubled, swapped or gone; well-formed UTF-8 still.
  mutating func mutated(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(contentsOf: pick(marks).utf8, at: place)
      case 2: bytes[place] = pick(marks).utf8.first ?? 0x20
      case 3:
        let end = min(place + Int.random(in: 1...12, using: &random), bytes.count)
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      default:
        let end = min(place + Int.random(in: 1...12, using: &random), bytes.count)
        bytes.removeSubrange(place..<end)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private let marks = [
    " ", "  ", "\n", "\n\n", "\n  ", ":", ": ", "- ", "-", "#", " #", "'", "''", "\"", "\\", "\\n", "[", "]", "{", "}",
    ",", "&",
    "*", "!", "|", ">", "|-", ">-", "%", "@", "`", "?", "? ", "~", "null", "\t", "\r", "é", "…", "\u{85}", "\u{2028}",
    "\u{FEFF}", "---", "...", "<<", "=", ".", "0", "\u{0}", "\u{7F}", "😀", "---\n", "...\n", "\n- ", "\n a: b",
  ]
  private let keys = [
    "title", "date", "a", "b-c", "msvalidate.01", "link", "og_title", "x", "list", "2021", "tags", "status", "y", "n",
  ]
  private let common = [
    "one", "two words", "null", "true", "2021-02-22", "3.14", "R&D", "http://example.org/?a=1&b=2", "café", "日本", "-5",
    "a#b", "x - y", "50 %", "😀",
  ]
  private let words = [
    "one", "two words", "null", "~", "true", "2021-02-22", "3.14", "it's", "R&D", "a:b", "http://example.org/?a=1&b=2",
    "café", "日本", "-5", "a#b", "x - y", "50 %", "", " ", "key: value", "# no", "a 'b' c", "\"q\"", "😀", "[x]", "{y}",
    "end:",
    "-", "- x", "?x", "*a", "&b", "@c", "a\\b", "Null", "no", "a  b ", "..", ">", "|", "!t", ",", "trailing ",
  ]

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func mapping(indent: Int, depth: Int) -> String {
    var out = ""
    var seen: Set<String> = []
    for _ in 0..<Int.random(in: 1...(depth == 0 ? 6 : 3), using: &random) {
      let key = pick(keys)
      guard seen.insert(key).inserted || chance(2) else { continue }
      out += String(repeating: " ", count: indent) + key + ":" + value(indent: indent, depth: depth)
      if chance(4) { out += "\n" }
      if chance(3) { out += String(repeating: " ", count: Int.random(in: 0...4, using: &random)) + "# remark\n" }
    }
    return out
  }

  /// What stands behind a colon, up to the end of its last line.
  private mutating func value(indent: Int, depth: Int) -> String {
    let deeper = indent + Int.random(in: 1...4, using: &random)
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return chance(50) ? "\n" : " \n"
    case 1,
      2 where depth < 3:
      return "\n" + mapping(indent: deeper, depth: depth + 1)
    case 3,
      4 where depth < 3:
      return "\n" + list(indent: chance(50) ? indent : deeper, depth: depth + 1)
    case 5: return " " + pick(["|", "|-", ">", ">-", ">-", ">-", "|", "|+", ">2"]) + "\n" + block(indent: deeper)
    case 6:
      return " [" + (0..<Int.random(in: 0...3, using: &random)).map { _ in flowWord() }.joined(separator: ", ") + "]\n"
    case 7: return " " + lines(quote: pick(["", "'", "\""]), indent: deeper) + "\n"
    default: return pick([" ", " ", " ", "  "]) + scalar() + pick(["\n", "\n", "\n", " \n"])
    }
  }

  private mutating func scalar() -> String {
    let word = chance(75) ? pick(common) : pick(words)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    case 1:
      let escaped = word.flatMap { "\"\\".contains($0) ? "\\\($0)" : String($0) }
      return "\"" + String(escaped) + pick(["", "", "\\n", "\\t"]) + "\""
    default: return word
    }
  }

  private mutating func flowWord() -> String { chance(60) ? pick(["a", "b c", "2021", "x-y", "null"]) : scalar() }

  private mutating func list(indent: Int, depth: Int) -> String {
    var out = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      out += String(repeating: " ", count: indent) + "-" + pick([" ", " ", "   "])
      let column = indent + 2
      if chance(30), depth < 3 {
        var inner = mapping(indent: column, depth: depth + 1)
        inner.removeFirst(min(column, inner.count))
        out += inner
      } else {
        out += scalar() + "\n"
      }
    }
    return out
  }

  private mutating func block(indent: Int) -> String {
    var out = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      if chance(15) { out += "\n" }
      if chance(4) { out += " " }
      out += String(repeating: " ", count: indent) + pick(words) + "\n"
    }
    return out
  }

  /// A flow scalar on several lines.
  private mutating func lines(quote: String, indent: Int) -> String {
    var out = quote + pick(["one", "two words", "café", "it is"])
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      if chance(20) { out += "\n" }
      out +=
        pick(["\n", "\n", " \n"]) + String(repeating: " ", count: indent) + pick(["more", "a b", "x''y", "- z", "end"])
    }
    return out + quote
  }
}
