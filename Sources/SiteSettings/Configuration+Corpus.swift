public import ContentCorpus
import LocalFiles
public import TidingsCore

extension Configuration {
  /// How a corpus is read for this site.
  ///
  /// - Parameters:
  ///   - now: the instant by which future and expiry are decided. There is no other clock.
  ///   - folder: the corpus folder, where what its own folders say of their content counts: Hugo's `_index`, data of
  ///     Eleventy's.
  /// - Throws: `SystemError` or `UnreadableRuleError` where that cannot be read; `CorpusUnreadableError` where records come over standard input
  ///   that is cut off.
  public func corpusSettings(now: Timestamp, folder: String) throws -> CorpusSettings {
    var settings = corpusSettings(now: now)
    settings.wasThere = try LocalFile.kind(folder) == .folder
    settings.findings += try settings.convention.readFolders(of: folder)
    if !corpus.records.isEmpty {
      settings.records = try RecordFiles(lines: corpus.records, in: folder, settings: settings)
    }
    // Git knows files, and a record is none.
    if let use = corpus.gitUse, corpus.records.isEmpty {
      settings.gitUse = use
      settings.git = GitHistory(folder)
    }
    return settings
  }

  /// The same, where no folder has a say.
  public func corpusSettings(now: Timestamp) -> CorpusSettings {
    var settings = CorpusSettings(
      now: now, siteAddress: site.baseURL, topics: topics, timeZone: site.timeZone,
      contentFolders: corpus.contentFolders)
    settings.convention = corpus.convention
    settings.builtSite = corpus.builtSite
    settings.listedFiles = sitemaps.enabled ? sitemaps.files : []
    settings.language = site.language
    settings.titleMarkup = feeds.titleMarkup
    settings.hasAssetBase = site.assetBaseURL != nil
    settings.fields = FieldMap.fields(of: corpus.convention.generator)
      .replacing(generatorFields).replacing(mapping, areWished: true)
    return settings
  }
}
