/// What Hugo calls lists whose pages have no file: sections, taxonomies and terms (gohugo.io/configuration/all, `pluralizeListTitles`,
/// `capitalizeListTitles`, `titleCaseStyle`; measured: Hugo 0.168).
public struct HugoTitles: Sendable, Hashable {
  /// How the words of a title are written (gohugo.io/configuration/all/#title-case-style).
  public enum Style: String, Sendable, Hashable, CaseIterable {
    case associatedPress = "ap"
    case chicago
    case go
    case firstUpper = "firstupper"
    case none
  }

  public var pluralizes = true
  public var capitalizes = true
  public var style = Style.associatedPress

  public init() {}

  /// - Parameter name: of the folder, as it is written.
  func section(_ name: String) -> String { capitalized(pluralizes ? EnglishPlural.of(name) : name) }

  public func term(_ name: String) -> String { capitalized(name) }

  /// - Parameter name: the plural one, which is the folder's.
  public func taxonomy(_ name: String) -> String {
    capitalizes ? capitalized(name).replacing("-", with: " ") : name
  }

  private func capitalized(_ text: String) -> String {
    guard capitalizes else { return text }
    switch style {
    case .none: return text
    case .firstUpper: return HugoTitles.upper(text[...])
    case .go: return HugoTitles.everyWord(of: text)
    case .associatedPress, .chicago: return principalWords(of: text)
    }
  }

  private static func upper(_ word: Substring) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  /// Letters behind anything that is no part of a word.
  private static func everyWord(of text: String) -> String {
    var (out, isInWord) = ("", false)
    for character in text {
      out += isInWord ? String(character) : character.uppercased()
      isInWord =
        character.isLetter || character.isNumber || character == "_" || !character.isASCII && !character.isWhitespace
    }
    return out
  }

  private static let smallWords: Set<String> = [
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or", "per", "the", "to",
    "v", "v.", "via", "vs", "vs.",
  ]
  private static let prepositions: Set<String> = [
    "about", "above", "across", "after", "against", "along", "among", "around", "before", "between", "beyond",
    "concerning", "despite", "down", "during", "following", "from", "including", "into", "near", "over", "since",
    "through", "throughout", "towards", "under", "until", "up", "upon", "with", "within", "without",
  ]

  /// All words but small ones, which are written large at both ends, behind a colon, and where a dash joins them to what follows.
  private func principalWords(of text: String) -> String {
    let characters = Array(text)
    func character(_ index: Int) -> Character? { characters.indices.contains(index) ? characters[index] : nil }
    func ends(_ character: Character) -> Bool { character.isWhitespace || character == "-" || character == "/" }
    var (out, index) = ("", 0)
    while index < characters.count {
      guard characters[index].isLetter || characters[index].isNumber else {
        out.append(characters[index])
        index += 1
        continue
      }
      let end = characters[index...].firstIndex(where: ends) ?? characters.count
      let word = String(characters[index..<end])
      let isSmall =
        HugoTitles.smallWords.contains(word.lowercased())
        || style == .chicago && HugoTitles.prepositions.contains(word.lowercased())
      let isInside = index > 0 && end < characters.count && character(index - 1).map(ends) == true
      let isBehindPause = character(index - 2) == ":" || character(index - 2) == "-"
      let beginsCompound = character(end) == "-" && character(index - 1) != "-"
      out += isSmall && isInside && !isBehindPause && !beginsCompound ? word.lowercased() : HugoTitles.upper(word[...])
      index = end
    }
    return out
  }
}

/// Plurals of English words, as Hugo forms them of any word.
enum EnglishPlural {
  private static let unchanged: Set<String> = [
    "children", "criteria", "data", "deer", "dice", "equipment", "feet", "fish", "geese", "information", "media", "men",
    "mice", "money", "moose", "people", "phenomena", "police", "rice", "sheep", "teeth", "women", "alumni",
  ]
  private static let whole = ["ox": "oxen", "die": "dice", "vita": "vitae"]
  /// Endings with what takes their place, the longest first.
  private static let endings: [(String, String)] = [
    ("appendix", "appendices"), ("criterion", "criteria"), ("bacterium", "bacteria"), ("phenomenon", "phenomena"),
    ("memorandum", "memoranda"), ("symposium", "symposia"), ("addendum", "addenda"), ("aquarium", "aquaria"),
    ("spectrum", "spectra"), ("syllabus", "syllabi"), ("premium", "premia"), ("alumnus", "alumni"),
    ("nucleus", "nuclei"), ("chassis", "chassis"), ("corpus", "corpora"), ("medium", "media"), ("radius", "radii"),
    ("cactus", "cacti"), ("person", "people"), ("alumna", "alumnae"), ("alias", "aliases"), ("child", "children"),
    ("human", "humans"), ("mouse", "mice"), ("tooth", "teeth"), ("goose", "geese"), ("larva", "larvae"),
    ("focus", "foci"), ("thief", "thieves"), ("datum", "data"), ("trix", "trices"), ("quiz", "quizzes"),
    ("foot", "feet"), ("axis", "axes"), ("ief", "iefs"), ("oof", "oofs"), ("man", "men"), ("dex", "dices"),
    ("tex", "tices"), ("sis", "ses"), ("ato", "atoes"), ("hef", "hefs"), ("fe", "ves"), ("ff", "ffs"), ("io", "ios"),
    ("oo", "oos"), ("to", "tos"), ("no", "nos"), ("ss", "sses"), ("us", "uses"), ("ch", "ches"), ("sh", "shes"),
    ("f", "ves"), ("o", "oes"), ("s", "s"), ("x", "xes"), ("z", "zes"),
  ]

  static func of(_ word: String) -> String {
    let lower = word.lowercased()
    if unchanged.contains(lower) { return word }
    if let plural = whole[lower] { return plural }
    if let (ending, plural) = endings.first(where: { lower.hasSuffix($0.0) }) {
      // What is written in capitals stays so.
      let common = zip(ending, plural).prefix { $0 == $1 }.count
      return String(word.dropLast(ending.count - common)) + plural.dropFirst(common)
    }
    if lower.hasSuffix("y"), let before = lower.dropLast().last, !"aeiou".contains(before) {
      return word.dropLast() + "ies"
    }
    return word + "s"
  }
}
