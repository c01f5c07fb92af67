import TidingsCore

/// SmartNews: the specification of SmartFormat.
enum SmartNewsProfile {
  private static let specification = "https://publishers.smartnews.com/hc/en-us/articles/56500436151065"
  private static let refused = "SmartNews takes no article without it."

  static let demands: [Demand] = [
    Demand(
      "encoding", .error, "A SmartFormat feed is in UTF-8",
      ProfileCheck { subject in
        let head = String(decoding: subject.subject.utf8.prefix(200), as: UTF8.self)
        guard head.hasPrefix("<?xml"), let declaration = head.firstRange(of: "?>") else { return [] }
        let text = head[..<declaration.lowerBound].lowercased()
        guard let name = text.firstRange(of: "encoding") else { return [] }
        let value = text[name.upperBound...].split { $0 == "\"" || $0 == "'" }.dropFirst().first ?? ""
        guard !value.isEmpty, value != "utf-8", value != "utf8", value != "us-ascii" else { return [] }
        return [ProfileFault(offset: 0, text: "The feed is in '\(value)'")]
      }, reason: "SmartNews reads no other.", remedy: "Write the feed in UTF-8, and encoding=\"UTF-8\".", specification),
    Demand(
      "size", .warning, "A SmartFormat feed has at most 1 MB",
      ProfileCheck { subject in
        let size = subject.subject.size
        return size > 1_048_576 ? [ProfileFault(offset: 0, text: "The feed has \(size) bytes")] : []
      }, reason: "SmartNews may refuse a larger one.", remedy: "List fewer articles.",
      "https://publishers.smartnews.com/hc/ja/articles/360036526213"),
    Demand(
      "description.length", .warning, "A channel's description has at most 30 characters",
      .length("description|atom:subtitle", in: [.feed], 0...30), reason: "SmartNews has room for no more.",
      remedy: "Shorten it.", specification),
    Demand(
      "date", .error, "A channel has a date", .present("pubDate|atom:updated", in: .feed),
      reason: "SmartNews requires it.", remedy: "Add a pubDate to the channel.", specification),
    Demand(
      "language", .error, "A channel says its language", .present("language", in: .feed),
      reason: "SmartNews has an edition for each language.", remedy: "Add <language>en</language> to the channel.",
      specification, formats: [.rss]),
    Demand(
      "logo", .warning, "A channel has a logo", .present("snf:logo/url", in: .feed),
      reason: "SmartNews shows it above each article.",
      remedy: "Add <snf:logo><url>https://…</url></snf:logo>.", specification, formats: [.rss]),
    Demand(
      "title", .error, "An article has a title", .present("title|atom:title", in: .entry), reason: refused,
      remedy: "Add a title.", specification),
    Demand(
      "link", .error, "An article has a link to its page", .present("link|atom:link[alternate]@href", in: .entry),
      reason: refused, remedy: "Add the address of the article.", specification),
    Demand(
      "id", .error, "An article has an id", .present("guid|atom:id", in: .entry), reason: refused,
      remedy: "Add a guid that never changes.", specification),
    Demand(
      "article.date", .error, "An article has a date", .present("pubDate|atom:published|atom:updated", in: .entry),
      reason: refused, remedy: "Add the date of publication.", specification),
    Demand(
      "body", .error, "An article has its body", .present("content:encoded|atom:content", in: .entry),
      reason: "SmartNews shows it within the app.",
      remedy: "Add the whole text: content:encoded in RSS, content in Atom.",
      specification),
  ]
}
