import TidingsCore

/// Rules on dates that can be read and cannot be true.
enum PlausibilityRules {
  static let all: [DocumentRule] = [future, past]

  /// Before this no feed was.
  private static let beginning = Timestamp(.init(year: 1990, month: 1, day: 1))
  /// Clocks differ.
  private static let tolerance: Int64 = 86_400

  static let future = DocumentRule(
    Rule(
      "date.future", .warning, "Dates are not in the future",
      reason: "Readers put the entry at the top for good, or hide it; crawlers stop trusting the site's dates.",
      reference: "RSS Profile, section pubDate; Google Search Central, Sitemaps",
      remedy: "Correct the date; publish the entry when its date has come.", w3c: "ImplausibleDate",
      disagreement:
        "The W3C validator allows ten minutes. Clocks and time zones of publishers are off by more, and readers forgive a day."
    ),
    [.rss, .atom, .json, .sitemap, .sitemapIndex]
  ) { subject, report in
    guard let now = subject.now else { return }
    let limit = now.advanced(bySeconds: tolerance)
    for (_, offset, text) in dates(subject, where: { $0 > limit }) {
      report(at: offset, "The date '\(text)' is in the future")
    }
  }

  static let past = DocumentRule(
    Rule(
      "date.past", .warning, "Dates are not before 1990", reason: "There were no feeds then.",
      reference: "RSS Profile, section pubDate", remedy: "Correct the date.", w3c: "ImplausibleDate"),
    [.rss, .atom, .json]
  ) { subject, report in
    guard let beginning else { return }
    for (_, offset, text) in dates(subject, where: { $0 < beginning }) {
      report(at: offset, "The date '\(text)' is before 1990")
    }
  }

  private static func dates(
    _ subject: DocumentContext, where isOdd: (Timestamp) -> Bool
  ) -> [(instant: Timestamp, offset: Int, text: String)] {
    let tree = subject.xml
    var found: [(Timestamp, Int, String)] = []
    func collect(_ names: [String], _ namespace: String, _ read: (ArraySlice<UInt8>) -> Timestamp?) {
      for element in tree.elements(named: names, in: namespace) {
        if let instant = read(tree.bytes(element)), isOdd(instant) {
          found.append((instant, tree.nodes[element].offset, tree.string(element)))
        }
      }
    }
    switch subject.format {
    case .rss:
      collect(["pubDate", "lastBuildDate"], "") { LooseRFC822.parse($0)?.instant }
      fallthrough
    case .atom: collect(["updated", "published"], Namespaces.atom, DateFormats.rfc3339)
    case .sitemap, .sitemapIndex: collect(["lastmod"], Namespaces.sitemap, DateFormats.w3c)
    case .json:
      for item in subject.jsonItems {
        for value in [item["date_published"], item["date_modified"]].compactMap({ $0 }) {
          guard let text = value.bytes, let instant = DateFormats.rfc3339(text), isOdd(instant) else { continue }
          found.append((instant, value.offset, String(decoding: text, as: UTF8.self)))
        }
      }
    default: break
    }
    return found
  }
}
