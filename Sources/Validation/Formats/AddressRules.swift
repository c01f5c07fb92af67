import TidingsCore

/// Rules on how an address is written, wherever a document has one.
enum AddressRules {
  static let all: [DocumentRule] = [character, percent]

  private static let formats: Set<DocumentFormat> = [.rss, .atom, .json, .opml, .sitemap, .sitemapIndex]

  static let character = DocumentRule(
    Rule(
      "address.character", .error, "Addresses have a valid host and port, and only characters that they may have",
      reason: "Programs that take the address apart by its rules do not open it.",
      reference: "RFC 3986, sections 3.2.2, 3.2.3 and 3.3; RFC 3987, section 2.2",
      remedy: "Write %XX for each such character: %5B for [, %5D for ], %20 for a blank.", w3c: "InvalidFullLink",
      disagreement: "The W3C validator knows no IP address of version 6 in a host, and accepts any port."), formats
  ) { subject, report in
    for place in subject.faultyAddresses where place.fault.kind != .percent {
      let fault = place.fault
      // In XML, the rule of the element itself says so.
      if fault.kind == .character, subject.format != .json { continue }
      let isWord = fault.kind == .character
      report(
        at: place.offset(subject), "The address '\(place.text)' \(fault.what)", w3c: isWord ? "InvalidUriChar" : nil,
        remedy: fault.kind == .port ? "Write the number of the port, or leave ':' and port out." : remedy(place.bytes))
    }
  }

  static let percent = DocumentRule(
    Rule(
      "address.percent", .warning, "A % in an address begins an encoded character",
      reason: "Some programs refuse the address; others send the % as it is, which the server may not take.",
      reference: "RFC 3986, section 2.1", remedy: "Write %25 for a percent sign."), formats
  ) { subject, report in
    for place in subject.faultyAddresses where place.fault.kind == .percent {
      report(
        at: place.offset(subject), "The address '\(place.text)' \(place.fault.what)", remedy: remedy(place.bytes))
    }
  }

  private static func remedy(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.count > 300 ? nil : AddressFault.mended(bytes).map { "Write \($0)" }
  }

  /// An address that has a fault.
  struct Place {
    fileprivate let fault: AddressFault
    fileprivate let bytes: ArraySlice<UInt8>
    fileprivate let start: Int
    fileprivate var attribute: String?

    fileprivate var text: String { String(decoding: bytes.prefix(100), as: UTF8.self) + (bytes.count > 100 ? "…" : "") }

    fileprivate func offset(_ subject: DocumentContext) -> Int {
      attribute.map { subject.place(of: $0, at: start) } ?? start
    }
  }

  /// The addresses of a document that have a fault: texts of elements that are one, and attributes.
  static func places(_ format: DocumentFormat, _ tree: XMLTree, _ json: JSONTree?) -> [Place] {
    guard formats.contains(format) else { return [] }
    if format == .json { return json.map { jsonPlaces($0.root) } ?? [] }
    let isElement = tree.names.map { elements[$0.namespace]?.contains($0.local) ?? false }
    let isAttribute = tree.names.map { $0.namespace.isEmpty && attributes.contains($0.local) }
    let isOther = tree.names.map { $0.namespace == Namespaces.xhtml }
    let permanence = tree.id("isPermaLink")
    var places: [Place] = []
    for (element, node) in tree.nodes.enumerated() where !isOther[node.name] {
      if isElement[node.name], node.firstChild < 0 {
        let isGUID = tree.names[node.name].local == "guid"
        if !isGUID || tree.attributeBytes(element, permanence).map({ !$0.elementsEqual("false".utf8) }) ?? true {
          add(tree.bytes(element), at: node.offset, to: &places)
        }
      }
      for attribute in tree.attributes[node.attributes] where isAttribute[attribute.name] {
        add(
          tree.attributeText[attribute.value], at: node.offset, attribute: tree.names[attribute.name].local, to: &places
        )
      }
    }
    return places
  }

  /// Keeps what has a fault. How a tag: is written is a rule of its own.
  private static func add(
    _ bytes: ArraySlice<UInt8>, at start: Int, attribute: String? = nil, to places: inout [Place]
  ) {
    guard !AddressFault.isPlain(bytes), !bytes.starts(with: "tag:".utf8), let fault = AddressFault.first(in: bytes)
    else { return }
    places.append(Place(fault: fault, bytes: bytes, start: start, attribute: attribute))
  }

  private static func jsonPlaces(_ feed: JSONTree.Value) -> [Place] {
    var places: [Place] = []
    func take(_ object: JSONTree.Value, _ names: [JSONTree.Key]) {
      for value in names.compactMap({ object[$0] }) {
        if let bytes = value.bytes { add(bytes, at: value.offset, to: &places) }
      }
    }
    take(feed, ["home_page_url", "feed_url", "next_url", "icon", "favicon"])
    for item in feed["items"].elements {
      take(item, ["url", "external_url", "image", "banner_image"])
      for attachment in item["attachments"].elements { take(attachment, ["url"]) }
    }
    return places
  }

  private static let elements: [String: Set<String>] = [
    "": ["link", "url", "docs", "comments", "guid"], Namespaces.rss1: ["link", "url"],
    Namespaces.atom: ["id", "icon", "logo", "uri"], Namespaces.itunes: ["new-feed-url"],
    Namespaces.wellFormedWeb: ["comment", "commentRss", "commentRSS"], Namespaces.creativeCommons: ["license"],
    Namespaces.feedBurner: ["origLink", "origEnclosureLink"], Namespaces.pingback: ["server", "target"],
    Namespaces.blogChannel: ["blogRoll", "mySubscriptions", "blink", "changes"],
    Namespaces.googleBase: ["link", "image_link", "additional_image_link"], Namespaces.sitemap: ["loc"],
    Namespaces.image: ["loc"], Namespaces.video: ["thumbnail_loc", "content_loc", "player_loc"],
  ]

  private static let attributes: Set = ["href", "url", "src", "uri", "xmlUrl", "htmlUrl"]
}
