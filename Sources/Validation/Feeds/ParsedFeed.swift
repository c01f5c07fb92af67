package import TidingsCore

/// What a feed of any format says, as it says it: nothing is resolved, cleaned or filled in.
package struct ParsedFeed: Sendable {
  package struct Text: Sendable, Hashable {
    package let value: String
    /// Whether the value is HTML; else it is plain text. In RSS nobody knows.
    package let isHTML: Bool?
  }

  package struct Link: Sendable {
    /// `alternate` where the feed names none.
    package let relation: String
    package let address: String
    package var type: String?
    package var title: String?
    package var length: String?
  }

  package struct Person: Sendable {
    package var name: String?
    package var email: String?
    package var address: String?
  }

  package struct Category: Sendable {
    package let term: String
    package var scheme: String?
    package var label: String?
  }

  package struct Entry: Sendable {
    package var id: String?
    package var links: [Link] = []
    package var title: Text?
    package var summary: Text?
    package var content: Text?
    package var published: Timestamp?
    package var updated: Timestamp?
    package var authors: [Person] = []
    package var categories: [Category] = []
    package var picture: String?
    /// Where it stands, in bytes.
    package var offset = 0
  }

  package var format: DocumentFormat
  package var id: String?
  package var title: Text?
  package var subtitle: Text?
  package var links: [Link] = []
  package var language: String?
  package var rights: String?
  package var icon: String?
  package var authors: [Person] = []
  package var updated: Timestamp?
  package var published: Timestamp?
  package var entries: [Entry] = []

  package init(format: DocumentFormat) { self.format = format }
}

extension ParsedFeed {
  /// Reads RSS (0.9x, 1.0, 2.0), Atom or JSON Feed, plain or as gzip, mending what is plainly broken.
  ///
  /// - Parameter charset: the encoding that the server says.
  /// - Returns: `nil` where the bytes are no feed.
  package static func read(_ bytes: [UInt8], charset: String? = nil) -> ParsedFeed? {
    guard let plain = Validator.unpacked(bytes) else { return nil }
    let utf8 = TextEncoding.decode(plain, charset: charset).utf8
    if FormatDetector.isJSON(utf8) {
      guard let json = try? JSONTreeReader.read(utf8), FormatDetector.format(of: json) == .json else { return nil }
      return ParsedFeed(json: json.root)
    }
    // A character that XML forbids would hide all entries behind it; most readers pass over it.
    let text = utf8.contains(where: ParsedFeed.isForbidden) ? utf8.filter { !ParsedFeed.isForbidden($0) } : utf8
    let reading = XMLRecovery.read(text, path: "", LineIndex(text)).reading
    switch FormatDetector.format(of: reading.tree) {
    case .rss: return ParsedFeed(rss: reading.tree)
    case .atom: return ParsedFeed(atom: reading.tree)
    default: return nil
    }
  }

  /// Whether a byte is a control character that no XML may hold (XML 1.0, section 2.2).
  private static func isForbidden(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 9 && byte != 10 && byte != 13 }
}
