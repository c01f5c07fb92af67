import Documents

/// Rules on language tags (BCP 47), wherever they stand.
enum LanguageRules {
  static let all: [DocumentRule] = [language]

  static let language = DocumentRule(
    Rule(
      "feed.language", .error, "A language is a tag such as en or pt-BR",
      reason: "Readers choose fonts and voices by it.",
      reference: "BCP 47 (RFC 5646), section 2.1; RSS 2.0, language",
      remedy: "Write the code of ISO 639, not the name.",
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
          report(at: subject.place(of: tree.names[attribute.name].local, in: element), "'\(value)' is no language tag")
        }
      }
    }
    for element in tree.nodes.indices where elements.contains(tree.nodes[element].name) {
      let value = tree.string(element)
      if !isLanguage(value) { report(at: tree.nodes[element].offset, "'\(value)' is no language tag") }
    }
  }

  static func isLanguage(_ text: String) -> Bool {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.lowercased() }
    guard let primary = subtags.first,
      subtags.allSatisfy({
        (1...8).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      })
    else { return false }
    switch primary.utf8.count {
    case 1: return primary == "x" || primary == "i"
    case 2: return twoLetters.contains(primary)
    default: return primary.utf8.count == 3 && primary.allSatisfy(\.isLetter)
    }
  }

  /// ISO 639-1.
  private static let twoLetters = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj
    kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv
    ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh xx yi yo za zh zu
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
