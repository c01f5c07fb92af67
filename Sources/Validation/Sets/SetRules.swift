import TidingsCore

/// Rules on documents that are served together.
enum SetRules {
  static let sameEntries = Rule(
    "set.feed.entries", .warning, "RSS, Atom and JSON Feed of one topic carry the same entries",
    reason: "Who changes from one format to the other loses entries, or sees them again.", reference: "Tidings",
    remedy: "Build all formats from the same content, in one go.")
  static let sameDates = Rule(
    "set.feed.dates", .error, "An entry has the same dates in every format", reason: "Readers sort by them.",
    reference: "Tidings", remedy: "Build all formats from the same content, in one go.")
  static let sameLinks = Rule(
    "set.feed.links", .error, "An entry leads to the same page in every format",
    reason: "Readers and aggregators distinguish entries by it.", reference: "Tidings",
    remedy: "Build all formats from the same content, in one go.")
  static let ownAddress = Rule(
    "set.self", .error, "A document names its own address, and no other document's",
    reason: "Readers that follow it subscribe to something else.", reference: "RFC 4287, section 4.2.7.2",
    remedy: "Correct the link to itself.")
  static let present = Rule(
    "set.reference.present", .error, "What a document names of its set is there",
    reason: "Readers and crawlers that follow it get nothing.", reference: "Tidings",
    remedy: "Build the document, or remove the line that names it.")
  static let hub = Rule(
    "set.hub", .info, "A hub is a service, and no document of the set", reason: "A file cannot take subscriptions.",
    reference: "WebSub, section 3", remedy: "Name the hub's own address.")
  static let named = Rule(
    "set.sitemap.named", .warning, "Every sitemap of a set is named by an index or by robots.txt",
    reason: "Crawlers do not find it otherwise.", reference: "sitemaps.org/protocol.html#index",
    remedy: "Name it in the sitemap index.")
  static let foreign = Rule(
    "set.index.foreign", .warning, "A sitemap index names sitemaps of its own site",
    reason: "Crawlers do not trust it with others.", reference: "sitemaps.org/protocol.html#location",
    remedy: "Let the other site's robots.txt name its sitemap.")
  static let nested = Rule(
    "set.index.nested", .error, "A sitemap index names sitemaps, and no other index",
    reason: "Crawlers do not follow it further.", reference: "sitemaps.org/protocol.html#index",
    remedy: "Name the sitemaps themselves; robots.txt can name several indexes.")
  static let subscribed = Rule(
    "set.opml.complete", .warning, "A subscription list of a set names every topic that has feeds",
    reason: "Who imports the list misses the topic.", reference: "OPML 2.0, Subscription lists",
    remedy: "Add an outline for it.")

  static let all =
    [sameEntries, sameDates, sameLinks] + FormatComparison.rules + [ownAddress, present, hub] + SetPageRules.all
    + [named, foreign, nested, subscribed]

  typealias Locate = (DocumentFacts.Place) -> SourceLocation

  static func findings(_ set: DocumentSet, _ locate: Locate) -> [Finding] {
    feedFindings(set, locate) + referenceFindings(set, locate) + SetPageRules.findings(set, locate) + listFindings(set)
  }

  // MARK: Feeds of one topic

  private static func feedFindings(_ set: DocumentSet, _ locate: Locate) -> [Finding] {
    groups(set).flatMap { group -> [Finding] in
      guard let first = group.first else { return [] }
      return group.dropFirst().flatMap { compare(first, $0, set, locate) }
    }
  }

  /// Feeds that are one topic's: those of one folder that have one name, or the names that formats commonly have.
  /// Anything else in a folder may be another site's.
  private static func groups(_ set: DocumentSet) -> [[DocumentFacts]] {
    var groups: [String: [DocumentFacts]] = [:]
    for member in set.members where member.facts.format.isFeed {
      let path = member.relativePath
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      let stem = path.dropFirst(folder.count).prefix { $0 != "." }.lowercased()
      groups[folder + (commonNames.contains(stem) ? "" : stem), default: []].append(member.facts)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
      .filter { Set($0.map(\.format)).count == $0.count }
      .map { $0.sorted { $0.path < $1.path } }
  }

  /// Paths of the documents that others of their feed lead on to: nobody subscribes to them, and what they hold is history.
  static func continuations(_ set: DocumentSet) -> Set<String> {
    var paths: Set<String> = []
    for (index, member) in set.members.enumerated() {
      for reference in member.facts.references where reference.kind == .page {
        guard let target = set.member(at: reference.address), target != index else { continue }
        paths.insert(set.members[target].facts.path)
      }
    }
    return paths
  }

  private static let commonNames: Set<String> = ["rss", "rss2", "atom", "feed", "jsonfeed", "json", "index"]

  private static func compare(
    _ left: DocumentFacts, _ right: DocumentFacts, _ set: DocumentSet, _ locate: Locate
  ) -> [Finding] {
    let pairs = EntryPairs(left, right)
    var findings: [Finding] = []
    for (entry, other) in pairs.both {
      if differ(entry.published, other.published) || differ(entry.updated, other.updated) {
        findings.append(
          sameDates.finding(
            at: locate(entry.place), "The entry '\(entry.id)' has other dates in \(right.path)",
            related: [locate(other.place)]))
      }
      if !entry.links.isEmpty, !other.links.isEmpty, Set(entry.links).isDisjoint(with: other.links) {
        findings.append(
          sameLinks.finding(
            at: locate(entry.place), "The entry '\(entry.id)' leads to another page in \(right.path)",
            related: [locate(other.place)]))
      }
    }
    findings += FormatComparison(left: left, right: right, pairs: pairs.both).findings(set, locate)
    return findings + missing(pairs.onlyLeft, in: right, locate) + missing(pairs.onlyRight, in: left, locate)
  }

  /// What is wrong with many is reported once, at the first of them.
  private static func missing(
    _ entries: [DocumentFacts.Entry], in other: DocumentFacts, _ locate: Locate
  ) -> [Finding] {
    guard let first = entries.first else { return [] }
    let more = entries.count > 1 ? ", and \(entries.count - 1) more are not" : ""
    return [
      sameEntries.finding(
        at: locate(first.place), "The entry '\(first.id)' is not in \(other.path)\(more)",
        related: [SourceLocation(path: other.path)] + entries.dropFirst().prefix(20).map { locate($0.place) })
    ]
  }

  /// RSS has whole seconds.
  private static func differ(_ left: Timestamp?, _ right: Timestamp?) -> Bool {
    guard let left, let right else { return false }
    return left.microseconds.floored != right.microseconds.floored
  }

  private static func folder(of path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }

  // MARK: References

  private static func referenceFindings(_ set: DocumentSet, _ locate: Locate) -> [Finding] {
    let paths = Dictionary(set.members.map { ($0.relativePath, $0.facts) }) { first, _ in first }
    var findings: [Finding] = []
    for (index, member) in set.members.enumerated() {
      for reference in member.facts.references {
        if reference.kind == .listed {
          if paths[reference.address] == nil {
            findings.append(
              present.finding(at: locate(reference.place), "\(reference.address) is listed, and is not there"))
          }
          continue
        }
        guard let base = set.baseAddress else { continue }
        let isOfIndex = member.facts.format == .sitemapIndex && reference.kind == .sitemap
        if isOfIndex, let own = Address(base), let other = Address(reference.address),
          own.host != other.host || own.scheme != other.scheme
        {
          findings.append(
            foreign.finding(at: locate(reference.place), "\(reference.address) is not of \(own.scheme)://\(own.host)"))
        }
        guard reference.address.hasPrefix(base) else { continue }
        let target = set.member(at: reference.address)
        let path = reference.address.dropFirst(base.count)
        switch reference.kind {
        case .own:
          // The same bytes at two addresses are one document, which names one of them.
          guard target != index, !(target.map { set.haveSameBytes($0, index) } ?? false) else { break }
          let other = target.map { set.members[$0].facts.path }
          let message =
            other.map { "The document calls itself \(reference.address), which is \($0)" }
            ?? "The document names \(reference.address) as its own address, and is at \(base)\(member.relativePath)"
          findings.append(
            ownAddress.finding(
              at: locate(reference.place), message, related: other.map { [SourceLocation(path: $0)] } ?? []))
        case .hub:
          if let target {
            let other = set.members[target].facts.path
            findings.append(
              hub.finding(at: locate(reference.place), "The hub is \(other)", related: [SourceLocation(path: other)]))
          }
        case .page, .front, .subscription, .sitemap:
          if isOfIndex, let target, set.members[target].facts.format == .sitemapIndex {
            let other = set.members[target].facts.path
            findings.append(
              nested.finding(
                at: locate(reference.place), "\(path) is an index itself", related: [SourceLocation(path: other)]))
          }
          guard target == nil else { break }
          findings.append(
            present.finding(at: locate(reference.place), "\(path) is named in \(member.facts.path), and is not there"))
        case .listed: break
        }
      }
    }
    return findings
  }

  // MARK: Lists

  private static func listFindings(_ set: DocumentSet) -> [Finding] {
    var findings: [Finding] = []
    let names = set.members.flatMap(\.facts.references).filter { $0.kind == .sitemap }
    if !names.isEmpty {
      let known = Set(names.compactMap { set.member(at: $0.address) })
      for (index, member) in set.members.enumerated() where member.facts.format == .sitemap && !known.contains(index) {
        let place = SourceLocation(path: member.facts.path)
        findings.append(named.finding(at: place, "No index and no robots.txt names \(member.facts.path)"))
      }
    }
    let history = continuations(set)
    let indices = Dictionary(set.members.enumerated().map { ($1.facts.path, $0) }) { first, _ in first }
    for list in set.members.map(\.facts) where list.format == .opml {
      let subscribed = Set(list.references.compactMap { set.member(at: $0.address) })
      // A list of other sites' feeds need not name those of this one.
      guard !subscribed.isEmpty else { continue }
      // The site's main feed, beside the list, is no topic.
      let home = folder(of: list.path)
      for group in groups(set)
      where !group.contains(where: { folder(of: $0.path) == home || history.contains($0.path) })
        && !group.contains(where: { indices[$0.path].map(subscribed.contains) ?? false })
      {
        guard let first = group.first else { continue }
        findings.append(
          SetRules.subscribed.finding(
            at: SourceLocation(path: list.path), "No outline leads to \(first.path)",
            related: [SourceLocation(path: first.path)]))
      }
    }
    return findings
  }
}

extension Int64 {
  /// Whole seconds of microseconds.
  fileprivate var floored: Int64 { self >= 0 ? self / 1_000_000 : (self - 999_999) / 1_000_000 }
}
