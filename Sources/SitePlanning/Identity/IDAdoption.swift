public import ContentCorpus
import Markup
public import PublishingLedger
import SiteConventions
public import SiteSettings
public import Syndication
import TidingsCore

/// Takes over the ids that a site's feeds have today, so that nobody who has had an entry gets it again when Tidings makes the
/// feeds from now on.
///
/// An entry is that of the item whose page has, or had, one of its addresses on the site's host or the feed's own; the scheme,
/// `www.` and a slash at the end make no difference, since a move may change them too.
public struct IDAdoption: Sendable {
  /// What came of it.
  public struct Outcome: Sendable {
    public internal(set) var changes = LedgerChanges()
    /// Entries that were read.
    public internal(set) var entries = 0
    /// Items whose id is that of an entry now, or was already.
    public internal(set) var adopted = 0
    /// Addresses of entries that no published item has.
    public internal(set) var strangers: [String] = []
    /// Items that no feed has any more, and whose ids were made by the generator's rule.
    public internal(set) var derived = 0
    /// The rule by which they were.
    public internal(set) var rule: IDRule?
    /// What cannot be: two items for one id, two ids for one item.
    public internal(set) var conflicts: [String] = []
  }

  /// Whether an id can stand in Atom as it is; else a UUID made of it takes its place there.
  public static func standsInAtom(_ id: String) -> Bool { AtomID.isIRI(id) || AtomID.isPath(id) }

  let configuration: Configuration

  public init(configuration: Configuration) { self.configuration = configuration }

  /// - Parameters:
  ///   - feeds: as they are published today.
  ///   - corpus: read with its meaning.
  ///   - ledger: what is remembered already.
  ///   - derives: whether items that are in no feed any more get the ids that they had in them, where their rule is known.
  ///   - name: what the generator calls an item, where its address does not say.
  public func outcome(
    of feeds: [Feed], for corpus: Corpus, in ledger: Ledger, derives: Bool = false,
    name: (ItemRecord) -> String? = { _ in nil }
  ) -> Outcome {
    var outcome = Outcome()
    var next = ledger
    let pages = pages(of: corpus)
    var owners = Dictionary(ledger.rows.values.map { ($0.id, $0.key) }) { first, _ in first }
    var taken: [String: String] = [:]
    var strangers: Set<String> = []
    let root = URIReference(configuration.site.baseURL)
    for feed in feeds {
      adopt(feed.head, &next)
      // A feed links to other people's pages too.
      let hosts = Set(
        ([configuration.site.baseURL, feed.head.home] + feed.head.addresses.values).map(IDAdoption.host).filter {
          !$0.isEmpty
        })
      for entry in feed.entries {
        outcome.entries += 1
        // An address of a part of a page is that of a comment, and no item's.
        // Where a generator does not know its site's address, paths stand in the place of addresses.
        let own = [entry.page, entry.id].map { address in
          address.hasPrefix("/") && !address.hasPrefix("//")
            ? URIReference(address).resolved(against: root).description : address
        }.filter {
          hosts.contains(IDAdoption.host($0)) && (URIReference($0).fragment ?? "").isEmpty
        }
        guard !entry.id.isEmpty,
          let (address, index) = own.lazy.compactMap({ address in
            pages[IDAdoption.place(address)].map { (address, $0) }
          }).first
        else {
          let shown = entry.page.isEmpty ? entry.id : entry.page
          if strangers.insert(shown).inserted { outcome.strangers.append(shown) }
          continue
        }
        let record = corpus.items[index]
        guard !entry.id.utf8.contains(where: { $0 < 0x20 }) else {
          outcome.conflicts.append("the id of \(record.path) holds a line break or the like: it cannot be kept")
          continue
        }
        if let other = taken[record.key], other != entry.id {
          outcome.conflicts.append("\(record.path) has two ids, \(other) and \(entry.id): the first was kept")
          continue
        }
        if let owner = owners[entry.id], owner != record.key {
          outcome.conflicts.append("the id \(entry.id) of \(record.path) is that of the item '\(owner)'")
          continue
        }
        if taken.updateValue(entry.id, forKey: record.key) == nil { outcome.adopted += 1 }
        owners[entry.id] = record.key
        var row =
          next.rows[record.key]
          ?? LedgerRow(
            key: record.key, id: entry.id, path: record.path, first: record.published, meaning: record.meaning,
            modified: record.modified, claimed: record.claimed,
            addresses: [SiteAddresses.page(of: record, configuration)], reading: ContentReading.version)
        row.id = entry.id
        if !row.addresses.contains(address) { row.addresses.insert(address, at: 0) }
        next.rows[record.key] = row
      }
    }
    // Only where nobody has had another id in our Atom feed yet.
    if ledger.rows.isEmpty,
      feeds.contains(where: { feed in
        let isAtom = feed.head.addresses.isEmpty || feed.head.addresses[.atom] != nil
        return isAtom && feed.entries.contains { AtomID.isPath($0.id) }
      })
    {
      next.settings[Ledger.keptPaths] = "kept"
    }
    if derives, outcome.conflicts.isEmpty { derive(&next, &outcome, taken, corpus, name) }
    outcome.changes = next.changes(since: ledger)
    return outcome
  }

  /// Gives items that nothing is known of the ids that the generator gave them. The entries that are there show by which rule.
  private func derive(
    _ ledger: inout Ledger, _ outcome: inout Outcome, _ taken: [String: String], _ corpus: Corpus,
    _ name: (ItemRecord) -> String?
  ) {
    let entries = corpus.published.map { corpus.items[$0] }
    let reported = entries.compactMap { record in taken[record.key].map { (record, $0) } }
    let own = IDRule.of(configuration.corpus.convention.generator)
    let candidates = ([own].compactMap { $0 } + IDRule.allCases.filter { $0 != own })
    let rule =
      reported.isEmpty
      ? own
      : candidates.first { rule in
        reported.allSatisfy { record, id in rule.id(of: record, name: name(record), configuration) == id }
      }
    guard let rule else { return }
    outcome.rule = rule
    var ids = Set(ledger.rows.values.map(\.id))
    for record in entries where ledger.rows[record.key] == nil {
      let id = rule.id(of: record, name: name(record), configuration)
      guard ids.insert(id).inserted else { continue }
      outcome.derived += 1
      ledger.rows[record.key] = LedgerRow(
        key: record.key, id: id, path: record.path, first: record.published, meaning: record.meaning,
        modified: record.modified, claimed: record.claimed,
        addresses: [SiteAddresses.page(of: record, configuration)], reading: ContentReading.version)
    }
  }

  /// The id of the site's feed, or of a topic's, which is about the same page.
  private func adopt(_ head: FeedHead, _ ledger: inout Ledger) {
    guard !head.id.isEmpty, IDAdoption.place(head.home) == IDAdoption.place(configuration.site.baseURL) else { return }
    // Only an id that is none of an address stays right wherever the feed lies.
    if !URIReference(head.id).isWeb, AtomID.isIRI(head.id) { ledger.feeds[""] = head.id }
  }

  /// Empty content files that may have been entries once. Where the generator makes a page of one, it was none if no feed names that
  /// page, or names it without a date.
  ///
  /// - Parameters:
  ///   - corpus: with all its items.
  ///   - feeds: as they are published today.
  public func emptied(in corpus: Corpus, known feeds: [Feed]) -> [String] {
    guard !corpus.emptyFiles.isEmpty else { return [] }
    let convention = configuration.corpus.convention
    let reported = Set(convention.defaults.map(\.path))
    let dated = feeds.flatMap(\.entries).filter { $0.date > Timestamp(microseconds: 0) }
    let places = Set(dated.flatMap { [$0.page, $0.id] }.map(IDAdoption.place))
    return corpus.emptyFiles.filter { path in
      // An empty page of a built site was made so, where no feed names it.
      if convention.generator == .html { return reported.contains(path) }
      guard let record = corpus.items.first(where: { $0.path == path }), record.kind != .entry else { return true }
      return places.contains(IDAdoption.place(SiteAddresses.page(of: record, configuration)))
    }
  }

  /// Positions of published items by all places that their pages have, or had.
  func pages(of corpus: Corpus) -> [String: Int] {
    var pages: [String: Int] = [:]
    for index in corpus.published {
      let record = corpus.items[index]
      for alias in record.aliases {
        let below = alias.permalink.map { SiteAddresses.page($0, of: configuration) }
        for place in ([alias.text, below].compactMap { $0 }).map(IDAdoption.place) where pages[place] == nil {
          pages[place] = index
        }
      }
    }
    // What a page is now counts more than what another has been.
    for index in corpus.published {
      pages[IDAdoption.place(SiteAddresses.page(of: corpus.items[index], configuration))] = index
    }
    // Servers that answer with a file answer without its ending, too, and some feeds leave that off.
    for (place, index) in pages where place.hasSuffix(".html") {
      let bare = String(place.dropLast(".html".count))
      if pages[bare] == nil { pages[bare] = index }
    }
    return pages
  }

  private static func host(_ address: String) -> String {
    let host = URIReference(address).host.lowercased()
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  /// The path of an address, without what moves and servers change: `/news/one`.
  package static func place(_ address: String) -> String {
    let reference = URIReference(address)
    guard reference.scheme == nil || reference.isWeb else { return "" }
    var path = reference.decodedPath
    // A base address with a slash too many is in all addresses of some sites.
    while let twice = path.firstRange(of: "//") { path.replaceSubrange(twice, with: "/") }
    for ending in ["index.html", "index.htm"] where path.hasSuffix("/" + ending) { path.removeLast(ending.count) }
    while path.hasSuffix("/") { path.removeLast() }
    // A query may distinguish pages; one that only counts visitors does not.
    let query = reference.query.flatMap { $0.isEmpty || $0.hasPrefix("utm_") ? nil : "?" + $0 } ?? ""
    return (path.isEmpty ? "/" : path) + query
  }
}
