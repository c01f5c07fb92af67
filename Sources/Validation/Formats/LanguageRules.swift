import TidingsCore

/// Rules on language tags (BCP 47), wherever they stand.
enum LanguageRules {
  static let all: [DocumentRule] = [language]

  static let language = DocumentRule(
    Rule(
      "feed.language", .error, "A language is a tag such as en or pt-BR",
      reason: "Readers choose fonts and voices by it.",
      reference: "BCP 47 (RFC 5646), section 2.1; RSS 2.0, language",
      remedy: "Write the code of ISO 639, such as en or pt-BR.",
      w3c: "InvalidLanguage"), [.rss, .atom]
  ) { subject, report in
    let tree = subject.xml
    let xmlLanguage = tree.id("lang", "http://www.w3.org/XML/1998/namespace")
    let plain = [tree.id("hreflang"), tree.id("lang")].filter { $0 >= 0 }
    let elements = [tree.id("language"), tree.id("language", "http://purl.org/dc/elements/1.1/")].filter { $0 >= 0 }
    for (element, node) in tree.nodes.enumerated() {
      for attribute in tree.attributes[node.attributes] {
        // An empty xml:lang takes a language back.
        let isTaken = attribute.name == xmlLanguage && xmlLanguage >= 0 && !attribute.value.isEmpty
        guard isTaken || plain.contains(attribute.name) else { continue }
        let value = String(decoding: tree.attributeText[attribute.value], as: UTF8.self)
        if !isLanguage(value) {
          report(
            at: subject.place(of: tree.names[attribute.name].local, in: element), "'\(value)' is not a language tag",
            remedy: remedy(for: value))
        }
      }
    }
    for element in tree.nodes.indices where elements.contains(tree.nodes[element].name) {
      let value = tree.string(element)
      if !isLanguage(value) {
        report(at: tree.nodes[element].offset, "'\(value)' is not a language tag", remedy: remedy(for: value))
      }
    }
  }

  /// Whether text is a tag that somebody can make sense of: well-formed, its language and its region registered.
  static func isLanguage(_ text: String) -> Bool {
    // `en` and `pt-BR` are most of all tags.
    if let isKnown = LanguageRegistry.common(text.utf8) { return isKnown }
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.lowercased() }
    guard let primary = subtags.first,
      subtags.allSatisfy({
        (1...8).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      })
    else { return false }
    if primary == "x" || primary == "i" { return subtags.count > 1 }
    guard LanguageRegistry.isLanguage(primary) else { return false }
    // What follows a letter of its own is an extension's matter, or private.
    let others = subtags.dropFirst().prefix { $0.utf8.count > 1 }
    for (index, subtag) in others.enumerated() {
      let isNumber = subtag.allSatisfy(\.isNumber)
      switch subtag.utf8.count {
      case 2 where !LanguageRegistry.isRegion(subtag), 3 where isNumber && !LanguageRegistry.isRegion(subtag):
        return false
      // A language within a macrolanguage (zh-yue).
      case 3 where !isNumber && (index > 2 || !LanguageRegistry.isLanguage(subtag)): return false
      case 4 where subtag.first?.isNumber == false && !LanguageRegistry.isScript(subtag): return false
      default: break
      }
    }
    return true
  }

  /// What to write in place of a tag that is none.
  static func remedy(for text: String) -> String? {
    let hyphenated = text.split { $0 == "_" || $0 == "-" || $0 == " " || $0 == "." }.joined(separator: "-")
    if hyphenated != text, isLanguage(hyphenated) { return "Write \(written(hyphenated))." }
    let words = text.lowercased().split { !$0.isLetter }
    if let code = words.first.flatMap({ names[String($0)] }) { return "Write \(code): the code, not the name." }
    let subtags = text.split(separator: "-")
    if subtags.count == 2, subtags[1].lowercased() == "uk" { return "Write \(subtags[0])-GB." }
    return nil
  }

  /// As people write tags: a region in capitals.
  private static func written(_ tag: String) -> String {
    tag.split(separator: "-").enumerated().map { index, subtag in
      index > 0 && subtag.utf8.count == 2 ? subtag.uppercased() : String(subtag)
    }.joined(separator: "-")
  }

  /// Languages as people call them, in English and by themselves.
  private static let names = [
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "francais": "fr",
    "spanish": "es", "español": "es", "espanol": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
    "português": "pt", "dutch": "nl", "nederlands": "nl", "russian": "ru", "русский": "ru", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "polish": "pl", "polski": "pl", "swedish": "sv", "svenska": "sv", "danish": "da",
    "dansk": "da", "norwegian": "no", "norsk": "no", "finnish": "fi", "suomi": "fi", "turkish": "tr", "arabic": "ar",
    "hebrew": "he", "hindi": "hi", "czech": "cs", "ukrainian": "uk", "greek": "el", "hungarian": "hu", "romanian": "ro",
  ]
}
