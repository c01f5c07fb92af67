import TidingsCore

/// What Apple Podcasts asks of a show beyond the form of its elements. Each fault is reported once in a document, with the
/// number of places.
enum PodcastRules {
  static let all: [DocumentRule] = [explicit, category, place, required, length]

  static let explicit = DocumentRule(
    Rule(
      "itunes.explicit.value", .warning, "itunes:explicit is true or false",
      reason: "Apple names no other value; yes, no and clean are of before 2019.",
      reference: "Apple Podcasts, A Podcaster's Guide to RSS, itunes:explicit", remedy: "Write true or false.",
      w3c: "InvalidTrueFalse"), [.rss]
  ) { subject, report in
    let former = ["yes", "no", "clean", "explicit"]
    let found = subject.xml.elements(named: "explicit", in: Namespaces.itunes).filter {
      former.contains(subject.xml.string($0).lowercased())
    }
    reportTogether(found, subject, report) { "itunes:explicit is '\(subject.xml.string($0))'" }
  }

  static let category = DocumentRule(
    Rule(
      "itunes.category.known", .warning, "An itunes:category is one of Apple's list",
      reason: "Apple ignores any other, and the show is found under none.",
      reference: "Apple Podcasts, Podcast categories",
      remedy: "Take one of the list, exactly as it is written there; a subcategory is inside its category.",
      w3c: "InvalidItunesCategory"), [.rss]
  ) { subject, report in
    let tree = subject.xml
    let found = tree.elements(named: "category", in: Namespaces.itunes).filter { element in
      guard let text = tree.attribute(element, "text"), !text.isEmpty else { return false }
      let parent = tree.nodes[element].parent
      let isInner = parent >= 0 && tree.name(parent).namespace == Namespaces.itunes
      let above = isInner ? tree.attribute(parent, "text") ?? "" : nil
      if let above { return PodcastCategories.list[above].map { !$0.contains(text) } ?? false }
      return PodcastCategories.list[text] == nil
    }
    reportTogether(found, subject, report) { "Apple knows no category '\(tree.attribute($0, "text") ?? "")' there" }
  }

  static let place = DocumentRule(
    Rule(
      "itunes.place", .warning,
      "What belongs to an episode is in its item, and what belongs to the show is in the channel",
      reason: "Apple ignores it elsewhere.",
      reference: "Apple Podcasts, A Podcaster's Guide to RSS, Show tags, Episode tags",
      remedy: "Move it to where it belongs.", w3c: "UndefinedElement",
      disagreement:
        "The W3C validator calls it an error. Apple only ignores the element, and reads the rest of the show."
    ), [.rss, .atom]
  ) { subject, report in
    let tree = subject.xml
    func stray(_ names: [String], in holders: Set<String>, _ where: String) {
      let found = tree.elements(named: names, in: Namespaces.itunes).filter {
        let parent = tree.nodes[$0].parent
        return parent >= 0 && holders.contains(tree.name(parent).local)
      }
      reportTogether(found, subject, report) { "itunes:\(tree.name($0).local) is in \(`where`)" }
    }
    stray(
      ["duration", "episode", "season", "episodeType", "order", "isClosedCaptioned"], in: ["channel", "feed"],
      "the channel")
    stray(["owner", "category", "type", "complete", "new-feed-url"], in: ["item", "entry"], "an item")
  }

  static let required = DocumentRule(
    Rule(
      "itunes.required", .warning, "A show has what Apple requires",
      reason: "Apple does not list a show that lacks it.",
      reference: "Apple Podcasts, A Podcaster's Guide to RSS, Required tags",
      remedy: "Add it to the channel.", w3c: "MissingItunesElement"), [.rss]
  ) { subject, report in
    guard let view = FeedView(subject), view.tree.names.contains(where: { $0.namespace == Namespaces.itunes }) else {
      return
    }
    let tree = view.tree
    func has(_ local: String, _ namespace: String) -> Bool {
      tree.first(view.feed, tree.id(local, namespace)) != nil
    }
    // A feed that is a show says so: one that counts an episode's seconds may be a blog.
    guard ["category", "owner", "type", "explicit", "author", "image"].contains(where: { has($0, Namespaces.itunes) })
    else { return }
    // What more a platform demands is a profile's matter.
    let missing =
      (has("language", "") || has("language", Namespaces.dublinCore) ? [] : ["language"])
      + ["category", "explicit"].filter { !has($0, Namespaces.itunes) }.map { "itunes:" + $0 }
    guard !missing.isEmpty else { return }
    report(
      at: view.offset(view.feed), "The show has no \(missing.joined(separator: ", no "))",
      remedy: "Add \(missing.map { "<\($0)>" }.joined(separator: ", ")) to the channel.")
  }

  static let length = DocumentRule(
    Rule(
      "itunes.length", .warning, "A subtitle has at most 255 characters, a summary 4,000",
      reason: "Apple cuts the rest off, or drops the text.",
      reference: "Apple Podcasts, A Podcaster's Guide to RSS, Common tags", remedy: "Shorten it.", w3c: "TooLong"),
    [.rss]
  ) { subject, report in
    let tree = subject.xml
    guard tree.names.contains(where: { $0.namespace == Namespaces.itunes }) else { return }
    for (name, limit) in [("subtitle", 255), ("summary", 4000)] {
      let found = tree.elements(named: [name], in: Namespaces.itunes).filter { element in
        let bytes = tree.bytes(element)
        return bytes.count > limit && bytes.count { $0 & 0xC0 != 0x80 } > limit
      }
      reportTogether(found, subject, report) { element in
        "itunes:\(name) has \(tree.bytes(element).count { $0 & 0xC0 != 0x80 }) characters"
      }
    }
  }

  private static func reportTogether(
    _ found: [XMLTree.Element], _ subject: DocumentContext, _ report: Reporter, _ message: (XMLTree.Element) -> String
  ) {
    guard let first = found.first else { return }
    let more = found.count > 1 ? ", and \(found.count - 1) more are alike" : ""
    report(
      at: subject.xml.nodes[first].offset, message(first) + more,
      related: found.dropFirst().prefix(20).map { subject.xml.nodes[$0].offset })
  }
}
