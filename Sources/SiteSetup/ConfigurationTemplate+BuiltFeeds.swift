import ContentCorpus
import SiteConfiguration
import SiteConventions
import SitePlanning
import SiteSettings
import Syndication
import TidingsCore

extension ConfigurationTemplate {
  /// The same, with the feeds that the generator made and that no rule of its configuration names: a page's front matter may ask for
  /// one, too. Where the built site is not there, nothing is known of these.
  ///
  /// - Parameters:
  ///   - known: of the site.
  ///   - siteFolder: the site's.
  ///   - jobs: threads to read with.
  /// - Throws: what reading a configuration and its content throws.
  public static func completed(_ known: Known, in siteFolder: String, jobs: Int) async throws -> Known {
    guard let built = known.pages ?? known.builtFolder, let base = known.baseURL else { return known }
    let folder = built.hasPrefix("/") ? built : siteFolder + "/" + built
    let feeds = try feeds(in: folder)
    guard feeds.contains(where: { !$0.pages.isEmpty }) else { return known }
    let dated = try await datedByRelease(known, feeds, base: base, in: siteFolder, jobs: jobs)
    let placed =
      known.pages == nil ? try await placed(dated, feeds, base: base, in: siteFolder, jobs: jobs) : dated
    return try await keepingOthers(placed, feeds, base: base, folder, in: siteFolder, jobs: jobs)
  }

  private static func placed(
    _ known: Known, _ built: [BuiltFeed], base: String, in siteFolder: String, jobs: Int
  ) async throws -> Known {
    var wished = known
    wished.feeds.hasSections = true
    let (plan, corpus) = try await plan(wished, in: siteFolder, jobs: jobs)
    let own = Set(plan.feeds.filter(\.scope.isSite).flatMap { allPaths($0.scope) })
    let taken = Set(plan.feeds.flatMap { allPaths($0.scope) })
    let sites = built.filter { own.contains($0.path) }
    var completed = known
    if known.title == nil { completed.feedTitle = sites.lazy.map(\.title).first { !$0.isEmpty } }
    divide(sites, plan, corpus, base, &completed)
    for feed in built where !own.contains(feed.path) && !feed.pages.isEmpty {
      let path = feed.path
      let place = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      let planned = plan.feeds.first { allPaths($0.scope).contains(path) || $0.scope.pageFolder == place }
      // Some templates of terms and sections list the whole site.
      if feed.pages.count > 1, sites.contains(where: { $0.pages == feed.pages }),
        !lists(planned, feed.pages, corpus, base)
      {
        completed.feeds.sitePlaces[feed.format, default: []].append(path)
        completed.feeds.notes.append(
          "The feed at '\(path)' has the entries of the site's, so it becomes another place of that.")
        continue
      }
      guard !taken.contains(path) else { continue }
      guard let scope = planned?.scope else {
        completed.feeds.keep(path, "no feed of ours is that of its page")
        continue
      }
      completed.feeds.add(path, feed.format, of: scope.isSite ? "site" : String(scope.folder.dropLast()))
      if scope.isSection || scope.terms != nil { completed.feeds.hasSections = true }
    }
    return completed
  }

  /// Takes from the site's feed those places where the generator has another one: a template that is written by hand may be of one tag,
  /// and a reader who follows that must not get all.
  private static func divide(
    _ sites: [BuiltFeed], _ plan: Plan, _ corpus: Corpus, _ base: String, _ completed: inout Known
  ) {
    guard completed.generator == .jekyll else { return }
    let site = plan.feeds.first(where: \.scope.isSite)
    // Only where one is known to be the site's, another is known not to be.
    let whole = sites.filter { feed in
      !feed.pages.isEmpty
        && site.map { places($0, corpus, base, newest: feed.pages.count) == Set(feed.pages.map(IDAdoption.place)) }
          == true
    }
    guard !whole.isEmpty else { return }
    for feed in sites where !whole.contains(where: { $0.path == feed.path }) {
      let pages = Set(feed.pages.map(IDAdoption.place))
      if pages.isEmpty {
        completed.feeds.remove(feed.path, feed.format, of: "site")
        completed.feeds.notes.append("The feed at '\(feed.path)' has no entries, and is not made.")
        continue
      }
      let name = SitePath.slug(feed.title + " " + feed.path)
      let topics = plan.feeds.filter { planned in
        guard let topic = planned.topic else { return false }
        return name.contains(SitePath.slug(corpus.topics[topic].label))
          && places(planned, corpus, base).isSuperset(of: pages)
      }
      completed.feeds.remove(feed.path, feed.format, of: "site")
      guard
        let topic = topics.compactMap(\.topic).map({ corpus.topics[$0] }).max(by: { $0.label.count < $1.label.count })
      else {
        completed.feeds.keep(feed.path, "it has other entries than the site's, and is that of no topic")
        continue
      }
      completed.feeds.add(feed.path, feed.format, of: topic.path)
      completed.feeds.details.append(
        TopicDetails(
          topic: topic.path, feedTitle: feed.title.isEmpty ? nil : feed.title, description: feed.description))
    }
  }

  static func allPaths(_ scope: FeedScope) -> [String] { [.rss, .atom, .json].flatMap(scope.allPaths) }

  /// Where the pages of a feed's entries lie, of all or of the newest: items, or the terms of a vocabulary.
  static func places(
    _ feed: Plan.PlannedFeed, _ corpus: Corpus, _ base: String, newest count: Int = .max
  ) -> Set<String> {
    let pages =
      feed.scope.terms.map { terms in
        terms.map { base + (feed.scope.termPages[$0]?.permalink ?? corpus.topics[$0].path) }
      } ?? feed.candidates(corpus).map { corpus.items[$0].address(on: base) }
    return Set(pages.prefix(count).map(IDAdoption.place))
  }

  /// Whether all pages that a feed of the generator's lists are of the feed that would lie in its place.
  private static func lists(_ feed: Plan.PlannedFeed?, _ pages: [String], _ corpus: Corpus, _ base: String) -> Bool {
    guard let feed else { return false }
    let addresses = places(feed, corpus, base)
    return pages.allSatisfy { addresses.contains(IDAdoption.place($0)) }
  }

  struct BuiltFeed {
    let path: String
    let format: DocumentFormat
    /// Addresses of its entries' pages, in its order.
    let pages: [String]
    /// Their ids, in the same order.
    let ids: [String]
    /// Their dates, in the same order; the beginning of time where there is none.
    let dates: [Timestamp]
    /// Whether each has a date: a page without one is not an entry.
    var isDated: [Bool] { dates.map { $0 > Timestamp(microseconds: 0) } }
    let title: String
    let description: String?
    /// Whether entries have neither an id nor a whole address.
    let hasUncertainIDs: Bool
  }

  /// The feeds that lie in a built site.
  static func feeds(in folder: String) throws -> [BuiltFeed] {
    try PagesFeed.paths(in: folder).sorted().prefix(2000).compactMap { path in
      guard let found = try PagesFeed.read(path, in: folder), let format = found.format else { return nil }
      let feed = found.feed
      let about = feed.head.subtitle.flatMap { $0.isEmpty ? nil : $0 }
      return BuiltFeed(
        path: path, format: format, pages: feed.entries.map(\.page), ids: feed.entries.map(\.id),
        dates: feed.entries.map(\.date),
        title: feed.head.title, description: about, hasUncertainIDs: found.hasUncertainIDs)
    }
  }

  static func plan(_ known: Known, in folder: String, jobs: Int) async throws -> (Plan, Corpus) {
    let text = Array(self.text(baseURL: nil, title: nil, known: known).utf8)
    let configuration = try ConfigurationReader.read(
      text: text, named: ConfigurationReader.fileName, folder: folder, overrides: .init(), looksAround: true)
    let content = configuration.corpus.path ?? folder
    // What is still to come has no feed yet, and makes none.
    let settings = try configuration.corpusSettings(
      now: Timestamp(microseconds: 4_102_444_800_000_000), folder: content)
    let corpus = try await CorpusReader(folder: content, settings: settings).read(jobs: jobs)
    return (Plan(corpus, configuration: configuration), corpus)
  }
}
