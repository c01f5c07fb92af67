import Markup
public import Syndication
public import TidingsCore
import Validation

/// Reads any RSS, Atom or JSON Feed document into a feed, whatever program made it, and says what is wrong with it.
///
/// It is as tolerant as readers in the field: it mends broken XML, takes dates in any form, resolves relative addresses, and
/// fills in what is missing from what is there. It opens no file and no connection.
public enum FeedReader {
  public struct Result: Sendable {
    /// `nil` where the document is no feed.
    public let feed: Feed?
    public let format: DocumentFormat?
    /// What the validator says of the document.
    public let findings: [Finding]
  }

  /// - Parameters:
  ///   - bytes: the document as it is served, also as gzip.
  ///   - path: its name in findings.
  ///   - address: where it was found; relative addresses are held against it.
  ///   - charset: the encoding that the server says.
  public static func read(
    _ bytes: [UInt8], path: String, address: String? = nil, charset: String? = nil
  ) -> Result {
    let verdict = Validator(charset: charset).validate(bytes, path: path, address: address)
    guard let raw = ParsedFeed.read(bytes, charset: charset) else {
      return Result(feed: nil, format: verdict.format, findings: verdict.findings)
    }
    return Result(feed: FeedMapping(raw, address: address).feed, format: raw.format, findings: verdict.findings)
  }

  /// The same without a word on what is wrong, which takes most of the time.
  package static func feed(_ bytes: [UInt8]) -> Feed? { formatAndFeed(bytes)?.feed }

  /// The same with the format that it is written in.
  package static func formatAndFeed(_ bytes: [UInt8]) -> (format: DocumentFormat, feed: Feed)? {
    ParsedFeed.read(bytes).map { ($0.format, FeedMapping($0, address: nil).feed) }
  }

  /// The same with whether an entry has neither an id nor a whole address: each reader makes an id of what is there in its own way.
  package static func feedAndDoubt(_ bytes: [UInt8]) -> (feed: Feed, hasUncertainIDs: Bool)? {
    ParsedFeed.read(bytes).map { raw in
      let isUncertain = raw.entries.contains { entry in
        entry.id?.contains { !$0.isWhitespace } != true
          && entry.links.contains {
            $0.relation == "alternate" && URIReference($0.address.trimmingWhiteSpace).scheme == nil
          }
      }
      return (FeedMapping(raw, address: nil).feed, isUncertain)
    }
  }

  /// Whether a feed in XML has no end: what is missing nobody knows.
  package static func isCutOff(_ bytes: [UInt8]) -> Bool {
    guard let start = bytes.first(where: { $0 > 0x20 }), start == UInt8(ascii: "<") || start == 0xEF else {
      return false
    }
    let end = String(decoding: bytes.suffix(2000), as: UTF8.self).lowercased()
    return !["</rss", "</feed", ":feed>", "</rdf"].contains(where: end.contains)
  }
}

/// Makes a feed of what a document says.
private struct FeedMapping {
  private let raw: ParsedFeed
  private let base: URIReference?

  init(_ raw: ParsedFeed, address: String?) {
    self.raw = raw
    let own = raw.links.first { $0.relation == "alternate" } ?? raw.links.first { $0.relation == "self" }
    let found = address.map { URIReference($0) }
    let named = own.map { link in
      found.map { URIReference(link.address).resolved(against: $0) } ?? URIReference(link.address)
    }
    base = named.flatMap { $0.isWeb ? $0 : nil } ?? found
  }

  var feed: Feed {
    let entries = raw.entries.map(entry)
    let updated = raw.updated ?? entries.map(\.updated).max() ?? Timestamp(microseconds: 0)
    let addresses = raw.links.first { $0.relation == "self" }.map { [raw.format: absolute($0.address)] } ?? [:]
    let head = FeedHead(
      id: raw.id ?? addresses[raw.format] ?? "", title: plain(raw.title) ?? "", subtitle: plain(raw.subtitle),
      home: link(raw.links, "alternate") ?? "", addresses: addresses, language: raw.language,
      authors: persons(raw.authors), rights: raw.rights, icon: raw.icon.map(absolute),
      hubs: raw.links.filter { $0.relation == "hub" }.map { absolute($0.address) }, updated: updated,
      published: raw.published ?? entries.map(\.published).max() ?? updated)
    return Feed(head: head, entries: entries)
  }

  /// What is missing is taken from what is there: an id from the address, a date from the other, at last from the feed.
  private func entry(_ raw: ParsedFeed.Entry) -> Entry {
    let page = link(raw.links, "alternate") ?? link(raw.links, "related") ?? ""
    let content = raw.content ?? (raw.summary?.isHTML == nil ? raw.summary : nil)
    let html = content.map(html) ?? []
    let words = plain(raw.summary) ?? PlainText.firstWords(text(html), limit: 300)
    let title = plain(raw.title) ?? PlainText.firstWords(words, limit: 80)
    let fallback = raw.updated ?? self.raw.updated ?? self.raw.published ?? Timestamp(microseconds: 0)
    let published = raw.published ?? fallback
    let related = raw.links.first { $0.relation == "related" }.map { Link(absolute($0.address), title: $0.title) }
    let picture = raw.picture.map { Picture(address: absolute($0)) }
    return Entry(
      id: raw.id.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? (page.isEmpty ? title : page), title: title,
      page: page, published: published,
      updated: raw.updated ?? published, summary: words, content: html, authors: persons(raw.authors),
      categories: raw.categories.map { Category(term: $0.term, scheme: $0.scheme, label: $0.label ?? $0.term) },
      original: related.flatMap { $0.address == page ? nil : $0 },
      via: raw.links.first { $0.relation == "via" }.map { Link(absolute($0.address), title: $0.title) },
      picture: picture,
      enclosures: raw.links.filter { $0.relation == "enclosure" }.map {
        Enclosure(
          address: absolute($0.address), mediaType: $0.type ?? "application/octet-stream",
          length: $0.length.flatMap { Int($0) })
      })
  }

  private func persons(_ raw: [ParsedFeed.Person]) -> [Person] {
    raw.compactMap { person in
      (person.name ?? person.email ?? person.address).map {
        Person(name: PlainText.fold($0), email: person.email, address: person.address.map(absolute))
      }
    }
  }

  private func link(_ links: [ParsedFeed.Link], _ relation: String) -> String? {
    let found = links.filter { $0.relation == relation }
    return (found.first { $0.type == nil || $0.type == "text/html" } ?? found.first).map { absolute($0.address) }
  }

  private func absolute(_ address: String) -> String {
    let reference = URIReference(address.trimmingWhiteSpace)
    guard reference.scheme == nil, let base else { return reference.description }
    return reference.resolved(against: base).description
  }

  private func html(_ text: ParsedFeed.Text) -> [UInt8] {
    if text.isHTML == false { return Array("<p>\(HTMLText.escaped(text.value))</p>".utf8) }
    return Body(Array(text.value.utf8), syntax: .html).cleanHTML(page: base?.description ?? "")
  }

  private func text(_ html: [UInt8]) -> String { Body(html, syntax: .html).plainText(limit: 2000) }

  /// Plain text; what may be HTML is read as HTML, as readers do.
  private func plain(_ text: ParsedFeed.Text?) -> String? {
    guard let text else { return nil }
    let mayBeHTML = text.isHTML ?? text.value.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    let plain = mayBeHTML ? self.text(Array(text.value.utf8)) : PlainText.fold(text.value)
    return plain.isEmpty ? nil : plain
  }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[start...end])
  }
}
