import ContentCorpus
import Documents
import Validation

/// Takes one finished document to the brink of publication: judged, compared with what is there, staged.
struct Press: Sendable {
  let directory: OutputDirectory
  let configuration: Configuration
  let overwrites: Bool

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
    let address = SiteAddresses(configuration).document(document.path)
    let verdict = Validator().judge(document.bytes, path: document.path, address: address)
    var findings = verdict.findings
    var change = try directory.change(of: document)
    if findings.hasErrors {
      findings.append(
        PublishRules.documentWithheld.finding(at: SourceLocation(path: document.path), "The document is not valid"))
      change = .withheld
    } else if change == .updated, !directory.isOurs(document.path), !overwrites {
      findings.append(
        PublishRules.foreignFile.finding(
          at: SourceLocation(path: document.path), "There is a file that Tidings did not write"))
      change = .withheld
    }
    if change == .created || change == .updated { try directory.stage(document) }
    let row = change == .withheld ? directory.manifest?[document.path] : Manifest.Row(built)
    return Outcome(
      path: document.path, change: change, row: row, newest: change == .withheld ? nil : built.newest,
      findings: findings.map { $0.relocated(under: directory.path) },
      reportRow: PublishReport.Row(
        path: document.path, change: change, format: document.format, bytes: document.bytes.count,
        entries: built.entries))
  }
}
