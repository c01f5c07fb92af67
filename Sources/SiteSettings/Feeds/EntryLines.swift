/// A line of the site's own at each entry's beginning or end, in all feeds or in some.
public struct EntryLine: Sendable, Hashable {
  /// A kind of feed (`site`, `topic`, `section`, `author`, `language`, `taxonomy`, `combined`), a vocabulary, a topic's name, or the
  /// folder of one feed; `nil` for all.
  public var feeds: String?
  /// HTML with marks; empty for no line.
  public var html: String
  /// The line of the configuration that it begins at.
  public var line: Int

  public init(_ html: String, feeds: String? = nil, line: Int = 1) {
    (self.html, self.feeds, self.line) = (html, feeds, line)
  }
}

/// The lines around the entries of one feed.
package struct EntryLines: Sendable, Hashable {
  /// HTML with marks.
  package var before: String?
  package var after: String?

  package init() {}

  /// The first line that names a feed counts.
  ///
  /// - Parameters:
  ///   - settings: of all feeds.
  ///   - names: what the configuration may call the feed.
  package init(_ settings: FeedSettings, of names: Set<String>) {
    func first(_ lines: [EntryLine]) -> String? {
      lines.first { $0.feeds.map(names.contains) ?? true }.flatMap { $0.html.isEmpty ? nil : $0.html }
    }
    (before, after) = (first(settings.before), first(settings.after))
  }
}
