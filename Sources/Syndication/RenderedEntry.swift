import TidingsCore

/// An entry's bytes in every format, made once however many feeds the entry stands in.
///
/// One block of memory for all of them, since there are many entries; the content is kept once, as HTML, and escaped
/// where it is placed, which costs no more than copying it would.
public struct RenderedEntry: Sendable, Hashable {
  private let bytes: [UInt8]
  private let atomStart: Int32
  private let jsonStart: Int32
  private let summaryStart: Int32
  private let contentStart: Int32
  /// Bytes of the content as it stands in XML and in JSON.
  private let xmlContentSize: Int32
  /// Of the entry, where it has one of its own; a feed in that language has said it already.
  let language: String?
  private let jsonContentSize: Int32
  /// The entry as it was published, where it cannot be rebuilt.
  let published: PublishedEntry?

  /// - Parameter published: what stands in documents, and is to stay there.
  public init(_ published: PublishedEntry) {
    self.published = published
    (bytes, language) = ([], nil)
    (atomStart, jsonStart, summaryStart, contentStart, xmlContentSize, jsonContentSize) = (0, 0, 0, 0, 0, 0)
  }

  /// Whether it can stand in a format's documents.
  func isThere(in format: DocumentFormat) -> Bool { published.map { $0.bytes[format] != nil } ?? true }

  public init(_ entry: Entry) {
    published = nil
    language = entry.language
    let rss = RSSItem.head(of: entry)
    let atom = AtomEntry.head(of: entry)
    let json = JSONItem.head(of: entry)
    var summary = JSONWriter()
    summary.string(entry.summary)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rss.count + atom.count + json.count + summary.bytes.count + entry.content.count)
    bytes += rss
    atomStart = Int32(bytes.count)
    bytes += atom
    jsonStart = Int32(bytes.count)
    bytes += json
    summaryStart = Int32(bytes.count)
    bytes += summary.bytes
    contentStart = Int32(bytes.count)
    bytes += entry.content
    self.bytes = bytes
    xmlContentSize = unsafe Int32(clamping: entry.content.withUnsafeBufferPointer { unsafe EscapedSize.xml($0) })
    jsonContentSize = unsafe Int32(clamping: entry.content.withUnsafeBufferPointer { unsafe EscapedSize.json($0) })
  }

  /// The bytes that it takes in its largest format, about.
  public func size(_ form: EntryForm) -> Int {
    if let published { return (published.bytes.values.map(\.count).max() ?? 0) + 2 }
    let (rss, atom, json) = (Int(atomStart), Int(jsonStart - atomStart), Int(summaryStart - jsonStart))
    let (inXML, inJSON) =
      form == .full ? (Int(xmlContentSize), Int(jsonContentSize)) : (0, Int(contentStart - summaryStart))
    return max(rss + inXML, atom + inXML, json + inJSON) + RenderedEntry.overhead
  }

  /// End tags and separators.
  private static let overhead = 80

  var hasContent: Bool { Int(contentStart) < bytes.count }

  func appendRSS(to out: inout [UInt8]) { append(0, atomStart, to: &out) }
  func appendAtom(to out: inout [UInt8]) { append(atomStart, jsonStart, to: &out) }
  func appendJSON(to out: inout [UInt8]) { append(jsonStart, summaryStart, to: &out) }
  /// As a string of JSON.
  func appendSummary(to out: inout [UInt8]) { append(summaryStart, contentStart, to: &out) }

  private func append(_ start: Int32, _ end: Int32, to out: inout [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer {
      unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: $0[Int(start)..<Int(end)]))
    }
  }

  /// Escaped as text of XML.
  func appendXMLContent(to out: inout [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer {
      unsafe XMLEscape.append(
        UnsafeBufferPointer(rebasing: $0[Int(contentStart)...]), isAttribute: false, to: &out)
    }
  }

  /// As a string of JSON.
  func appendJSONContent(to out: inout [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer {
      unsafe JSONWriter.quote(UnsafeBufferPointer(rebasing: $0[Int(contentStart)...]), to: &out)
    }
  }
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
