import ContentCorpus
import LocalFiles
import PublishingLedger
import Syndication
import TidingsCore
import Validation

/// Makes the documents of a page of a feed's history. One that is published already stays as it is, whatever has been edited
/// since: only its head follows its neighbours and the site. Where its address changes, it is rebuilt.
struct ArchiveBuilder: Sendable {
  let feeds: FeedBuilder
  let directory: OutputDirectory

  /// Where a page lies.
  static func path(_ name: String, in folder: String, _ format: DocumentFormat) -> String {
    "\(folder)\(prefix)\(name).\(format.fileName)"
  }

  private static let prefix = "archive-"

  /// Whether a document is a page of a feed's history.
  static func isPage(_ path: String) -> Bool {
    path.lastSegment.hasPrefix(prefix)
  }

  /// A page that names nothing but what came before it.
  static func introduced(_ document: [UInt8]) -> [UInt8] {
    let marks = [" rel=\"next-archive\" ", " rel=\"current\" "].map { Array($0.utf8) }
    guard marks.contains(where: { document[...].firstRange(of: $0) != nil }) else { return document }
    var lines = document.split(separator: 0x0A, omittingEmptySubsequences: false)
    // In the head: what an entry says stands in text that is escaped.
    lines.removeAll { line in line.count < 5000 && marks.contains { line.firstRange(of: $0) != nil } }
    return Array(lines.joined(separator: [0x0A]))
  }

  /// - Throws: `CorpusChangedError`.
  func documents(_ archive: Plan.PlannedArchive) throws -> DocumentGroupBuilder.Built {
    let head = head(of: archive)
    let formats = feeds.configuration.feeds.formats
    let kept = try formats.compactMap { try self.kept(archive, $0, head) }
    // All formats or none: they say the same of every entry.
    if kept.count == formats.count { return DocumentGroupBuilder.Built(documents: kept) }
    let made = try feeds.documents(
      archive.items, head: head, lines: archive.scope.lines, topic: archive.topic, name: archive.page.folder,
      keepsAll: true
    ) { ArchiveBuilder.path(archive.page.name, in: archive.page.folder, $0) }
    return DocumentGroupBuilder.Built(
      documents: made.documents, contentFindings: made.contentFindings, documentFindings: made.documentFindings)
  }

  private func head(of archive: Plan.PlannedArchive) -> FeedHead {
    let page = archive.page
    var head = feeds.head(Plan.PlannedFeed(scope: archive.scope, items: [], total: 0))
    func addresses(_ name: String) -> FeedHistory.Addresses { feeds.addresses(ofPage: name, in: page.folder) }
    let current = head.addresses
    head.addresses = addresses(page.name)
    // Nothing but the page's own entries, as they were when it was closed, decides on its dates.
    head.updated = page.entries.map(\.modified).max() ?? head.updated
    head.published = head.updated
    (head.hubs, head.deleted) = ([], [])
    head.history = .archive(
      previous: archive.previous.map(addresses), next: archive.next.map(addresses), current: current)
    return head
  }

  /// The published document with the head that it is to have now; `nil` where it has to be made.
  private func kept(_ archive: Plan.PlannedArchive, _ format: DocumentFormat, _ head: FeedHead) throws -> BuiltDocument?
  {
    let path = ArchiveBuilder.path(archive.page.name, in: archive.page.folder, format)
    guard archive.isRemembered, let bytes = try directory.published(path),
      let document = FeedWriter(head: head, format: format)?.replacingHead(of: bytes),
      ids(in: document) == ids(of: archive, format)
    else { return nil }
    return BuiltDocument(
      document: Document(path: path, format: format, bytes: document), entries: archive.ids.count,
      topic: archive.topic.map { feeds.corpus.topics[$0].path },
      newest: head.updated)
  }
}

extension ArchiveBuilder {
  private func ids(in document: [UInt8]) -> [String] { ParsedFeed.read(document)?.entries.map { $0.id ?? "" } ?? [] }

  private func ids(of archive: Plan.PlannedArchive, _ format: DocumentFormat) -> [String] {
    archive.ids.map { id in format == .atom ? AtomID.substitute(for: id, keepsPaths: feeds.memory.keepsPaths) ?? id : id
    }
  }
}

extension Plan.PlannedArchive {
  /// A name that no other page has.
  var name: String { page.folder + page.name }
}
