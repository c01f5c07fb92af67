/// An entry's bytes in every format. An entry stands in many feeds and is rendered once.
///
/// The escaped content is the same in RSS and Atom and kept once.
public struct RenderedEntry: Sendable, Hashable {
  let rss: [UInt8]
  let atom: [UInt8]
  let xmlContent: [UInt8]
  let json: [UInt8]
  let jsonContent: [UInt8]
  let jsonSummary: [UInt8]

  public init(_ entry: Entry) {
    rss = RSSItem.head(of: entry)
    atom = AtomEntry.head(of: entry)
    json = JSONItem.head(of: entry)
    var content = XMLWriter()
    content.text(bytes: entry.content)
    xmlContent = content.bytes
    var jsonContent = JSONWriter()
    jsonContent.string(bytes: entry.content)
    self.jsonContent = jsonContent.bytes
    var jsonSummary = JSONWriter()
    jsonSummary.string(entry.summary)
    self.jsonSummary = jsonSummary.bytes
  }

  /// The bytes that it takes in its largest format, about.
  public func size(_ form: EntryForm) -> Int {
    let (xml, json) = form == .full ? (xmlContent.count, jsonContent.count) : (0, jsonSummary.count)
    return max(rss.count + xml, atom.count + xml, self.json.count + json) + RenderedEntry.overhead
  }

  /// End tags and separators.
  private static let overhead = 80
}

/// How much of an entry a feed has room for.
public enum EntryForm: Sendable, Hashable {
  /// With its content.
  case full
  /// With its summary in place of its content.
  case summary
}

/// An entry in a feed, in the form that it has there.
public struct PlacedEntry: Sendable, Hashable {
  public let entry: RenderedEntry
  public let form: EntryForm

  public init(_ entry: RenderedEntry, form: EntryForm) {
    self.entry = entry
    self.form = form
  }
}
