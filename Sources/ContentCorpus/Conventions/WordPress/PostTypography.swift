/// Quotation marks, dashes and the like of a post as WordPress shows them (`wptexturize`): it keeps what was typed, and makes the marks of
/// printers whenever it shows it. Code stays as it is.
struct PostTypography {
  /// The marks of a language.
  struct Marks {
    var open = "\u{201C}"
    var close = "\u{201D}"
    var openSingle = "\u{2018}"
    var closeSingle = "\u{2019}"

    /// - Parameter language: as a tag; what is not known is English.
    init(language: String) {
      switch language.prefix(2).lowercased() {
      case "de": (open, close, openSingle, closeSingle) = ("\u{201E}", "\u{201C}", "\u{201A}", "\u{2018}")
      case "fr": (open, close) = ("\u{AB}\u{A0}", "\u{A0}\u{BB}")
      default: break
      }
    }
  }

  private let marks: Marks
  private var out: [UInt8] = []
  /// The last sign that is seen, across marks; `nil` where a line begins.
  private var last: Character?
  /// Elements of code around.
  private var depth = 0

  private static let code: Set<String> = ["code", "kbd", "samp", "textarea", "tt", "var"]
  /// Words that begin with an apostrophe.
  private static let clipped = [
    "tain't", "twere", "twas", "tis", "twill", "til", "bout", "nuff", "round", "cause", "em",
  ]

  /// - Parameters:
  ///   - text: HTML.
  ///   - language: of the site.
  static func html(_ text: [UInt8], language: String) -> [UInt8] {
    guard text.contains(where: { [0x22, 0x27, 0x2D, 0x2E, 0x60, 0x78, 0x28].contains($0) }) else { return text }
    var typography = PostTypography(marks: Marks(language: language))
    for piece in PostMark.pieces(of: text) {
      switch piece {
      case .mark(let mark): typography.add(mark)
      case .text(let bytes):
        if typography.depth > 0 {
          typography.out += bytes
          typography.last = "x"
        } else {
          typography.add(String(decoding: bytes, as: UTF8.self))
        }
      }
    }
    return typography.out
  }

  private init(marks: Marks) { self.marks = marks }

  private mutating func add(_ mark: PostMark) {
    out += mark.bytes
    if mark.isBlock || mark.isBreak { last = nil }
    guard PostTypography.code.contains(mark.name), !mark.isWhole else { return }
    depth = max(0, depth + (mark.isClosing ? -1 : 1))
  }

  private mutating func add(_ text: String) {
    // An address is nobody's prose.
    guard !text.hasPrefix("http://"), !text.hasPrefix("https://") else {
      out += text.utf8
      last = "x"
      return
    }
    var rest = text[...]
    while let first = rest.first {
      let (shown, count) = shown(first, rest)
      out += shown.utf8
      last = rest[rest.index(rest.startIndex, offsetBy: count - 1)]
      rest = rest.dropFirst(count)
    }
  }

  /// What stands for the beginning of a text, and how many of its characters that is for.
  private func shown(_ first: Character, _ rest: Substring) -> (text: String, count: Int) {
    switch first {
    case "\"": return (isBeginning && rest.dropFirst().first?.isWhitespace == false ? marks.open : marks.close, 1)
    case "'":
      if rest.hasPrefix("''") { return (marks.close, 2) }
      return (single(rest.dropFirst()), 1)
    case "`": return rest.hasPrefix("``") ? (marks.open, 2) : ("`", 1)
    case "." where rest.hasPrefix("..."): return ("\u{2026}", 3)
    case "-": return dash(rest)
    case "(" where rest.prefix(4).lowercased() == "(tm)": return ("\u{2122}", 4)
    case "x" where last?.isNumber == true && rest.dropFirst().first?.isNumber == true && last != "0":
      return ("\u{D7}", 1)
    default: return (String(first), 1)
    }
  }

  /// Whether what comes begins a word or a phrase.
  private var isBeginning: Bool {
    guard let last else { return true }
    return last.isWhitespace || "([{-\"'\u{201C}\u{2018}\u{2014}\u{2013}".contains(last)
  }

  private func single(_ rest: Substring) -> String {
    let apostrophe = "\u{2019}"
    guard isBeginning else {
      return rest.first.map { $0.isLetter || $0.isNumber } == true ? apostrophe : marks.closeSingle
    }
    let word = rest.prefix { $0.isLetter || $0 == "'" }.lowercased()
    let isYear =
      rest.prefix(2).count == 2 && rest.prefix(2).allSatisfy(\.isNumber) && rest.dropFirst(2).first?.isNumber != true
    if isYear || PostTypography.clipped.contains(word) { return apostrophe }
    return rest.first?.isWhitespace == false ? marks.openSingle : marks.closeSingle
  }

  private func dash(_ rest: Substring) -> (text: String, count: Int) {
    if rest.hasPrefix("---") { return ("\u{2014}", 3) }
    let isApart = last?.isWhitespace == true
    if rest.hasPrefix("--") {
      return (isApart && rest.dropFirst(2).first?.isWhitespace == true ? "\u{2014}" : "\u{2013}", 2)
    }
    return (isApart && rest.dropFirst().first?.isWhitespace == true ? "\u{2013}" : "-", 1)
  }
}
