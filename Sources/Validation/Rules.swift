public import Documents

/// Every rule that documents are judged by.
public enum Rules {
  static let documentRules: [DocumentRule] =
    RSSChannelRules.all + RSSItemRules.all + AtomRules.all + AtomTextRules.all + IdentifierRules.all
    + PlainTextRules.all + LanguageRules.all + ThreadingRules.all + SemanticsRules.all + MediaRules.all + FeedRules.all
    + SitemapRules.all
    + OPMLRules.all
    + JSONFeedRules.all

  /// The rules themselves, for documentation.
  public static let all: [Rule] = GeneralRules.all + documentRules.map(\.rule)
}
