import Foundation
import TestSupport
import TidingsCore

@testable import ClusterParts
@testable import SiteConfiguration
@testable import SitePlanning
@testable import SitePublishing
@testable import SiteRendering
@testable import SiteSettings

extension PartEngine {
  /// Feeds, and the pages that show them.
  mutating func feeds(
    _ settled: [PartRow], _ totals: [String: Int], _ bodies: [String: String], _ limit: Int, _ facts: [String],
    _ memory: [String]
  ) async throws -> [PartRow] {
    let entries = Dictionary(grouping: settled.filter { $0.type == "entry" }) { $0["feed"] ?? "" }
    var made: [PartRow] = []
    for bucket in partitions(totals.sorted { $0.key < $1.key }) where !bucket.isEmpty {
      var lines: [[[UInt8]]] = []
      var sent: Set<String> = []
      for (feed, total) in bucket {
        let chosen = (entries[feed] ?? []).sorted { left, right in
          left.number("published") == right.number("published")
            ? (left["key"] ?? "").utf8.lexicographicallyPrecedes((right["key"] ?? "").utf8)
            : left.number("published") > right.number("published")
        }.prefix(limit)
        lines.append([PartRow(["feed": feed, "total": total, "items": chosen.compactMap { $0["path"] }]).bytes])
        for entry in chosen where sent.insert(entry["path"] ?? "").inserted {
          lines.append([
            entry.only(["path", "id", "modified", "topics"]).bytes, Array((bodies[entry["path"] ?? ""] ?? "").utf8),
          ])
        }
      }
      lines.shuffle(using: &random)
      let ready = lines
      made += try await step(facts, memory) { parts, out in
        var feeds = try Parts.FeedLines(parts)
        for line in ready.joined() { try feeds.read(line) }
        try await feeds.finish(to: &out)
      }
    }
    return made
  }

  /// What names all documents, and what is to be remembered.
  mutating func finish(
    _ settled: [PartRow], _ made: [PartRow], _ facts: [String], _ memory: [String], _ former: State, _ next: State
  ) async throws -> State {
    var next = next
    let small = ["news", "unlisted", "change", "lost", "ahead", "moved", "reannounced", "unplaced", "count"]
    var lines =
      settled.filter { small.contains($0.type) } + made.filter { ["document", "withheld", "made"].contains($0.type) }
    for index in lines.indices { lines[index]["content"] = nil }
    lines.shuffle(using: &random)
    let ready = lines
    let work = folder.path + "/work-\(Int.random(in: 0..<1_000_000, using: &random))"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: work) }
    let done = try await step(facts, memory) { parts, out in
      var finish = Parts.Finish(work: work)
      finish.manifest = former.documents["manifest.json"]
      try parts.finish(ready.map(\.bytes), finish, to: &out)
    }
    next.tables = done.filter { $0.type == "table" }.compactMap { $0["row"] }
    next.journal = former.journal + done.filter { $0.type == "journal" }.compactMap { $0["row"] }
    next.documents = former.documents
    for line in made + done where line.type == "document" {
      next.documents[line["path"] ?? ""] = line.content
    }
    for line in done where line.type == "gone" { next.documents[line["path"] ?? ""] = nil }
    return next
  }
}
