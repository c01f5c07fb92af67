import ContentCorpus
import DataFormats
import LocalFiles
import SiteOutput
import SitePlanning
import SitePublishing
import SiteRendering
import SiteSettings
import Syndication
import TidingsCore

extension Parts {
  /// A folder that does not exist: documents are validated here, and put in their places elsewhere.
  private static let nowhere = ".tidings-part"

  func stager() throws -> DocumentStager {
    let directory = try OutputDirectory(Parts.nowhere, isDryRun: true, overwrites: true)
    return DocumentStager(
      directory: directory, addresses: SiteAddresses(configuration), overwrites: true, policy: configuration.validation,
      hosting: configuration.hosting, keepsPaths: try memory().keepsPaths)
  }

  /// A document with all its forms, validated.
  func write(_ built: BuiltDocument, _ stager: DocumentStager, to out: inout PartOutput) throws {
    for (built, outcome) in try stager.forms(built) {
      let document = built.document
      for finding in outcome.findings where outcome.path == document.path { out.finding(plain(finding)) }
      guard outcome.change != .withheld, let row = outcome.row else {
        out.line("withheld") { out in
          out.text("path", document.path)
          out.text("format", document.format.rawValue)
          out.text("topic", built.topic)
          out.number("entries", built.entries)
        }
        continue
      }
      out.line("document") { out in
        out.text("path", row.path)
        out.text("format", row.format.rawValue)
        out.number("bytes", row.bytes)
        out.text("sha256", row.sha256)
        out.number("entries", row.entries)
        out.text("topic", row.topic)
        out.text("newest", row.newest)
        out.instant("modified", built.newest)
        out.text("copyOf", row.copyOf)
        out.bytes("content", document.bytes)
      }
    }
  }

  /// A finding whose path is that of the document.
  private func plain(_ finding: Finding) -> Finding {
    var finding = finding
    let prefix = Parts.nowhere + "/"
    if finding.location.path.hasPrefix(prefix) {
      finding.location.path = String(finding.location.path.dropFirst(prefix.count))
    }
    return finding
  }

  /// Records and the feeds that they stand in, as they come.
  package struct FeedLines {
    private let parts: Parts
    private let spool: PlacedFile
    private var size = 0
    private var places: [(path: String, range: Range<Int>)] = []
    private var entries: [String: (id: String, modified: Timestamp, topics: [String])] = [:]
    private var feeds: [(folder: String, total: Int, items: [String])] = []
    /// The entry whose record comes on the next line.
    private var pending: String?

    package init(_ parts: Parts) throws {
      self.parts = parts
      spool = try PlacedFile()
    }

    package mutating func read(_ bytes: [UInt8]) throws {
      if let path = pending {
        pending = nil
        places.append((path, size..<(size + bytes.count)))
        try spool.append(bytes)
        size += bytes.count
        return
      }
      let line = try PartLine(bytes)
      if let folder = line.text("feed") {
        feeds.append((folder, line.number("total") ?? 0, line.texts("items")))
      } else {
        let path = try line.needed(line.text("path"), "path")
        entries[path] = (
          try line.needed(line.text("id"), "id"), line.instant("modified") ?? .unknown, line.texts("topics")
        )
        pending = path
      }
    }

    /// Feeds that are made together: an entry of several is rendered once.
    private static let group = 32

    /// Makes the documents of all feeds.
    ///
    /// - Throws: `CorpusChangedError` where a record is not the one that was read.
    package func finish(to out: inout PartOutput) async throws {
      let reader = parts.reader.reading(spool, places)
      let stager = try parts.stager()
      let memory = try parts.memory()
      let sorted = feeds.sorted { $0.folder.utf8.lexicographicallyPrecedes($1.folder.utf8) }
      let whole = parts.plan(parts.facts.feeds.mapValues { ($0, .init(entries: 0)) })
      for start in stride(from: 0, to: sorted.count, by: FeedLines.group) {
        let group = Array(sorted[start..<min(start + FeedLines.group, sorted.count)])
        try await make(group, of: whole, reader, stager, memory, to: &out)
      }
    }

    private func make(
      _ group: [(folder: String, total: Int, items: [String])], of whole: Plan, _ reader: CorpusReader,
      _ stager: DocumentStager, _ memory: FeedState, to out: inout PartOutput
    ) async throws {
      let configuration = parts.configuration
      let items = try Set(group.flatMap(\.items)).sorted().map { path in
        Corpus.PartItem(try reader.record(at: path), topics: entries[path]?.topics ?? [])
      }
      var corpus = Corpus(part: items, topics: parts.facts.topics, folder: reader.folder, settings: reader.settings)
      var positions: [String: Int] = [:]
      for index in corpus.items.indices {
        let path = corpus.items[index].path
        positions[path] = index
        if let known = entries[path] { corpus.remember(.init(id: known.id, modified: known.modified), at: index) }
      }
      var plan = whole
      let made = try group.map { wanted in
        let items = wanted.items.compactMap { positions[$0] }
        guard let index = plan.fill(wanted.folder, items, total: wanted.total) else {
          throw PartLine.Damaged(description: "there is no feed '\(wanted.folder)' of these entries")
        }
        return index
      }
      let feeds = made.map { plan.feeds[$0] }
      let kept = LastGoodEntries(corpus, configuration, stager.directory, keepsPaths: memory.keepsPaths)
      let store = try await EntryStore(
        feeds: feeds.map { ($0.items, $0.scope.lines) }, corpus: corpus, configuration: configuration,
        keepsPaths: memory.keepsPaths,
        kept: kept, jobs: 1)
      let builder = FeedBuilder(
        corpus: corpus, configuration: configuration, addresses: stager.addresses, store: store, memory: memory)
      let pages =
        configuration.pages.isEnabled
        ? try PageBuilder(feeds: builder, addresses: stager.addresses, plan: plan, kept: kept) : nil
      for (index, feed) in zip(made, feeds) {
        let built = try builder.documents(feed)
        for finding in built.contentFindings + built.documentFindings { out.finding(finding) }
        for document in built.documents { try parts.write(document, stager, to: &out) }
        for document in try pages?.documents(index) ?? [] { try parts.write(document, stager, to: &out) }
        out.line("made") { out in
          out.text("feed", feed.folder)
          out.number("total", feed.total)
          out.number("entries", feed.items.count)
          out.instant("modified", feed.newest(corpus))
          out.instant("published", feed.published(corpus))
        }
      }
    }
  }
}
