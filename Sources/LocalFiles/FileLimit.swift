/// How large files may be, in bytes. A file that says more is not read: the check comes before memory is taken.
public enum FileLimit {
  /// Of a content file. The longest books are shorter.
  public static let content = 64 << 20
  /// Of a configuration, or of what a generator's folders say of their content.
  public static let configuration = 16 << 20
  /// Of a document: a feed, a sitemap, an export of a ledger.
  public static let document = 2 << 30
}
