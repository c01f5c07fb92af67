import ContentCorpus
import Foundation
import SiteSettings
import Syndication
import TidingsCore

extension GeneratorFeeds {
  /// The feeds that lie in a folder of built pages.
  ///
  /// The first of each format is the site's. Any other whose entries have one topic in common is that topic's; where they have
  /// none, what it lists is a topic.
  ///
  /// - Parameters:
  ///   - folder: the built site.
  ///   - links: of its home page, to feeds.
  ///   - base: the site's address.
  /// - Throws: `SystemError` where the folder or a feed cannot be read.
  static func pages(_ folder: String, named links: [String], base: String?) throws -> GeneratorFeeds {
    var feeds = GeneratorFeeds()
    var sites: [DocumentFormat: Feed] = [:]
    var sitePages: Set<[String]> = []
    var title: String {
      sites.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value.head.title).first { !$0.isEmpty } ?? ""
    }
    let all = try PagesFeed.all(in: folder, named: links, depth: PagesSite.feedDepth, limit: PagesSite.feedLimit)
    let named = Set(PagesSite.named(all.map(\.path), by: links))
    var languages: [String: Feed] = [:]
    var lists: [Found] = []
    var topics: [(topic: String, found: Found)] = []
    for file in all {
      guard let format = file.format else { continue }
      let (path, feed) = (file.path, file.feed)
      if sites[format] == nil, isOfSite(feed, path, beside: sites, named) {
        sites[format] = feed
        sitePages.insert(feed.entries.map(\.page))
        feeds.add(path, format, of: "site")
        if !feed.entries.isEmpty { feeds.entries = max(feeds.entries ?? 0, feed.entries.count) }
      } else if let site = sites[format], let base,
        let language = try feeds.language(of: feed, path, format, beside: site, base: base, folder, &languages)
      {
        feeds.add(path, format, of: PagesLanguages.rule(of: language))
      } else if let site = sites[format], site.head.title == feed.head.title, site.head.home == feed.head.home,
        site.head.language == feed.head.language
      {
        // One in the order of changes has old entries that the site's has not.
        guard Set(feed.entries.map(\.page)).isSubset(of: site.entries.map(\.page)) else {
          feeds.keep(path, "it is called as the site's feed, and has other entries")
          continue
        }
        // The same in another order: anyone who follows it goes on with the site's.
        feeds.add(path, format, of: "site")
        feeds.notes.append("The feed at '\(path)' becomes that of the site, in its order.")
      } else if let topic = topic(of: feed, path, site: sites[format]?.head.title ?? title) {
        topics.append((topic, (feed, path, format)))
      } else if let author = author(of: feed, path) {
        feeds.add(path, format, of: author)
        feeds.report(feed.head, of: author)
        feeds.hasAuthors = true
      } else {
        lists.append((feed, path, format))
      }
    }
    // A category and a tag of one name have a feed each: what each lists is all that its readers know.
    let (clear, shared) = divided(topics)
    for (topic, found) in clear {
      feeds.add(found.path, found.format, of: topic)
      feeds.report(found.feed.head, of: topic)
    }
    lists += shared
    // Some templates of terms and sections list the whole site.
    for (feed, path, format) in lists where feed.entries.count > 1 && sitePages.contains(feed.entries.map(\.page)) {
      feeds.add(path, format, of: "site")
    }
    lists.removeAll { $0.feed.entries.count > 1 && sitePages.contains($0.feed.entries.map(\.page)) }
    let listPages = try base.map { try PagesFeed.listPages(all, base: $0, folder) } ?? []
    try feeds.addLists(lists, folder, base: base, site: title, except: listPages)
    return feeds
  }

  /// The folder of the other language that a feed is of: the first in each, and whatever has the same entries.
  ///
  /// - Parameter languages: the first feed of each that is known, by folder and format.
  private func language(
    of feed: Feed, _ path: String, _ format: DocumentFormat, beside site: Feed, base: String, _ pages: String,
    _ languages: inout [String: Feed]
  ) throws -> String? {
    guard let folder = try PagesLanguages.folder(of: feed, beside: site, base: base, pages) else { return nil }
    let key = folder + " " + format.rawValue
    if let first = languages[key] { return first.entries.map(\.page) == feed.entries.map(\.page) ? folder : nil }
    // Feeds of topics name the site, too.
    let title = site.head.title
    guard feed.head.title == title || title.isEmpty || !feed.head.title.contains(title),
      GeneratorFeeds.topic(of: feed, path, site: title) == nil
    else { return nil }
    languages[key] = feed
    return folder
  }

  private typealias Found = (feed: Feed, path: String, format: DocumentFormat)

  /// Feeds of topics, without those of which one format has several with other entries.
  private static func divided(
    _ topics: [(topic: String, found: Found)]
  ) -> (clear: [(topic: String, found: Found)], shared: [Found]) {
    var pages: [String: Set<[String]>] = [:]
    func key(_ topic: String, _ found: Found) -> String { found.format.rawValue + " " + topic }
    for (topic, found) in topics { pages[key(topic, found), default: []].insert(found.feed.entries.map(\.page)) }
    let several = Set(topics.filter { (pages[key($0.topic, $0.found)] ?? []).count > 1 }.map(\.topic))
    return (topics.filter { !several.contains($0.topic) }, topics.filter { several.contains($0.topic) }.map(\.found))
  }

  /// Feeds that are topics of their own, each by a name that no other has.
  private mutating func addLists(
    _ lists: [Found], _ folder: String, base: String?, site: String, except listPages: Set<String>
  ) throws {
    var taken: Set<String> = []
    var names: [String: String] = [:]
    for (feed, path, format) in lists {
      let pages = try feed.entries.compactMap { entry in
        try base.flatMap { try PagesSite.file(of: entry.page, $0, folder) }
      }
      if !pages.isEmpty, pages.allSatisfy(listPages.contains) {
        keep(path, "its entries are lists of pages")
        continue
      }
      guard !pages.isEmpty, 2 * pages.count >= feed.entries.count else {
        keep(path, "its entries are not pages of the site")
        continue
      }
      // Formats of one feed differ in their endings.
      let stem = path.lastIndex(of: "/").map { String(path[...$0]) } ?? path
      let key = stem + "|" + feed.head.title
      var known = names[key]
      // Two of one format are two feeds, though they are called alike.
      if let name = known,
        files.contains(where: { $0.feeds == PagesLists.folder + "/" + name && $0.paths[format] != nil })
      {
        known = nil
      }
      let name = known ?? PagesLists.name(feed, path, site: site, taken: &taken)
      names[key] = name
      add(path, format, of: PagesLists.folder + "/" + name)
      if let topic = TopicSettings().paths(of: name, in: PagesLists.folder).last { report(feed.head, of: topic) }
    }
  }

  /// Keeps what a feed is called: its readers know it by that.
  private mutating func report(_ head: FeedHead, of topic: String) {
    guard !head.title.isEmpty, !details.contains(where: { $0.topic == topic }) else { return }
    let about = head.subtitle.flatMap { $0.isEmpty ? nil : $0 }
    details.append(TopicDetails(topic: topic, feedTitle: head.title, description: about))
  }

  /// Whether the first feed of a format is the site's: any in the first format, in another one that the home page names or that says
  /// the same of itself.
  private static func isOfSite(
    _ feed: Feed, _ path: String, beside sites: [DocumentFormat: Feed], _ named: Set<String>
  ) -> Bool {
    sites.isEmpty || named.contains(path)
      || sites.values.contains { $0.head.title == feed.head.title && $0.head.home == feed.head.home }
  }

  /// The topic that all entries have, where the feed is called after it: in its title beside the site's own, or in the last part of its
  /// path that says anything. A topic that they have in common by chance does not make it the topic's feed.
  static func topic(of feed: Feed, _ path: String, site: String) -> String? {
    guard let first = feed.entries.first else { return nil }
    func labels(_ entry: Entry) -> Set<String> {
      Set(entry.categories.map { $0.label.isEmpty ? $0.term : $0.label }.filter { !$0.isEmpty })
    }
    let common = feed.entries.reduce(labels(first)) { $0.intersection(labels($1)) }
    let name = name(of: path).map(plain)
    let title = plain(SitePath.slug(site.isEmpty ? feed.head.title : feed.head.title.replacing(site, with: " ")))
    let called = common.filter { topic in
      let slug = plain(SitePath.slug(topic))
      return !slug.isEmpty && (slug == name || "cat-" + slug == name || title == slug || title.hasSuffix("-" + slug))
    }
    guard let topic = called.max(by: { ($0.utf8.count, $1) < ($1.utf8.count, $0) }) else { return nil }
    // A topic that is called as a kind of feed is named by its folder.
    return kinds.contains(topic) ? "tag/" + SitePath.slug(topic) : topic
  }

  /// Without accents, which generators take off in paths: `ondrej-grover` is Ondřej Grover's.
  private static func plain(_ slug: String) -> String { slug.folding(options: .diacriticInsensitive, locale: nil) }

  /// The last part of a path that says anything.
  private static func name(of path: String) -> String? {
    let parts = path.split(separator: "/").map { part in SitePath.slug(String(part.split(separator: ".").first ?? "")) }
    return parts.last { !usualNames.contains($0) && !$0.isEmpty }
  }

  /// The author of all entries, where the feed is called after them.
  private static func author(of feed: Feed, _ path: String) -> String? {
    guard let first = feed.entries.first, let name = name(of: path) else { return nil }
    let own = feed.head.authors.map(\.name)
    func names(_ entry: Entry) -> Set<String> { Set(entry.authors.isEmpty ? own : entry.authors.map(\.name)) }
    let common = feed.entries.reduce(names(first)) { $0.intersection(names($1)) }
    return common.filter { !$0.isEmpty && plain(SitePath.slug($0)) == plain(name) }.min()
  }

  private static let kinds: Set<String> = [
    "site", "language", "topic", "section", "terms", "author", "taxonomy", "combined", "tags",
  ]
  private static let usualNames: Set<String> = ["index", "feed", "rss", "atom", "feeds", "rss2", "all", "posts"]
}
