import TidingsCore

/// Apple Podcasts: the requirements of RSS feeds and A Podcaster's Guide to RSS. The artwork's size in pixels, square and
/// between 1400 and 3000, is in the picture and not in the feed.
enum ApplePodcastsProfile {
  private static let requirements = "https://podcasters.apple.com/support/823-podcast-requirements"
  private static let guide = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
  private static let refused = "Apple does not list a show without it."

  static let demands: [Demand] = [
    Demand(
      "image", .error, "A show has artwork", .present("itunes:image@href", in: .feed), reason: refused,
      remedy: "Add <itunes:image href=\"https://…\"/> to the channel: square, 1400 to 3000 pixels, JPEG or PNG.", guide),
    Demand(
      "image.type", .error, "Artwork is a JPEG or a PNG, by its name too", .artwork,
      reason: "Apple looks at the end of the address, and refuses others.",
      remedy: "Save it as .jpg or .png, and name that file.", guide),
    Demand(
      "language", .error, "A show says its language", .present("language", in: .feed), reason: refused,
      remedy: "Add <language>en</language> to the channel.", guide),
    Demand(
      "category", .error, "A show has a category", .present("itunes:category@text", in: .feed), reason: refused,
      remedy: "Add an itunes:category of Apple's list to the channel.", guide),
    Demand(
      "explicit", .error, "A show says whether it is explicit", .present("itunes:explicit", in: .feed), reason: refused,
      remedy: "Add <itunes:explicit>false</itunes:explicit> or true to the channel.", guide),
    Demand(
      "author", .warning, "A show names who makes it", .present("itunes:author", in: .feed),
      reason: "Apple shows it below the title, and finds shows by it.", remedy: "Add itunes:author to the channel.",
      guide),
    Demand(
      "description.length", .warning, "A description has at most 4,000 bytes",
      .length("description", in: [.feed, .entry], 0...4000, bytes: true), reason: "Apple cuts the rest off.",
      remedy: "Shorten it; put the whole text on the episode's page.", guide),
    Demand(
      "title", .error, "An episode has a title", .present("title", in: .entry),
      reason: "Apple lists no episode without one.",
      remedy: "Add a title to the item.", guide),
    Demand(
      "enclosure", .error, "An episode has an enclosure", .present("enclosure@url", in: .entry),
      reason: "There is nothing to play.", remedy: "Add an enclosure with url, length and type.", requirements),
    Demand(
      "enclosure.unique", .error, "No two episodes have one enclosure", .unique("enclosure@url"),
      reason: "Apple ignores the second.", remedy: "Give each episode a file of its own.", requirements),
    Demand(
      "enclosure.type", .warning, "An enclosure's type is one of Apple's list",
      .each("enclosure@type", in: [.entry], says: "is not one of Apple's types") {
        mediaTypes.contains($0.lowercased())
      },
      reason: "Apple knows M4A, MP3, MOV, MP4, M4V and PDF by these types.",
      remedy: "Write audio/mpeg, audio/x-m4a, video/mp4, video/x-m4v, video/quicktime or application/pdf.", guide),
    Demand(
      "enclosure.name", .error, "An enclosure's file ends in .m4a, .mp3, .mov, .mp4, .m4v or .pdf",
      .each("enclosure@url", in: [.entry], says: "ends in none of Apple's names") {
        ["m4a", "mp3", "mov", "mp4", "m4v", "pdf"].contains(fileType($0))
      }, reason: "By its end Apple decides whether the episode appears.", remedy: "Give the file its proper end.", guide
    ),
    Demand(
      "enclosure.length", .warning, "An enclosure's length is the file's, in bytes",
      .each("enclosure@length", in: [.entry], says: "is not a file's length") { (Int($0) ?? 0) > 0 },
      reason: "Apple requires it, and players show a download by it.", remedy: "Write the number of bytes.",
      requirements),
    Demand(
      "guid", .error, "An episode has a guid", .present("guid", in: .entry),
      reason: "Without one an episode is new again when its file moves.", remedy: "Add a guid that never changes.",
      requirements),
    Demand(
      "date", .warning, "An episode has a date", .present("pubDate", in: .entry),
      reason: "Apple sorts the episodes of a show by it.", remedy: "Add a pubDate.", guide),
    Demand(
      "duration", .info, "An episode says how long it is", .present("itunes:duration", in: .entry),
      reason: "Apple shows it before the file is fetched.", remedy: "Add itunes:duration, in seconds.", guide),
    Demand(
      "ascii", .warning, "Names of files are plain ASCII",
      .each("enclosure@url|itunes:image@href", in: [.feed, .entry], says: "has other characters than a-z, A-Z and 0-9")
      {
        isASCII($0)
      }, reason: "Apple fetches no others reliably.", remedy: "Rename the file, and correct its address.", requirements),
    Demand(
      "serial", .error, "Each episode of a serial show has its number",
      ProfileCheck { subject in
        let type = ElementPath.list("itunes:type")[0]
        let isSerial = subject.elements(.feed).contains { feed in
          subject.values(type, of: feed).contains { $0.text.lowercased() == "serial" }
        }
        guard isSerial else { return [] }
        let (number, kind) = (ElementPath.list("itunes:episode")[0], ElementPath.list("itunes:episodeType")[0])
        return subject.elements(.entry).filter { item in
          let isFull = subject.values(kind, of: item).allSatisfy { $0.text.lowercased() == "full" }
          return isFull && subject.values(number, of: item).isEmpty
        }.map { ProfileFault(offset: subject.tree.nodes[$0].offset, text: "The item has no itunes:episode") }
      }, reason: "Apple puts a serial's episodes in order by it.", remedy: "Add itunes:episode with a number from 1.",
      guide),
    Demand(
      "block", .info, "A show is not hidden",
      .each("itunes:block", in: [.feed], says: "hides the show") { $0 != "Yes" },
      reason: "Yes keeps the show out of Apple Podcasts.", remedy: "Remove itunes:block, if the show is to be found.",
      guide),
  ]

  private static func fileType(_ address: String) -> String { ProfileCheck.fileType(address) }
  private static func isASCII(_ address: String) -> Bool { ProfileCheck.isASCII(address) }

  private static let mediaTypes: Set<String> = [
    "audio/x-m4a", "audio/mpeg", "video/quicktime", "video/mp4", "video/x-m4v", "application/pdf",
  ]
}
