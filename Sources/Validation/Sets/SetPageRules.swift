import TidingsCore

/// Rules on the pages that sitemaps list and that entries lead to.
enum SetPageRules {
  static let listed = Rule(
    "set.page.listed", .warning, "The page of every entry is in a sitemap",
    reason: "Search engines find it late or not at all.",
    reference: "Google Search Central, Build and submit a sitemap",
    remedy: "Add the page to a sitemap, or name it under 'unlisted' in manifest.json.")
  static let hostListed = Rule(
    "set.feed.listed", .info,
    "Where sitemaps list pages of a host, the entries of feeds that lead there are among them",
    reason: "Search engines find them late or not at all. It is not known where the set is served, so it is a note.",
    reference: "Google Search Central, Build and submit a sitemap",
    remedy: "Add the pages to a sitemap; say with --base-url where the folder is served.")
  static let sameModified = Rule(
    "set.sitemap.lastmod", .warning, "A page has one lastmod in all sitemaps of a set",
    reason: "Crawlers stop trusting a site's dates.", reference: "sitemaps.org/protocol.html#lastmoddef",
    remedy: "Build all sitemaps from the same content, in one go.")
  static let returned = Rule(
    "set.sitemap.alternate", .warning, "Pages of two sitemaps that are translations of each other name each other",
    reason: "Google ignores a translation that does not name the page back.",
    reference: "Google Search Central, Localized versions of your pages",
    remedy: "Give both pages the same list of translations, with both of them in it.")
  static let allowed = Rule(
    "set.sitemap.forbidden", .warning, "A sitemap lists no page that robots.txt forbids",
    reason: "Search engines are sent to a page that they must not fetch, and report it as a fault.",
    reference: "RFC 9309, section 2.2.2; sitemaps.org/protocol.html",
    remedy: "Take the page out of the sitemap, or allow it in robots.txt.")

  static let all = [listed, hostListed, sameModified, returned, allowed]

  static func findings(_ set: DocumentSet, _ locate: SetRules.Locate) -> [Finding] {
    let sitemaps = set.members.map(\.facts).filter { $0.format == .sitemap }
    guard !sitemaps.isEmpty else { return [] }
    return pageFindings(set, sitemaps, locate) + alternateFindings(sitemaps, locate)
      + robotsFindings(set, sitemaps, locate)
  }

  // MARK: Entries and dates

  private static func pageFindings(
    _ set: DocumentSet, _ sitemaps: [DocumentFacts], _ locate: SetRules.Locate
  ) -> [Finding] {
    var findings: [Finding] = []
    var seen: [String: (modified: String?, place: DocumentFacts.Place)] = [:]
    seen.reserveCapacity(sitemaps.reduce(0) { $0 + $1.pages.count })
    for page in sitemaps.lazy.flatMap(\.pages) {
      guard let first = seen[page.address] else {
        seen[page.address] = (page.modified, page.place)
        continue
      }
      if first.place.path != page.place.path, let own = page.modified, let other = first.modified,
        DateFormats.w3c(own) != DateFormats.w3c(other)
      {
        findings.append(
          sameModified.finding(
            at: locate(page.place), "\(page.address) was changed at \(own) here and at \(other) in \(first.place.path)",
            related: [locate(first.place)]))
      }
    }
    let base = set.baseAddress.flatMap(Origin.init)
    // Hosts that sitemaps list pages of: what is known of a set's address, where nobody says it.
    var hosts: Set<Origin> = []
    var last: Origin?
    for page in sitemaps.lazy.flatMap(\.pages) {
      if let last, last.holds(page.address) { continue }
      last = Origin(page.address)
      if let last { hosts.insert(last) }
    }
    let unlisted = Set(set.members.flatMap(\.facts.unlisted))
    var reported: Set<String> = []
    let history = SetRules.continuations(set)
    // What a page of history leads to may have moved since.
    for facts in set.members.lazy.map(\.facts) where facts.format.isFeed && !history.contains(facts.path) {
      var missing: [(page: String, place: DocumentFacts.Place, isOwn: Bool)] = []
      for entry in facts.entries {
        // An entry can lead elsewhere and have its page here: the address below the site counts.
        var links = base.map { base in entry.links.filter(base.holds) } ?? []
        let isOwn = !links.isEmpty
        if !isOwn { links = entry.links.filter { Origin($0).map(hosts.contains) ?? false } }
        guard let page = links.first, !links.contains(where: { seen[$0] != nil || unlisted.contains($0) }),
          reported.insert(page).inserted
        else { continue }
        missing.append((page, entry.place, isOwn))
      }
      for (rule, found) in [(listed, missing.filter(\.isOwn)), (hostListed, missing.filter { !$0.isOwn })] {
        guard let first = found.first else { continue }
        findings.append(
          rule.gathered(
            at: found.map(\.place), "\(first.page) is in no sitemap", more: "of the feed are in none", locate))
      }
    }
    return findings
  }

  // MARK: Translations

  private static func alternateFindings(_ sitemaps: [DocumentFacts], _ locate: SetRules.Locate) -> [Finding] {
    let naming = sitemaps.filter { !$0.alternates.links.isEmpty }
    // Within one sitemap a rule on documents reports it.
    guard !naming.isEmpty, sitemaps.count > 1 else { return [] }
    let index = AlternateLinks.Index(naming.map(\.alternates))
    let unreturned = naming.map { ($0, $0.alternates.unreturned(index)) }.filter { !$0.1.isEmpty }
    guard !unreturned.isEmpty else { return [] }
    var pages: [UInt64: DocumentFacts.Page] = [:]
    for page in sitemaps.lazy.flatMap(\.pages) { pages[AlternateLinks.sum(page.address)] = page }
    var findings: [Finding] = []
    for (sitemap, links) in unreturned {
      var found = links.filter { pages[$0.target] != nil }
      guard !found.isEmpty else { continue }
      let own = Set(sitemap.pages.map { AlternateLinks.sum($0.address) })
      found.removeAll { own.contains($0.target) }
      guard let first = found.first, let page = pages[first.page], let target = pages[first.target] else { continue }
      findings.append(
        returned.gathered(
          at: found.map { .init(path: sitemap.path, offset: Int($0.offset)) },
          "The page '\(page.address)' names '\(target.address)', which does not name it back",
          more: "are not named back", beside: [locate(target.place)], locate))
    }
    return findings
  }

  // MARK: robots.txt

  /// Steps that patterns of robots.txt may take for a page, in the mean. Patterns that people write need a few hundred.
  private static let stepsPerPage = 4_000

  private static func robotsFindings(
    _ set: DocumentSet, _ sitemaps: [DocumentFacts], _ locate: SetRules.Locate
  ) -> [Finding] {
    guard let member = set.members.first(where: { $0.relativePath == "robots.txt" }),
      let crawlers = member.facts.crawlers, !crawlers.all.isOpen || !crawlers.google.isOpen,
      let origin = robotsOrigin(set, crawlers.all)
    else { return [] }
    // A file that forbids everything but to those whom it names has its sitemaps for them.
    let asksAll = !crawlers.google.isNamed || crawlers.all.allows("/")
    let all = crawlers.google.isNamed ? "all crawlers that it does not name" : "all crawlers"
    var findings: [Finding] = []
    for sitemap in sitemaps {
      var (forAll, forGoogle): ([DocumentFacts.Page], [DocumentFacts.Page]) = ([], [])
      var steps = stepsPerPage * (sitemap.pages.count + 1_000)
      for page in sitemap.pages {
        guard let path = origin.path(of: page.address) else { continue }
        if asksAll, !crawlers.all.allows(path, steps: &steps) {
          forAll.append(page)
        } else if crawlers.google.isNamed, !crawlers.google.allows(path, steps: &steps) {
          forGoogle.append(page)
        }
      }
      for (found, whom) in [(forAll, all), (forGoogle, "Googlebot")] {
        guard let first = found.first else { continue }
        findings.append(
          allowed.gathered(
            at: found.map(\.place), "\(member.facts.path) forbids \(whom) \(first.address)",
            beside: [SourceLocation(path: member.facts.path)], locate))
      }
    }
    return findings
  }

  /// The host that the robots.txt at the root of a set is for.
  private static func robotsOrigin(_ set: DocumentSet, _ robots: RobotsFile) -> Origin? {
    if let base = set.baseAddress {
      // Crawlers look for it at the root of a host only.
      guard let address = Address(base), address.path == "/" else { return nil }
      return Origin(base)
    }
    return robots.sitemaps.first.flatMap(Origin.init)
  }
}

/// Scheme and host of an address.
private struct Origin: Hashable {
  /// With a slash at the end.
  private let text: String

  init?(_ address: String) {
    guard let parts = Address(address), parts.isWeb else { return nil }
    text = "\(parts.scheme)://\(parts.host)/"
  }

  /// Whether an address is of it.
  func holds(_ address: String) -> Bool { address.hasPrefix(text) || Origin(address) == self }

  /// The path and query of an address of it; `nil` for others.
  func path(of address: String) -> [UInt8]? {
    if address.hasPrefix(text) {
      return Array(address.utf8.dropFirst(text.utf8.count - 1).prefix { $0 != UInt8(ascii: "#") })
    }
    guard Origin(address) == self, let parts = Address(address) else { return nil }
    let path = parts.path.hasPrefix("/") ? parts.path : "/" + parts.path
    return Array(path.utf8.prefix { $0 != UInt8(ascii: "#") })
  }
}
