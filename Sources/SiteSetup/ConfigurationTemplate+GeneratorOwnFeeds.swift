import ContentCorpus
import SiteConventions
import SitePlanning
import TidingsCore

extension ConfigurationTemplate {
  /// The same, where feeds of the generator that ours cannot stand for stay the generator's: one that lists other pages than any feed of
  /// ours, or knows its entries by other ids than the site's feed does.
  static func keepingOthers(
    _ known: Known, _ feeds: [BuiltFeed], base: String, _ folder: String, in siteFolder: String, jobs: Int
  ) async throws -> Known {
    let (plan, corpus) = try await plan(known, in: siteFolder, jobs: jobs)
    let owners = Dictionary(
      plan.feeds.flatMap { feed in allPaths(feed.scope).map { ($0, feed) } }, uniquingKeysWith: { first, _ in first })
    let ids = ids(feeds)
    var known = known
    for feed in feeds where !feed.pages.isEmpty && !known.feeds.kept.contains(feed.path) {
      guard let owner = owners[feed.path] else {
        known.feeds.keep(feed.path, "no feed of ours is there")
        continue
      }
      if feed.hasUncertainIDs {
        known.feeds.keep(
          feed.path, "its entries have no ids and relative addresses, so readers know them by ids of their own making")
        continue
      }
      let others = zip(feed.pages, feed.ids).count { page, id in
        ids[IDAdoption.place(page)].map { $0 != id } ?? false
      }
      if others > 0 {
        known.feeds.keep(feed.path, "\(others) of its entries have other ids than in the site's feed")
        continue
      }
      let (missing, count) = try missing(feed, owner, corpus, base, folder)
      // One or two may be drafts by now, or have a new date.
      if 10 * missing > count {
        known.feeds.keep(feed.path, "\(missing) of its \(count) newest entries are in no feed of ours")
      }
    }
    return known
  }

  /// The id that each page has in the feed with most entries.
  private static func ids(_ feeds: [BuiltFeed]) -> [String: String] {
    var ids: [String: String] = [:]
    for feed in feeds.sorted(by: { ($1.pages.count, $0.path) < ($0.pages.count, $1.path) }) {
      for (page, id) in zip(feed.pages, feed.ids) where !page.isEmpty && !id.isEmpty {
        let place = IDAdoption.place(page)
        if ids[place] == nil { ids[place] = id }
      }
    }
    return ids
  }

  /// How many entries of a feed are no entries of ours, of as many as ours has room for. What lies on other sites counts for the feeds of
  /// parts only: the site's may be one of links.
  private static func missing(
    _ feed: BuiltFeed, _ owner: Plan.PlannedFeed, _ corpus: Corpus, _ base: String, _ folder: String
  ) throws -> (missing: Int, count: Int) {
    let candidates = owner.candidates(corpus)
    let addresses = places(owner, corpus, base)
    let dated = zip(zip(feed.pages, feed.ids), feed.isDated).filter { $0.1 }.map(\.0)
    let reach = candidates.count < owner.total ? min(candidates.count, dated.count) : dated.count
    let missing = try dated.prefix(reach).count { page, id in
      guard !addresses.contains(IDAdoption.place(page)), !addresses.contains(IDAdoption.place(id)) else { return false }
      return try !owner.scope.isSite || PagesSite.file(of: page, base, folder) != nil
    }
    return (missing, reach)
  }
}
