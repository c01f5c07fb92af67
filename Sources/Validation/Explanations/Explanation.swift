/// A rule by example: what breaks it, what keeps it, and who is hurt where it is broken.
public struct Explanation: Sendable, Hashable {
  /// Where in a document the example stands.
  public enum Frame: String, Sendable, Hashable {
    /// The example is a document.
    case whole
    case rssChannel, rssItem
    case atomFeed, atomEntry
    case jsonFeed, jsonItem, jsonItems
    case sitemap, sitemapURL
  }

  /// The rule's id.
  public let rule: String
  public let frame: Frame
  public let wrong: String
  public let right: String
  /// A sentence of the specification that the rule names, word for word.
  public let quote: String?
  /// Which programs or people are hurt, and how, where that is known.
  public let harm: String?

  init(_ rule: String, _ frame: Frame, wrong: String, right: String, quote: String? = nil, harm: String? = nil) {
    self.rule = rule
    self.frame = frame
    self.wrong = wrong
    self.right = right
    self.quote = quote
    self.harm = harm
  }
}

/// The explanations that there are: of the rules that real documents break most.
public enum Explanations {
  public static let all: [Explanation] =
    xml + rss + rssForm + feeds + atom + jsonFeed + sitemap + extensions + opml + robots

  /// - Parameter rule: its id.
  public static func of(_ rule: String) -> Explanation? { byRule[rule] }

  private static let byRule = Dictionary(all.map { ($0.rule, $0) }) { first, _ in first }
}
