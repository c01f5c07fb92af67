package import LocalFiles
package import TidingsCore

/// What earlier builds published, by what it was made from: documents that need not be made again.
package struct CachedDocuments: Sendable {
  /// The documents that are made together, from the same things.
  package struct Group: Sendable, Hashable {
    /// Of all that they were made from.
    package let inputs: ContentDigest
    package let documents: [CachedDocument]
    /// On items, whose paths are relative to the corpus.
    package let contentFindings: [Finding]
    /// Paths are relative to the output folder.
    package let documentFindings: [Finding]

    package init(
      inputs: ContentDigest, documents: [CachedDocument], contentFindings: [Finding], documentFindings: [Finding]
    ) {
      self.inputs = inputs
      self.documents = documents
      self.contentFindings = contentFindings
      self.documentFindings = documentFindings
    }
  }

  package var groups: [String: Group] = [:]

  package init(groups: [String: Group] = [:]) {
    self.groups = groups
  }

  /// Groups that another has not, or has otherwise, and names of groups that only the other has.
  package func changes(since base: CachedDocuments) -> (changed: CachedDocuments, removed: [String]) {
    let changed = groups.filter { base.groups[$0.key] != $0.value }
    let removed = base.groups.keys.filter { groups[$0] == nil }
    return (CachedDocuments(groups: changed), removed.sorted())
  }
}

package struct CachedDocument: Sendable, Hashable {
  package let row: Manifest.Row
  package let newest: Timestamp?
  /// Paths are relative to the output folder.
  package let findings: [Finding]
  /// The file as it was published.
  package let stamp: FileStamp

  package init(row: Manifest.Row, newest: Timestamp?, findings: [Finding], stamp: FileStamp) {
    self.row = row
    self.newest = newest
    self.findings = findings
    self.stamp = stamp
  }
}
