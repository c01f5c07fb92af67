public import TidingsCore

/// Every rule that documents are validated by.
public enum Rules {
  static let documentRules: [DocumentRule] =
    [
      StructureRules.all, RSSChannelRules.all, RSSItemRules.all, RSSFormRules.all, AtomRules.all, AtomTextRules.all,
      AtomContentRules.all, IdentifierRules.all, NamespaceRules.all, PlainTextRules.all, HTMLContentRules.all,
      LanguageRules.all, PlausibilityRules.all, ThreadingRules.all, HistoryRules.all, TombstoneRules.all,
      SemanticsRules.all, MediaRules.all, MediaValueRules.all, SearchRules.all, PodcastRules.all, ExtensionRules.all,
      AddressRules.all,
      RDFRules.all, FeedRules.all, SitemapRules.all,
      SitemapExtensionRules.all, RobotsRules.all, OPMLRules.all,
      OPMLTypeRules.all, JSONFeedRules.all, JSONFeedFormRules.all,
    ].flatMap { $0 }

  static func documentRules(for format: DocumentFormat) -> [DocumentRule] { byFormat[format] ?? [] }

  private static let byFormat: [DocumentFormat: [DocumentRule]] = Dictionary(
    uniqueKeysWithValues: DocumentFormat.allCases.map { format in
      (format, documentRules.filter { $0.rule.formats.contains(format) })
    })

  /// The rules themselves, for documentation.
  public static let all: [Rule] = GeneralRules.all + documentRules.map(\.rule) + SetRules.all + ProfileRules.list
}
