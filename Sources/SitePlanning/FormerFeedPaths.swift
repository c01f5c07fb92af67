package import ContentCorpus
package import PublishingLedger
import SiteConfiguration
package import SiteOutput
package import SiteSettings
package import TidingsCore

/// Where documents of feeds were published until now: anyone who follows them polls them there.
package struct FormerFeedPaths {
  /// Paths by the topic of a feed and the format; under no topic stand all others.
  private var paths: [Key: [String]] = [:]
  /// Paths of documents that the ledger knows, of which nobody knows what they were.
  private let remembered: Set<String>
  /// Places that the ledger knows, by the folders of feeds.
  private let places: [String: [FeedPlace]]
  /// Where feeds lie that are not ours.
  private let foreign: Set<String>

  private struct Key: Hashable {
    let topic: String?
    let format: DocumentFormat
  }

  /// - Parameters:
  ///   - rows: of the output folder's manifest.
  ///   - memory: of the ledger.
  ///   - kept: feeds that stay as the site's generator makes them.
  package init(_ rows: some Sequence<Manifest.Row>, _ memory: FeedState, kept: [FeedFiles.Kept]) {
    remembered = memory.documents
    foreign = Set(kept.map(\.path))
    places = Dictionary(grouping: memory.places.sorted(), by: \.folder)
    for row in rows where row.format.isFeed && !ArchivePages.isPage(row.path) && row.copyOf != row.path {
      paths[Key(topic: row.topic, format: row.format), default: []].append(row.path)
    }
  }

  /// A plan whose feeds go on at the addresses that they had, with a word on each that the configuration gives others.
  package func keeping(_ plan: Plan, topics: [Topic], formats: [DocumentFormat]) -> (plan: Plan, findings: [Finding]) {
    var plan = plan
    var findings: [Finding] = []
    var taken: Set<String> = []
    for feed in plan.feeds { for format in formats { taken.formUnion(feed.scope.allPaths(format)) } }
    taken.formUnion(foreign)
    for (index, feed) in plan.feeds.enumerated() {
      for format in formats {
        let usual = feed.folder + format.fileName
        var former = remembered.contains(usual) ? [usual] : []
        let known = paths[Key(topic: feed.topic.map { topics[$0].path }, format: format)] ?? []
        // Of feeds without a topic only those are known that lie in the usual place, and the site's, whose folder is the root.
        former += known.filter { feed.topic != nil || $0 == usual || feed.folder.isEmpty && !$0.contains("/") }
        former += (places[feed.folder] ?? []).filter { $0.format == format.rawValue }.map(\.path)
        for path in former where taken.insert(path).inserted {
          plan.keep(path, format, of: index)
          findings.append(
            PublishRules.feedKept.finding(
              at: SourceLocation(path: ConfigurationReader.fileName),
              "The feed '\(path)' is at '\(feed.scope.path(format))' now, and stays at its former address too"))
        }
      }
    }
    return (plan, findings)
  }
}

extension Plan {
  /// Where documents of feeds lie, but for the usual places.
  package func places(_ formats: [DocumentFormat]) -> Set<FeedPlace> {
    var places: Set<FeedPlace> = []
    for scope in feeds.map(\.scope) where !scope.files.isEmpty || !scope.copies.isEmpty {
      for format in formats {
        for path in scope.allPaths(format) where path != scope.folder + format.fileName {
          places.insert(FeedPlace(folder: scope.folder, format: format.rawValue, path: path))
        }
      }
    }
    return places
  }

  /// The same, with no entry in a feed that is older than the feed reaches back.
  ///
  /// - Parameter memory: of feeds that were taken over.
  package func reaching(_ memory: FeedState, _ corpus: Corpus, _ configuration: Configuration) -> Plan {
    guard !memory.since.isEmpty else { return self }
    var plan = self
    for index in feeds.indices {
      guard let first = memory.since[feeds[index].folder] else { continue }
      let leftOut = memory.leftOut[feeds[index].folder] ?? []
      // What is left out makes room for what the old feed showed.
      if !leftOut.isEmpty, configuration.feeds.archives == .none { plan.fill(index, corpus) }
      defer { plan.limit(index, configuration.feeds.entries) }
      plan.cut(index) { item in
        corpus.items[item].published >= first
          && (leftOut.isEmpty || !leftOut.contains(configuration.entryID(of: corpus.items[item])))
      }
    }
    return plan
  }
}

extension FeedScope {
  /// All places of its document of a format.
  package func allPaths(_ format: DocumentFormat) -> [String] { [path(format)] + (copies[format] ?? []) }
}
