import ContentCorpus
import DataFormats
import SitePlanning
import SitePublishing
import SiteRendering
import SiteSettings
import Syndication
import TidingsCore

extension Parts {
  /// What sitemaps say of pages that list others.
  ///
  /// - Parameter lines: each list with its last change, and the items at whose addresses lists lie.
  package func lists(_ lines: [[UInt8]], to out: inout PartOutput) throws {
    var lists: [ListPage] = []
    var items: [Corpus.PartItem] = []
    var remembered: [String: ItemRecord.Remembered] = [:]
    for bytes in lines {
      let line = try PartLine(bytes)
      if let packed = line.bytes("item") {
        items.append(.init(try ItemRecord(packed: packed), topics: []))
        if let id = line.text("id"), let path = line.text("path") {
          remembered[path] = .init(id: id, modified: line.instant("modified") ?? .unknown)
        }
      } else {
        lists.append(
          ListPage(
            permalink: line.text("list") ?? "", modified: line.instant("modified"),
            topic: line.text("topic").flatMap { facts.position(ofTopic: $0) }))
      }
    }
    lists.sort { $0.permalink.utf8.lexicographicallyPrecedes($1.permalink.utf8) }
    for list in lists {
      out.line("list") { out in
        out.text("list", list.permalink)
        out.text("topic", list.topic.map { facts.topics[$0].path })
      }
    }
    var corpus = corpus(items)
    for index in corpus.items.indices {
      if let known = remembered[corpus.items[index].path] { corpus.remember(known, at: index) }
    }
    let memory = try memory()
    let kept = Plan.lists(lists, corpus, configuration.sitemaps).map { list in
      Plan.noted(list, memory.lastWithdrawal, corpus)
    }
    for index in kept.compactMap(\.item) {
      out.line("excluded") { $0.text("path", corpus.items[index].path) }
    }
    let addresses = SiteAddresses(configuration)
    for sitemap in Plan.sitemaps(corpus, topics: facts.planned.sorted(), lists: kept) {
      for list in sitemap.lists {
        let element = SitemapURL(address: addresses.page(of: list), modified: list.modified)
        out.line("url") { out in
          out.text("sitemap", sitemap.name)
          out.text("topic", sitemap.topic.map { corpus.topics[$0].path })
          out.number("rank", 0)
          out.number("published", 0)
          out.text("name", list.permalink)
          out.text("day", SitemapShards.day(.unknown))
          out.text("digits", SitemapShards.digits(list.permalink))
          out.instant("modified", list.modified)
          out.text("url", String(decoding: element.bytes, as: UTF8.self))
        }
      }
    }
  }

  /// Pages of a sitemap that are counted together: those of one day, and, where those are too many, with some hexadecimal digits in common.
  private struct Cell: SitemapShards.Weighed {
    let day: String
    let digits: [Character]
    let count: Int
    let bytes: Int
    let hasAlternates: Bool

    func key(level: Int) -> String? {
      if level < 3 { return SitemapShards.key(day: day, level: level) }
      return level - 3 < digits.count ? String(digits[level - 3]) : nil
    }
  }

  /// Decides into which documents sitemaps are cut, from counts alone.
  ///
  /// - Parameter lines: of each sitemap and day, how many pages there are and how many bytes; where that is not enough, `deeper` comes out.
  package func shards(_ lines: [[UInt8]], to out: inout PartOutput) throws {
    let limits = SitemapLimits()
    var cells: [String: [Cell]] = [:]
    for bytes in lines {
      let line = try PartLine(bytes)
      cells[try line.needed(line.text("sitemap"), "sitemap"), default: []].append(
        Cell(
          day: try line.needed(line.text("day"), "day"), digits: Array(line.text("digits") ?? ""),
          count: line.number("count") ?? 0, bytes: line.number("bytes") ?? 0, hasAlternates: line.flag("alternates")))
    }
    for (sitemap, cells) in cells.sorted(by: { $0.key < $1.key }) {
      let hasAlternates = cells.contains(where: \.hasAlternates)
      for shard in SitemapShards.split(parts: cells, limits: limits) {
        let count = shard.parts.reduce(0) { $0 + $1.count }
        let bytes = shard.parts.reduce(URLSet.largestOverhead) { $0 + $1.bytes }
        let isTooLarge = count > 1 && (count > limits.count || bytes > limits.bytes)
        for cell in shard.parts {
          out.line(isTooLarge && cell.digits.isEmpty ? "deeper" : "shard") { out in
            out.text("sitemap", sitemap)
            out.text("day", cell.day)
            out.text("digits", String(cell.digits))
            out.flag("alternates", hasAlternates)
            out.text("document", sitemap + (shard.name.isEmpty ? "" : "~" + shard.name) + ".xml")
          }
        }
      }
    }
  }

  /// Makes sitemaps of their pages' elements, one document behind the other.
  package struct SitemapLines {
    private let parts: Parts
    private let stager: DocumentStager
    private var open: (path: String, topic: String?, urls: SitemapURLs, places: [Range<Int>], newest: Timestamp?)?

    package init(_ parts: Parts) throws {
      self.parts = parts
      stager = try parts.stager()
    }

    /// - Parameter bytes: a line; those of one document come one behind the other.
    package mutating func read(_ bytes: [UInt8], to out: inout PartOutput) throws {
      let line = try PartLine(bytes)
      let path = try line.needed(line.text("document"), "document")
      if open?.path != path { try finish(to: &out) }
      if open == nil {
        let urls = SitemapURLs(count: 64, hasAlternates: line.flag("alternates"))
        open = (path, line.text("topic"), urls, [], nil)
      }
      let element = try line.needed(line.text("url"), "url")
      if let place = open?.urls.add(published: Array(element.utf8)) { open?.places.append(place) }
      let newest = [open?.newest, line.instant("modified")].compactMap { $0 }.max()
      open?.newest = newest
    }

    package mutating func finish(to out: inout PartOutput) throws {
      guard let made = open else { return }
      open = nil
      try parts.write(
        BuiltDocument(
          document: Document(path: made.path, format: .sitemap, bytes: made.urls.document(made.places)),
          entries: made.places.count, topic: made.topic, newest: made.newest), stager, to: &out)
    }
  }
}
