import ContentCorpus
import DataFormats
import FeedParsing
import Foundation
import LocalFiles
import Markup
import SiteSettings
package import Syndication
package import TidingsCore

/// A folder of pages, whatever program made them: what its home page and its own feeds say.
package enum PagesSite {
  /// - Returns: `nil` where there is no page, neither at the folder's top nor below it.
  package static func site(_ folder: String) throws -> GeneratorSite? {
    let bytes = try LocalFile.readIfThere(folder + "/index.html")?.bytes
    var site = GeneratorSite(convention: Convention(.html))
    site.sources = ["index.html"]
    if bytes == nil {
      // Some have their home page elsewhere, and the server leads there.
      guard let first = try FileTree.listIfThere(folder, include: { $0.hasSuffix(".html") }).files.min() else {
        return nil
      }
      site.sources = [first]
    }
    let home = RenderedPage(bytes ?? [])
    site.language = home.language
    site.topics = (["tags"], ["tags": "tag"])
    site.hasTopicPages = false
    let named = home.feedLinks
    let files = try PagesFeed.all(in: folder, named: named, depth: feedDepth, limit: feedLimit)
    let feeds = files.map(\.feed)
    // Its readers know the site by the name that its feed has.
    let own = feeds.first { !$0.head.title.isEmpty }
    let ownTitle = home.title.isEmpty ? nil : once(home.title)
    site.title = home.siteName ?? own?.head.title ?? ownTitle
    site.description = own?.head.subtitle
    site.convention.siteTitles = Set([home.siteName, ownTitle, own?.head.title].compactMap { $0 })
    // Where there is no home page, the shortest address of a sitemap is another's.
    let reported = bytes == nil ? feeds.lazy.compactMap(\.head.home).first { $0.contains("://") } : nil
    let address =
      try home.canonical.flatMap { $0.contains("://") ? $0 : nil } ?? home.address ?? reported
      ?? sitemapAddress(folder)
    site.baseURL = (address ?? feeds.lazy.compactMap(\.head.home).first { !$0.isEmpty }).map(root)
    for (setting, value) in [
      ("site.title", site.title), ("site.description", site.description), ("site.language", site.language),
      ("site.baseURL", site.baseURL),
    ] where value != nil {
      site.origins[setting] = SettingOrigin(
        path: "index.html", key: "the home page, or the feeds and sitemap beside it")
    }
    // What is there is published, whatever its date.
    site.convention.publishesFuture = true
    let found = site.baseURL
    site.feeds = { try GeneratorFeeds.pages(folder, named: named, base: found) }
    guard let base = found else { return site }
    let lists = try PagesFeed.listPages(files, base: base, folder)
    site.convention.defaults = try defaults(feeds, base: base, folder, except: lists)
    site.convention.listedPages = try ListedPages.files(folder, base: base)
    if let oldest = feeds.first?.entries.map(\.date).min(),
      oldest != .unknown
    {
      site.convention.ownFeedStart = oldest
    }
    return site
  }

  /// `X - X`, as themes write the title of a home page that is called as the site is, as `X`.
  private static func once(_ title: String) -> String {
    for sign in [" - ", " | ", " – ", " — ", " · ", " :: "] {
      let parts = title.components(separatedBy: sign)
      if parts.count == 2, parts[0] == parts[1] { return parts[0] }
    }
    return title
  }

  /// The paths of feeds, those first that the home page names, in its order.
  ///
  /// - Parameters:
  ///   - paths: of all feeds, relative to the folder.
  ///   - links: of the home page, to feeds.
  static func ordered(_ paths: [String], by links: [String]) -> [String] {
    let named = named(paths, by: links)
    return named + paths.filter { !named.contains($0) }
  }

  /// Those that the home page names, in its order.
  static func named(_ paths: [String], by links: [String]) -> [String] {
    let all = Set(paths)
    var named: [String] = []
    for link in links {
      var path = URIReference(link).resolved(against: URIReference("https://site.invalid/")).decodedPath
        .drop { $0 == "/" }
      // The folder may stand for a folder of the host.
      while !all.contains(String(path)), let slash = path.firstIndex(of: "/") {
        path = path[path.index(after: slash)...]
      }
      let place = String(path)
      if all.contains(place), !named.contains(place) { named.append(place) }
    }
    return named
  }

  /// The address of the folder that a home page lies in.
  private static func root(_ home: String) -> String {
    let folder = home.hasSuffix("/index.html") ? String(home.dropLast("index.html".count)) : home
    return folder.hasSuffix("/") ? folder : folder + "/"
  }

  /// The root that a sitemap of the generator's names.
  private static func sitemapAddress(_ folder: String) throws -> String? {
    guard let bytes = try LocalFile.head(folder + "/sitemap.xml", count: 4096) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let locations = text.split(separator: "<loc>").dropFirst().compactMap { part in
      part.split(separator: "<").first.map { PlainText.foldWhiteSpace(String($0)) }
    }
    // The shortest one is the home page, where that is named.
    return locations.filter { $0.hasSuffix("/") }.min { $0.utf8.count < $1.utf8.count }
  }

  // MARK: Feeds

  /// How deep feeds may lie, and how many are read.
  static let feedDepth = 4
  static let feedLimit = 500

  /// What feeds say of pages that these do not say themselves: dates, topics, authors.
  static func defaults(
    _ feeds: [Feed], base: String, _ folder: String, except lists: Set<String>
  ) throws -> [Convention.Defaults] {
    var known = lists
    var found: [Convention.Defaults] = []
    // An address with a part of a page stands for the page only where nothing else does.
    let entries = feeds.flatMap(\.entries)
    for entry in entries.filter({ !$0.page.contains("#") }) + entries.filter({ $0.page.contains("#") }) {
      guard let path = try file(of: entry.page, base, folder), known.insert(path).inserted else { continue }
      var pairs: [YAMLNode.Pair] = []
      func node(_ content: YAMLNode.Content) -> YAMLNode { YAMLNode(content, line: 1, column: 1) }
      func add(_ key: String, _ content: YAMLNode.Content) {
        pairs.append(.init(key: key, keyLine: 1, keyColumn: 1, value: node(content)))
      }
      if !entry.title.isEmpty { add("title", .scalar(entry.title, isPlain: false)) }
      if entry.date != .unknown { add("date", .scalar(entry.date.rfc3339, isPlain: false)) }
      if entry.updated > entry.published { add("lastmod", .scalar(entry.updated.rfc3339, isPlain: false)) }
      let names = entry.authors.map(\.name).filter { !$0.isEmpty }
      if !names.isEmpty { add("authors", .sequence(names.map { node(.scalar($0, isPlain: false)) })) }
      let tags = entry.categories.map { $0.label.isEmpty ? $0.term : $0.label }.filter { !$0.isEmpty }
      if !tags.isEmpty { add("tags", .sequence(tags.map { node(.scalar($0, isPlain: false)) })) }
      if !entry.content.isEmpty {
        add("content", .scalar(String(decoding: entry.content, as: UTF8.self), isPlain: false))
      }
      found.append(.init(path: path, values: node(.mapping(pairs))))
    }
    return found
  }

  /// The file of a page.
  package static func file(of address: String, _ base: String, _ folder: String) throws -> String? {
    let root = URIReference(base)
    let page = URIReference(address).resolved(against: root)
    var (path, prefix) = (page.decodedPath, root.decodedPath)
    // A base address with a slash too many is in all addresses of some feeds.
    while let twice = path.firstRange(of: "//") { path.replaceSubrange(twice, with: "/") }
    while let twice = prefix.firstRange(of: "//") { prefix.replaceSubrange(twice, with: "/") }
    guard page.domain == root.domain, path.hasPrefix(prefix) else { return nil }
    let rest = String(path.dropFirst(prefix.count))
    let places =
      rest.isEmpty || rest.hasSuffix("/") ? [rest + "index.html"] : [rest, rest + ".html", rest + "/index.html"]
    return try places.first { try LocalFile.isFile(folder + "/" + $0) }
  }
}

extension Entry {
  /// When it was published, as far as its feed says it.
  package var date: Timestamp { published == .unknown ? updated : published }
}
