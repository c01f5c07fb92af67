import Documents

/// Puts the topics of a corpus together from what its items call them.
struct TopicAssembly {
  /// The first mention of each term, in the order of the files.
  private var first: [(mention: TopicMention, path: String)] = []

  mutating func add(_ mention: TopicMention, in path: String) { first.append((mention, path)) }

  /// Whether terms that only count where there are no others do not count here.
  var dropsFallback: Bool {
    first.contains { $0.mention.term.isFallback }
      && first.contains { !$0.mention.term.isFallback && !$0.mention.term.topic.isAuthor }
  }

  /// - Returns: the topics, and the paths of those terms that have another than they would have alone, by number.
  func topics(_ findings: inout [Finding]) -> (topics: [Topic], paths: [Int: String]) {
    let drops = dropsFallback
    let counted = first.filter { !drops || !$0.mention.term.isFallback }
    let paths = distinctPaths(counted)
    var topics: [String: (mention: TopicMention, path: String)] = [:]
    var order: [String] = []
    var reported: Set<String> = []
    for (mention, file) in counted {
      let term = mention.term
      let path = paths[term.number] ?? term.topic.path
      guard let (other, otherFile) = topics[path] else {
        topics[path] = (mention, file)
        order.append(path)
        continue
      }
      guard other.term.name.lowercased() != term.name.lowercased(), !other.term.isRenamed, !term.isRenamed,
        reported.insert(path + "\n" + term.name).inserted
      else { continue }
      findings.append(
        ContentRules.topicShared.finding(
          at: mention.location(in: file),
          "The topics '\(other.term.name)' and '\(term.name)' share the path '\(path)'",
          related: [other.location(in: otherFile)]))
    }
    return (order.compactMap { path in topics[path].map { $0.mention.term.topic.at(path) } }, paths)
  }

  /// Paths in which signs count, for terms whose own paths are those of others too.
  private func distinctPaths(_ counted: [(mention: TopicMention, path: String)]) -> [Int: String] {
    guard counted.contains(where: { $0.mention.term.exactPath != nil }) else { return [:] }
    var paths: [Int: String] = [:]
    for same in Dictionary(grouping: counted.map(\.mention.term), by: \.topic.path).values {
      guard Set(same.map { $0.name.lowercased() }).count > 1 else { continue }
      for term in same { paths[term.number] = term.exactPath }
    }
    return paths
  }
}

extension Topic {
  /// The same topic at another path.
  fileprivate func at(_ path: String) -> Topic {
    path == self.path
      ? self
      : Topic(path: path, label: label, taxonomy: taxonomy, isAuthor: isAuthor, hasPage: hasPage, language: language)
  }
}
