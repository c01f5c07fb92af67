/// In what a corpus differs from one that was read before, for somebody who remembers each item.
public struct CorpusDelta: Sendable {
  /// Positions of the items whose files are new or another, and of those that were withheld and are not, or the other way
  /// round; in order.
  public let items: [Int]
  /// Keys of published items of then whose files are another now, or gone.
  public let formerKeys: [String]
  /// Paths of all files that this is about.
  public let paths: Set<String>
  /// Whether a file was there then that gave no item, and is another now, or gone: nobody knows which item it was.
  public let isPartial: Bool
}

extension Corpus {
  /// Paths of items that are withheld in favour of others.
  public var withheld: Set<String> {
    Set(items.lazy.filter { $0.publication == .withheld }.map(\.path))
  }

  /// - Parameters:
  ///   - snapshot: that this corpus was put together from.
  ///   - former: an earlier one, that the snapshot was made from.
  ///   - withheld: paths of items that were withheld then.
  public func delta(_ snapshot: CorpusSnapshot, since former: CorpusSnapshot, withheld: Set<String>) -> CorpusDelta {
    let changes = snapshot.changes(since: former)
    let moved = withheld.symmetricDifference(self.withheld)
    let paths = Set(changes.changed.files.map(\.path)).union(changes.removed).union(moved)
    let positions = paths.compactMap { position(of: $0) }
    var formerKeys: [String] = []
    var isPartial = false
    for path in paths {
      guard let position = PathOrder.position(of: path, of: former.files.count, { former.files[$0].path }) else {
        continue
      }
      guard let record = former.files[position].outcome.record else {
        isPartial = true
        continue
      }
      if !withheld.contains(path), record.publication.isPublished { formerKeys.append(record.key) }
    }
    return CorpusDelta(items: positions.sorted(), formerKeys: formerKeys.sorted(), paths: paths, isPartial: isPartial)
  }

  /// The position of the item of a file.
  public func position(of path: String) -> Int? {
    PathOrder.position(of: path, of: items.count) { items[$0].path }
  }
}
