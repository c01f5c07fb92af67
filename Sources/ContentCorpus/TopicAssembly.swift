import TidingsCore

/// Puts the topics of a corpus together from what its items call them.
struct TopicAssembly {
  private let memory: PublishedTopics
  /// Whether the site's generator has a rule of its own for the addresses of terms.
  private let usesOwnRule: Bool
  /// The first mention of each term, in the order of the files.
  private var first: [(mention: TopicMention, path: String)] = []

  init(memory: PublishedTopics, usesOwnRule: Bool) { (self.memory, self.usesOwnRule) = (memory, usesOwnRule) }

  mutating func add(_ mention: TopicMention, in path: String) { first.append((mention, path)) }

  /// Whether terms that only count where there are no others do not count here.
  var dropsFallback: Bool {
    first.contains { $0.mention.term.isFallback }
      && first.contains { !$0.mention.term.isFallback && !$0.mention.term.topic.isAuthor }
  }

  /// What came of it.
  struct Outcome {
    var topics: [Topic] = []
    /// Of those terms that have another than they would have alone, by number.
    var paths: [Int: String] = [:]
    /// What is to be remembered, where that is not known.
    var remembered: [String: String] = [:]
  }

  func topics(_ findings: inout [Finding]) -> Outcome {
    let drops = dropsFallback
    let counted = first.filter { !drops || !$0.mention.term.isFallback }
    let paths = chosenPaths(counted)
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
    var outcome = Outcome(paths: paths)
    outcome.topics = order.compactMap { path in topics[path].map { $0.mention.term.topic.at(path) } }
    for term in counted.map(\.mention.term) where term.isDerived && memory.paths[term.memoryKey] == nil {
      outcome.remembered[term.memoryKey] = paths[term.number] ?? term.topic.path
    }
    return outcome
  }

  /// The paths of terms that have another than they would have by their name alone.
  ///
  /// A name whose signs a path leaves out has a path in which they count: `C++` is `c-plus-plus`. What is published at another
  /// path already stays there; a topic that would come to that path later gets a number.
  private func chosenPaths(_ counted: [(mention: TopicMention, path: String)]) -> [Int: String] {
    var paths: [Int: String] = [:]
    let terms = counted.map(\.mention.term)
    let bySlug = Dictionary(grouping: terms, by: \.topic.path)
    var owners: [String: String] = [:]
    for term in terms where term.isDerived {
      let own = term.topic.path
      let usual = exactPath(term, sharesWith: bySlug[own] ?? []) ?? own
      var path = memory.paths[term.memoryKey] ?? usual
      if path == usual, path != own, memory.published.contains(own), !memory.published.contains(path),
        bySlug[own]?.allSatisfy({ $0.name.lowercased() == term.name.lowercased() }) == true
      {
        path = own
      }
      if path != usual { owners[path] = term.name.lowercased() }
      if path != own { paths[term.number] = path }
    }
    guard !owners.isEmpty else { return paths }
    var taken = Set(owners.keys).union(terms.map { paths[$0.number] ?? $0.topic.path })
    var numbered: [String: String] = [:]
    for term in terms where term.isDerived && memory.paths[term.memoryKey] == nil {
      let path = paths[term.number] ?? term.topic.path
      guard let owner = owners[path], owner != term.name.lowercased() else { continue }
      let name = term.memoryKey.lowercased()
      let free = numbered[name] ?? (2...).lazy.map { "\(path)-\($0)" }.first { !taken.contains($0) } ?? path
      (numbered[name], paths[term.number]) = (free, free)
      taken.insert(free)
    }
    return paths
  }

  /// The path of a term in which signs count, where it has that: always, or to a generator that would write another only where
  /// two would be one.
  private func exactPath(_ term: TopicTerm, sharesWith others: [TopicTerm]) -> String? {
    guard let exact = term.exactPath else { return nil }
    if !usesOwnRule { return exact }
    return Set(others.map { $0.name.lowercased() }).count > 1 ? exact : nil
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
