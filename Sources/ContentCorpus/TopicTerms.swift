import Synchronization

/// What items call a topic, kept once however many items say it.
final class TopicTerm: Sendable, Hashable {
  let topic: Topic
  /// The topic's full name, `Symplur: Medical Billing`.
  let name: String
  /// Whether the configuration, and not the item, gave the path: then sharing it is meant.
  let isRenamed: Bool
  /// Whether it counts only where no item has a topic of its own.
  let isFallback: Bool
  /// Another path, in which signs count that the path leaves out; `nil` where there are none.
  let exactPath: String?
  /// Whether its paths are made from its name, and nobody has given one.
  let isDerived: Bool
  /// Another for each term of the process, counted from 0, for tables.
  let number: Int

  private static let count = Atomic<Int>(0)

  init(
    topic: Topic, name: String, isRenamed: Bool, isFallback: Bool = false, exactPath: String? = nil,
    isDerived: Bool = false
  ) {
    self.topic = topic
    self.name = name
    self.isRenamed = isRenamed
    self.isFallback = isFallback
    self.exactPath = exactPath
    self.isDerived = isDerived
    number = TopicTerm.count.add(1, ordering: .relaxed).oldValue
  }

  static func == (left: TopicTerm, right: TopicTerm) -> Bool {
    left === right
      || (left.topic == right.topic && left.name == right.name && left.isRenamed == right.isRenamed
        && left.isFallback == right.isFallback && left.exactPath == right.exactPath)
  }

  /// What it is remembered by.
  var memoryKey: String { PublishedTopics.key(name: name, taxonomy: topic.taxonomy, language: topic.language) }

  func hash(into hasher: inout Hasher) {
    hasher.combine(topic.path)
    hasher.combine(name)
  }
}

/// The terms of a corpus while it is read, by what the front matter says of them. There are few topics and many items.
final class TopicTerms: Sendable {
  struct Key: Hashable {
    let name: String
    let path: String?
    let label: String?
    /// The field that names it, where that is its vocabulary.
    let field: String?
    var isAuthor = false
    var isFallback = false
    var language: String?
  }

  /// `nil` for what gives no topic.
  private let known = Mutex<[Key: TopicTerm?]>([:])

  func term(_ key: Key, make: (Key) -> TopicTerm?) -> TopicTerm? {
    if let known = known.withLock({ $0[key] }) { return known }
    let made = make(key)
    // Hostile content may name a topic of its own in every file; those are rebuilt each time.
    return known.withLock { terms in
      if let other = terms[key] { return other }
      if terms.count < TopicTerms.limit { terms[key] = made }
      return made
    }
  }

  private static let limit = 50_000
}
