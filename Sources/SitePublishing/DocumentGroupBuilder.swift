import ContentCorpus
import LocalFiles
import SiteOutput
import SiteRendering
import TidingsCore

/// Takes groups of documents through the stager, those that are known and still in their place without making them.
package struct DocumentGroupBuilder: Sendable {
  let stager: DocumentStager
  let known: CachedDocuments
  let trustsStamps: Bool
  let jobs: Int

  /// A group before it is made.
  struct CachedGroup: Sendable {
    let name: String
    let inputs: ContentDigest
    /// `nil` where they have to be made.
    let documents: [CachedDocument]?
  }

  struct Outcome: Sendable {
    let name: String
    let outcomes: [DocumentStager.Outcome]
    var contentFindings: [Finding] = []
    var documentFindings: [Finding] = []
    var known: CachedDocuments.Group?
    var isCached = false

    var isSitemap: Bool { name.hasPrefix("sitemap:") }
  }

  func cached(_ groups: [(name: String, inputs: ContentDigest)]) async throws -> [CachedGroup] {
    try await Parallel.map(groups.count, jobs: jobs, stride: 16) { index in
      let (name, inputs) = groups[index]
      return CachedGroup(
        name: name, inputs: inputs,
        documents: try stager.cached(known.groups[name], inputs: inputs, trustsStamps: trustsStamps))
    }
  }

  /// - Parameter make: makes the group at a position.
  func outcomes(_ groups: [CachedGroup], _ make: @escaping @Sendable (Int) throws -> BuiltGroup) async throws
    -> [Outcome]
  {
    let stale = groups.indices.filter { groups[$0].documents == nil }
    let made = try await Parallel.map(stale.count, jobs: jobs) { position in
      try outcome(groups[stale[position]], try make(stale[position]))
    }
    var outcomes = groups.compactMap(cachedOutcome)
    outcomes += made
    return outcomes
  }

  private func outcome(_ group: CachedGroup, _ built: BuiltGroup) throws -> Outcome {
    let outcomes = try built.documents.flatMap(stager.outcomes)
    let documents = outcomes.compactMap(\.known)
    let isKnown = documents.count == outcomes.count
    return Outcome(
      name: group.name, outcomes: outcomes, contentFindings: built.contentFindings,
      documentFindings: built.documentFindings,
      known: isKnown
        ? .init(
          inputs: group.inputs, documents: documents, contentFindings: built.contentFindings,
          documentFindings: built.documentFindings) : nil)
  }

  private func cachedOutcome(_ group: CachedGroup) -> Outcome? {
    guard let documents = group.documents, let former = known.groups[group.name] else { return nil }
    return Outcome(
      name: group.name, outcomes: documents.map(stager.outcome), contentFindings: former.contentFindings,
      documentFindings: former.documentFindings,
      known: .init(
        inputs: group.inputs, documents: documents, contentFindings: former.contentFindings,
        documentFindings: former.documentFindings), isCached: true)
  }
}
