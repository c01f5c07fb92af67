import Documents
import Foundation
import LocalFiles

/// A ledger as text: a JSON object a line, sorted, so that version control merges what two builds remembered.
public enum LedgerLines {
  private struct Line: Codable {
    var feed: String?
    var key: String?
    var id: String?
    var path: String?
    var first: String?
    var modified: String?
    var claimed: String?
    var meaning: String?
    var reading: Int?
    var topic: String?
    var addresses: [String]?
    var topics: [String]?
    var withdrawn: String?
    var since: String?
    var place: String?
    var format: String?
    var setting: String?
    var value: String?
    var page: Page?
    var document: String?
    var sha256: String?
    /// The number of lines in front of the last one, and a digest of their bytes.
    var end: Int?
    var digest: String?
  }

  /// A closed page of a feed's history.
  private struct Page: Codable {
    var folder: String
    var number: Int
    var name: String
    var period: String
    /// Id, then last change.
    var entries: [[String]]
    var through: String
  }

  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    public let description: String
  }

  public static func text(_ ledger: Ledger) -> String {
    let feeds = ledger.feeds.sorted { $0.key < $1.key }.map { encoded(Line(feed: $0.key, id: $0.value)) }
    let since = ledger.since.sorted { $0.key < $1.key }.map { encoded(Line(feed: $0.key, since: $0.value.rfc3339)) }
    let settings = ledger.settings.sorted { $0.key < $1.key }.map { encoded(Line(setting: $0.key, value: $0.value)) }
    let places = ledger.places.sorted().map { encoded(Line(feed: $0.folder, place: $0.path, format: $0.format)) }
    let rows = ledger.rows.values.sorted { $0.key < $1.key }.map(line)
    let pages = ledger.pages.sorted { $0.key < $1.key }.map { encoded(Line(page: page($0.value))) }
    let documents = ledger.documents.sorted { $0.key < $1.key }.map {
      encoded(Line(document: $0.key, sha256: $0.value))
    }
    let topics = ledger.topics.sorted { $0.key < $1.key }.map { encoded(Line(path: $0.value, topic: $0.key)) }
    let lines = (settings + feeds + since + places + topics + pages + documents + rows).map { $0 + "\n" }
    let text = lines.joined()
    return text + end(of: text, lines: lines.count)
  }

  /// The last line of an export, by which it is known to be whole.
  private static func end(of text: String, lines: Int) -> String {
    encoded(Line(end: lines, digest: ContentDigest(Array(text.utf8)).hexadecimal)) + "\n"
  }

  /// Whether a text is an export to its very end, and as it was written.
  ///
  /// - Throws: ``Fault`` that says what is missing.
  public static func check(_ text: String) throws {
    var bytes = Array(text.utf8)
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    let start = (bytes.lastIndex(of: 0x0A) ?? -1) + 1
    let count = bytes[..<start].count { $0 == 0x0A }
    guard let last = try? JSONDecoder().decode(Line.self, from: Data(bytes[start...])), let lines = last.end else {
      throw Fault(
        line: count + 1,
        description:
          "its last line is missing, so it may be cut off; export it again, or take what is there with --partial")
    }
    guard lines == count, last.digest == ContentDigest(Array(bytes[..<start])).hexadecimal else {
      throw Fault(
        line: count + 1,
        description:
          "it is not as it was written (\(count) lines, and \(lines) by its last one); if it was merged, use --partial")
    }
  }

  /// As `JSONEncoder` writes it with sorted keys, and several times as fast: there are many.
  static func line(_ row: LedgerRow) -> String {
    var out = LedgerText()
    out.list("addresses", row.addresses)
    if let claimed = row.claimed { out.text("claimed", claimed.rfc3339) }
    out.text("first", row.first.rfc3339)
    out.text("id", row.id)
    out.text("key", row.key)
    out.text("meaning", row.meaning.hexadecimal)
    out.text("modified", row.modified.rfc3339)
    out.text("path", row.path)
    if row.reading != 0 { out.number("reading", row.reading) }
    if !row.topics.isEmpty { out.list("topics", row.topics) }
    if let withdrawn = row.withdrawn { out.text("withdrawn", withdrawn.rfc3339) }
    return out.object
  }

  private static func encoded(_ line: Line) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(line)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Reads what ``text(_:)`` wrote, also where version control has put two of them together: a key that stands twice is merged.
  ///
  /// - Throws: ``Fault`` at the first line that is none of a ledger.
  public static func read(_ text: String) throws -> Ledger {
    var ledger = Ledger()
    // By bytes: to Swift a carriage return and a line feed are one character.
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    for (index, line) in lines.enumerated() {
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      func fault(_ reason: String) -> Fault { Fault(line: index + 1, description: "line \(index + 1): \(reason)") }
      if ["<<<<<<<", "=======", ">>>>>>>"].contains(where: line.hasPrefix) {
        throw fault("there is a mark of a merge that is not settled; keep both sides, and remove the marks")
      }
      guard let read = plain(line) ?? (try? JSONDecoder().decode(Line.self, from: Data(line.utf8))) else {
        throw fault("it is no JSON object with an id")
      }
      if read.end != nil { continue }
      if let page = read.page {
        guard let page = self.page(page) else { throw fault("it is no page of a feed's history") }
        let key = Ledger.PageKey(folder: page.folder, name: page.name)
        ledger.pages[key] = ledger.pages[key].map { $0.preferred(to: page) } ?? page
        continue
      }
      if let document = read.document {
        guard let digest = read.sha256 else { throw fault("a document has no digest") }
        ledger.documents[document] = ledger.documents[document].map { Ledger.common($0, digest) } ?? digest
        continue
      }
      if let topic = read.topic {
        guard let path = read.path, !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 }) else {
          throw fault("a topic has no path")
        }
        // What stands first was known first.
        if ledger.topics[topic] == nil { ledger.topics[topic] = path }
        continue
      }
      if let setting = read.setting {
        guard let value = read.value else { throw fault("a setting has no value") }
        if ledger.settings[setting] == nil { ledger.settings[setting] = value }
        continue
      }
      if let folder = read.feed, read.id == nil {
        if let since = try instant(read.since, fault) {
          ledger.since[folder] = min(since, ledger.since[folder] ?? since)
        } else if let path = read.place, let format = read.format, !path.utf8.contains(where: { $0 < 0x20 }) {
          ledger.places.insert(FeedPlace(folder: folder, format: format, path: path))
        } else {
          throw fault("it says nothing of the feed")
        }
        continue
      }
      guard let id = read.id, !id.utf8.contains(where: { $0 < 0x20 }) else {
        throw fault("it is no JSON object with an id")
      }
      if let feed = read.feed {
        if ledger.feeds[feed] == nil { ledger.feeds[feed] = id }
        continue
      }
      guard let key = read.key?.precomposedStringWithCanonicalMapping, let path = read.path,
        let first = read.first.flatMap(Timestamp.init(rfc3339:)),
        let modified = read.modified.flatMap(Timestamp.init(rfc3339:)), let addresses = read.addresses,
        let meaning = read.meaning.flatMap(ContentDigest.init(hexadecimal:))
      else { throw fault("the key, path, first, modified, meaning or addresses are missing or unreadable") }
      let lists = addresses + (read.topics ?? [])
      guard !addresses.isEmpty, lists.allSatisfy({ !$0.isEmpty && !$0.utf8.contains { $0 < 0x20 } }) else {
        throw fault("an address or a topic is missing, blank, or holds a line break")
      }
      let claimed = try instant(read.claimed, fault)
      let withdrawn = try instant(read.withdrawn, fault)
      let row = LedgerRow(
        key: key, id: id, path: path, first: first, meaning: meaning, modified: modified, claimed: claimed,
        addresses: addresses, topics: read.topics ?? [], withdrawn: withdrawn, reading: read.reading ?? 0)
      ledger.rows[key] = ledger.rows[key].map { $0.merged(with: row) } ?? row
    }
    ledger.joinRowsOfOneID()
    return ledger
  }

  /// A line of an item, as ``line(_:)`` writes it and nothing in it is escaped; `nil` for any other, which is for a parser.
  private static func plain(_ line: String) -> Line? {
    guard let members = PlainObject(line) else { return nil }
    var read = Line()
    for (name, value) in members.texts {
      switch name {
      case "claimed": read.claimed = value
      case "first": read.first = value
      case "id": read.id = value
      case "key": read.key = value
      case "meaning": read.meaning = value
      case "modified": read.modified = value
      case "path": read.path = value
      case "withdrawn": read.withdrawn = value
      default: return nil
      }
    }
    for (name, values) in members.lists {
      switch name {
      case "addresses": read.addresses = values
      case "topics": read.topics = values
      default: return nil
      }
    }
    for (name, number) in members.numbers {
      guard name == "reading" else { return nil }
      read.reading = number
    }
    return read.key == nil ? nil : read
  }

  private static func page(_ page: ArchivePage) -> Page {
    Page(
      folder: page.folder, number: page.number, name: page.name, period: page.period,
      entries: page.entries.map { [$0.id, $0.modified.rfc3339] }, through: page.through.rfc3339)
  }

  private static func page(_ page: Page) -> ArchivePage? {
    let entries = page.entries.compactMap { pair -> ArchivePage.Entry? in
      guard pair.count == 2, !pair[0].utf8.contains(where: { $0 < 0x20 }),
        let modified = Timestamp(rfc3339: pair[1])
      else { return nil }
      return ArchivePage.Entry(id: pair[0], modified: modified)
    }
    guard entries.count == page.entries.count, !entries.isEmpty, page.number > 0,
      let through = Timestamp(rfc3339: page.through),
      !page.name.isEmpty, page.name.utf8.count <= 64, page.period.utf8.count <= 64, page.folder.utf8.count <= 1000,
      page.name.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x70 })
    else { return nil }
    return ArchivePage(
      folder: page.folder, number: page.number, name: page.name, period: page.period, through: through,
      entries: entries)
  }

  private static func instant(_ text: String?, _ fault: (String) -> Fault) throws -> Timestamp? {
    guard let text else { return nil }
    guard let instant = Timestamp(rfc3339: text) else { throw fault("'\(text)' is no instant") }
    return instant
  }
}

extension ContentDigest {
  /// 32 digits.
  var hexadecimal: String {
    [high, low].map { part in
      let digits = String(part, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  init?(hexadecimal text: String) {
    guard text.utf8.count == 32, text.allSatisfy(\.isHexDigit), let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.dropFirst(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}
