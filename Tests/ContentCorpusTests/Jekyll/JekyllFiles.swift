import DataFormats
import TestSupport
import Testing
import TidingsCore

@testable import ContentCorpus

/// Files of a site that Jekyll makes, in a folder of their own.
struct JekyllFiles {
  let folder = TemporaryFolder()

  /// Files with front matter.
  func write(_ files: [String: String]) throws {
    for (path, front) in files { try folder.write("---\n\(front)\n---\nText\n", to: path) }
  }

  func settings(_ rules: JekyllRules = JekyllRules(), zone: String = "UTC", future: Bool = false) throws
    -> CorpusSettings
  {
    var settings = CorpusSettings(
      now: try #require(Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))),
      siteAddress: "https://a.example/",
      timeZone: try #require(SiteTimeZone(zone)), contentFolders: [])
    settings.convention = Convention(.jekyll)
    settings.convention.jekyll = rules
    settings.convention.contentFolders = rules.source.isEmpty ? [] : [rules.source]
    settings.convention.publishesFuture = future
    settings.fields = .fields(of: .jekyll)
    settings.topics.generator = .jekyll
    settings.topics.fields = ["categories", "category", "tags", "tag"]
    settings.topics.folders = ["categories": "category", "category": "category", "tags": "tag", "tag": "tag"]
    return settings
  }

  func corpus(_ rules: JekyllRules = JekyllRules(), zone: String = "UTC", future: Bool = false) async throws -> Corpus {
    let settings = try settings(rules, zone: zone, future: future)
    return try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 2)
  }

  static func defaults(_ path: String, _ yaml: String, type: String? = nil) throws -> JekyllRules.Defaults {
    .init(path: path, type: type, values: try YAMLReader.read(yaml))
  }
}

extension Corpus {
  /// Addresses by file, with the slash at their end or without, of all that is published.
  var addresses: [String: String] {
    Dictionary(
      uniqueKeysWithValues: (published + pages).map { index in
        (items[index].path, items[index].permalink + (items[index].isBare || items[index].permalink.isEmpty ? "" : "/"))
      })
  }

  /// Those that sitemaps name, in order.
  var listed: [String] {
    (published + pages).filter { items[$0].isIndexable }.map {
      items[$0].permalink + (items[$0].isBare || items[$0].permalink.isEmpty ? "" : "/")
    }.sorted()
  }

  var titles: [String: String] { Dictionary(uniqueKeysWithValues: published.map { (items[$0].path, items[$0].title) }) }
}
