import ContentCorpus
import SiteConfiguration
import SiteSettings
import TidingsCore

/// Chooses the items of feeds that are put together from topics, as the configuration wishes, and of those of whole vocabularies.
struct CombinedFeeds {
  let corpus: Corpus
  /// Positions of the topics that have documents.
  let topics: [Int]

  /// A feed before its newest entries are taken.
  struct Choice {
    var scope: FeedScope
    /// Newest first.
    let items: [Int]
  }

  /// The feeds of the configuration, with what is wrong with them.
  ///
  /// - Parameters:
  ///   - feeds: of the configuration.
  ///   - isLivingElsewhere: whether the feed in a folder has items that are not in this corpus.
  func choices(
    _ feeds: [CombinedFeed], _ isLivingElsewhere: (String) -> Bool
  ) -> (choices: [Choice], findings: [Finding]) {
    var choices: [Choice] = []
    var findings: [Finding] = []
    var taken = Set(topics.map { corpus.topics[$0].path })
    for feed in feeds {
      guard taken.insert(feed.path).inserted else {
        findings.append(
          PublishRules.combinedTaken.finding(
            at: feed.location, "The folder '\(feed.path)' of the feed '\(feed.name)' is that of another feed"))
        continue
      }
      let unknown = (feed.include + feed.exclude).filter { positions(of: $0).isEmpty }
      for name in unknown {
        findings.append(
          PublishRules.combinedUnknown.finding(
            at: feed.location, "The feed '\(feed.name)' names the topic '\(name)', which no item has"))
      }
      let included = Set(feed.include.flatMap(positions))
      let excluded = Set(feed.exclude.flatMap(positions))
      let items = corpus.published.filter { index in
        guard corpus.items[index].feeds == .all else { return false }
        let topics = corpus.items[index].topics
        return (feed.include.isEmpty || topics.contains(where: included.contains))
          && !topics.contains(where: excluded.contains)
      }
      let scope = FeedScope(
        folder: feed.path + "/", title: feed.name, description: feed.description,
        sources: feed.include.isEmpty ? nil : Set(included.map { corpus.topics[$0].path }))
      if !items.isEmpty || isLivingElsewhere(scope.folder) { choices.append(Choice(scope: scope, items: items)) }
    }
    return (choices, findings)
  }

  /// A feed for each vocabulary that topics name.
  func taxonomies(basePath: String) -> [Choice] {
    let groups = Dictionary(grouping: topics.filter { corpus.topics[$0].taxonomy != nil }) { topic in
      corpus.topics[topic].taxonomy ?? ""
    }
    let taken = Set(topics.map { corpus.topics[$0].path })
    return groups.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { name, members in
      let path = "\(basePath)/\(SitePath.slug(name))"
      guard !SitePath.slug(name).isEmpty, !taken.contains(path) else { return nil }
      let wanted = Set(members)
      let items = corpus.published.filter {
        corpus.items[$0].feeds == .all && corpus.items[$0].topics.contains(where: wanted.contains)
      }
      let sources = Set(members.map { corpus.topics[$0].path })
      return Choice(scope: FeedScope(folder: path + "/", title: name, sources: sources), items: items)
    }
  }

  /// Topics by path, by name (`Symplur: Medical Billing`), label, or vocabulary (`Symplur: *`).
  private func positions(of name: String) -> [Int] {
    corpus.topics.indices.filter { index in
      let topic = corpus.topics[index]
      return topic.path == name || topic.name == name || topic.label == name
        || topic.taxonomy.map { $0 + ": *" == name } ?? false
    }
  }
}

extension CombinedFeed {
  var location: SourceLocation { SourceLocation(path: ConfigurationReader.fileName, line: line) }
}
