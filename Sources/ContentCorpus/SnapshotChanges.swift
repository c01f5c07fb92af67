import LocalFiles

/// What a snapshot has that another has not, and the other way round.
public struct SnapshotChanges: Sendable {
  /// Files that are new or another than before.
  public internal(set) var changed = CorpusSnapshot()
  /// Paths of files that are no more, in their order.
  public internal(set) var removed: [String] = []

  public init() {}

  public init(changed: CorpusSnapshot, removed: [String]) {
    self.changed = changed
    self.removed = removed
  }

  public var count: Int { changed.files.count + removed.count }
}

extension CorpusSnapshot {
  /// - Parameter base: the snapshot that this one was made from, directly or in steps.
  public func changes(since base: CorpusSnapshot) -> SnapshotChanges {
    var changes = SnapshotChanges()
    changes.changed.epoch = epoch
    let former = base.files
    var old = 0
    for file in files {
      // What is known is handed on, so that the same thing is the same object.
      if old < former.count, former[old] === file {
        old += 1
        continue
      }
      while old < former.count, FileTree.precedes(former[old].path, file.path) {
        changes.removed.append(former[old].path)
        old += 1
      }
      if old < former.count, former[old].path == file.path {
        old += 1
        if former[old - 1] === file { continue }
      }
      changes.changed.files.append(file)
    }
    changes.removed += former[old...].map(\.path)
    return changes
  }

  /// This snapshot with changes that were found before.
  public func with(_ changes: SnapshotChanges) -> CorpusSnapshot {
    let removed = Set(changes.removed)
    var merged = CorpusSnapshot(files: [], epoch: changes.changed.epoch, isChanged: false)
    merged.files.reserveCapacity(files.count + changes.changed.files.count)
    var new = changes.changed.files[...]
    for file in files {
      while let first = new.first, FileTree.precedes(first.path, file.path) {
        merged.files.append(first)
        new.removeFirst()
      }
      if let first = new.first, first.path == file.path {
        merged.files.append(first)
        new.removeFirst()
      } else if !removed.contains(file.path) {
        merged.files.append(file)
      }
    }
    merged.files += new
    return merged
  }

  public var fileCount: Int { files.count }
}
