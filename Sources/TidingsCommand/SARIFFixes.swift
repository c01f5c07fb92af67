import Syndication
import TidingsCore
import Validation

/// What could be mended of documents, as SARIF's fixes, by which an editor mends it at a click.
struct SARIFFixes {
  /// By the path of the document.
  private let edits: [String: [Mending.Edit]]

  init(_ validated: [DocumentFiles.Validated]) {
    edits = validated.reduce(into: [:]) { edits, validated in
      if let proposal = validated.proposal, proposal.bytes != nil { edits[validated.verdict.path] = proposal.edits }
    }
  }

  /// The member `fixes` of a result; nothing where there is no way to mend it, or more than one.
  ///
  /// - Parameter isOnly: whether all that its rule finds in the document is in this result, so that edits elsewhere are its too.
  func write(_ group: FindingGroup, isOnly: Bool, to out: inout JSONWriter) {
    let finding = group.first
    let lines = Set(([finding] + group.others).map(\.location.line))
    let own = edits[finding.location.path, default: []].filter {
      $0.rule == finding.rule && (isOnly || lines.contains($0.location.line))
    }
    guard !own.isEmpty else { return }
    out.raw(", \"fixes\": [{\"description\": ")
    out.object([("text", finding.remedy)])
    out.raw(", \"artifactChanges\": [{\"artifactLocation\": ")
    out.object([("uri", finding.location.shownPath)])
    out.raw(", \"replacements\": [")
    for (index, edit) in own.enumerated() {
      if index > 0 { out.raw(", ") }
      let end = SARIFFixes.end(of: edit)
      out.raw("{\"deletedRegion\": {\"startLine\": \(edit.location.line), \"startColumn\": \(edit.location.column)")
      out.raw(", \"endLine\": \(end.line), \"endColumn\": \(end.column)}, \"insertedContent\": ")
      out.object([("text", edit.new)])
      out.raw("}")
    }
    out.raw("]}]}]")
  }

  /// The place behind what is replaced: columns count Unicode scalars.
  private static func end(of edit: Mending.Edit) -> (line: Int, column: Int) {
    let lines = edit.old.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.last?.count ?? 0
    return lines.count > 1
      ? (edit.location.line + lines.count - 1, last + 1) : (edit.location.line, edit.location.column + last)
  }
}
