import ContentCorpus
import DataFormats
import LocalFiles
import PublishingLedger
import SitePlanning
import SiteSettings
import TidingsCore

extension Parts {
  /// Reads records, each by itself: a line of some 300 bytes of each item, which all later steps are made of.
  ///
  /// - Throws: `CorpusUnreadableError`, `SystemError`, ``UncoveredError``.
  package func read(jobs: Int, to out: inout PartOutput) async throws {
    var lines = out
    try await reader.readPart(jobs: jobs) { reading in
      switch reading {
      case .finding(let finding, let line): lines.finding(finding, line: line)
      case .link(let path): throw UncoveredError("links that name content files (the first of \(path))")
      case .refused(let path): lines.line("refused") { $0.text("path", path) }
      case .term(let term):
        lines.line("term") { out in
          out.text("id", term.id)
          out.number("line", term.line)
          out.number("column", term.column)
          out.bytes("term", term.packed)
        }
      case .item(let record, let terms, let line): try write(record, terms, line, to: &lines)
      }
    }
    out = lines
  }

  private func write(_ record: ItemRecord, _ terms: [String], _ line: Int, to lines: inout PartOutput) throws {
    lines.line("item") { out in
      out.text("path", record.path)
      out.number("line", line)
      out.text("key", record.key)
      out.text("permalink", record.permalink)
      out.text("state", Parts.name(of: record.publication))
      out.flag("entry", record.kind == .entry)
      out.flag("feeds", record.feeds == .all)
      out.text("address", SiteAddresses.page(of: record, configuration))
      out.text("id", configuration.entryID(of: record))
      out.text("meaning", record.meaning.hexadecimal)
      if Translations.isMember(record) {
        out.text("translation", record.translationKey)
        out.text("member", PartTranslation(record, configuration).line)
      }
      out.texts("terms", terms)
      out.numbers("claims", claims(of: record))
      out.bytes("item", record.packed)
    }
  }

  /// What no other item may have, or has with a finding only: digests of its path, its address, its key and its former addresses.
  private func claims(of record: ItemRecord) -> [Int64] {
    let texts =
      ["path " + record.path, "page " + record.permalink, "key " + record.key]
      + record.aliases.compactMap { $0.permalink.map { "page " + $0 } }
    return texts.map { Int64(bitPattern: ContentDigest(Array($0.utf8)).high) }
  }

  private static func name(of publication: Publication) -> String {
    switch publication {
    case .published: "published"
    case .draft: "draft"
    case .unpublished: "unpublished"
    case .scheduled: "scheduled"
    case .expired: "expired"
    case .withheld: "withheld"
    }
  }

  /// Decides on items that share a path, an address or a key: all that share something with each other have to come together.
  ///
  /// - Parameter lines: a packed item and its origin each.
  package func meet(_ lines: [[UInt8]], to out: inout PartOutput) throws {
    let claimants = try lines.map { bytes in
      let line = try PartLine(bytes)
      return PartAssembly.Claimant(
        try ItemRecord(packed: try line.needed(line.bytes("item"), "item")),
        origin: try line.needed(line.text("origin"), "origin"))
    }
    let settled = try PartAssembly.settled(claimants, by: reader)
    for finding in settled.findings { out.finding(finding) }
    for position in settled.dropped {
      out.line("state") { out in
        out.text("path", claimants[position].record.path)
        out.text("origin", claimants[position].origin)
        out.text("state", "dropped")
      }
    }
    let before = Dictionary(claimants.map { ($0.record.path, $0.record.publication) }) { first, _ in first }
    for record in settled.corpus.items where record.publication == .withheld && before[record.path] != .withheld {
      out.line("state") { out in
        out.text("path", record.path)
        out.text("state", "withheld")
      }
    }
  }

  /// Puts topics together from all terms.
  ///
  /// - Parameter lines: of each term where it is mentioned first, and how many entries have it.
  package func topics(_ lines: [[UInt8]], to out: inout PartOutput) throws {
    var counts: [String: Int] = [:]
    let terms = try lines.map { bytes in
      let line = try PartLine(bytes)
      let id = try line.needed(line.text("id"), "id")
      counts[id] = line.number("count") ?? 0
      return PartAssembly.Term(
        id: id, packed: try line.needed(line.bytes("term"), "term"), path: try line.needed(line.text("path"), "path"),
        place: line.number("place") ?? 0, line: line.number("line") ?? 0, column: line.number("column") ?? 0)
    }
    let result = try PartAssembly.topics(of: terms, settings: settings)
    for finding in result.findings { out.finding(finding) }
    var entries: [String: Int] = [:]
    for (id, path) in result.paths.sorted(by: { $0.key < $1.key }) {
      entries[path, default: 0] += counts[id] ?? 0
      out.line("at") { out in
        out.text("id", id)
        out.text("path", path)
      }
    }
    for topic in result.topics {
      out.line("topic") { out in
        topic.write(to: &out)
        out.flag("planned", Plan.hasDocuments(entries: entries[topic.path] ?? 0, configuration))
      }
    }
    // What an engine has to know of the configuration.
    out.line("limits") { out in
      out.number("entries", configuration.feeds.entries)
      out.instant("since", settings.now.advanced(bySeconds: -86400 * Int64(configuration.feeds.tombstoneDays)))
    }
    for (name, path) in result.remembered.sorted(by: { $0.key < $1.key }) {
      out.line("newTopic") { out in
        out.text("name", name)
        out.text("path", path)
      }
    }
  }
}
