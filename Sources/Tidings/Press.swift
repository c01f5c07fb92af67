import ContentCorpus
import Documents
import LocalFiles
import Validation

/// Takes one finished document to the brink of publication: judged, compared with what is there, staged.
struct Press: Sendable {
  let directory: OutputDirectory
  let addresses: SiteAddresses
  let overwrites: Bool
  var policy = Policy()

  struct Outcome: Sendable {
    let path: String
    let change: DocumentChange
    /// What the manifest will say; that of the last good document where the new one is withheld; `nil` where there is none.
    let row: Manifest.Row?
    let newest: Timestamp?
    let findings: [Finding]
    let reportRow: PublishReport.Row

    var isStaged: Bool { change == .created || change == .updated }
  }

  func print(_ built: BuiltDocument) throws -> Outcome {
    let document = built.document
    let address = addresses.document(document.path)
    let verdict = Validator().judge(document.bytes, path: document.path, address: address)
    var findings = policy.applied(to: verdict.findings)
    var change = DocumentChange.withheld
    if findings.hasErrors {
      findings.append(
        PublishRules.documentWithheld.finding(at: SourceLocation(path: document.path), "The document is not valid"))
    } else if let obstacle = try obstacle(to: document, &change) {
      findings.append(PublishRules.foreignFile.finding(at: SourceLocation(path: document.path), obstacle))
      change = .withheld
    }
    if change == .created || change == .updated { try directory.stage(document) }
    let row = change == .withheld ? try directory.keptRow(document.path) : Manifest.Row(built)
    return Outcome(
      path: document.path, change: change, row: row, newest: change == .withheld ? nil : built.newest,
      findings: findings.map { $0.relocated(under: directory.path) },
      reportRow: PublishReport.Row(
        path: document.path, change: change, format: document.format, bytes: document.bytes.count,
        entries: built.entries))
  }

  /// What keeps a document from its place; where nothing does, how it differs from what is there.
  private func obstacle(to document: Document, _ change: inout DocumentChange) throws -> String? {
    do {
      change = try directory.change(of: document)
    } catch let error as SystemError where error.isObstacle {
      return error.description
    }
    let isForeign = change == .updated && !directory.isOurs(document.path) && !overwrites
    return isForeign ? "There is a file that Tidings did not write" : nil
  }
}
