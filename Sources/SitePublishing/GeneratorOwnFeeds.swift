import ContentCorpus
import FeedParsing
import LocalFiles
import SiteConfiguration
import SiteRendering
import SiteSettings
import Syndication
import TidingsCore

/// Feeds that only the site's generator can make, such as a gallery's pictures or a plug-in's: they are published as they are, so that
/// nobody who follows them loses them.
struct GeneratorOwnFeeds: Sendable {
  private let kept: [FeedFiles.Kept]
  /// Of the pages that the generator built; `nil` where the configuration names none.
  private let folder: String?

  /// `nil` where there are none, or the documents are published in the built site itself, where they lie already.
  init?(_ configuration: Configuration, _ corpus: Corpus, _ output: String) {
    kept = configuration.feeds.files.kept
    folder =
      configuration.corpus.builtSite?.folder
      ?? (configuration.corpus.convention.generator == .html ? corpus.folder : nil)
    guard !kept.isEmpty else { return nil }
    if let folder, LocalFile.absolutePath(folder) == LocalFile.absolutePath(output) { return nil }
  }

  /// The documents as the generator made them. Where it made none, or one that is no whole feed, what was published stays.
  ///
  /// - Throws: `SystemError` where a file is there and cannot be read, or the output cannot.
  func outcomes(_ stager: DocumentStager) throws -> (outcomes: [DocumentStager.Outcome], findings: [Finding]) {
    var outcomes: [DocumentStager.Outcome] = []
    var findings: [Finding] = []
    for feed in kept {
      guard let document = try document(feed.path) else {
        findings.append(
          PublishRules.feedForeign.finding(
            at: SourceLocation(path: ConfigurationReader.fileName, line: feed.line),
            folder.map { "There is no whole feed at '\(feed.path)' in \($0)" }
              ?? "'\(feed.path)' is to come from the built site, and 'corpus.rendered' names none"))
        outcomes += try stager.keptOutcomes(feed.path)
        continue
      }
      outcomes += try stager.outcomes(document)
    }
    return (outcomes, findings)
  }

  private func document(_ path: String) throws -> BuiltDocument? {
    guard let folder, let bytes = try bytes(folder + "/" + path), !FeedReader.isCutOff(bytes),
      let (format, feed) = FeedReader.formatAndFeed(bytes)
    else { return nil }
    let newest = feed.entries.map { max($0.updated, $0.published) }.max()
    return BuiltDocument(
      document: Document(path: path, format: format, bytes: bytes), entries: feed.entries.count, topic: nil,
      newest: newest == .unknown ? nil : newest, copyOf: path)
  }

  /// `nil` where there is none, or the generator is about to write it.
  private func bytes(_ path: String) throws -> [UInt8]? {
    do {
      return try LocalFile.readWhole(path, limit: FileLimit.document).bytes
    } catch is FileChangingError {
      return nil
    } catch let error as SystemError where error.isNotFound || error.isObstacle {
      return nil
    }
  }
}
