import Codecs
package import SiteOutput
package import TidingsCore

/// A document with what the manifest says of it.
package struct BuiltDocument: Sendable {
  package let document: Document
  /// Entries of a feed, addresses of a sitemap, sitemaps of an index, feeds of an outline.
  package let entries: Int
  package let topic: String?
  /// The newest change of what is in it.
  package let newest: Timestamp?
  /// The path of the document whose bytes it repeats at a further address.
  package var copyOf: String?

  package init(document: Document, entries: Int, topic: String?, newest: Timestamp?, copyOf: String? = nil) {
    self.document = document
    self.entries = entries
    self.topic = topic
    self.newest = newest
    self.copyOf = copyOf
  }
  /// Whether it is a feed of the site's generator, which repeats the one of the same path in the built site.
  package var isForeign: Bool { copyOf == document.path }

  /// The same bytes at further paths.
  func copies(at paths: [String]) -> [BuiltDocument] {
    paths.map { path in
      BuiltDocument(
        document: Document(path: path, format: document.format, bytes: document.bytes), entries: entries, topic: topic,
        newest: newest, copyOf: document.path)
    }
  }
}

extension BuiltDocument {
  /// The file that proves to search engines whose key it is.
  package static func key(_ key: String) -> BuiltDocument {
    BuiltDocument(
      document: Document(path: key + ".txt", format: .indexNowKey, bytes: Array(key.utf8)), entries: 0, topic: nil,
      newest: nil)
  }
}

extension Manifest.Row {
  package init(_ built: BuiltDocument) {
    self.init(
      path: built.document.path, format: built.document.format, bytes: built.document.bytes.count,
      sha256: SHA256.hexadecimal(built.document.bytes), entries: built.entries, topic: built.topic,
      newest: built.newest?.rfc3339, copyOf: built.copyOf)
  }
}
