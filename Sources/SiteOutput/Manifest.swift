import Foundation
import Syndication
public import TidingsCore

/// What an output folder holds of ours. It is written last: what it lists is whole, and nothing else is ever removed.
public struct Manifest: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public let path: String
    public let format: DocumentFormat
    public let bytes: Int
    /// In lower-case hexadecimal.
    public let sha256: String
    public let entries: Int
    /// The path of the topic that it is about.
    public let topic: String?
    /// The newest change of what is in it, as RFC 3339 has it.
    public let newest: String?
    /// The path of the document whose bytes it repeats at a further address.
    public var copyOf: String?

    package init(
      path: String, format: DocumentFormat, bytes: Int, sha256: String, entries: Int, topic: String?, newest: String?,
      copyOf: String? = nil
    ) {
      self.path = path
      self.format = format
      self.bytes = bytes
      self.sha256 = sha256
      self.entries = entries
      self.topic = topic
      self.newest = newest
      self.copyOf = copyOf
    }
  }

  /// In the order of their paths.
  public let rows: [Row]
  /// Addresses of published pages that stand in no sitemap on purpose: `noindex`, or another page is the canonical one.
  public let unlisted: [String]
  /// Whether a ledger remembers what these documents say: without it the next build would not be the same site's.
  public let isRemembered: Bool
  /// Whether most entries took their content from the pages that the site's generator made: without those they would say something else.
  public private(set) var isRendered = false
  /// Lines that name what no build writes, such as a path that leads out of the folder: they were passed over.
  public private(set) var oddLines: [Int] = []

  public static let fileName = DocumentFormat.manifest.fileName

  package init(
    _ rows: some Sequence<Row>, unlisted: [String] = [], isRemembered: Bool = false, isRendered: Bool = false
  ) {
    self.isRemembered = isRemembered
    self.isRendered = isRendered
    self.unlisted = unlisted.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.rows = rows.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The bytes of `manifest.json`, a line for each document.
  package var bytes: [UInt8] {
    var out = JSONWriter()
    out.raw("{\n  \"generator\": \"Tidings\",\n  \"version\": 1,\n  \"documents\": [")
    for (index, row) in rows.enumerated() {
      out.raw(index == 0 ? "\n    " : ",\n    ")
      out.raw("{\"path\": ")
      out.string(row.path)
      out.raw(", \"format\": \"\(row.format.rawValue)\", \"mediaType\": \"\(row.format.mediaType)\"")
      out.raw(", \"bytes\": \(row.bytes), \"sha256\": \"\(row.sha256)\", \"entries\": \(row.entries), \"topic\": ")
      if let topic = row.topic { out.string(topic) } else { out.raw("null") }
      out.raw(", \"newest\": ")
      if let newest = row.newest { out.string(newest) } else { out.raw("null") }
      if let original = row.copyOf {
        out.raw(", \"copyOf\": ")
        out.string(original)
      }
      out.raw("}")
    }
    out.raw("\n  ],\n  \"unlisted\": [")
    for (index, page) in unlisted.enumerated() {
      out.raw(index == 0 ? "\n    " : ",\n    ")
      out.string(page)
    }
    out.raw(unlisted.isEmpty ? "]" : "\n  ]")
    if isRemembered { out.raw(",\n  \"ledger\": true") }
    if isRendered { out.raw(",\n  \"rendered\": true") }
    out.raw("\n}\n")
    return out.bytes
  }

  /// - Throws: ``Unreadable`` where it is none, or of a newer version.
  package init(reading bytes: [UInt8]) throws {
    if let read = ManifestLines.read(bytes) {
      self.init(
        read.rows.filter(Manifest.isPossible), unlisted: read.unlisted, isRemembered: read.isRemembered,
        isRendered: read.isRendered)
      oddLines = Manifest.oddLines(read.rows.filter { !Manifest.isPossible($0) }, in: bytes)
      return
    }
    struct File: Decodable {
      let generator: String
      struct Document: Decodable {
        let path: String
        let format: String
        let bytes: Int
        let sha256: String
        let entries: Int
        let topic: String?
        let newest: String?
        let copyOf: String?
      }
      let version: Int
      let documents: [Document]
      let unlisted: [String]?
      let ledger: Bool?
      let rendered: Bool?
    }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), file.version == 1 else {
      let text = String(decoding: bytes.prefix(200), as: UTF8.self)
      throw Unreadable(isForeign: !text.contains("\"generator\": \"Tidings\""))
    }
    let rows = try file.documents.map { document -> Row in
      guard let format = DocumentFormat(rawValue: document.format) else { throw Unreadable(isForeign: false) }
      return Row(
        path: document.path, format: format, bytes: document.bytes, sha256: document.sha256,
        entries: document.entries, topic: document.topic, newest: document.newest, copyOf: document.copyOf)
    }
    self.init(
      rows.filter(Manifest.isPossible), unlisted: file.unlisted ?? [], isRemembered: file.ledger ?? false,
      isRendered: file.rendered ?? false)
    oddLines = Manifest.oddLines(rows.filter { !Manifest.isPossible($0) }, in: bytes)
  }

  private static func isPossible(_ row: Row) -> Bool {
    let segments = row.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isInside = segments.allSatisfy { segment in
      !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8) && segment.count <= 255
    }
    // A backslash is a slash elsewhere.
    let isClean = !row.path.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    return isInside && isClean && row.bytes >= 0 && row.entries >= 0
  }

  /// The lines of rows that no build writes.
  private static func oddLines(_ rows: [Row], in bytes: [UInt8]) -> [Int] {
    guard !rows.isEmpty else { return [] }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return rows.map { row in
      let mark = Array(row.path.utf8.prefix(40))
      let line = mark.isEmpty ? nil : lines.firstIndex { $0.firstRange(of: mark) != nil }
      return (line ?? 0) + 1
    }
  }

  /// The paths of the documents that the bytes of a manifest list, as far as there are rules to validate them by.
  ///
  /// - Throws: ``Unreadable``.
  public static func paths(in bytes: [UInt8]) throws -> [String] {
    try Manifest(reading: bytes).rows.filter(\.format.isValidated).map(\.path)
  }

  /// A manifest that cannot be read: whose files are ours is unknown, so nothing is written.
  public struct Unreadable: Error, Sendable, CustomStringConvertible {
    /// Whether it is somebody else's file, such as that of a web application.
    public let isForeign: Bool

    public var description: String {
      isForeign
        ? "manifest.json in the output folder is not Tidings' own; publish into a folder of its own with --output"
        : "manifest.json in the output folder is damaged or of a newer version; restore it, or remove it and run with --overwrite"
    }
  }
}
