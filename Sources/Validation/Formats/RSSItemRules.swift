import TidingsCore

/// Rules on the items of RSS 2.0 and on what items and channels share (rssboard.org/rss-specification).
enum RSSItemRules {
  static let all: [DocumentRule] = [
    itemText, guidPresent, guidUnique, guidPermalink, dates, dateForm, weekdays, addresses, enclosure, enclosureOnce,
    contentOrder,
  ]

  private static let specification = "RSS 2.0"

  static let itemText = DocumentRule(
    Rule(
      "rss.item.text", .error, "An item has a title or a description", reason: "Without both it shows nothing.",
      reference: specification + ", Elements of <item>", remedy: "Add a title.",
      w3c: "ItemMustContainTitleOrDescription"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let names = [view.tree.id("title"), view.tree.id("description")]
    for item in view.entries where !names.contains(where: { view.tree.first(item, $0) != nil }) {
      report(at: view.offset(item), "The item has neither title nor description")
    }
  }

  static let guidPresent = DocumentRule(
    Rule(
      "rss.guid.present", .warning, "An item has a guid",
      reason: "Readers that must guess whether an item is new show old ones again.",
      reference: specification + ", <guid>", remedy: "Add a guid that never changes.", w3c: "MissingGuid"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject), !view.isOfEarlyRSS else { return }
    for item in view.entries where view.tree.first(item, view.tree.id("guid")) == nil {
      report(at: view.offset(item), "The item has no guid")
    }
  }

  static let guidUnique = DocumentRule(
    Rule(
      "rss.guid.unique", .error, "No two items have one guid", reason: "Readers show only one of them.",
      reference: specification + ", <guid>", remedy: "Give each item a guid of its own.", w3c: "DuplicateValue"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let guids = view.entries.compactMap { view.tree.first($0, view.tree.id("guid")) }
    report.repetitions(of: "guid", in: guids, view.tree)
  }

  static let guidPermalink = DocumentRule(
    Rule(
      "rss.guid.permalink", .error, "A guid that is not marked isPermaLink=\"false\" is an address",
      reason: "Readers open it.", reference: specification + ", <guid>", remedy: "Add isPermaLink=\"false\".",
      w3c: "InvalidHttpGUID"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for guid in view.entries.compactMap({ view.tree.first($0, view.tree.id("guid")) }) {
      guard view.tree.attribute(guid, "isPermaLink") != "false" else { continue }
      let value = view.tree.string(guid)
      if Address(value)?.isWeb != true {
        report(at: view.offset(guid), "The guid '\(value)' is not an address")
      } else if Address.hasUnsafeCharacters(value.utf8) {
        let bytes = Array(value.utf8)[...]
        let mended = AddressFault.mended(bytes).map { "Write \($0), or add" } ?? "Add"
        report(
          at: view.offset(guid), "The guid '\(value)' \(AddressFault.first(in: bytes)?.what ?? "is no address")",
          remedy: "\(mended) isPermaLink=\"false\".")
      }
    }
  }

  static let dates = DocumentRule(
    Rule(
      "rss.date.format", .error, "Dates follow RFC 822",
      reason: "Readers that cannot read a date show the item as new at every visit.",
      reference: specification + ", pubDate; RFC 822, section 5", remedy: "Write it as Mon, 22 Feb 2021 10:46:42 GMT.",
      w3c: "InvalidRFC2822Date"), [.rss]
  ) { subject, report in
    for date in dateElements(subject) where LooseRFC822.parse(subject.xml.bytes(date)) == nil {
      report(at: subject.xml.nodes[date].offset, "The date '\(subject.xml.string(date))' is not of RFC 822")
    }
  }

  static let dateForm = DocumentRule(
    Rule(
      "rss.date.form", .warning, "Dates have years of four digits and a zone that everybody knows",
      reason: "Many readers know no comments, military zones or odd spelling, though RFC 822 allows them.",
      reference: "RSS Profile, section Date and time", remedy: "Write it as Mon, 22 Feb 2021 10:46:42 GMT.",
      w3c: "ProblematicalRFC822Date"), [.rss]
  ) { subject, report in
    for date in dateElements(subject) {
      let bytes = subject.xml.bytes(date)
      let isPlain = DateFormats.rfc822(bytes) != nil && !isOdd(bytes)
      if !isPlain, LooseRFC822.parse(bytes) != nil {
        let text = String(decoding: bytes, as: UTF8.self)
        report(at: subject.xml.nodes[date].offset, "Few readers understand the date '\(text)'")
      }
    }
  }

  /// Blanks that pad a number, or a zone that is no quarter of an hour from another: RFC 822 allows them, and no program
  /// that writes dates for others does so.
  private static func isOdd(_ date: ArraySlice<UInt8>) -> Bool {
    let hasGap = zip(date, date.dropFirst()).contains { $0 == UInt8(ascii: " ") && $1 == UInt8(ascii: " ") }
    let zone = date.suffix(5)
    guard zone.first == UInt8(ascii: "+") || zone.first == UInt8(ascii: "-") else { return hasGap }
    let minutes = String(decoding: zone.suffix(2), as: UTF8.self)
    return hasGap || !["00", "15", "30", "45"].contains(minutes)
  }

  static let weekdays = DocumentRule(
    Rule(
      "rss.date.weekday", .error, "A date's weekday is that of its day", reason: "Strict readers drop the date.",
      reference: "RFC 822, section 5.2", remedy: "Correct the weekday, or leave it out.", w3c: "IncorrectDOW"), [.rss]
  ) { subject, report in
    for date in dateElements(subject) {
      guard let read = LooseRFC822.parse(subject.xml.bytes(date)), let weekday = read.weekday else { continue }
      if weekday != read.localDay.weekday {
        report(at: subject.xml.nodes[date].offset, "The weekday of '\(subject.xml.string(date))' is wrong")
      }
    }
  }

  static let addresses = DocumentRule(
    Rule(
      "rss.link.absolute", .error, "Links are absolute addresses", reason: "Readers cannot open others.",
      reference: specification + ", Comments", remedy: "Write the address in full, percent-encoded.",
      w3c: "InvalidFullLink"), [.rss]
  ) { subject, report in
    let tree = subject.xml
    func check(_ value: String, _ element: XMLTree.Element) {
      guard Address(value) == nil || Address.hasForbiddenCharacters(value) else { return }
      let bytes = Array(value.utf8)[...]
      let isForeign = bytes.contains { $0 >= 0x80 }
      let fault = AddressFault.first(in: bytes)
      let what =
        if value.isEmpty {
          "The address is empty"
        } else if let fault, fault.kind == .character {
          "The address '\(value)' \(fault.what)"
        } else if isForeign {
          "The address '\(value)' has characters that must be percent-encoded"
        } else {
          "The address '\(value)' is not absolute"
        }
      let isCharacter = fault?.kind == .character
      report(
        at: tree.nodes[element].offset, what, w3c: isCharacter ? "InvalidUriChar" : isForeign ? "UriNotIri" : nil,
        remedy: isForeign && !isCharacter ? nil : ValueType.absolute.remedy(for: bytes))
    }
    // RSS 1.0, sections 5.3.2, 5.4.4, 5.5.2 and 5.6.5: no address in it has a base.
    for element in tree.elements(named: "link", "url", in: Namespaces.rss1) { check(tree.string(element), element) }
    guard let view = FeedView(subject) else { return }
    let names = ["link", "docs", "comments", "url"].map { tree.id($0) }.filter { $0 >= 0 }
    let boxes = ["image", "textInput"].flatMap { tree.children(view.feed, tree.id($0)) }
    for parent in [view.feed] + view.entries + boxes {
      for child in tree.children(parent) where names.contains(tree.nodes[child].name) {
        if !Address.isPlainlyWeb(tree.bytes(child)) { check(tree.string(child), child) }
      }
      for source in tree.children(parent, tree.id("source")) {
        if let url = tree.attribute(source, "url") { check(url, source) }
      }
    }
  }

  static let enclosureOnce = DocumentRule(
    Rule(
      "rss.enclosure.once", .warning, "An item has one enclosure", reason: "Readers take one of several, each another.",
      reference: "RSS Advisory Board, Best Practices Profile, section enclosure",
      remedy: "Keep the one that matters most; put the others into media:content.", w3c: "DuplicateEnclosure"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for item in view.entries {
      let enclosures = view.tree.children(item, view.tree.id("enclosure"))
      guard enclosures.count > 1 else { continue }
      report(
        at: view.offset(enclosures[1]), "The item has \(enclosures.count) enclosures",
        related: [view.offset(enclosures[0])])
    }
  }

  static let enclosure = DocumentRule(
    Rule(
      "rss.enclosure.attributes", .error, "An enclosure has an address, a length in bytes and a media type",
      reason: "Readers need all three to fetch it.", reference: specification + ", <enclosure>",
      remedy: "Add url, length and type; an unknown length is 0.", w3c: "MissingAttribute"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for enclosure in view.entries.flatMap({ view.tree.children($0, view.tree.id("enclosure")) }) {
      if let url = view.tree.attribute(enclosure, "url") {
        let bytes = Array(url.utf8)[...]
        let fault = Address.hasUnsafeCharacters(bytes) ? AddressFault.first(in: bytes)?.what : nil
        if fault != nil || Address(url)?.isWeb != true {
          report(
            at: subject.place(of: "url", in: enclosure),
            "The enclosure's url '\(url.prefix(100))' \(fault ?? "is not a web address")",
            w3c: fault == nil ? "InvalidFullLink" : "InvalidUriChar", remedy: ValueType.absolute.remedy(for: bytes))
        }
      }
      if let type = view.tree.attribute(enclosure, "type"), !MediaType.isValid(type) {
        report(
          at: subject.place(of: "type", in: enclosure),
          "The enclosure's type '\(type.prefix(100))' is not a media type",
          w3c: "InvalidMIMEAttribute", remedy: ValueType.mediaType.remedy(for: Array(type.utf8)[...]))
      }
    }
  }

  static let contentOrder = DocumentRule(
    Rule(
      "rss.content.after-description", .warning, "content:encoded comes after a description",
      reason: "Readers that know no content:encoded show the description, and some take what comes first.",
      reference: "RSS Profile, section content:encoded", remedy: "Put a description before it.",
      w3c: "NeedDescriptionBeforeContent"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let encoded = view.tree.id("encoded", Namespaces.content)
    for item in view.entries {
      guard let content = view.tree.first(item, encoded) else { continue }
      let description = view.tree.first(item, view.tree.id("description"))
      if description.map({ $0 > content }) ?? true {
        report(at: view.offset(content), "There is no description before content:encoded")
      }
    }
  }

  private static func dateElements(_ subject: DocumentContext) -> [XMLTree.Element] {
    guard let view = FeedView(subject) else { return [] }
    return ([view.feed] + view.entries).flatMap { element in
      ["pubDate", "lastBuildDate"].flatMap { view.tree.children(element, view.tree.id($0)) }
    }
  }
}
