import ContentCorpus
import DataFormats
import Foundation
import LocalFiles
import Markup
import Syndication
import TestSupport
import Tidings
import TidingsCore
import Validation

// Prints Markdown tables of what the parts and the whole take on a generated corpus.
//
//     swift build -c release
//     swift run -c release TidingsBenchmarks [ITEMS]    the parts
//     swift run -c release TidingsBenchmarks macro      whole builds against the machine's limit, in pairs
//     swift run -c release TidingsBenchmarks peers      the validator against xmllint, in pairs
//
// Allocations are counted where .ci/allocations.c has been put before the C library: see .ci/benchmarks.

let command = CommandLine.arguments.dropFirst().first
let rest = Array(CommandLine.arguments.dropFirst(2))
switch command {
case "limit":
  try SystemLimit.readAndWrite(rest[0], made: rest[1], to: rest[2])
  exit(0)
case "walk":
  SystemLimit.walk(rest[0])
  exit(0)
case "macro":
  do {
    try MacroBenchmarks(rest).run()
  } catch {
    print("stopped: \(error)")
    exit(1)
  }
  exit(0)
default: break
}

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2000
let folder = TemporaryFolder()
try folder.write("site: {baseURL: 'https://bench.example/', title: Bench}\n", to: "tidings.yaml")
var maker = CorpusMaker(seed: 1, topics: max(count / 100, 1))
var corpusBytes = 0
for number in 1...count {
  let text = maker.item(number)
  corpusBytes += text.utf8.count
  try folder.write(text, to: "content/news/\(number).md")
}
let now = Timestamp(secondsSinceEpoch: 1_767_225_600)
let configuration = try ConfigurationReader.read(folder.path + "/tidings.yaml")
let settings = configuration.corpusSettings(now: now)
let reader = CorpusReader(folder: folder.path, settings: settings)
let jobs = ProcessInfo.processInfo.activeProcessorCount
let corpus = try await reader.read(jobs: jobs)
let plan = Plan(corpus, configuration: configuration)
let items = try corpus.items.prefix(200).map(reader.item)
let mapping = EntryMapping(configuration: configuration, topics: corpus.topics)
let entries = items.map(mapping.entry)
let head = FeedHead(
  id: "tag:bench.example,2026:feed", title: "Bench", home: "https://bench.example/",
  addresses: [.rss: "https://bench.example/rss.xml", .atom: "https://bench.example/atom.xml"],
  authors: [Person(name: "Bench")], updated: now, published: now)
let feed = Feed(head: head, entries: entries)
let bodyBytes = items.reduce(0) { $0 + $1.body.bytes.count }

if CommandLine.arguments.contains("peers") {
  let pages = stride(from: 0, to: entries.count, by: 50).map { start in
    Feed(head: head, entries: Array(entries[start..<min(start + 50, entries.count)]))
  }
  try ValidatorPeers.run(pages)
  exit(0)
}

let fronts = (1...2000).map { _ in Array(maker.item(1).utf8) }
let frontRanges = fronts.map { bytes in
  4..<(bytes.indices.dropFirst(4).first { bytes[$0...].starts(with: "---\n".utf8) } ?? bytes.count)
}
let frontBytes = frontRanges.reduce(0) { $0 + $1.count }
let contents = entries.map(\.content)
let contentBytes = contents.reduce(0) { $0 + $1.count }

var measurements = [
  Measurement(name: "front matter, fast", bytes: frontBytes, rounds: 9) {
    try zip(fronts, frontRanges).allSatisfy { try YAMLReader.document($0, in: $1).root["title"]?.text != nil }
  },
  Measurement(name: "front matter, Yams", bytes: frontBytes, rounds: 3) {
    try zip(fronts, frontRanges).allSatisfy {
      try YAMLReader.read(String(decoding: $0[$1], as: UTF8.self))["title"]?.text != nil
    }
  },
  Measurement(name: "digest", bytes: corpusBytes / count * fronts.count, rounds: 9) {
    fronts.allSatisfy { ContentDigest($0) == ContentDigest($0) }
  },
  Measurement(name: "escape for XML", bytes: contentBytes, rounds: 9) {
    contents.allSatisfy { Feed.escaped($0).count > $0.count }
  },
  Measurement(name: "clean HTML", bytes: bodyBytes, rounds: 9) {
    items.allSatisfy { $0.body.cleanHTML(page: "https://bench.example/x/").starts(with: "<p>".utf8) }
  },
  Measurement(name: "render entries", bytes: bodyBytes, rounds: 9) {
    entries.allSatisfy { RenderedEntry($0).size(.full) > $0.content.count }
  },
]
for format in [DocumentFormat.rss, .atom, .json] {
  let bytes = feed.bytes(as: format) ?? []
  measurements.append(
    Measurement(name: "write \(format.rawValue)", bytes: bytes.count, rounds: 9) { feed.bytes(as: format) == bytes })
  measurements.append(
    Measurement(name: "validate \(format.rawValue)", bytes: bytes.count, rounds: 9) {
      Validator().validate(bytes, path: "feed").isValid
    })
}
measurements.append(
  Measurement(name: "read corpus, \(count) items", bytes: corpusBytes, rounds: 3) {
    try await reader.read(jobs: jobs).items.count == count
  })
var build = 0
measurements.append(
  Measurement(name: "build, \(count) items", bytes: corpusBytes, rounds: 3) {
    build += 1
    var options = Publisher.Options()
    options.jobs = jobs
    let report = try await Publisher(configuration: configuration, options: options)
      .publish(plan, of: corpus, to: folder.path + "/output-\(build)")
    return report.report.errors == 0 && report.count(.created) == report.documents.count
  })

print(Measurement.head)
for measurement in measurements { print(try await measurement.row()) }
