import TidingsCore

/// Rules on text that is no markup.
enum PlainTextRules {
  static let all: [DocumentRule] = [markup, lessThan, characters, blank]

  static let markup = DocumentRule(
    Rule(
      "feed.text.markup", .warning, "Titles and other plain text hold no HTML",
      reason: "Some readers show the markup as text, others strip it.",
      reference: "RSS Profile, section title; RFC 4287, section 3.1.1.1",
      remedy: "Write plain text, or declare type=\"html\" in Atom; in RSS write '&' as '&#x26;'.", w3c: "ContainsHTML"),
    [.rss, .atom]
  ) { subject, report in
    let tree = subject.xml
    for element in plainTexts(subject) {
      let text = tree.text[tree.nodes[element].text]
      guard let found = endTag(in: text) ?? reference(in: text, subject, element) else { continue }
      let name = tree.name(element)
      let isConstruct = name.namespace == Namespaces.media || constructs.contains(name.local)
      let event = isConstruct && !name.namespace.isEmpty ? "ContainsUndeclaredHTML" : "ContainsHTML"
      report(at: tree.nodes[element].offset, "There is HTML in plain text: \(found)", w3c: event)
    }
    for (element, attribute) in [("link", "title"), ("category", "label")] {
      for element in tree.elements(named: element, in: Namespaces.atom) {
        guard let value = tree.attribute(element, attribute), let found = endTag(in: Array(value.utf8)[...]) else {
          continue
        }
        report(
          at: subject.place(of: attribute, in: element), "There is HTML in plain text: \(found)", w3c: "ContainsHTML")
      }
    }
  }

  static let lessThan = DocumentRule(
    Rule(
      "rss.text.less-than", .warning, "Plain text of RSS has no '<' before a letter but as '&#x3C;'",
      reason: "Readers that take titles for HTML drop what follows.",
      reference: "RSS Profile, section Character data", remedy: "Write '<' as '&#x3C;'.", w3c: "CharacterData"), [.rss]
  ) { subject, report in
    let tree = subject.xml
    for element in plainTexts(subject) {
      let text = tree.text[tree.nodes[element].text]
      guard tree.name(element).namespace.isEmpty, endTag(in: text) == nil, reference(in: text, subject, element) == nil
      else { continue }
      for (index, byte) in zip(text.indices, text) where byte == UInt8(ascii: "<") && index + 1 < text.endIndex {
        guard (text[index + 1] | 0x20) &- 0x61 < 26, !isWrittenAsNumber(subject, element) else { continue }
        report(at: tree.nodes[element].offset, "A '<' comes before a letter in plain text")
        break
      }
    }
  }

  static let characters = DocumentRule(
    Rule(
      "document.characters", .warning, "Text has no control characters, and none that a wrong encoding leaves",
      reason: "Readers show boxes or nonsense.", reference: "XML 1.0, section 2.2",
      remedy: "Write the character that is meant, and the document as UTF-8.", w3c: "BadCharacters"), [.rss, .atom]
  ) { subject, report in
    // U+0080 to U+009F, U+FFFD, and UTF-8 that was read as Latin-1: C2 or C3 as characters before such a byte.
    let text = subject.xml.text
    var index = 0
    while let high = NonASCIIScan.first(in: text, from: index), high + 1 < text.count {
      index = high
      let isControl = text[index] == 0xC2 && text[index + 1] < 0xA0
      let isReplacement =
        text[index] == 0xEF && text[index + 1] == 0xBF && index + 2 < text.count && text[index + 2] == 0xBD
      let isDoubled =
        text[index] == 0xC3 && (text[index + 1] == 0x83 || text[index + 1] == 0x82) && index + 2 < text.count
        && text[index + 2] == 0xC2
      // The same through windows-1252: â€™ for a quote, ðŸ before an emoji.
      let isQuote = text[index...].starts(with: [0xC3, 0xA2, 0xE2, 0x82, 0xAC])
      let isEmoji = text[index...].starts(with: [0xC3, 0xB0, 0xC5, 0xB8])
      if isQuote || isEmoji || isControl || isReplacement || isDoubled {
        let element = subject.xml.nodes.lastIndex { $0.text.contains(index) } ?? 0
        report(at: subject.xml.nodes[element].offset, "The text holds a character that a wrong encoding leaves")
        return
      }
      index += 1
    }
  }

  static let blank = DocumentRule(
    Rule(
      "rss.text.blank", .warning, "Titles, categories, guids and other values of RSS are not blank",
      reason: "Readers show an empty line.", reference: "RSS 2.0, Required channel elements",
      remedy: "Fill it, or leave the element out.", w3c: "NotBlank"), [.rss]
  ) { subject, report in
    let tree = subject.xml
    for element in tree.elements(named: "title", "guid", "category", "ttl", "url", "name") where tree.isBlank(element) {
      report(at: tree.nodes[element].offset, "The \(tree.name(element).local) is blank")
    }
  }

  private static let constructs: Set<String> = ["title", "subtitle", "summary", "rights", "content"]

  private static func plainTexts(_ subject: DocumentContext) -> [XMLTree.Element] {
    guard let view = FeedView(subject) else { return [] }
    let tree = view.tree
    let isType = tree.id("type")
    let isSource = tree.id("src")
    // What each of the document's names is here: every element is looked at.
    var kinds = [TextKind](repeating: .other, count: tree.names.count)
    func mark(_ kind: TextKind, _ names: [String], _ namespace: String) {
      for id in names.map({ tree.id($0, namespace) }) where id >= 0 { kinds[id] = kind }
    }
    mark(.typed, ["title", "subtitle", "summary", "rights", "content"], Namespaces.atom)
    mark(.typed, ["title", "description", "text"], Namespaces.media)
    mark(.plain, ["name", "generator"], Namespaces.atom)
    mark(.plain, ["copyright"], Namespaces.media)
    if subject.format == .rss {
      mark(.plain, ["title", "copyright", "category", "source"], "")
      mark(.description, ["description"], "")
    }
    let item = tree.id("item")
    return tree.nodes.indices.filter { element in
      let node = tree.nodes[element]
      switch kinds[node.name] {
      case .other: return false
      case .plain: return true
      case .description: return tree.nodes[node.parent].name != item
      case .typed: break
      }
      for attribute in tree.attributes[node.attributes] {
        if attribute.name == isSource { return false }
        if attribute.name == isType {
          let type = tree.attributeText[attribute.value]
          if !type.elementsEqual("text".utf8), !type.elementsEqual("plain".utf8) { return false }
        }
      }
      return true
    }
  }

  private enum TextKind {
    case other, plain
    /// Plain where its type says nothing else.
    case typed
    /// Plain in a channel, HTML in an item.
    case description
  }

  /// An end tag of HTML; a lone `<` is text.
  static func endTag(in text: ArraySlice<UInt8>) -> String? {
    var index = text.startIndex
    while index + 1 < text.endIndex {
      if text[index] == UInt8(ascii: "<"), text[index + 1] == UInt8(ascii: "/") {
        let name = text[(index + 2)...].prefix { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
        let string = String(decoding: name, as: UTF8.self)
        if name.endIndex < text.endIndex, text[name.endIndex] == UInt8(ascii: ">"), HTMLVocabulary.isSafe(string) != nil
        {
          return "</\(string)>"
        }
      }
      index += 1
    }
    return nil
  }

  /// A character reference, or what readers that take plain text for HTML read as one: a bare `&copy` too.
  private static func reference(in text: ArraySlice<UInt8>, _ subject: DocumentContext, _ element: Int) -> String? {
    var index = text.startIndex
    while let ampersand = text[index...].firstIndex(of: UInt8(ascii: "&")) {
      let name = text[(ampersand + 1)...].prefix {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "#")
      }
      index = name.endIndex
      let string = String(decoding: name, as: UTF8.self)
      let isClosed = index < text.endIndex && text[index] == UInt8(ascii: ";")
      let isNumber = name.first == UInt8(ascii: "#") && name.count > 1
      let isKnown = HTMLReferences.names.contains(string)
      guard isNumber || isKnown, isClosed || subject.format == .rss else { continue }
      return isWrittenAsNumber(subject, element) ? nil : "&\(string)\(isClosed ? ";" : "")"
    }
    return nil
  }

  /// Whether the author wrote special characters by their number: that reaches every reader as it is meant.
  private static func isWrittenAsNumber(_ subject: DocumentContext, _ element: Int) -> Bool {
    let start = subject.xml.nodes[element].offset
    // Plain text has no element in it: the next tag is its end.
    var index = start + 1
    while index + 2 < subject.utf8.count {
      let byte = subject.utf8[index]
      if byte == UInt8(ascii: "<"), !subject.utf8[index...].starts(with: "<![CDATA[".utf8) { return false }
      if byte == UInt8(ascii: "&"), subject.utf8[index + 1] == UInt8(ascii: "#") { return true }
      index += 1
    }
    return false
  }
}
