import ContentCorpus
import PublishingLedger
package import SiteOutput
package import SitePlanning
import SiteSettings
import Syndication
import TidingsCore
import Validation

/// Makes the documents of a page of a feed's history. One that is published already stays as it is, whatever has been edited
/// since: only its head follows its neighbours and the site. Where its address changes, it is rebuilt.
package struct ArchiveBuilder: Sendable {
  package let feeds: FeedBuilder
  package let directory: OutputDirectory

  package init(feeds: FeedBuilder, directory: OutputDirectory) {
    self.feeds = feeds
    self.directory = directory
  }

  /// - Throws: `CorpusChangedError`.
  package func documents(_ archive: Plan.PlannedArchive) throws -> BuiltGroup {
    let head = head(of: archive)
    let formats = feeds.configuration.feeds.formats
    let kept = try formats.compactMap { try self.kept(archive, $0, head) }
    // All formats or none: they say the same of every entry.
    if kept.count == formats.count { return BuiltGroup(documents: kept) }
    let made = try feeds.documents(
      archive.items, head: head, lines: archive.scope.lines, topic: archive.topic, name: archive.page.folder,
      keepsAll: true
    ) { ArchivePages.path(archive.page.name, in: archive.page.folder, $0) }
    return BuiltGroup(
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
    let path = ArchivePages.path(archive.page.name, in: archive.page.folder, format)
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
  package var name: String { page.folder + page.name }
}
