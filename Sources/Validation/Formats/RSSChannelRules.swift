import TidingsCore

/// Rules on the channel of RSS 2.0 (rssboard.org/rss-specification), and of the RSS Advisory Board's profile.
enum RSSChannelRules {
  static let all: [DocumentRule] = [
    namespace, version, buildDate, image, contact, textInput, realName,
  ]

  private static let specification = "RSS 2.0"

  static let namespace = DocumentRule(
    Rule(
      "rss.namespace", .error, "The elements of RSS are in no namespace",
      reason: "Readers that look for them by name and namespace find none of them: the feed is empty to them.",
      reference: specification + ", Extending RSS",
      remedy: "Take the xmlns=\"…\" away here, and give the elements of the extension a prefix.",
      w3c: "InvalidNamespace"), [.rss]
  ) { subject, report in
    for moved in subject.moved {
      let message = "The elements of RSS are in \(moved.words), by its declaration without a prefix"
      report(at: subject.place(of: "xmlns", at: moved.offset), message)
    }
  }

  /// Versions that UserLand wrote up between 0.92 and 2.0, and never finished.
  private static let drafts = ["0.93", "0.94"]

  static let version = DocumentRule(
    Rule(
      "rss.version", .error, "The root has the version 2.0, 0.91 or 0.92",
      reason: "Readers recognise the dialect by it.", reference: specification + ", What is RSS?",
      remedy: "Write <rss version=\"2.0\">.", w3c: "InvalidRSSVersion"), [.rss]
  ) { subject, report in
    guard let root = subject.xml.root, subject.xml.name(root).local == "rss" else { return }
    let version = subject.xml.attribute(root, "version")
    if !["2.0", "0.91", "0.92"].contains(version) {
      report(
        at: subject.xml.nodes[root].offset,
        version.map { drafts.contains($0) ? "RSS \($0) is a draft" : "The version '\($0)' is unknown" }
          ?? "There is no version")
    }
  }

  static let buildDate = DocumentRule(
    Rule(
      "rss.build-date.newest", .warning, "A channel is not older than its newest item",
      reason: "Some readers drop items that are newer than their channel.",
      reference: specification + ", lastBuildDate", remedy: "Set lastBuildDate to the newest change of all items."),
    [.rss]
  ) { subject, report in
    guard let view = FeedView(subject), let element = view.tree.first(view.feed, view.tree.id("lastBuildDate")),
      let built = LooseRFC822.parse(view.tree.string(element))?.instant
    else { return }
    let newest = view.entries.compactMap { view.tree.first($0, view.tree.id("pubDate")) }
      .compactMap { LooseRFC822.parse(view.tree.bytes($0))?.instant }.max()
    if let newest, newest > built { report(at: view.offset(element), "lastBuildDate is older than the newest item") }
  }

  static let image = DocumentRule(
    Rule(
      "rss.image.matches", .warning, "The picture's title and link are those of the channel",
      reason: "Readers show the picture in place of the title.", reference: specification + ", <image>",
      remedy: "Repeat the channel's title and link.", w3c: "ImageTitleDoesntMatch"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject), let image = view.tree.first(view.feed, view.tree.id("image")) else { return }
    for (name, event) in [("title", "ImageTitleDoesntMatch"), ("link", "ImageLinkDoesntMatch")] {
      guard let own = view.tree.first(image, view.tree.id(name)),
        let channel = view.tree.first(view.feed, view.tree.id(name)),
        view.tree.string(own) != view.tree.string(channel)
      else { continue }
      report(at: view.offset(own), "The picture's \(name) is not that of the channel", w3c: event)
    }
  }

  static let contact = DocumentRule(
    Rule(
      "rss.contact", .error, "A contact is an e-mail address with a name in parentheses: a@example.org (Ana)",
      reason: "Readers take it apart.", reference: specification + ", <author>; RSS Profile, E-mail addresses",
      remedy: "Write the address, then the name in parentheses; a name alone belongs into dc:creator.",
      w3c: "InvalidContact"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let contacts = contacts(view)
    for contact in contacts where !MailContact.holdsAddress(view.tree.string(contact)) {
      report(at: view.offset(contact), "The contact '\(view.tree.string(contact))' has no e-mail address")
    }
  }

  static let realName = DocumentRule(
    Rule(
      "rss.contact.name", .warning, "A contact has a name in parentheses after its address",
      reason: "Readers show the name.", reference: "RSS Profile, section E-mail addresses",
      remedy: "Write it as ana@example.org (Ana Lima).", w3c: "MissingRealName"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for contact in contacts(view) {
      let text = view.tree.string(contact)
      guard MailContact.hasAddress(text), !text.hasSuffix(")") else { continue }
      let event = text.contains(" ") ? "EmailFormat" : "MissingRealName"
      report(at: view.offset(contact), "The contact '\(text)' has no name in parentheses", w3c: event)
    }
  }

  static func contacts(_ view: FeedView) -> [XMLTree.Element] {
    ["managingEditor", "webMaster"].flatMap { view.tree.children(view.feed, view.tree.id($0)) }
      + view.entries.flatMap { view.tree.children($0, view.tree.id("author")) }
  }

  static let textInput = DocumentRule(
    Rule(
      "rss.text-input", .warning, "A channel has no textInput", reason: "Readers have never shown it.",
      reference: "RSS Profile, section textInput", remedy: "Remove it.", w3c: "AvoidTextInput"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for input in view.tree.children(view.feed, view.tree.id("textInput")) {
      report(at: view.offset(input), "There is a textInput")
    }
  }

}
