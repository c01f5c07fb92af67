public import TidingsCore

/// What was mended of a document, and what is left.
public struct Mending: Sendable {
  /// A piece of the document that was replaced.
  public struct Edit: Sendable, Hashable {
    /// The rule that was broken there.
    public let rule: String
    /// Where it stands in the document as it was.
    public let location: SourceLocation
    /// What stood there; nothing where something was put in.
    public let old: String
    /// What stands there now.
    public let new: String
  }

  /// What could have been mended, and was left since the document would have lost by it.
  public struct Refusal: Sendable, Hashable {
    public let rule: String
    /// How many places it is about.
    public let count: Int
    /// What would have come of it, as a clause: `the links of entry 3 would change`.
    public let reason: String
  }

  /// The rules whose faults are mended where there is one way only to do it.
  public static let rules: Set<String> = [
    "xml.well-formed", "xml.ampersand", "xml.entity.defined", "xml.character", "xml.declaration.first", "xml.version",
    "xml.encoding.name", "xml.prefix.declared", "xml.namespace.name", "document.encoding", "document.utf-8",
    "json.well-formed", "rss.namespace", "atom.namespace", "sitemap.namespace", "media.namespace",
    "sitemap.extension.namespace", "feed.namespace.known", "rss.date.format", "rss.date.form", "rss.date.weekday",
    "atom.date.format", "sitemap.lastmod", "sitemap.value", "opml.value", "extension.value", "rss.guid.permalink",
    "feed.language", "atom.feed.order", "rss.channel.order", "json.version", "json.type", "json.language",
    "json.item.id", "json.date.format", "json.attachment",
    "document.characters", "atom.value.white-space", "rss.skip-hours.midnight",
  ]

  /// In the order of their places.
  public var edits: [Edit] = []
  public var refusals: [Refusal] = []
  /// The mended document as it is to be served, compressed if it was; `nil` where nothing was mended.
  public var bytes: [UInt8]?
  /// The verdict on the document as it is now.
  public var verdict: Verdict
  /// What others of its set need to know of it as it is now.
  public var facts: DocumentFacts?
}
