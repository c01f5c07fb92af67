import ContentCorpus
import Documents

/// Where documents of feeds were published until now: whoever follows them polls them there.
struct FormerPlaces {
  /// Paths by the topic of a feed and the format; under no topic stand all others.
  private var paths: [Key: [String]] = [:]
  /// Paths of documents that the ledger knows, of which nobody knows what they were.
  private let remembered: Set<String>

  private struct Key: Hashable {
    let topic: String?
    let format: DocumentFormat
  }

  /// - Parameters:
  ///   - rows: of the output folder's manifest.
  ///   - remembered: paths of documents that the ledger knows.
  init(_ rows: some Sequence<Manifest.Row>, remembered: Set<String>) {
    self.remembered = remembered
    for row in rows where row.format.isFeed && !ArchiveBuilder.isPage(row.path) {
      paths[Key(topic: row.topic, format: row.format), default: []].append(row.path)
    }
  }

  /// A plan whose feeds go on at the addresses that they had, with a word on each that the configuration gives others.
  func keeping(_ plan: Plan, topics: [Topic], formats: [DocumentFormat]) -> (plan: Plan, findings: [Finding]) {
    var plan = plan
    var findings: [Finding] = []
    var taken: Set<String> = []
    for feed in plan.feeds { for format in formats { taken.formUnion(feed.scope.allPaths(format)) } }
    for (index, feed) in plan.feeds.enumerated() {
      for format in formats {
        let usual = feed.folder + format.fileName
        var former = remembered.contains(usual) ? [usual] : []
        let known = paths[Key(topic: feed.topic.map { topics[$0].path }, format: format)] ?? []
        // Of feeds without a topic only those are known that lie in the usual place, and the site's, whose folder is the root.
        former += known.filter { feed.topic != nil || $0 == usual || feed.folder.isEmpty && !$0.contains("/") }
        for path in former where taken.insert(path).inserted {
          plan.keep(path, format, of: index)
          findings.append(
            PublishRules.feedKept.finding(
              at: SourceLocation(path: ConfigurationReader.fileName),
              "The feed '\(path)' lies at '\(feed.scope.path(format))' now, and stays at its former address too"))
        }
      }
    }
    return (plan, findings)
  }
}

extension FeedScope {
  /// All places of its document of a format.
  func allPaths(_ format: DocumentFormat) -> [String] { [path(format)] + (copies[format] ?? []) }
}
