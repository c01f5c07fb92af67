/// The elements of the extensions that stand in RSS and Atom alike, with what they hold.
enum ExtensionGrammar {
  static let shapes: [String: Grammar.Shape] = [
    "anything": .init(vocabulary: .extension, content: .any, hasFreeAttributes: true),
    "ext-text": text(.any),
    "ext-date": text(.w3cDate),
    "ext-absolute": text(.absolute),
    "ext-latitude": text(.decimal(-90...90, event: "InvalidLatitude")),
    "ext-longitude": text(.decimal(-180...180, event: "InvalidLongitude")),
    "ext-coordinates": text(.coordinates),
    "event-date": text(.localDate),
    "geo-point": text(.positions(1...1, isClosed: false)),
    "geo-line": text(.positions(2...Int.max, isClosed: false)),
    "geo-box": text(.positions(2...2, isClosed: false)),
    "geo-polygon": text(.positions(4...Int.max, isClosed: true)),
    "ext-number": text(.decimal(-1e12...1e12)),
    "search-count": text(.whole(0...Int.max, event: "InvalidNonNegativeInteger")),
    "podcast-locked": .init(
      vocabulary: .extension, content: .text(.word(["yes", "no"], event: "InvalidYesNo")), isOpen: false,
      hasFreeAttributes: true),
    "burner-info": .init(
      vocabulary: .extension, attributes: [.required("uri")], content: .any, hasFreeAttributes: true),
    "burner-flare": .init(
      vocabulary: .extension, attributes: [.optional("href", .absolute), .optional("src", .absolute)],
      content: .text(.any), isOpen: false, hasFreeAttributes: true),
    "podcast-value": .init(
      vocabulary: .extension, attributes: [.required("type"), .required("method")],
      children: [.of(Namespaces.podcast, "valueRecipient", .several, "podcast-recipient")], hasFreeAttributes: true),
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
    "podcast-person": podcast([.optional("href", .absolute), .optional("img", .absolute)]),
    "podcast-social": podcast([.required("protocol")]),
    "podcast-number": .init(
      vocabulary: .extension, content: .text(.decimal(0...1e9)), isOpen: false, hasFreeAttributes: true),
    "ext-resource": .init(
      vocabulary: .extension,
      attributes: [
        .init(
          name: .init(namespace: Namespaces.rdf, local: "resource"), isRequired: true, value: .absolute,
          event: "MissingAttribute")
      ], content: .empty, isOpen: false),
    "sy-period": text(.word(["hourly", "daily", "weekly", "monthly", "yearly"], event: "InvalidUpdatePeriod")),
    "sy-frequency": text(.whole(1...Int.max, event: "InvalidPositiveInteger")),
    "slash-comments": text(.whole(0...Int.max, event: "InvalidNonNegativeInteger")),
    "itunes-image": .init(vocabulary: .extension, attributes: [.required("href", .absolute)], content: .empty),
    "itunes-category": .init(
      vocabulary: .extension, attributes: [.required("text", .notBlank)],
      children: [.of(Namespaces.itunes, "category", .many, "itunes-category")]),
    "itunes-owner": .init(
      vocabulary: .extension,
      children: [
        .of(Namespaces.itunes, "name", .optional, "ext-text"),
        .of(Namespaces.itunes, "email", .optional, "itunes-email"),
      ]),
    "itunes-email": text(.emailAddress),
    "itunes-explicit": text(
      .word(["true", "false", "yes", "no", "clean", "explicit", "True", "False", "Yes", "No"], event: "InvalidYesNo")),
    "itunes-type": text(.word(["episodic", "serial", "Episodic", "Serial"], event: "InvalidItunesType")),
    "itunes-episode-type": text(.word(["full", "trailer", "bonus"], event: "InvalidItunesEpisodeType")),
    "itunes-number": text(.whole(1...Int.max, event: "InvalidPositiveInteger")),
  ]

  /// By name; each may stand wherever its neighbours leave room.
  static let elements: [XMLTree.Name: String] = {
    var elements: [XMLTree.Name: String] = [:]
    for (namespace, shape, names) in table {
      for name in names.split(separator: " ") {
        elements[XMLTree.Name(namespace: namespace, local: String(name))] = shape
      }
    }
    return elements
  }()

  /// Namespaces whose elements are all in the table.
  static let closedNamespaces: Set<String> = [
    Namespaces.dublinCore, Namespaces.dublinCoreTerms, Namespaces.content, Namespaces.syndication, Namespaces.slash,
    Namespaces.wellFormedWeb, Namespaces.trackback, Namespaces.threading, Namespaces.history, Namespaces.tombstones,
    Namespaces.icbm, Namespaces.creativeCommons, Namespaces.admin, Namespaces.itunes, Namespaces.feedBurner,
  ]

  /// Elements that say one thing of what they stand in.
  static let singles: Set<XMLTree.Name> = {
    let names: [(namespace: String, names: String)] = [
      (Namespaces.media, "title description copyright"), (Namespaces.dublinCore, "language source title date"),
      (Namespaces.syndication, "updatePeriod updateFrequency updateBase"),
      (Namespaces.slash, "section department comments hit_parade"), (Namespaces.admin, "generatorAgent errorReportsTo"),
      (Namespaces.dublinCoreTerms, "created issued modified"),
      (Namespaces.atom, "id title subtitle summary content rights updated published generator icon logo"),
      (
        Namespaces.itunes,
        "author block complete duration episode episodeType explicit image new-feed-url owner season subtitle summary"
          + " title type"
      ),
      (Namespaces.history, "complete archive"),
    ]
    return Set(
      names.flatMap { entry in
        entry.names.split(separator: " ").map { XMLTree.Name(namespace: entry.namespace, local: String($0)) }
      })
  }()

  private static let table: [(namespace: String, shape: String, names: String)] = [
    (
      Namespaces.dublinCore, "ext-text",
      "title creator subject description publisher contributor type format identifier source relation coverage rights"
        + " language"
    ),
    (Namespaces.dublinCore, "ext-date", "date"),
    (
      Namespaces.dublinCoreTerms, "anything",
      "abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available"
        + " bibliographicCitation conformsTo contributor coverage creator date description educationLevel extent format"
        + " hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy"
        + " isRequiredBy isVersionOf language license mediator medium provenance publisher references relation replaces"
        + " requires rights rightsHolder source spatial subject tableOfContents temporal title type valid"
    ),
    (
      Namespaces.dublinCoreTerms, "ext-date",
      "created dateAccepted dateCopyrighted dateSubmitted issued modified"
    ),
    (Namespaces.content, "ext-text", "encoded"),
    (Namespaces.content, "anything", "items item format encoding"),
    (Namespaces.syndication, "sy-period", "updatePeriod"),
    (Namespaces.syndication, "sy-frequency", "updateFrequency"),
    (Namespaces.syndication, "ext-date", "updateBase"),
    (Namespaces.slash, "ext-text", "section department hit_parade"),
    (Namespaces.slash, "slash-comments", "comments"),
    (Namespaces.wellFormedWeb, "ext-absolute", "comment commentRss commentRSS"),
    (Namespaces.trackback, "anything", "ping about"),
    (Namespaces.threading, "anything", "in-reply-to total"),
    (Namespaces.history, "anything", "complete archive incremental version previous next current"),
    (Namespaces.tombstones, "anything", "deleted-entry"),
    (Namespaces.geo, "ext-latitude", "lat"),
    (Namespaces.geo, "ext-longitude", "long"),
    (Namespaces.icbm, "ext-latitude", "latitude"),
    (Namespaces.icbm, "ext-longitude", "longitude"),
    (Namespaces.creativeCommons, "ext-absolute", "license"),
    (Namespaces.admin, "ext-resource", "generatorAgent errorReportsTo"),
    (Namespaces.event, "event-date", "startdate enddate"),
    (Namespaces.event, "anything", "location organizer type"),
    (Namespaces.geoRSS, "geo-point", "point"),
    (Namespaces.geoRSS, "geo-line", "line"),
    (Namespaces.geoRSS, "geo-box", "box"),
    (Namespaces.geoRSS, "geo-polygon", "polygon"),
    (Namespaces.geoRSS, "ext-number", "elev floor radius"),
    (Namespaces.openSearch, "search-count", "totalResults itemsPerPage startIndex"),
    (Namespaces.openSearchRSS, "search-count", "totalResults itemsPerPage startIndex"),
    (Namespaces.feedBurner, "ext-absolute", "origLink origEnclosureLink awareness"),
    (Namespaces.feedBurner, "burner-info", "info"),
    (Namespaces.feedBurner, "burner-flare", "feedFlare"),
    (Namespaces.feedBurner, "ext-text", "emailServiceId feedburnerHostname"),
    (Namespaces.feedBurner, "anything", "browserFriendly"),
    (Namespaces.podcast, "podcast-locked", "locked"),
    (Namespaces.podcast, "podcast-value", "value"),
    (Namespaces.podcast, "podcast-funding", "funding"),
    (Namespaces.podcast, "podcast-transcript", "transcript"),
    (Namespaces.podcast, "podcast-chapters", "chapters"),
    (Namespaces.podcast, "podcast-soundbite", "soundbite"),
    (Namespaces.podcast, "podcast-trailer", "trailer"),
    (Namespaces.podcast, "podcast-person", "person"),
    (Namespaces.podcast, "podcast-social", "socialInteract"),
    (Namespaces.podcast, "podcast-number", "season episode"),
    (Namespaces.aggregation, "ext-date", "timestamp"),
    (Namespaces.aggregation, "ext-absolute", "sourceURL"),
    (Namespaces.aggregation, "ext-text", "source"),
    (Namespaces.rights, "ext-resource", "license"),
    (
      Namespaces.itunes, "ext-text",
      "author title subtitle summary keywords duration block complete order applepodcastsverify"
        + " isClosedCaptioned"
    ),
    (Namespaces.itunes, "ext-absolute", "new-feed-url"),
    (Namespaces.itunes, "itunes-image", "image"),
    (Namespaces.itunes, "itunes-category", "category"),
    (Namespaces.itunes, "itunes-owner", "owner"),
    (Namespaces.itunes, "itunes-explicit", "explicit"),
    (Namespaces.itunes, "itunes-type", "type"),
    (Namespaces.itunes, "itunes-episode-type", "episodeType"),
    (Namespaces.itunes, "itunes-number", "season episode"),
  ]

  /// An element of Podcasting 2.0 (podcast-namespace 1.0), with what its page calls required.
  private static func podcast(_ attributes: [Grammar.Attribute]) -> Grammar.Shape {
    .init(vocabulary: .extension, attributes: attributes, content: .text(.any), isOpen: false, hasFreeAttributes: true)
  }

  private static func text(_ type: ValueType) -> Grammar.Shape {
    .init(vocabulary: .extension, content: .text(type), isOpen: false, hasFreeAttributes: true)
  }
}
