/// The elements of Podcasting 2.0 (podcast-namespace 1.0), with what the page of each calls required.
///
/// The namespace grows: an element that is not in the table may be a new one.
enum PodcastGrammar {
  static let shapes: [String: Grammar.Shape] = [
    "podcast-locked": .init(
      vocabulary: .extension, content: .text(.word(["yes", "no"], event: "InvalidYesNo")), isOpen: false,
      hasFreeAttributes: true),
    "podcast-value": .init(
      vocabulary: .extension, attributes: [.required("type"), .required("method")],
      children: [
        .of(Namespaces.podcast, "valueRecipient", .several, "podcast-recipient"),
        .of(Namespaces.podcast, "valueTimeSplit", .many, "podcast-split"),
      ], hasFreeAttributes: true),
    "podcast-split": .init(
      vocabulary: .extension, attributes: [.required("startTime"), .required("duration")], content: .any,
      hasFreeAttributes: true),
    "podcast-remotes": .init(
      vocabulary: .extension, children: [.of(Namespaces.podcast, "remoteItem", .several, "podcast-remote")],
      hasFreeAttributes: true),
    "podcast-podping": podcast([.optional("usesPodping", .word(["true", "false"], event: "InvalidTrueFalse"))]),
    "podcast-image": podcast([.required("href", .absolute)]),
    "podcast-recipient": .init(
      vocabulary: .extension, attributes: [.required("type"), .required("address"), .required("split")],
      content: .mixed, hasFreeAttributes: true),
    "podcast-funding": podcast([.required("url", .absolute)]),
    "podcast-transcript": podcast([.required("url", .absolute), .required("type", .mediaType)]),
    "podcast-chapters": podcast([.required("url", .absolute), .required("type", .mediaType)]),
    "podcast-soundbite": podcast([
      .required("startTime", .decimal(0...1e9)), .required("duration", .decimal(0...1e9)),
    ]),
    "podcast-trailer": podcast([.required("url", .absolute), .required("pubdate", .rfc822)]),
    "podcast-person": podcast([.optional("href", .absolute), .optional("img", .absolute)], .notBlank),
    "podcast-social": podcast([.required("protocol")]),
    "podcast-number": .init(
      vocabulary: .extension, content: .text(.decimal(0...1e9)), isOpen: false, hasFreeAttributes: true),
    "podcast-season": podcast([], .whole(0...Int.max, event: "InvalidNonNegativeInteger")),
    "podcast-guid": podcast([], .uuid),
    "podcast-medium": podcast([], .word(media + media.map { $0 + "L" } + ["mixed"], event: "InvalidValue")),
    "podcast-filled": podcast([], .notBlank),
    "podcast-live": .init(
      vocabulary: .extension,
      attributes: [
        .required("status", .word(["pending", "live", "ended"], event: "InvalidValue")), .required("start", .w3cDate),
        .optional("end", .w3cDate),
      ], content: .any, hasFreeAttributes: true),
    "podcast-alternate": .init(
      vocabulary: .extension, attributes: [.required("type", .mediaType)],
      children: [
        .of(Namespaces.podcast, "source", .several, "podcast-source"),
        .of(Namespaces.podcast, "integrity", .optional, "podcast-integrity"),
      ], hasFreeAttributes: true),
    "podcast-source": podcast([.required("uri")]),
    "podcast-integrity": podcast([
      .required("type", .word(["sri", "pgp-signature"], event: "InvalidValue")), .required("value"),
    ]),
    "podcast-content": podcast([.required("href", .absolute)]),
    "podcast-text": podcast([.optional("purpose", .atMost(128, event: "TooLong"))], .atMost(4000, event: "TooLong")),
    "podcast-frequency": podcast([
      .optional("complete", .word(["true", "false"], event: "InvalidTrueFalse")), .optional("dtstart", .w3cDate),
    ]),
    "podcast-remote": podcast([.required("feedGuid", .uuid), .optional("feedUrl", .absolute)]),
    "podcast-images": podcast([.required("srcset")]),
    "podcast-block": podcast([], .word(["yes", "no"], event: "InvalidYesNo")),
    "podcast-chat": podcast([.required("server"), .required("protocol")]),
  ]

  static let table: [(namespace: String, shape: String, names: String)] = [
    "podcast-locked": "locked", "podcast-value": "value", "podcast-funding": "funding",
    "podcast-transcript": "transcript", "podcast-chapters": "chapters", "podcast-soundbite": "soundbite",
    "podcast-trailer": "trailer", "podcast-person": "person", "podcast-social": "socialInteract",
    "podcast-season": "season", "podcast-number": "episode", "podcast-guid": "guid", "podcast-medium": "medium",
    "podcast-filled": "license location", "podcast-live": "liveItem", "podcast-alternate": "alternateEnclosure",
    "podcast-content": "contentLink", "podcast-text": "txt", "podcast-frequency": "updateFrequency",
    "podcast-remote": "remoteItem", "podcast-images": "images",
    "podcast-image": "image", "podcast-remotes": "podroll publisher", "podcast-podping": "podping",
    "podcast-block": "block", "podcast-chat": "chat",
  ].map { (Namespaces.podcast, $0.key, $0.value) }

  private static let media = [
    "podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course",
  ]

  private static func podcast(_ attributes: [Grammar.Attribute], _ type: ValueType = .any) -> Grammar.Shape {
    .init(vocabulary: .extension, attributes: attributes, content: .text(type), isOpen: false, hasFreeAttributes: true)
  }
}
