import TidingsCore

/// Gives dates the form of their format, where their instant is certain.
struct DateMender {
  private let utf8: [UInt8]
  private let tree: XMLTree
  private let found: Set<String>

  static func edits(_ utf8: [UInt8], _ tree: XMLTree, _ format: DocumentFormat, found: Set<String>) -> [TextEdit] {
    let mender = DateMender(utf8: utf8, tree: tree, found: found)
    switch format {
    case .rss:
      return mender.rfc822(["pubDate", "lastBuildDate"], "") + mender.atom() + mender.extensions()
    case .atom: return mender.atom() + mender.extensions()
    case .sitemap, .sitemapIndex:
      return mender.w3c(["lastmod"], Namespaces.sitemap, "sitemap.lastmod")
        + mender.w3c(["publication_date"], Namespaces.news, "sitemap.value")
    case .opml: return mender.rfc822(["dateCreated", "dateModified"], "", rule: "opml.value")
    default: return []
    }
  }

  private func atom() -> [TextEdit] {
    edits(["updated", "published"], Namespaces.atom) { bytes in
      DateFormats.rfc3339(bytes) != nil ? nil : CertainDate(bytes)?.rfc3339.map { ($0, "atom.date.format") }
    }
  }

  private func extensions() -> [TextEdit] { w3c(["date"], Namespaces.dublinCore, "extension.value") }

  private func w3c(_ names: [String], _ namespace: String, _ rule: String) -> [TextEdit] {
    edits(names, namespace) { bytes in
      DateFormats.w3c(bytes) != nil ? nil : CertainDate(bytes)?.w3c.map { ($0, rule) }
    }
  }

  private func rfc822(_ names: [String], _ namespace: String, rule: String? = nil) -> [TextEdit] {
    edits(names, namespace) { bytes in
      let (loose, plain) = (LooseRFC822.parse(bytes), DateFormats.rfc822(bytes))
      let isDayRight = loose.map { $0.weekday == nil || $0.weekday == $0.localDay.weekday } ?? false
      let hasGap = zip(bytes, bytes.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
      if plain != nil, isDayRight, !hasGap { return nil }
      let broken = loose == nil ? "rss.date.format" : !isDayRight ? "rss.date.weekday" : "rss.date.form"
      guard let date = CertainDate(bytes), let text = date.rfc822 else { return nil }
      // What the validator reads already stays that instant.
      if let loose, loose.instant.rfc3339 != date.instant?.rfc3339 { return nil }
      return (text, rule ?? broken)
    }
  }

  /// - Parameter mend: the right form of a value, and the rule that it breaks; `nil` where it is right or open.
  private func edits(
    _ names: [String], _ namespace: String, _ mend: (ArraySlice<UInt8>) -> (text: String, rule: String)?
  ) -> [TextEdit] {
    guard found.contains(where: { $0.contains("date") || $0.hasSuffix(".value") || $0.hasSuffix(".lastmod") }) else {
      return []
    }
    return tree.elements(named: names, in: namespace).compactMap { element in
      guard let (text, rule) = mend(tree.bytes(element)), found.contains(rule),
        let range = TagScan.text(ofElementAt: tree.nodes[element].offset, in: utf8),
        // What is escaped somehow is not what is written.
        utf8[range].elementsEqual(tree.bytes(element))
      else { return nil }
      return TextEdit(range, text, rule)
    }
  }
}
