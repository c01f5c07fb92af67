import TidingsCore

/// Podcasting 2.0: the required and recommended elements of the Podcast Standards Project (PSP-1), and the podcast
/// namespace.
enum Podcasting2Profile {
  private static let standard = "https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification"
  private static let namespace = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
  private static let required = "PSP-1 requires it."
  private static let recommended = "PSP-1 recommends it: it is of use to listeners."

  static let demands: [Demand] = [
    Demand(
      "self", .error, "A podcast names its own address", .present("atom:link[self]@href", in: .feed), reason: required,
      remedy: "Add <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://…\"/>.", standard),
    Demand(
      "language", .error, "A podcast says its language", .present("language", in: .feed), reason: required,
      remedy: "Add <language>en</language> to the channel.", standard),
    Demand(
      "category", .error, "A podcast has a category", .present("itunes:category@text", in: .feed), reason: required,
      remedy: "Add an itunes:category of Apple's list to the channel.", standard),
    Demand(
      "explicit", .error, "A podcast says whether it is explicit", .present("itunes:explicit", in: .feed),
      reason: required, remedy: "Add <itunes:explicit>false</itunes:explicit> or true.", standard),
    Demand(
      "image", .error, "A podcast has artwork", .present("itunes:image@href", in: .feed), reason: required,
      remedy: "Add <itunes:image href=\"https://…\"/> to the channel.", standard),
    Demand(
      "image.type", .error, "Artwork is a JPEG or a PNG, by its name too", .artwork,
      reason: "PSP-1 has the end of the name match the file.", remedy: "Save it as .jpg or .png, and name that file.",
      standard),
    Demand(
      "guid", .warning, "A podcast has a podcast:guid", .present("podcast:guid", in: .feed),
      reason: "By it a podcast stays the same when its address changes.",
      remedy: "Add podcast:guid: the UUIDv5 of the feed's address, without scheme.", standard),
    Demand(
      "guid.form", .error, "A podcast:guid is a UUID",
      .each("podcast:guid", in: [.feed], says: "is not a UUID") { ProfileCheck.isUUID($0) },
      reason: "Apps find the podcast by it in the index.", remedy: "Write it as 917393e3-1b1e-5cef-ace4-edaa54e1f810.",
      "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md"),
    Demand(
      "locked", .warning, "A podcast says whether others may import it", .present("podcast:locked", in: .feed),
      reason: "Hosts that honour it keep a podcast from being taken over.",
      remedy: "Add <podcast:locked>yes</podcast:locked> or no.", standard),
    Demand(
      "author", .info, "A podcast names who makes it", .present("itunes:author", in: .feed), reason: recommended,
      remedy: "Add itunes:author to the channel.", standard),
    Demand(
      "medium", .error, "A podcast:medium is one of the list",
      .each("podcast:medium", in: [.feed], says: "is not a known medium") { mediums.contains($0) },
      reason: "Apps choose how to play by it.",
      remedy: "Write podcast, music, video, film, audiobook, newsletter or blog.",
      "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/medium.md"),
    Demand(
      "title", .error, "An episode has a title", .present("title", in: .entry), reason: required,
      remedy: "Add a title to the item.", standard),
    Demand(
      "enclosure", .error, "An episode has an enclosure", .present("enclosure@url", in: .entry), reason: required,
      remedy: "Add an enclosure with url, length and type.", standard),
    Demand(
      "item.guid", .error, "An episode has a guid", .present("guid", in: .entry), reason: required,
      remedy: "Add a guid that never changes.", standard),
    Demand(
      "date", .warning, "An episode has a date", .present("pubDate", in: .entry), reason: recommended,
      remedy: "Add a pubDate.", standard),
    Demand(
      "description", .info, "An episode has a description", .present("description", in: .entry), reason: recommended,
      remedy: "Add a description to the item.", standard),
    Demand(
      "duration", .info, "An episode says how long it is", .present("itunes:duration", in: .entry), reason: recommended,
      remedy: "Add itunes:duration, in seconds.", standard),
    Demand(
      "transcript", .info, "An episode has a transcript", .present("podcast:transcript@url", in: .entry),
      reason: recommended, remedy: "Add <podcast:transcript url=\"https://…\" type=\"text/vtt\"/>.", standard),
    Demand(
      "https", .error, "Addresses in elements of the podcast namespace begin with https",
      ProfileCheck { subject in
        subject.tree.nodes.indices.filter { subject.tree.name($0).namespace == Namespaces.podcast }.flatMap { element in
          ["url", "href", "img", "uri"].compactMap { name in
            guard let value = subject.tree.attribute(element, name), value.lowercased().hasPrefix("http:") else {
              return nil
            }
            let local = subject.tree.name(element).local
            return ProfileFault(
              offset: subject.subject.place(of: name, in: element),
              text: "podcast:\(local) names '\(value.prefix(100))', without https")
          }
        }
      }, reason: "The namespace demands it of every address of text, and many apps fetch no others.",
      remedy: "Serve it over https, and write https.", namespace),
    Demand(
      "text.length", .warning, "Texts of people, funding and licenses have at most 128 characters",
      .length("podcast:person|podcast:funding|podcast:license", in: [.feed, .entry], 0...128),
      reason: "Apps may cut off the rest.", remedy: "Shorten it.", namespace),
    Demand(
      "description.length", .warning, "A podcast's description has at most 4,000 bytes",
      .length("description", in: [.feed], 0...4000, bytes: true), reason: "PSP-1 allows no more.",
      remedy: "Shorten it.",
      standard),
  ]

  private static let mediums: Set<String> = {
    let plain = ["podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course"]
    return Set(plain + plain.map { $0 + "L" } + ["mixed"])
  }()
}
