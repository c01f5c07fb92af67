public import TidingsCore

/// The feed that an entry was taken over from: `atom:source` (RFC 4287, section 4.2.11), RSS `source`.
public struct FeedSource: Sendable, Hashable {
  /// Where the feed is served.
  public var address: String
  public var title: String
  /// The feed's own id; its address where that is not known.
  public var id: String
  public var updated: Timestamp?

  public init(address: String, title: String, id: String? = nil, updated: Timestamp? = nil) {
    self.address = address
    self.title = title
    self.id = id ?? address
    self.updated = updated
  }

  /// What its address says of its format; `nil` where that says nothing.
  private var mediaType: String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }.lowercased()
    let name = path.split(separator: "/").last ?? ""
    if name.hasSuffix(".json") { return DocumentFormat.json.mediaType }
    if name.contains("atom") { return DocumentFormat.atom.mediaType }
    return name.contains("rss") ? DocumentFormat.rss.mediaType : nil
  }

  /// - Parameter entry: when the entry changed: the feed cannot have changed before, and Atom wants to know.
  func writeAtom(entry: Timestamp, to out: inout XMLWriter) {
    out.start("source", depth: 2)
    out.element("id", id, depth: 3)
    out.element("title", title, depth: 3)
    out.element("updated", raw: (updated ?? entry).rfc3339Bytes, depth: 3)
    AtomLink.write("link", rel: "self", href: address, type: mediaType, depth: 3, to: &out)
    out.end("source", depth: 2)
  }
}
