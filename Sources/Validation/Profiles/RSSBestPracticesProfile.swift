import TidingsCore

/// The RSS Advisory Board's RSS Best Practices Profile. Most of it is validated without being asked for; here is what few
/// feeds follow.
enum RSSBestPracticesProfile {
  private static let profile = "https://www.rssboard.org/rss-profile"

  static let demands: [Demand] = [
    Demand(
      "docs", .info, "docs names the specification of the RSS Advisory Board",
      .each("docs", in: [.feed], says: "is another specification") {
        $0 == "https://www.rssboard.org/rss-specification" || $0 == "http://www.rssboard.org/rss-specification"
      }, reason: "A reader of the feed finds there what it means.",
      remedy: "Write <docs>https://www.rssboard.org/rss-specification</docs>, or leave it out.",
      profile + "#element-channel-docs"),
    Demand(
      "author.individual", .info, "A feed of one person names the person once",
      ProfileCheck { subject in
        let author = ElementPath.list("author")[0]
        let items = subject.elements(.entry)
        let named = items.compactMap { subject.values(author, of: $0).first }
        guard items.count > 1, named.count == items.count, Set(named.map(\.text)).count == 1 else { return [] }
        return [ProfileFault(offset: named[0].offset, text: "All items are by '\(named[0].text.prefix(100))'")]
      }, reason: "managingEditor or webMaster of the channel says it.",
      remedy: "Leave author out of the items, and name the person as managingEditor.",
      profile + "#element-channel-item-author"),
    Demand(
      "text.hexadecimal", .info, "Plain text has '&' and '<' as hexadecimal references",
      ProfileCheck { subject in
        let title = subject.tree.id("title")
        return (subject.elements(.feed) + subject.elements(.entry)).compactMap { subject.tree.first($0, title) }
          .compactMap { element in
            let start = subject.tree.nodes[element].offset
            let source = subject.subject.utf8[start...].prefix(4000)
            let written = String(decoding: source, as: UTF8.self).firstRange(of: "</").map {
              String(decoding: source, as: UTF8.self)[..<$0.lowerBound]
            }
            guard let name = ["&amp;", "&lt;"].first(where: { written?.contains($0) == true }) else { return nil }
            return ProfileFault(offset: start, text: "The title has '\(name)'")
          }
      }, reason: "Readers that take a title for HTML show it as it is meant.",
      remedy: "Write &#x26; and &#x3C; there.", profile + "#data-types-characterdata"),
    Demand(
      "date.universal", .info, "Dates are in Universal Time",
      .each("pubDate|lastBuildDate", in: [.feed, .entry], says: "is in another zone") {
        $0.hasSuffix("GMT") || $0.hasSuffix("+0000") || $0.hasSuffix("-0000")
      }, reason: "Only GMT, +0000 and -0000 were understood by all readers that the Board tested.",
      remedy: "Write the date in GMT.", profile + "#data-types-datetime"),
  ]
}
