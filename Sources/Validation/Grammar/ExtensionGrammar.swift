/// The elements of the extensions that stand in RSS and Atom alike, with what they hold.
enum ExtensionGrammar {
  static let shapes: [String: Grammar.Shape] = own.merging(GeoGrammar.shapes) { own, _ in own }
    .merging(PodcastGrammar.shapes) { own, _ in own }
    .merging(SmallerGrammar.shapes) { own, _ in own }

  private static let own: [String: Grammar.Shape] = [
    "anything": .init(vocabulary: .extension, content: .any, hasFreeAttributes: true),
    "ext-text": text(.any),
    "ext-date": text(.w3cDate),
    "ext-absolute": text(.absolute),
    "ext-latitude": text(.decimal(-90...90, event: "InvalidLatitude")),
    "ext-longitude": text(.decimal(-180...180, event: "InvalidLongitude")),
    "ext-coordinates": text(.coordinates),
    "event-date": text(.localDate),
    "ext-number": text(.decimal(-1e12...1e12)),
    "search-count": text(.whole(0...Int.max, event: "InvalidNonNegativeInteger")),
    "ext-filled": text(.notBlank),
    "slash-hits": text(.numbers(event: "InvalidCommaSeparatedIntegers")),
    "access-restriction": .init(
      vocabulary: .extension,
      attributes: [.required("relationship", .word(["allow", "deny"], event: "InvalidAccessRestrictionRel"))],
      content: .empty, isOpen: false),
    "app-edited": text(.rfc3339),
    "app-control": .init(
      vocabulary: .extension, children: [.of(Namespaces.publishing, "draft", .optional, "app-draft")],
      hasFreeAttributes: true),
    "app-draft": text(.word(["yes", "no"], event: "InvalidYesNo")),
    "burner-info": .init(
      vocabulary: .extension, attributes: [.required("uri")], content: .any, hasFreeAttributes: true),
    "burner-flare": .init(
      vocabulary: .extension, attributes: [.optional("href", .absolute), .optional("src", .absolute)],
      content: .text(.any), isOpen: false, hasFreeAttributes: true),
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
        .of(Namespaces.itunes, "email", .one, "itunes-email"),
      ]),
    "itunes-email": text(.emailAddress),
    "itunes-duration": text(.duration),
    "itunes-yes": text(
      .word(["Yes", "No", "yes", "no", "YES", "NO", "clean", "true", "false", ""], event: "InvalidYesNo")),
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
    Namespaces.geo, Namespaces.geoRSS, Namespaces.event, Namespaces.aggregation, Namespaces.openSearch,
    Namespaces.openSearchRSS, Namespaces.access, Namespaces.blogChannel, Namespaces.pingback, Namespaces.simpleList,
  ]

  /// Namespaces whose elements are all in the table too, and to which more are added.
  static let growingNamespaces: Set<String> = [
    Namespaces.podcast, Namespaces.googlePlay, Namespaces.googleBase, Namespaces.taxonomy, Namespaces.sharing,
    Namespaces.wiki, Namespaces.rights,
  ]

  /// Elements that say one thing of what they stand in.
  static let singles = names([
    (Namespaces.media, "title description copyright"), (Namespaces.dublinCore, "language source title date"),
    (Namespaces.syndication, "updatePeriod updateFrequency updateBase"),
    (Namespaces.slash, "section department comments hit_parade"), (Namespaces.admin, "generatorAgent errorReportsTo"),
    (Namespaces.dublinCoreTerms, "created issued modified"),
    (Namespaces.atom, "id title subtitle summary content rights updated published generator icon logo"),
    (
      Namespaces.itunes,
      "author block complete duration episode episodeType explicit image new-feed-url owner season subtitle summary"
        + " title type keywords"
    ),
    (Namespaces.history, "complete archive"), (Namespaces.openSearch, "totalResults itemsPerPage startIndex"),
    (Namespaces.openSearchRSS, "totalResults itemsPerPage startIndex"), (Namespaces.event, "startdate enddate"),
    (Namespaces.geo, "lat long alt"), (Namespaces.icbm, "latitude longitude"),
    (
      Namespaces.feedBurner,
      "origLink origEnclosureLink awareness info emailServiceId feedburnerHostname browserFriendly"
    ),
    (Namespaces.podcast, "locked guid medium season episode chapters license updateFrequency podping podroll images"),
    (Namespaces.publishing, "edited control"), (Namespaces.simpleList, "treatAs listinfo"),
  ])

  /// Elements that say something of a feed, or of an entry, and stand only there.
  static let places: [XMLTree.Name: Grammar.Place] = {
    let ofFeeds = names([
      (Namespaces.syndication, "updatePeriod updateFrequency updateBase"),
      (Namespaces.openSearch, "totalResults itemsPerPage startIndex Query"),
      (Namespaces.openSearchRSS, "totalResults itemsPerPage startIndex"),
      (Namespaces.admin, "generatorAgent errorReportsTo"), (Namespaces.simpleList, "treatAs listinfo"),
      (Namespaces.blogChannel, "blogRoll mySubscriptions blink changes"),
      (Namespaces.feedBurner, "info browserFriendly emailServiceId feedburnerHostname"),
      (Namespaces.podcast, "locked guid trailer medium podroll updateFrequency podping publisher liveItem"),
    ])
    let ofEntries = names([
      (Namespaces.slash, "section department comments hit_parade"),
      (Namespaces.wellFormedWeb, "comment commentRss commentRSS"),
      (Namespaces.content, "encoded"),
      (Namespaces.event, "startdate enddate location organizer type"),
      (Namespaces.feedBurner, "origLink origEnclosureLink"),
      (Namespaces.podcast, "transcript chapters soundbite season episode alternateEnclosure socialInteract"),
    ])
    return Dictionary(uniqueKeysWithValues: ofFeeds.map { ($0, .feed) } + ofEntries.map { ($0, .entry) })
  }()

  private static func names(_ entries: [(namespace: String, names: String)]) -> Set<XMLTree.Name> {
    Set(
      entries.flatMap { entry in
        entry.names.split(separator: " ").map { XMLTree.Name(namespace: entry.namespace, local: String($0)) }
      })
  }

  private static let table: [(namespace: String, shape: String, names: String)] =
    [
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
      (Namespaces.slash, "ext-text", "section department"),
      (Namespaces.slash, "slash-hits", "hit_parade"),
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
      (Namespaces.geo, "ext-number", "alt"),
      (Namespaces.geo, "anything", "Point SpatialThing lat_long location"),
      (Namespaces.openSearch, "search-count", "totalResults itemsPerPage startIndex"),
      (Namespaces.openSearchRSS, "search-count", "totalResults itemsPerPage startIndex"),
      (Namespaces.openSearch, "anything", "Query"),
      (Namespaces.openSearchRSS, "anything", "link"),
      (Namespaces.openSearch, "anything", "link"),
      (Namespaces.feedBurner, "ext-absolute", "origLink origEnclosureLink awareness"),
      (Namespaces.feedBurner, "burner-info", "info"),
      (Namespaces.feedBurner, "burner-flare", "feedFlare"),
      (Namespaces.feedBurner, "ext-filled", "emailServiceId"),
      (Namespaces.feedBurner, "ext-absolute", "feedburnerHostname"),
      (Namespaces.access, "access-restriction", "restriction"),
      (Namespaces.publishing, "app-edited", "edited"),
      (Namespaces.publishing, "app-control", "control"),
      (Namespaces.feedBurner, "anything", "browserFriendly"),
      (Namespaces.aggregation, "ext-date", "timestamp"),
      (Namespaces.aggregation, "ext-absolute", "sourceURL"),
      (Namespaces.aggregation, "ext-text", "source"),
      (Namespaces.rights, "ext-resource", "license"),
      (
        Namespaces.itunes, "ext-text",
        "author title subtitle summary keywords applepodcastsverify"
      ),
      (Namespaces.itunes, "ext-absolute", "new-feed-url"),
      (Namespaces.itunes, "itunes-image", "image"),
      (Namespaces.itunes, "itunes-category", "category"),
      (Namespaces.itunes, "itunes-owner", "owner"),
      (Namespaces.itunes, "itunes-explicit", "explicit"),
      (Namespaces.itunes, "itunes-type", "type"),
      (Namespaces.itunes, "itunes-episode-type", "episodeType"),
      (Namespaces.itunes, "itunes-number", "season episode order"),
      (Namespaces.itunes, "itunes-duration", "duration"),
      (Namespaces.itunes, "itunes-yes", "block complete isClosedCaptioned"),
    ] + GeoGrammar.table + PodcastGrammar.table + SmallerGrammar.table

  /// Text alone: an attribute in no namespace is none that the extension knows.
  private static func text(_ type: ValueType) -> Grammar.Shape {
    .init(vocabulary: .extension, content: .text(type), isOpen: false)
  }
}
