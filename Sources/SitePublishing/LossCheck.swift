import ContentCorpus
import LocalFiles
import Markup
package import SiteOutput
package import SitePlanning
package import SiteSettings
import Syndication
import TidingsCore
import Validation

/// What a build would take away, held against what lies in the output folder.
package struct LossCheck {
  private let corpus: Corpus
  private let configuration: Configuration
  private let directory: OutputDirectory
  private let options: Publisher.Options
  /// Published items whose content may be from built pages.
  private let items: [Int]
  /// How many of them have no page.
  private let missing: Int

  init(
    _ corpus: Corpus, _ configuration: Configuration, _ directory: OutputDirectory, _ options: Publisher.Options
  ) {
    (self.corpus, self.configuration) = (corpus, configuration)
    (self.directory, self.options) = (directory, options)
    let isRendering =
      configuration.corpus.builtSite != nil && configuration.corpus.convention.generator != .html
    items =
      isRendering
      ? (corpus.published + corpus.pages).filter { index in
        !corpus.items[index].isKept && !corpus.items[index].isListedOnly
      } : []
    missing = items.count { corpus.items[$0].page == nil }
  }

  private var isRendering: Bool { !items.isEmpty }

  /// Whether most items have their content from built pages.
  var isRendered: Bool { isRendering && 2 * missing <= items.count }

  /// Whether the built pages are there that entries took their content from.
  ///
  /// - Throws: ``PagesLost``.
  func checkPages() throws {
    guard !options.allowsWithdrawal else { return }
    // A single page may be gone for a moment; what it showed stays dated as it was.
    if directory.wasRendered, let built = configuration.corpus.builtSite, missing > 1, 2 * missing > items.count {
      throw PagesLost(folder: built.folder, found: items.count - missing, published: items.count)
    }
  }

  /// What the manifest says that there was, against what is to be.
  ///
  /// - Throws: ``WithdrawalError``.
  func check(_ plan: Plan) throws {
    guard !options.allowsWithdrawal else { return }
    try LossCheck.check(
      plan, directory.rows, pages: plan.sitemaps.reduce(0) { $0 + $1.count }, knowsItems: options.knowsItems,
      configuration)
  }

  /// The same, where only the manifest of what there was is at hand.
  ///
  /// - Parameters:
  ///   - plan: of what is to be.
  ///   - rows: of the manifest.
  ///   - pages: that sitemaps are to name.
  ///   - knowsItems: whether a ledger has said already what would be taken away.
  ///   - configuration: of the site.
  /// - Throws: ``WithdrawalError``.
  package static func check(
    _ plan: Plan, _ rows: [Manifest.Row], pages: Int, knowsItems: Bool, _ configuration: Configuration
  ) throws {
    let rows = rows.filter { $0.copyOf == nil }
    let formats = configuration.feeds.formats
    let alive = Set(
      plan.feeds.filter { $0.entryCount > 0 || $0.scope.terms != nil }.flatMap { feed in
        formats.flatMap(feed.scope.allPaths)
      } + configuration.feeds.files.kept.map(\.path))
    let feeds = rows.filter { row in
      row.entries > 20 && formats.contains(row.format) && !ArchivePages.isPage(row.path) && !alive.contains(row.path)
    }.map { WithdrawalError.Loss(name: $0.path, count: $0.entries) }
    let former = knowsItems ? 0 : rows.filter { $0.format == .sitemap }.reduce(0) { $0 + $1.entries }
    let lost = max(0, former - pages)
    let isMuch = configuration.withdrawLimit.isExceeded(by: lost, of: former)
    guard isMuch || !feeds.isEmpty else { return }
    throw WithdrawalError(items: isMuch ? lost : 0, published: former, folders: [], feeds: feeds)
  }

  /// Whether what lies in the output folder is of this site. A ledger that knows items knows so; else a page shows it that both have.
  ///
  /// - Parameter output: the folder.
  /// - Throws: ``AnotherSite``; `SystemError` where a document cannot be read.
  func checkSite(_ output: String) throws {
    guard !options.allowsWithdrawal, !options.knowsItems, !directory.rows.isEmpty else { return }
    guard let former = try FormerPages(directory, output, configuration.site.baseURL) else { return }
    let base = configuration.site.baseURL
    // A few pages may be taken back at once, and others put in their place.
    guard former.home != base || configuration.withdrawLimit.isExceeded(by: former.count, of: former.count) else {
      return
    }
    // The newest first: one of them it is, as a rule.
    guard !(corpus.published + corpus.pages).contains(where: { isKnown($0, former) }),
      !corpus.items.indices.contains(where: { isKnown($0, former) })
    else { return }
    throw AnotherSite(output: output, address: former.home)
  }

  private func isKnown(_ index: Int, _ former: FormerPages) -> Bool {
    let item = corpus.items[index]
    return former.places.contains(item.permalink) || former.ids.contains(configuration.entryID(of: item))
      || item.aliases.contains { $0.permalink.map(former.places.contains) ?? false }
  }
}

/// Pages that the documents of an output folder name.
private struct FormerPages {
  /// The address of the site.
  let home: String
  /// Paths below it, as permalinks are written.
  var places: Set<String> = []
  /// Ids of entries.
  var ids: Set<String> = []
  /// How many pages there are.
  let count: Int

  /// - Returns: `nil` where they name none.
  init?(_ directory: OutputDirectory, _ output: String, _ base: String) throws {
    let feed = try PublishedIDs(in: output, topics: []).feeds.first
    if let feed, !feed.entries.isEmpty {
      home = feed.head.home
      count = feed.entries.count
      ids = Set(feed.entries.map(\.id))
      places = Set(feed.entries.compactMap { FormerPages.place($0.page, below: feed.head.home) })
      return
    }
    guard let path = directory.rows.first(where: { $0.format == .sitemap && $0.entries > 0 })?.path,
      let bytes = try directory.bytes(path), let pages = SitemapPages.addresses(bytes), let first = pages.first
    else { return nil }
    // A sitemap does not say where the site begins: where this one does, or at the root of the host.
    let here = URIReference(base).path
    let beginning = URIReference(first).path.hasPrefix(here) ? here : "/"
    let root = URIReference(beginning).resolved(against: URIReference(first)).description
    home = root
    count = pages.count
    places = Set(pages.compactMap { FormerPages.place($0, below: root) })
  }

  private static func place(_ address: String, below home: String) -> String? {
    guard address.hasPrefix(home) else { return nil }
    return URIReference("/" + address.dropFirst(home.count)).decodedPath.trimmingSlashes
  }
}
