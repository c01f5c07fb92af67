import Documents

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
    guard let feed = subject.json else { return }
    check(
      feed,
      texts: [
        "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "language",
      ],
      lists: ["authors", "items", "hubs"], flags: ["expired"], report)
    for item in items(subject) {
      guard item.members != nil else {
        report(at: item.offset, "The item is no object")
        continue
      }
      check(
        item,
        texts: [
          "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
          "date_published", "date_modified", "language",
        ], lists: ["authors", "tags", "attachments"], flags: [], report)
      for tag in item["tags"]?.array ?? [] where tag.string == nil { report(at: tag.offset, "The tag is no text") }
    }
  }

  static let authors = DocumentRule(
    Rule(
      "json.author", .error, "An author has a name, a url or an avatar", reason: "An empty author says nothing.",
      reference: specification + ", Top-level, authors", remedy: "Add the name."), [.json]
  ) { subject, report in
    guard let feed = subject.json else { return }
    for holder in [feed] + items(subject) {
      for author in (holder["authors"]?.array ?? []) + [holder["author"]].compactMap({ $0 }) {
        if !["name", "url", "avatar"].contains(where: { author[$0]?.string?.isEmpty == false }) {
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
    guard let feed = subject.json, feed["version"]?.string == "https://jsonfeed.org/version/1.1" else { return }
    for holder in [feed] + items(subject) {
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
    for attachment in items(subject).flatMap({ $0["attachments"]?.array ?? [] }) {
      let url = attachment["url"]
      let text = url?.string ?? ""
      if !Address.isPlainlyWeb(text), Address(text)?.isWeb != true {
        report(at: url?.offset ?? attachment.offset, "The attachment's url is no web address")
      }
      let type = attachment["mime_type"]
      if type?.string.map(MediaType.isValid) != true {
        report(at: type?.offset ?? attachment.offset, "The attachment's mime_type is no media type")
      }
      for name in ["size_in_bytes", "duration_in_seconds"] {
        guard let value = attachment[name] else { continue }
        if case .number(let text) = value.content, !text.hasPrefix("-") { continue }
        report(at: value.offset, "The \(name) is no number of at least 0")
      }
    }
  }

  static let hubs = DocumentRule(
    Rule(
      "json.hub", .error, "A hub has a type and a url", reason: "Readers cannot subscribe otherwise.",
      reference: specification + ", Subscribing to Real-time Notifications",
      remedy: "Write {\"type\": \"WebSub\", \"url\": \"https://…\"}."), [.json]
  ) { subject, report in
    for hub in subject.json?["hubs"]?.array ?? [] {
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
    guard let next = subject.json?["next_url"], let text = next.string else { return }
    if text == subject.json?["feed_url"]?.string { report(at: next.offset, "next_url is the feed's own address") }
  }

  static let language = DocumentRule(
    Rule(
      "json.language", .warning, "A language is a tag such as en or pt-BR",
      reason: "Readers choose fonts and voices by it.", reference: specification + ", Top-level, language; RFC 5646",
      remedy: "Write the code of ISO 639, not the name."), [.json]
  ) { subject, report in
    guard let feed = subject.json else { return }
    for value in ([feed] + items(subject)).compactMap({ $0["language"] }) {
      if let text = value.string, !LanguageRules.isLanguage(text) {
        report(at: value.offset, "'\(text)' is no language tag")
      }
    }
  }

  static let textOnly = DocumentRule(
    Rule(
      "json.text.plain", .warning, "Titles and summaries are plain text",
      reason: "Readers show markup in them as it stands.", reference: specification + ", Items, title and summary",
      remedy: "Remove the tags; markup belongs into content_html."), [.json]
  ) { subject, report in
    for value in items(subject).flatMap({ item in ["title", "summary", "content_text"].compactMap { item[$0] } }) {
      if let text = value.string, let tag = PlainTextRules.endTag(in: Array(text.utf8)[...]) {
        report(at: value.offset, "There is HTML in plain text: \(tag)")
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
    guard let feed = subject.json, feed["feed_url"] == nil else { return }
    report(at: feed.offset, "There is no feed_url")
  }

  static let extensions = DocumentRule(
    Rule(
      "json.extension", .warning, "Names that the format has not begin with an underscore",
      reason: "A later version may give the name another meaning; a mistyped name is passed over.",
      reference: specification + ", Extensions", remedy: "Correct the name, or put an underscore in front."), [.json]
  ) { subject, report in
    guard let feed = subject.json else { return }
    let ofFeed: Set = [
      "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
      "author", "authors", "language", "expired", "hubs", "items",
    ]
    let ofItem: Set = [
      "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
      "date_published", "date_modified", "author", "authors", "tags", "language", "attachments",
    ]
    for (object, known) in [(feed, ofFeed)] + items(subject).map({ ($0, ofItem) }) {
      for member in object.members ?? [] where !known.contains(member.name) && !member.name.hasPrefix("_") {
        report(at: member.offset, "The format has no '\(member.name)' here")
      }
    }
  }

  private static func check(
    _ object: JSONTree.Value, texts: [String], lists: [String], flags: [String], _ report: Reporter
  ) {
    for member in object.members ?? [] {
      switch member.value.content {
      case .string: if lists.contains(member.name) || flags.contains(member.name) { break } else { continue }
      case .array: if texts.contains(member.name) || flags.contains(member.name) { break } else { continue }
      case .bool: if texts.contains(member.name) || lists.contains(member.name) { break } else { continue }
      default: if (texts + lists + flags).contains(member.name) { break } else { continue }
      }
      let kind = texts.contains(member.name) ? "text" : lists.contains(member.name) ? "list" : "true or false"
      report(at: member.value.offset, "The value of '\(member.name)' is no \(kind)")
    }
  }

  private static func items(_ subject: Subject) -> [JSONTree.Value] { subject.json?["items"]?.array ?? [] }
}
