import Codecs
import Foundation
import LocalFiles
import TidingsCore

extension LedgerLines {
  /// Bytes of a line, more than which no ledger writes.
  static let lineLimit = 16 << 20

  /// The lines of an export, which may be compressed, as those beside a ledger are.
  ///
  /// - Throws: ``Fault`` where they cannot be unpacked.
  public static func lines(_ bytes: [UInt8]) throws -> [UInt8] {
    guard Gzip.isGzip(bytes) else { return bytes }
    do {
      return try Gzip.decompressed(bytes, limit: FileLimit.document)
    } catch {
      throw Fault(line: 1, description: "it cannot be unpacked: \(error)")
    }
  }

  /// Whether bytes are an export to its very end, and as it was written.
  ///
  /// - Throws: ``Fault`` that says what is missing.
  public static func check(_ bytes: [UInt8]) throws {
    var length = bytes.count
    while length > 0, bytes[length - 1] == 0x0A || bytes[length - 1] == 0x0D { length -= 1 }
    let start = (bytes[..<length].lastIndex(of: 0x0A) ?? -1) + 1
    let sum = LineSum(Array(bytes[..<start]))
    guard length - start < 1000,
      let last = try? JSONDecoder().decode(Line.self, from: Data(bytes[start..<length])), let lines = last.end
    else {
      throw Fault(
        line: sum.count + 1,
        description:
          "its last line is missing, so it may be cut off; export it again, or take what is there with --partial")
    }
    let isProved =
      last.sum.map { $0 == sum.digest.hexadecimal }
      ?? (last.digest == ContentDigest(Array(bytes[..<start])).hexadecimal)
    guard lines == sum.count, isProved else {
      throw Fault(
        line: sum.count + 1,
        description:
          "it is not as it was written (\(sum.count) lines, and \(lines) by its last one); if it was merged, use --partial"
      )
    }
  }

  /// Keys are compared as Unicode has it, which for most is by bytes.
  private static func normalized(_ key: String) -> String {
    key.utf8.allSatisfy { $0 < 0x80 } ? key : key.precomposedStringWithCanonicalMapping
  }

  /// Reads what ``text(_:)`` wrote, also where version control has put two of them together: a key that stands twice is merged.
  ///
  /// - Throws: ``Fault`` at the first line that is none of a ledger.
  public static func read(_ text: String) throws -> Ledger {
    try read(Array(text.utf8))
  }

  /// Reads the bytes of an export.
  ///
  /// - Throws: ``Fault`` at the first line that is none of a ledger.
  public static func read(_ bytes: [UInt8]) throws -> Ledger {
    var ledger = Ledger()
    var journal = JournalReader()
    var number = 0
    // By bytes: to Swift a carriage return and a line feed are one character.
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      start = end + 1
      number += 1
      if line.count <= lineLimit, let row = RowLine.row(bytes, line.indices) {
        ledger.take(row)
        continue
      }
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
      func fault(_ reason: String) -> Fault { Fault(line: number, description: "line \(number): \(reason)") }
      guard line.count <= lineLimit else { throw fault("it is longer than \(lineLimit >> 20) MB") }
      if ["<<<<<<<", "=======", ">>>>>>>"].contains(where: { line.starts(with: $0.utf8) }) {
        throw fault("there is a conflict marker of a merge; keep both sides, and remove the markers")
      }
      guard let read = plain(bytes, line.indices) ?? (try? JSONDecoder().decode(Line.self, from: Data(line))) else {
        throw fault("it is not a JSON object with an id")
      }
      if read.end != nil { continue }
      if let build = read.build {
        guard build > 0, journal.add(read, of: build, &ledger) else {
          throw fault("it is neither a build's changes nor a service's receipts")
        }
        continue
      }
      if let page = read.page {
        guard let page = self.page(page) else { throw fault("it is not a page of a feed's history") }
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
          throw fault("it has neither the date nor the path of the feed")
        }
        continue
      }
      guard let id = read.id, !id.utf8.contains(where: { $0 < 0x20 }) else {
        throw fault("it is not a JSON object with an id")
      }
      if let feed = read.feed {
        if ledger.feeds[feed] == nil { ledger.feeds[feed] = id }
        continue
      }
      guard let key = read.key.map(normalized), let path = read.path,
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
      ledger.take(row)
    }
    ledger.joinRowsOfOneID()
    ledger.journal = journal.entries
    return ledger
  }

  /// A line of an item, as ``line(_:)`` writes it where nothing in it is escaped; `nil` for any other, which is for a parser.
  private static func plain(_ bytes: [UInt8], _ range: Range<Int>) -> Line? {
    guard let members = PlainObject(bytes, range) else { return nil }
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
      case "document": read.document = value
      case "sha256": read.sha256 = value
      case "change": read.change = value
      case "instant": read.instant = value
      case "subject": read.subject = value
      case "service": read.service = value
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
      switch name {
      case "reading": read.reading = number
      case "build": read.build = Int64(number)
      default: return nil
      }
    }
    return read.key == nil && read.document == nil && read.build == nil ? nil : read
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
    guard let instant = Timestamp(rfc3339: text) else { throw fault("'\(text)' is not an instant") }
    return instant
  }
}
