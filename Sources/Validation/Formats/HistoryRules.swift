import TidingsCore

/// Rules of paged, archived and complete feeds (RFC 5005).
enum HistoryRules {
  static let all: [DocumentRule] = [archive, current, completeRelation, completeSelf, entryRelation, pastEnd]

  private static let both: Set<DocumentFormat> = [.rss, .atom]

  static let archive = DocumentRule(
    Rule(
      "fh.archive.linked", .warning, "An archive links to the archive before or after it",
      reason: "Readers go from one to the next.", reference: "RFC 5005, section 4",
      remedy: "Add a link with rel=\"prev-archive\", or rel=\"next-archive\" in the oldest.", w3c: "ArchiveIncomplete"),
    both
  ) { subject, report in
    guard let view = FeedView(subject), let mark = mark("archive", view) else { return }
    if links(view, view.feed, ["prev-archive", "next-archive"]).isEmpty {
      report(at: view.offset(mark), "The archive links to no other")
    }
  }

  static let current = DocumentRule(
    Rule(
      "fh.archive.current", .warning, "An archive links to the feed that it is of",
      reason: "Readers that find the archive subscribe to the feed.", reference: "RFC 5005, section 4",
      remedy: "Add a link with rel=\"current\".", w3c: "MissingCurrentInArchive"), both
  ) { subject, report in
    guard let view = FeedView(subject), let mark = mark("archive", view) else { return }
    if links(view, view.feed, ["current"]).isEmpty {
      report(at: view.offset(mark), "The archive has no link to its feed")
    }
  }

  static let completeRelation = DocumentRule(
    Rule(
      "fh.complete.paging", .error, "A complete feed has no further pages or archives",
      reason: "It says that all is in it.", reference: "RFC 5005, section 2",
      remedy: "Remove the link, or fh:complete.", w3c: "FeedRelInCompleteFeed"), both
  ) { subject, report in
    guard let view = FeedView(subject), mark("complete", view) != nil else { return }
    let relations = ["first", "last", "previous", "next", "prev-archive", "next-archive"]
    for (rel, link) in links(view, view.feed, relations) {
      report(at: view.offset(link), "A complete feed has a link to '\(rel)'")
    }
  }

  static let completeSelf = DocumentRule(
    Rule(
      "fh.complete.current", .error, "A complete feed's current document is itself",
      reason: "It says that all is in it.", reference: "RFC 5005, section 2", remedy: "Remove the link.",
      w3c: "CurrentNotSelfInCompleteFeed"), both
  ) { subject, report in
    guard let view = FeedView(subject), mark("complete", view) != nil else { return }
    let own = links(view, view.feed, ["self"]).first.flatMap { view.tree.attribute($0.link, "href") }
    for (_, link) in links(view, view.feed, ["current"]) where view.tree.attribute(link, "href") != own {
      report(at: view.offset(link), "The complete feed calls another document current")
    }
  }

  static let entryRelation = DocumentRule(
    Rule(
      "fh.link.place", .warning, "Links between pages and archives are the feed's, not an entry's",
      reason: "Readers look for them in the feed.", reference: "RFC 5005, sections 3 and 4",
      remedy: "Move the link into the feed.", w3c: "FeedHistoryRelInEntry"), both
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let relations = ["current", "first", "last", "next", "next-archive", "prev-archive", "previous"]
    for entry in view.entries where entry != view.feed {
      for (rel, link) in links(view, entry, relations) {
        report(at: view.offset(link), "The relation '\(rel)' is in an entry")
      }
    }
  }

  static let pastEnd = DocumentRule(
    Rule(
      "fh.page.end", .error, "The first page has no page before it, and the last none after it",
      reason: "Readers go round in circles.", reference: "RFC 5005, section 3", remedy: "Remove the link.",
      w3c: "LinkPastEnd"), both
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    func href(_ rel: String) -> String? {
      links(view, view.feed, [rel]).first.flatMap { view.tree.attribute($0.link, "href") }
    }
    for (end, beyond) in [("first", "previous"), ("last", "next")] {
      guard let own = href("self"), own == href(end), let link = links(view, view.feed, [beyond]).first?.link else {
        continue
      }
      report(at: view.offset(link), "The \(end) page has a link to '\(beyond)'")
    }
  }

  private static func mark(_ name: String, _ view: FeedView) -> XMLTree.Element? {
    view.tree.first(view.feed, view.tree.id(name, Namespaces.history))
  }

  private static func links(
    _ view: FeedView, _ element: XMLTree.Element, _ relations: [String]
  ) -> [(rel: String, link: XMLTree.Element)] {
    let name = view.tree.id("rel")
    return view.tree.children(element, view.tree.id("link", Namespaces.atom)).compactMap { link in
      guard let bytes = view.tree.attributeBytes(link, name) else { return nil }
      return relations.first { bytes.elementsEqual($0.utf8) }.map { ($0, link) }
    }
  }
}
