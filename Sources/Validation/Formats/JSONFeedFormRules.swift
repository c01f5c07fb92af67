import TidingsCore

/// Rules of JSON Feed 1.1 (jsonfeed.org/version/1.1) on the types and the form of what it holds.
enum JSONFeedFormRules {
  static let all: [DocumentRule] = [
    types, authors, deprecatedAuthor, attachments, hubs, next, language, textOnly, selfPresent, extensions,
  ]

  private static let specification = "JSON Feed 1.1"

  static let types = DocumentRule(
    Rule(
      "json.type", .error, "Values are of the type that their name says",
      reason: "Readers that expect another drop the item.", reference: specification + ", Top-level and Items",
      remedy: "Write text in quotes, lists in brackets, true and false without quotes."), [.json]
  ) { subject, report in
    guard let feed = subject.object else { return }
    check(feed, typesOfFeed, report)
    for item in subject.jsonItems {
      guard item.kind == .object else {
        report(at: item.offset, "The item is not an object")
        continue
      }
      check(item, typesOfItem, report)
      for tag in item["tags"].elements where tag.kind != .string { report(at: tag.offset, "The tag is not text") }
    }
  }

  static let authors = DocumentRule(
    Rule(
      "json.author", .error, "An author has a name, a url or an avatar", reason: "An empty author says nothing.",
      reference: specification + ", Top-level, authors", remedy: "Add the name."), [.json]
  ) { subject, report in
    guard let feed = subject.object else { return }
    let parts: [JSONTree.Key] = ["name", "url", "avatar"]
    for holder in [feed] + subject.jsonItems {
      for author in [holder["author"]].compactMap({ $0 }) + holder["authors"].elements {
        if !parts.contains(where: { author[$0]?.bytes?.isEmpty == false }) {
          report(at: author.offset, "The author has neither name nor url nor avatar")
        }
      }
    }
  }

  static let deprecatedAuthor = DocumentRule(
    Rule(
      "json.author.deprecated", .warning, "Version 1.1 has authors, a list, in place of author",
      reason: "Readers of version 1.1 need not look at author.", reference: specification + ", Changes",
      remedy: "Write \"authors\": [{…}], beside author if readers of version 1 matter."), [.json]
  ) { subject, report in
    guard let feed = subject.object, feed["version"]?.string == "https://jsonfeed.org/version/1.1" else { return }
    for holder in [feed] + subject.jsonItems {
      if let author = holder["author"], holder["authors"] == nil {
        report(at: author.offset, "There is an author, and there are no authors")
      }
    }
  }

  static let attachments = DocumentRule(
    Rule(
      "json.attachment", .error, "An attachment has a url and a mime_type; its sizes are numbers",
      reason: "Readers cannot fetch or show it otherwise.", reference: specification + ", Items, attachments",
      remedy: "Add \"url\" and \"mime_type\"."), [.json]
  ) { subject, report in
    for attachment in subject.jsonItems.flatMap({ $0["attachments"].elements }) {
      let url = attachment["url"]
      if !Address.isPlainlyWeb(url?.bytes ?? []), Address(url?.string ?? "")?.isWeb != true {
        report(
          at: url?.offset ?? attachment.offset,
          url == nil ? "The attachment has no url" : "The attachment's url is not a web address",
          remedy: url == nil
            ? "Add \"url\": \"https://…\"." : ValueType.absolute.remedy(for: (url?.bytes).map { Array($0)[...] } ?? []))
      }
      let type = attachment["mime_type"]
      if type?.bytes.map(MediaType.isValid) != true {
        report(
          at: type?.offset ?? attachment.offset,
          type == nil ? "The attachment has no mime_type" : "The attachment's mime_type is not a media type",
          remedy: type == nil ? "Add \"mime_type\": \"audio/mpeg\"." : ValueType.mediaType.remedy(for: []))
      }
      for value in [attachment["size_in_bytes"], attachment["duration_in_seconds"]].compactMap({ $0 }) {
        if let number = value.number, !number.hasPrefix("-") { continue }
        report(at: value.offset, "The \(value.name) is not a number of at least 0")
      }
    }
  }

  static let hubs = DocumentRule(
    Rule(
      "json.hub", .error, "A hub has a type and a url", reason: "Readers cannot subscribe otherwise.",
      reference: specification + ", Subscribing to Real-time Notifications",
      remedy: "Write {\"type\": \"WebSub\", \"url\": \"https://…\"}."), [.json]
  ) { subject, report in
    for hub in (subject.object?["hubs"]).elements {
      if hub["type"]?.string?.isEmpty ?? true { report(at: hub.offset, "The hub has no type") }
      if Address(hub["url"]?.string ?? "")?.isWeb != true { report(at: hub.offset, "The hub has no url") }
    }
  }

  static let next = DocumentRule(
    Rule(
      "json.next-url", .error, "next_url is another address than feed_url",
      reason: "Readers would go round in circles.", reference: specification + ", Top-level, next_url",
      remedy: "Name the next page, or leave it out on the last."), [.json]
  ) { subject, report in
    guard let next = subject.object?["next_url"], let text = next.string else { return }
    if text == subject.object?["feed_url"]?.string { report(at: next.offset, "next_url is the feed's own address") }
  }

  static let language = DocumentRule(
    Rule(
      "json.language", .warning, "A language is a tag such as en or pt-BR",
      reason: "Readers choose fonts and voices by it.", reference: specification + ", Top-level, language; RFC 5646",
      remedy: "Write the code of ISO 639, such as en or pt-BR."), [.json]
  ) { subject, report in
    guard let feed = subject.object else { return }
    for value in ([feed] + subject.jsonItems).compactMap({ $0["language"] }) {
      if let text = value.string, !LanguageRules.isLanguage(text) {
        report(at: value.offset, "'\(text)' is not a language tag", remedy: LanguageRules.remedy(for: text))
      }
    }
  }

  static let textOnly = DocumentRule(
    Rule(
      "json.text.plain", .warning, "Titles and summaries are plain text",
      reason: "Readers show markup in them as text.", reference: specification + ", Items, title and summary",
      remedy: "Remove the tags; markup belongs into content_html."), [.json]
  ) { subject, report in
    for item in subject.jsonItems {
      for value in [item["title"], item["summary"], item["content_text"]].compactMap({ $0 }) {
        if let text = value.bytes, let tag = PlainTextRules.endTag(in: text) {
          report(at: value.offset, "There is HTML in plain text: \(tag)")
        }
      }
    }
  }

  static let selfPresent = DocumentRule(
    Rule(
      "json.feed-url.present", .warning, "A feed names its own address",
      reason: "It identifies the feed, wherever a copy of it turns up.",
      reference: specification + ", Top-level, feed_url",
      remedy: "Add \"feed_url\"."), [.json]
  ) { subject, report in
    guard let feed = subject.object, feed["feed_url"] == nil else { return }
    report(at: feed.offset, "There is no feed_url")
  }

  static let extensions = DocumentRule(
    Rule(
      "json.extension", .warning, "Names that the format has not begin with an underscore",
      reason: "A later version may give the name another meaning; a mistyped name is ignored.",
      reference: specification + ", Extensions", remedy: "Correct the name, or put an underscore in front."), [.json]
  ) { subject, report in
    guard let feed = subject.object else { return }
    func check(_ object: JSONTree.Value, _ known: Set<JSONTree.Key>) {
      for member in object.members ?? .none where member.key.map(known.contains) != true {
        guard member.nameBytes.first == UInt8(ascii: "_") else {
          report(at: member.nameOffset, "The format has no '\(member.name)' here")
          continue
        }
        let hasName = member.nameBytes.dropFirst().first.map { ($0 | 0x20) &- 0x61 < 26 } ?? false
        if !hasName {
          report(
            at: member.nameOffset, "No letter follows the underscore of '\(member.name)'",
            remedy: "Write a letter there.")
        } else if member.kind != .object {
          report(
            at: member.nameOffset, "The extension '\(member.name)' is not an object",
            remedy: "Write {\"\(member.name)\": {…}}: an extension is a custom object.")
        }
      }
    }
    check(feed, namesOfFeed)
    for author in feed["authors"].elements { check(author, namesOfAuthor) }
    for item in subject.jsonItems {
      check(item, namesOfItem)
      for author in item["authors"].elements { check(author, namesOfAuthor) }
      for attachment in item["attachments"].elements { check(attachment, namesOfAttachment) }
    }
  }

  private static let namesOfAuthor: Set<JSONTree.Key> = ["name", "url", "avatar"]
  private static let namesOfAttachment: Set<JSONTree.Key> = [
    "url", "mime_type", "title", "size_in_bytes", "duration_in_seconds",
  ]

  private static let namesOfFeed: Set<JSONTree.Key> = [
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
    "author", "authors", "language", "expired", "hubs", "items",
  ]
  private static let namesOfItem: Set<JSONTree.Key> = [
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "author", "authors", "tags", "language", "attachments",
  ]

  private static let typesOfFeed: [JSONTree.Key: ExpectedType] = types(
    text: [
      "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "language",
    ], list: ["authors", "items", "hubs"], flag: ["expired"])
  private static let typesOfItem: [JSONTree.Key: ExpectedType] = types(
    text: [
      "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
      "date_published", "date_modified", "language",
    ], list: ["authors", "tags", "attachments"])

  private enum ExpectedType: String {
    case text, list
    case flag = "true or false"
  }

  private static func types(
    text: [JSONTree.Key], list: [JSONTree.Key], flag: [JSONTree.Key] = []
  ) -> [JSONTree.Key: ExpectedType] {
    let pairs = text.map { ($0, ExpectedType.text) } + list.map { ($0, .list) } + flag.map { ($0, .flag) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private static func check(_ object: JSONTree.Value, _ types: [JSONTree.Key: ExpectedType], _ report: Reporter) {
    for member in object.members ?? .none {
      guard let expected = member.key.flatMap({ types[$0] }) else { continue }
      let isRight =
        switch expected {
        case .text: member.kind == .string
        case .list: member.kind == .array
        case .flag: member.kind == .bool
        }
      if !isRight { report(at: member.offset, "The value of '\(member.name)' is no \(expected.rawValue)") }
    }
  }
}
