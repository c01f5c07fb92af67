import TidingsCore

/// Rules of JSON Feed 1.1 (jsonfeed.org/version/1.1).
enum JSONFeedRules {
  static let all: [DocumentRule] = [
    version, required, selfMatches, itemID, itemUnique, itemContent, addresses, dates, names,
  ]

  private static let specification = "JSON Feed 1.1"

  static let version = DocumentRule(
    Rule(
      "json.version", .error, "The version is the address of the format's version",
      reason: "Readers recognise the format by it.", reference: specification + ", Top-level",
      remedy: "Write \"version\": \"https://jsonfeed.org/version/1.1\"."), [.json]
  ) { subject, report in
    let known = ["https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1"]
    let version = subject.object?["version"]
    if !known.contains(version?.string ?? "") { report(at: version?.offset ?? 0, "The version is missing or unknown") }
  }

  static let required = DocumentRule(
    Rule(
      "json.required", .error, "There are a title and a list of items", reason: "Readers refuse the feed otherwise.",
      reference: specification + ", Top-level", remedy: "Add what is missing."), [.json]
  ) { subject, report in
    guard let feed = subject.object else { return }
    if feed["title"]?.string?.isEmpty ?? true { report(at: feed.offset, "There is no title") }
    if feed["items"]?.array == nil { report(at: feed["items"]?.offset ?? feed.offset, "There is no list of items") }
  }

  static let selfMatches = DocumentRule(
    Rule(
      "json.feed-url.matches", .error, "feed_url is the address at which the feed is found",
      reason: "Readers that follow it subscribe to something else.", reference: specification + ", Top-level",
      remedy: "Correct feed_url, or the base address of the site."), [.json]
  ) { subject, report in
    guard let address = subject.address, let own = subject.object?["feed_url"], own.string != address else { return }
    report(at: own.offset, "The feed calls itself \(own.string ?? "something else"), but is found at \(address)")
  }

  static let itemID = DocumentRule(
    Rule(
      "json.item.id", .error, "An item has an id, as text", reason: "Readers must discard an item without one.",
      reference: specification + ", Items", remedy: "Add \"id\": \"…\", in quotes."), [.json]
  ) { subject, report in
    for item in subject.jsonItems {
      let id = item["id"]
      if id?.bytes?.isEmpty ?? true { report(at: id?.offset ?? item.offset, "The item has no id, or it is not text") }
    }
  }

  static let itemUnique = DocumentRule(
    Rule(
      "json.item.unique", .error, "No two items have one id", reason: "Readers show only one of them.",
      reference: specification + ", Items", remedy: "Give each item an id of its own."), [.json]
  ) { subject, report in
    let ids = subject.jsonItems.compactMap { $0["id"] }
    report.repetitions(of: "id", in: ids.compactMap { id in id.string.map { ($0, id.offset) } })
  }

  static let itemContent = DocumentRule(
    Rule(
      "json.item.content", .error, "An item has content_html or content_text", reason: "Otherwise it shows nothing.",
      reference: specification + ", Items", remedy: "Add content_text."), [.json]
  ) { subject, report in
    for item in subject.jsonItems where item["content_html"]?.kind != .string && item["content_text"]?.kind != .string {
      report(at: item.offset, "The item has neither content_html nor content_text")
    }
  }

  static let addresses = DocumentRule(
    Rule(
      "json.address.absolute", .error, "Addresses are absolute", reason: "Readers cannot open others.",
      reference: specification + ", Items", remedy: "Write the address in full."), [.json]
  ) { subject, report in
    guard let feed = subject.object else { return }
    func check(_ object: JSONTree.Value, _ names: [JSONTree.Key]) {
      for name in names {
        guard let value = object[name], !Address.isPlainlyWeb(value.bytes ?? []) else { continue }
        // What is no text is another rule's matter.
        guard let text = value.string else { continue }
        guard Address(text)?.isWeb != true else { continue }
        report(
          at: value.offset, text.isEmpty ? "The \(value.name) is empty" : "The address '\(text)' is not absolute",
          remedy: text.isEmpty ? "Leave \"\(value.name)\" out, or write the address." : nil)
      }
    }
    check(feed, ["home_page_url", "feed_url", "next_url", "icon", "favicon"])
    let ofItem: [JSONTree.Key] = ["url", "external_url", "image", "banner_image"]
    for item in subject.jsonItems { check(item, ofItem) }
  }

  static let dates = DocumentRule(
    Rule(
      "json.date.format", .error, "Dates follow RFC 3339", reason: "Readers drop others.",
      reference: specification + ", Items", remedy: "Write it as 2021-02-22T10:46:42Z."), [.json]
  ) { subject, report in
    for item in subject.jsonItems {
      for value in [item["date_published"], item["date_modified"]].compactMap({ $0 })
      where value.bytes.flatMap(DateFormats.rfc3339) == nil {
        report(at: value.offset, "The date '\(value.string ?? "")' is not of RFC 3339")
      }
    }
  }

  static let names = DocumentRule(
    Rule(
      "json.name.unique", .error, "No name occurs twice in one object",
      reason: "Parsers differ in which of the two they keep.", reference: "RFC 8259, section 4",
      remedy: "Remove one."), [.json]
  ) { subject, report in
    guard let json = subject.json else { return }
    var keys: [JSONTree.Key] = []
    for object in json.objects {
      keys.removeAll(keepingCapacity: true)
      var others: Set<String> = []
      for member in object.members ?? .none {
        // A few names are sooner compared than hashed.
        let isRepeated: Bool
        if others.isEmpty, let key = member.key, key.isWhole, keys.count < 24 {
          isRepeated = keys.contains(key)
          keys.append(key)
        } else {
          if others.isEmpty { others = Set(object.members?.prefix(keys.count).map(\.name) ?? []) }
          isRepeated = !others.insert(member.name).inserted
        }
        if isRepeated { report(at: member.nameOffset, "The name '\(member.name)' occurs twice") }
      }
    }
  }
}
