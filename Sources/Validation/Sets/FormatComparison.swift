import TidingsCore

/// What one entry says in two formats of a feed: its title, its authors, its categories.
///
/// What a format cannot express is no difference: RSS has room for one author, or for an address of one, JSON Feed has
/// no vocabularies, and nobody knows whether a title of RSS is HTML.
struct FormatComparison {
  static let sameTitles = Rule(
    "set.feed.titles", .warning, "An entry has the same title in every format",
    reason: "It looks like another entry to who changes from one format to the other.", reference: "Tidings",
    remedy: "Build all formats from the same content, in one go.")
  static let sameAuthors = Rule(
    "set.feed.authors", .warning, "An entry has the same authors in every format",
    reason: "Readers show them and search by them.", reference: "Tidings",
    remedy: "Name the same people in each format: dc:creator in RSS, author in Atom, authors in JSON Feed.")
  static let sameCategories = Rule(
    "set.feed.categories", .warning, "An entry has the same categories in every format",
    reason: "Readers filter by them.", reference: "Tidings",
    remedy: "Write the same categories in each format: category in RSS and Atom, tags in JSON Feed.")

  static let rules = [sameTitles, sameAuthors, sameCategories]

  let left: DocumentFacts
  let right: DocumentFacts
  let pairs: [(DocumentFacts.Entry, DocumentFacts.Entry)]

  /// One finding for each of the three, at the first entry that differs.
  func findings(_ set: DocumentSet, _ locate: SetRules.Locate) -> [Finding] {
    var findings: [Finding] = []
    let titles = pairs.filter { FormatComparison.differ($0.words.title, $1.words.title) }
    if let first = titles.first {
      findings.append(
        finding(FormatComparison.sameTitles, "title", titles, locate, values(first, set) { $0.title?.value }))
    }
    // Who names no author or no category at all has left them out on purpose.
    if left.names(\.authors), right.names(\.authors) {
      let authors = pairs.filter { haveOtherAuthors($0, $1) }
      if let first = authors.first {
        let words = values(first, set) { $0.authors.compactMap(\.name).joined(separator: ", ") }
        findings.append(finding(FormatComparison.sameAuthors, "authors", authors, locate, words))
      }
    }
    if left.names(\.categories), right.names(\.categories) {
      let categories = pairs.filter {
        hasMore($0.words, left, than: $1.words, right) || hasMore($1.words, right, than: $0.words, left)
      }
      if let first = categories.first {
        let words = values(first, set) { $0.categories.map { $0.label ?? $0.term }.joined(separator: ", ") }
        findings.append(finding(FormatComparison.sameCategories, "categories", categories, locate, words))
      }
    }
    return findings
  }

  private func finding(
    _ rule: Rule, _ what: String, _ found: [(DocumentFacts.Entry, DocumentFacts.Entry)], _ locate: SetRules.Locate,
    _ words: (String, String)?
  ) -> Finding {
    let (entry, other) = found[0]
    let said = words.map { ": '\($0.0)' here and '\($0.1)' there" } ?? ""
    let kind = what == "title" ? "another title" : "other \(what)"
    return rule.gathered(
      at: found.map(\.0.place), "The entry '\(entry.id)' has \(kind) in \(right.path)\(said)", more: "differ",
      beside: [locate(other.place)], locate)
  }

  /// What the two say, read once more: it is only wanted where there is something to report.
  private func values(
    _ pair: (DocumentFacts.Entry, DocumentFacts.Entry), _ set: DocumentSet, _ value: (ParsedFeed.Entry) -> String?
  ) -> (String, String)? {
    func said(_ place: DocumentFacts.Place) -> String? {
      set.feed(at: place.path)?.entries.first { $0.offset == place.offset }.flatMap(value).map { text in
        text.count > 100 ? text.prefix(100) + "…" : text
      }
    }
    guard let one = said(pair.0.place), let other = said(pair.1.place) else { return nil }
    return (one, other)
  }

  private static func differ(_ left: (text: UInt64, html: UInt64), _ right: (text: UInt64, html: UInt64)) -> Bool {
    guard left.text != 0, right.text != 0 else { return false }
    return left.text != right.text && left.text != right.html && left.html != right.text && left.html != right.html
  }

  private func haveOtherAuthors(_ one: DocumentFacts.Entry, _ other: DocumentFacts.Entry) -> Bool {
    guard !left.numbers(one.words.authors).elementsEqual(right.numbers(other.words.authors)) else { return false }
    let here = Set(left.numbers(one.words.authors))
    let there = Set(right.numbers(other.words.authors))
    guard !here.isEmpty, !there.isEmpty else { return false }
    // What a format has no room for is not missing: whom it names is among the others'.
    switch (isShort(left, here), isShort(right, there)) {
    case (true, true): return !here.isSubset(of: there) && !there.isSubset(of: here)
    case (true, false): return !here.isSubset(of: there)
    case (false, true): return !there.isSubset(of: here)
    case (false, false): return here != there
    }
  }

  /// RSS has room for one author, and so had the first JSON Feed.
  private func isShort(_ facts: DocumentFacts, _ authors: Set<UInt64>) -> Bool {
    facts.format == .rss || (facts.format == .json && authors.count == 1)
  }

  /// Whether one has a category, of no vocabulary, that the other has by none of its names.
  private func hasMore(
    _ one: EntryWords, _ facts: DocumentFacts, than other: EntryWords, _ others: DocumentFacts
  ) -> Bool {
    if facts.numbers(one.categories).elementsEqual(others.numbers(other.categories)) { return false }
    let known = Set(others.numbers(other.categories).map { $0 & EntryWords.sum })
    var isMissing = false
    for number in facts.numbers(one.categories) {
      if number & EntryWords.alias == 0 {
        if isMissing { return true }
        isMissing = number & EntryWords.schemed == 0
      }
      if known.contains(number & EntryWords.sum) { isMissing = false }
    }
    return isMissing
  }
}

extension DocumentFacts {
  /// Whether any entry says something of a kind.
  fileprivate func names(_ what: KeyPath<EntryWords, Range<Int32>>) -> Bool {
    entries.contains { !$0.words[keyPath: what].isEmpty }
  }
}
