import TidingsCore

/// Flipboard: the guidelines for RSS of publishers.
enum FlipboardProfile {
  private static let guide = "https://about.flipboard.com/rss-spec/"
  private static let help = "https://flipboard.helpshift.com/hc/en/1-flipboard/faq/1023-resubmit-an-rss-feed/"

  static let demands: [Demand] = [
    Demand(
      "language", .warning, "A channel says its language", .present("language", in: .feed),
      reason: "Flipboard recommends articles by it.", remedy: "Add <language>en</language> to the channel.", guide),
    Demand(
      "items", .warning, "A feed has the 20 newest articles", .entries(atLeast: 20),
      reason: "Flipboard evaluates a publisher by them.", remedy: "List at least 20 articles.", help),
    Demand(
      "title", .error, "An article has a title", .present("title", in: .entry),
      reason: "Flipboard shows none without one.", remedy: "Add a title.", guide),
    Demand(
      "link", .error, "An article has a link to its page", .present("link", in: .entry),
      reason: "Flipboard opens the article there.", remedy: "Add the address of the article.", guide),
    Demand(
      "description", .warning, "An article has a description", .present("description", in: .entry),
      reason: "Flipboard shows it as the excerpt.", remedy: "Add a summary of 300 characters or more.", guide),
    Demand(
      "description.length", .info, "A description has 300 characters or more",
      .length("description", in: [.entry], 300...Int.max), reason: "Flipboard sorts and recommends articles by it.",
      remedy: "Write a longer summary.", guide),
    Demand(
      "date", .warning, "An article has a date", .present("pubDate", in: .entry),
      reason: "Else it has the date at which Flipboard saw it first.", remedy: "Add a pubDate.", guide),
    Demand(
      "guid", .warning, "An article has a guid", .present("guid", in: .entry),
      reason: "Flipboard distinguishes articles by it.", remedy: "Add a guid that never changes.", guide),
    Demand(
      "creator", .warning, "An article names its author", .present("dc:creator|author", in: .entry),
      reason: "Flipboard shows it.", remedy: "Add dc:creator.", help),
    Demand(
      "image", .warning, "An article has a picture or a video", .present("enclosure@url|media:content@url", in: .entry),
      reason: "Flipboard lays out articles around it.", remedy: "Add an enclosure or media:content.", help),
    Demand(
      "image.size", .warning, "Pictures have at least 500 pixels in each direction",
      .each("media:content@width|media:content@height", in: [.entry], says: "pixels are not 500") {
        (Double($0) ?? 500) >= 500
      }, reason: "Flipboard ignores smaller ones.", remedy: "Name a larger picture.", help),
  ]
}
