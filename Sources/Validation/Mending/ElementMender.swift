import TidingsCore

/// Mends single elements and attributes: ids that say that they are addresses and are none, languages with an underscore,
/// white space around ids, and words and numbers of another form.
struct ElementMender {
  private let utf8: [UInt8]
  private let tree: XMLTree
  private let found: Set<String>

  static func edits(_ utf8: [UInt8], _ tree: XMLTree, _ format: DocumentFormat, found: Set<String>) -> [TextEdit] {
    let mender = ElementMender(utf8: utf8, tree: tree, found: found)
    switch format {
    case .rss: return mender.guids() + mender.languages() + mender.midnights()
    case .atom: return mender.languages() + mender.whiteSpace()
    case .sitemap: return mender.frequencies()
    default: return []
    }
  }

  private func guids() -> [TextEdit] {
    let rule = "rss.guid.permalink"
    guard found.contains(rule), let view = FeedView(tree, format: .rss) else { return [] }
    return view.entries.compactMap { item in
      // Without a link readers take the guid for one, whatever it is.
      guard let guid = tree.first(item, tree.id("guid")), tree.first(item, tree.id("link")) != nil,
        tree.attribute(guid, "isPermaLink") != "false"
      else { return nil }
      let value = tree.string(guid)
      guard !value.isEmpty, Address(value)?.isWeb != true else { return nil }
      var scan = TagScan(utf8, from: tree.nodes[guid].offset)
      guard let tag = scan.next() else { return nil }
      if let known = tag.attributes.first(where: { utf8[$0.name].elementsEqual("isPermaLink".utf8) }) {
        return TextEdit(known.value, "false", rule)
      }
      return TextEdit(tag.name.upperBound..<tag.name.upperBound, " isPermaLink=\"false\"", rule)
    }
  }

  /// RSS 0.91 had the hours 1 to 24.
  private func midnights() -> [TextEdit] {
    let rule = RSSFormRules.midnight.rule.id
    guard found.contains(rule) else { return [] }
    return tree.elements(named: "hour").compactMap { hour in
      guard tree.string(hour) == "24", let range = TagScan.text(ofElementAt: tree.nodes[hour].offset, in: utf8) else {
        return nil
      }
      return TextEdit(range, "0", rule)
    }
  }

  private func frequencies() -> [TextEdit] {
    let words: Set = ["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"]
    guard found.contains("sitemap.value") else { return [] }
    return tree.elements(named: "changefreq", in: Namespaces.sitemap).compactMap { element in
      let word = tree.string(element)
      guard !words.contains(word), words.contains(word.lowercased()),
        let range = TagScan.text(ofElementAt: tree.nodes[element].offset, in: utf8)
      else { return nil }
      return TextEdit(range, word.lowercased(), "sitemap.value")
    }
  }

  private func whiteSpace() -> [TextEdit] {
    let rule = "atom.value.white-space"
    guard found.contains(rule) else { return [] }
    let names = ["id", "updated", "published", "icon", "logo", "uri"]
    return tree.elements(named: names, in: Namespaces.atom).flatMap { element -> [TextEdit] in
      var scan = TagScan(utf8, from: tree.nodes[element].offset)
      guard let tag = scan.next(), let text = TagScan.text(ofElementAt: tag.range.lowerBound, in: utf8) else {
        return []
      }
      let before = tag.range.upperBound..<text.lowerBound
      let after = text.upperBound..<(text.upperBound + utf8[text.upperBound...].prefix(while: \.isXMLSpace).count)
      // In a CDATA section it stands between the marks.
      guard utf8[before].allSatisfy(\.isXMLSpace) else { return [] }
      return [before, after].filter { !$0.isEmpty }.map { TextEdit($0, "", rule) }
    }
  }

  private func languages() -> [TextEdit] {
    let rule = LanguageRules.language.rule.id
    guard found.contains(rule) else { return [] }
    let names =
      tree.elements(named: ["language"], in: "") + tree.elements(named: ["language"], in: Namespaces.dublinCore)
    let elements = names.compactMap { element -> TextEdit? in
      guard let range = TagScan.text(ofElementAt: tree.nodes[element].offset, in: utf8) else { return nil }
      return edit(range, rule)
    }
    let attributes = TagScan(utf8).flatMap { tag in
      tag.attributes.filter {
        ["xml:lang", "hreflang", "lang"].contains(String(decoding: utf8[$0.name], as: UTF8.self))
      }.compactMap { edit($0.value, rule) }
    }
    return elements + attributes
  }

  private func edit(_ range: Range<Int>, _ rule: String) -> TextEdit? {
    LanguageRules.hyphenated(String(decoding: utf8[range], as: UTF8.self)).map { TextEdit(range, $0, rule) }
  }
}

extension LanguageRules {
  /// A tag whose parts an underscore joins, with hyphens in its place; `nil` for what is another fault, or none.
  static func hyphenated(_ text: String) -> String? {
    guard text.contains("_"), !isLanguage(text) else { return nil }
    let tag = text.replacing("_", with: "-")
    return isLanguage(tag) ? tag : nil
  }
}
