package import ContentCorpus
import LocalFiles
import PublishingLedger
import SitePlanning
import SitePublishing
package import SiteSettings
import TidingsCore

/// The work on a part of a corpus that an engine such as Apache Spark has cut up: what one process does in one go, in steps between which
/// the engine sorts, joins and counts. Each step takes lines and gives lines (<doc:Scale>).
package struct Parts: Sendable {
  let configuration: Configuration
  let reader: CorpusReader
  let facts: PartFacts
  /// Whether a ledger remembers what is published.
  let hasLedger: Bool

  /// - Parameters:
  ///   - configuration: of the site.
  ///   - reader: with the configuration's settings.
  ///   - facts: what is known of the whole, in lines of earlier steps.
  ///   - ledger: what the ledger knows beside items, in lines of its export; `nil` for a build without memory.
  /// - Throws: ``UncoveredError`` for a configuration that no part can be made for, ``PartLine/Damaged``, `LedgerLines.Fault`.
  package init(configuration: Configuration, reader: CorpusReader, facts: [UInt8], ledger: [UInt8]?) throws {
    try UncoveredError.check(configuration)
    self.configuration = configuration
    hasLedger = ledger != nil
    self.facts = try PartFacts(facts, ledger: ledger ?? [])
    guard self.facts.ledger.since.isEmpty else {
      throw UncoveredError("feeds that were taken over from elsewhere, as the ledger says")
    }
    var settings = reader.settings
    settings.readsMeaning = hasLedger
    settings.topicMemory = self.facts.topicMemory
    self.reader = CorpusReader(folder: reader.folder, settings: settings)
  }

  var settings: CorpusSettings { reader.settings }

  /// A part of the corpus with all topics.
  func corpus(_ items: [Corpus.PartItem]) -> Corpus {
    Corpus(part: items, topics: facts.topics, folder: reader.folder, settings: settings)
  }

  /// What the ledger says of feeds.
  func memory() throws -> FeedState {
    guard hasLedger else { return FeedState() }
    return try LedgerSession(configuration: configuration, store: PartLedger(facts: facts)).memory(
      facts.ledger.feeds, LedgerChanges(), Ledger(), settings.now)
  }

  /// Which program this is, in hexadecimal: what another wrote may mean something else.
  package static var program: String { ProgramIdentity.digest.hexadecimal }
}

/// A configuration that asks for more than parts give: one process does it.
package struct UncoveredError: Error, CustomStringConvertible {
  package let description: String

  init(_ what: String) {
    description = "no cluster builds \(what) yet; build this site with 'tidings build'"
  }

  /// - Throws: ``UncoveredError`` that names the first key.
  static func check(_ configuration: Configuration) throws {
    let corpus = configuration.corpus
    let uncovered: [(Bool, String)] = [
      (corpus.convention.generator != .medigy, "the layout of a site generator (corpus.convention)"),
      (corpus.builtSite != nil, "entries from built pages (corpus.rendered)"),
      (corpus.assets != nil, "lengths of files (corpus.assets)"),
      (configuration.feeds.archives != .none, "pages of feeds' histories (feeds.archives)"),
      (configuration.feeds.reachesBack, "feeds that reach back (feeds.reachesBack)"),
      (configuration.pages.templates != nil, "pages by templates of one's own (pages.templates)"),
      (!configuration.sitemaps.files.isEmpty, "files in sitemaps (sitemaps.files)"),
    ]
    if let first = uncovered.first(where: \.0) { throw UncoveredError(first.1) }
  }
}
