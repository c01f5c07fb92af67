public import TidingsCore

/// What a feed's document says of the entries that are not in it (RFC 5005).
public enum FeedHistory: Sendable, Hashable {
  /// Addresses of one document in each format.
  public typealias Addresses = [DocumentFormat: String]

  /// Nothing.
  case unreported
  /// That there are none (section 2).
  case complete
  /// That they are in archives, of which this is the newest (section 4).
  case archived(previous: Addresses)
  /// That it is an archive itself, between an older and a newer one, of the feed at `current`.
  case archive(previous: Addresses?, next: Addresses?, current: Addresses)

  static let namespace = "http://purl.org/syndication/history/1.0"

  /// The archive before this document.
  var previous: Addresses? {
    switch self {
    case .unreported, .complete: nil
    case .archived(let previous): previous
    case .archive(let previous, _, _): previous
    }
  }

  /// Whether there is an element of the namespace.
  var hasMark: Bool {
    switch self {
    case .unreported, .archived: false
    case .complete, .archive: true
    }
  }

  func writeMark(depth: Int, to out: inout XMLWriter) {
    switch self {
    case .unreported, .archived: return
    case .complete: out.open("fh:complete", depth: depth)
    case .archive: out.open("fh:archive", depth: depth)
    }
    out.empty()
  }

  func writeLinks(_ element: StaticString, _ format: DocumentFormat, depth: Int, to out: inout XMLWriter) {
    func write(_ relation: String, _ addresses: Addresses?) {
      guard let address = addresses?[format] else { return }
      AtomLink.write(element, rel: relation, href: address, type: format.mediaType, depth: depth, to: &out)
    }
    write("prev-archive", previous)
    if case .archive(_, let next, let current) = self {
      write("next-archive", next)
      write("current", current)
    }
  }
}
