public import ContentCorpus
import Markup
public import PublishingLedger
import SiteSettings
public import Syndication
public import TidingsCore

extension IDAdoption {
  /// What our feeds are to leave out, since the feeds that they take the place of did not have it: readers would take it for new.
  public struct Reach: Sendable, Hashable {
    /// The first instants, by the folders of feeds.
    public internal(set) var since: [String: Timestamp] = [:]
    /// Ids of entries that are younger than these, and were not in the feed all the same: it was cut among entries of one
    /// day, or chose otherwise.
    public internal(set) var leftOut: [String: [String]] = [:]
  }

  /// - Parameters:
  ///   - feeds: as they are published today.
  ///   - paths: of their documents on the site, where those are known.
  ///   - corpus: of which ours are made.
  ///   - ledger: with the ids that were adopted.
  public func reach(of feeds: [Feed], at paths: [String?] = [], _ corpus: Corpus, _ ledger: Ledger) -> Reach {
    let plan = Plan(corpus, configuration: configuration)
    let folders = folders(plan, corpus)
    let pages = pages(of: corpus)
    var had: [String: Set<Int>] = [:]
    var others: [String: Timestamp] = [:]
    let addresses = SiteAddresses(configuration)
    for (index, feed) in feeds.enumerated() {
      // Where it lies says more than what it says of itself.
      let path = paths.indices.contains(index) ? paths[index] : nil
      let places =
        [path].compactMap { $0 }.map { IDAdoption.place(addresses.document($0)) }
        + feed.head.addresses.values.map(IDAdoption.place) + [IDAdoption.place(feed.head.home)]
      guard let folder = places.lazy.compactMap({ folders[$0] }).first else { continue }
      had[folder, default: []].formUnion(
        feed.entries.compactMap { pages[IDAdoption.place($0.page)] ?? pages[IDAdoption.place($0.id)] })
      if let newest = feed.entries.map(\.published).max() { others[folder] = max(newest, others[folder] ?? newest) }
    }
    var reach = Reach()
    for feed in plan.feeds {
      guard let own = had[feed.folder] else { continue }
      // Where none of its entries is one of ours, all of ours would be new that are not newer than it.
      if own.isEmpty, let newest = others[feed.folder] { reach.since[feed.folder] = newest.advanced(bySeconds: 1) }
      let dates = own.map { corpus.items[$0].published }
      guard let oldest = dates.min(), let newest = dates.max() else { continue }
      reach.since[feed.folder] = oldest
      let others = feed.candidates(corpus).filter { index in
        !own.contains(index) && corpus.items[index].published >= oldest && corpus.items[index].published <= newest
      }
      guard !others.isEmpty else { continue }
      reach.leftOut[feed.folder] = others.map { index in
        let record = corpus.items[index]
        return ledger.rows[record.key]?.id ?? configuration.entryID(of: record)
      }
    }
    return reach
  }

  /// The folders of our feeds by the places of their documents, and of their pages.
  private func folders(_ plan: Plan, _ corpus: Corpus) -> [String: String] {
    let addresses = SiteAddresses(configuration)
    let names = FeedNames(corpus: corpus, configuration: configuration, addresses: addresses)
    var folders: [String: String] = [:]
    for feed in plan.feeds {
      for path in configuration.feeds.formats.flatMap(feed.scope.allPaths) {
        folders[IDAdoption.place(addresses.document(path))] = feed.folder
      }
    }
    for feed in plan.feeds {
      let home = IDAdoption.place(names.home(of: feed.scope))
      if folders[home] == nil { folders[home] = feed.folder }
    }
    return folders
  }
}

extension Ledger {
  private static let leftOut = "left-out:"

  /// Notes what feeds are to leave out. What they were at first counts: read once more, they are as ours are now.
  public mutating func note(_ reach: IDAdoption.Reach) {
    for (folder, instant) in reach.since where since[folder].map({ $0 > instant }) ?? true {
      since[folder] = instant
      settings[Ledger.leftOut + folder] = reach.leftOut[folder].map { $0.joined(separator: "\n") }
    }
  }

  /// Ids of entries that feeds are to leave out, by their folders.
  static func leftOut(_ settings: [String: String]) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for (name, value) in settings where name.hasPrefix(leftOut) {
      found[String(name.dropFirst(leftOut.count))] = Set(value.split(separator: "\n").map(String.init))
    }
    return found
  }
}
