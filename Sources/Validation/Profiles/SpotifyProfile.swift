import TidingsCore

/// Spotify: the Podcast Delivery Specification.
enum SpotifyProfile {
  private static let specification = "https://support.spotify.com/us/creators/article/podcast-specification-doc/"

  static let demands: [Demand] = [
    Demand(
      "image", .error, "A show has cover art", .present("itunes:image@href|image/url", in: .feed),
      reason: "Spotify takes no show without it.",
      remedy: "Add <itunes:image href=\"https://…\"/> to the channel: square, TIFF, PNG or JPEG.", specification),
    Demand(
      "author", .error, "A show names who makes it", .present("itunes:author", in: .feed),
      reason: "Spotify shows it as the publisher.", remedy: "Add itunes:author to the channel.", specification),
    Demand(
      "language", .warning, "A show says its language", .present("language", in: .feed),
      reason: "Spotify recommends shows by it.", remedy: "Add <language>en</language> to the channel.", specification),
    Demand(
      "email", .warning, "A show names an owner with an e-mail address",
      .present("itunes:owner/itunes:email", in: .feed),
      reason: "Spotify sends the code there by which a show is claimed.",
      remedy: "Add itunes:owner with itunes:email to the channel.", specification),
    Demand(
      "title", .error, "An episode has a title", .present("title|media:title", in: .entry),
      reason: "Spotify takes no episode without one.", remedy: "Add a title to the item.", specification),
    Demand(
      "enclosure", .error, "An episode has an enclosure", .present("enclosure@url|media:content@url", in: .entry),
      reason: "There is nothing to play.", remedy: "Add an enclosure with url, length and type.", specification),
    Demand(
      "enclosure.type", .error, "An episode is audio or video",
      .each("enclosure@type", in: [.entry], says: "is neither audio nor video") {
        $0.lowercased().hasPrefix("audio/") || $0.lowercased().hasPrefix("video/")
      }, reason: "Spotify plays nothing else.", remedy: "Name the audio or video file, and write its type.",
      specification),
    Demand(
      "guid", .error, "An episode has a guid", .present("guid", in: .entry),
      reason: "Spotify distinguishes episodes by it.", remedy: "Add a guid that never changes.", specification),
    Demand(
      "date", .error, "An episode has a date", .present("pubDate", in: .entry),
      reason: "Spotify sorts by it, and publishes at it.", remedy: "Add a pubDate.", specification),
    Demand(
      "duration", .info, "An episode says how long it is", .present("itunes:duration", in: .entry),
      reason: "Spotify shows it.", remedy: "Add itunes:duration, in seconds.", specification),
  ]
}
