import ContentCorpus
import FeedParsing
import LocalFiles
import Markup
package import SiteOutput
package import SiteRendering
package import SiteSettings
import Syndication
package import TidingsCore
package import Validation

/// Prepares one finished document for publication: validates it, compares it with what is there, and stages it.
package struct DocumentStager: Sendable {
  package let directory: OutputDirectory
  package let addresses: SiteAddresses
  package let overwrites: Bool
  package var policy = Policy()
  var validates = true
  package var hosting = HostingSettings()
  /// Whether ids that are paths stay so in Atom, though they should be none.
  package var keepsPaths = false

  package init(
    directory: OutputDirectory, addresses: SiteAddresses, overwrites: Bool, policy: Policy = Policy(),
    validates: Bool = true, hosting: HostingSettings = HostingSettings(), keepsPaths: Bool = false
  ) {
    self.directory = directory
    self.addresses = addresses
    self.overwrites = overwrites
    self.policy = policy
    self.validates = validates
    self.hosting = hosting
    self.keepsPaths = keepsPaths
  }

  package struct Outcome: Sendable {
    package let path: String
    package let change: DocumentChange
    /// What the manifest will say; that of the last good document where the new one is withheld; `nil` where there is none.
    package let row: Manifest.Row?
    let newest: Timestamp?
    package let findings: [Finding]
    let reportRow: PublishReport.Row
    /// What the next build may know of it; `nil` where it was not published.
    let known: CachedDocument?

    var isStaged: Bool { change == .created || change == .updated }
  }

  /// A document and its compressed forms, each with what becomes of it.
  package func forms(_ built: BuiltDocument) throws -> [(built: BuiltDocument, outcome: Outcome)] {
    let outcome = try print(built)
    let variants = CompressedVariants.formats(of: built.document, hosting).map { format in
      BuiltDocument(
        document: CompressedVariants.variant(of: built.document, as: format), entries: built.entries,
        topic: built.topic, newest: built.newest, copyOf: built.copyOf)
    }
    return try variants.map { ($0, outcome.change == .withheld ? outcome : try print($0)) } + [(built, outcome)]
  }

  /// A document and its compressed forms.
  func outcomes(_ built: BuiltDocument) throws -> [Outcome] {
    let outcome = try print(built)
    let variants = try CompressedVariants.formats(of: built.document, hosting).map { format in
      if outcome.change == .withheld { return try withheldVariant(of: built, format) }
      let variant = CompressedVariants.variant(of: built.document, as: format)
      return try print(
        BuiltDocument(
          document: variant, entries: built.entries, topic: built.topic, newest: built.newest, copyOf: built.copyOf))
    }
    // Anyone who finds the document finds its other forms.
    return variants + [outcome]
  }

  /// It stays as the last good document stays.
  private func withheldVariant(of built: BuiltDocument, _ format: DocumentFormat) throws -> Outcome {
    let path = CompressedVariants.path(of: built.document.path, format)
    return Outcome(
      path: path, change: .withheld, row: try directory.keptRow(path), newest: nil, findings: [],
      reportRow: PublishReport.Row(path: path, change: .withheld, format: format, bytes: 0, entries: built.entries),
      known: nil)
  }

  /// What was published at a place for which there is nothing now.
  func keptOutcomes(_ path: String) throws -> [Outcome] {
    try (hosting.compressed.map { CompressedVariants.path(of: path, $0) } + [path]).compactMap { path in
      guard let row = try directory.keptRow(path) else { return nil }
      return Outcome(
        path: path, change: .unchanged, row: row, newest: nil, findings: [],
        reportRow: PublishReport.Row(
          path: path, change: .unchanged, format: row.format, bytes: row.bytes, entries: row.entries),
        known: nil)
    }
  }

  private func print(_ built: BuiltDocument) throws -> Outcome {
    let document = built.document
    var findings: [Finding] = []
    // Nobody can mend here what is wrong with the generator's own: 'validate' reports it.
    if validates, document.format.isValidated, !built.isForeign {
      // A copy names the address of the original, and is as good as that.
      let address = addresses.document(built.copyOf ?? document.path)
      findings = policy.applied(
        to: Validator().validate(document.bytes, path: document.path, address: address).findings
          .map(lowered))
    }
    var change = DocumentChange.withheld
    if findings.hasErrors {
      findings.append(
        PublishRules.documentWithheld.finding(at: SourceLocation(path: document.path), "The document is not valid"))
    } else if let obstacle = try obstacle(to: document, &change) {
      findings.append(PublishRules.foreignFile.finding(at: SourceLocation(path: document.path), obstacle))
      change = .withheld
    }
    let isStaged = change == .created || change == .updated
    let stamp = isStaged ? try directory.stage(document) : try directory.stamp(document.path)
    let row = change == .withheld ? try directory.keptRow(document.path) : Manifest.Row(built)
    return Outcome(
      path: document.path, change: change, row: row, newest: change == .withheld ? nil : built.newest,
      findings: findings.map { $0.relocated(under: directory.path) },
      reportRow: PublishReport.Row(
        path: document.path, change: change, format: document.format, bytes: document.bytes.count,
        entries: built.entries), known: known(change, row, built.newest, findings, stamp))
  }

  private func known(
    _ change: DocumentChange, _ row: Manifest.Row?, _ newest: Timestamp?, _ findings: [Finding], _ stamp: FileStamp?
  ) -> CachedDocument? {
    guard change != .withheld, let row, let stamp else { return nil }
    return CachedDocument(row: row, newest: newest, findings: findings, stamp: stamp)
  }

  /// The outcome of a document that is known to be published as it would be made now.
  func outcome(of known: CachedDocument) -> Outcome {
    let row = known.row
    return Outcome(
      path: row.path, change: .unchanged, row: row, newest: known.newest,
      findings: known.findings.map { $0.relocated(under: directory.path) },
      reportRow: PublishReport.Row(
        path: row.path, change: .unchanged, format: row.format, bytes: row.bytes, entries: row.entries),
      known: known)
  }

  /// The known documents of a group, if all of them are still in their place.
  func cached(_ group: CachedDocuments.Group?, inputs: ContentDigest, trustsStamps: Bool) throws -> [CachedDocument]? {
    guard let group, group.inputs == inputs else { return nil }
    var cached: [CachedDocument] = []
    for known in group.documents {
      guard try directory.isOurs(known.row.path), let stamp = try directory.stamp(of: known, trustsStamps: trustsStamps)
      else {
        return nil
      }
      cached.append(
        CachedDocument(row: known.row, newest: known.newest, findings: known.findings, stamp: stamp))
    }
    return cached
  }

  /// A fault that was taken over on purpose withholds nothing.
  private func lowered(_ finding: Finding) -> Finding {
    guard keepsPaths, finding.rule == "atom.id.iri" else { return finding }
    var finding = finding
    finding.severity = .warning
    return finding
  }

  /// Whether a file is a feed of the same site, as its generator leaves one where ours is to lie.
  private func isFeedOfSite(_ path: String) throws -> Bool {
    guard let bytes = try directory.bytes(path), let feed = FeedReader.feed(bytes) else { return false }
    let host = URIReference(addresses.home).host
    return !host.isEmpty && URIReference(feed.head.home).host == host
  }

  /// Whether a file is a sitemap of the same site, or an index of some.
  private func isSitemapOfSite(_ path: String) throws -> Bool {
    guard let bytes = try directory.bytes(path), let named = SitemapPages.addresses(bytes) else { return false }
    let host = URIReference(addresses.home).host
    return !host.isEmpty && !named.isEmpty
      && named.allSatisfy { URIReference(PlainText.fold($0)).host == host }
  }

  /// What keeps a document from its place; where nothing does, how it differs from what is there.
  private func obstacle(to document: Document, _ change: inout DocumentChange) throws -> String? {
    do {
      change = try directory.change(of: document)
    } catch let error as SystemError where error.isObstacle {
      return error.description
    }
    let isForeign = try change == .updated && !overwrites && !directory.isOurs(document.path)
    if isForeign, document.format.isFeed, try isFeedOfSite(document.path) { return nil }
    if isForeign, [.sitemap, .sitemapIndex].contains(document.format), try isSitemapOfSite(document.path) {
      return nil
    }
    return isForeign ? "There is a file that Tidings did not write" : nil
  }
}
