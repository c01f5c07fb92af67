import TidingsCore

/// Rules on the form of RSS that the specification leaves open and readers trip over.
enum RSSFormRules {
  static let all: [DocumentRule] = [order, midnight, skipped, slashDate, description, contactForm]

  static let order = DocumentRule(
    Rule(
      "rss.channel.order", .warning, "A channel's own elements come before its items",
      reason: "Programs that read a feed as it arrives need them first.",
      reference: "RSS Profile, section channel", remedy: "Move it before the first item.", w3c: "MisplacedItem"),
    [.rss]
  ) { subject, report in
    guard let view = FeedView(subject), let first = view.entries.first else { return }
    for child in view.tree.children(view.feed) where child > first {
      let name = view.tree.name(child)
      let isLink = name.namespace == Namespaces.atom && name.local == "link"
      if isLink || (name.namespace.isEmpty && name.local != "item") {
        report(at: view.offset(child), "\(name.local) comes after an item", related: [view.offset(first)])
      }
    }
  }

  static let midnight = DocumentRule(
    Rule(
      "rss.skip-hours.midnight", .warning, "Midnight is the hour 0",
      reason: "24 was of RSS 0.91; programs know 0 to 23.",
      reference: "RSS 2.0, skipHours", remedy: "Write 0.", w3c: "UseZeroForMidnight"), [.rss]
  ) { subject, report in
    for hour in subject.xml.elements(named: "hour") where subject.xml.string(hour) == "24" {
      report(at: subject.xml.nodes[hour].offset, "The hour is 24")
    }
  }

  static let skipped = DocumentRule(
    Rule(
      "rss.skip.unique", .error, "Hours and days to skip are named once", reason: "The list is a set.",
      reference: "RSS 2.0, skipHours and skipDays", remedy: "Remove one.", w3c: "DuplicateValue"), [.rss]
  ) { subject, report in
    for name in ["hour", "day"] {
      let found = subject.xml.elements(named: name).map { (subject.xml.string($0), subject.xml.nodes[$0].offset) }
      report.repetitions(of: name, in: found)
    }
  }

  static let slashDate = DocumentRule(
    Rule(
      "slash.comments.date", .warning, "A channel that counts comments says when it was built",
      reason: "The count changes and nothing else does: readers need the date to see that it is news.",
      reference: "RSS 1.0 Modules, Slash", remedy: "Add lastBuildDate.", w3c: "SlashDate"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject), view.tree.first(view.feed, view.tree.id("lastBuildDate")) == nil,
      let first = view.tree.elements(named: "comments", in: Namespaces.slash).first
    else { return }
    report(at: view.offset(first), "There are counts of comments and no lastBuildDate")
  }

  static let description = DocumentRule(
    Rule(
      "rss.description.once", .warning, "An item's text is only in description and content:encoded",
      reason: "Readers know no other place, or show the text twice.", reference: "RSS Profile, section content:encoded",
      remedy: "Use content:encoded for the whole text.", w3c: "DuplicateDescriptionSemantics"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let others = [
      view.tree.id("body", Namespaces.xhtml), view.tree.id("div", Namespaces.xhtml),
      view.tree.id("content", Namespaces.atom), view.tree.id("title", Namespaces.atom),
    ].filter { $0 >= 0 }
    guard !others.isEmpty else { return }
    for item in view.entries {
      for child in view.tree.children(item) where others.contains(view.tree.nodes[child].name) {
        report(at: view.offset(child), "The item says in \(view.tree.name(child).local) what RSS has an element for")
      }
    }
  }

  static let contactForm = DocumentRule(
    Rule(
      "rss.contact.form", .warning, "A contact begins with its e-mail address",
      reason: "Readers that look for it there find none.", reference: "RSS Profile, section E-mail addresses",
      remedy: "Write it as ana@example.org (Ana Lima).", w3c: "EmailFormat"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for contact in RSSChannelRules.contacts(view) {
      let text = view.tree.string(contact)
      if !MailContact.hasAddress(text), MailContact.holdsAddress(text), !text.hasSuffix(")"), !text.hasSuffix("%29") {
        report(at: view.offset(contact), "The address is inside of '\(text)'")
      }
    }
  }
}
