import LocalFiles
import TidingsCore

/// What earlier builds published, by what it was made from: documents that need not be made again.
struct CachedDocuments: Sendable {
  /// The documents that are made together, from the same things.
  struct Group: Sendable, Hashable {
    /// Of all that they were made from.
    let inputs: ContentDigest
    let documents: [CachedDocument]
    /// On items, whose paths are relative to the corpus.
    let contentFindings: [Finding]
    /// Paths are relative to the output folder.
    let documentFindings: [Finding]
  }

  var groups: [String: Group] = [:]

  /// Groups that another has not, or has otherwise, and names of groups that only the other has.
  func changes(since base: CachedDocuments) -> (changed: CachedDocuments, removed: [String]) {
    let changed = groups.filter { base.groups[$0.key] != $0.value }
    let removed = base.groups.keys.filter { groups[$0] == nil }
    return (CachedDocuments(groups: changed), removed.sorted())
  }
}

struct CachedDocument: Sendable, Hashable {
  let row: Manifest.Row
  let newest: Timestamp?
  /// Paths are relative to the output folder.
  let findings: [Finding]
  /// The file as it was published.
  let stamp: FileStamp
}
