import HTMLPages
import Markup
import TidingsCore
import Validation

/// The pages of the validator.
struct ValidatorPages: Sendable {
  let templates: PageTemplates
  let settings: ValidatorSettings
  let style: [UInt8]

  /// - Throws: `TemplateError`.
  init(_ settings: ValidatorSettings) throws(TemplateError) {
    templates = try PageTemplates(for: .reports)
    self.settings = settings
    style = templates.page("validator-style", [:])
  }

  func first(_ addresses: ValidatorSite.Addresses) -> [UInt8] {
    let reason: String? = if case .unavailable(let reason) = addresses { reason } else { nil }
    return templates.page(
      "validator",
      [
        "hasAddresses": reason == nil, "reason": TemplateText.of(reason ?? ""),
        "limit": Refusal.size(settings.documentBytes), "version": settings.version,
      ])
  }

  func refusal(_ refusal: Refusal) -> [UInt8] {
    templates.page(
      "validator-refusal",
      ["title": refusal.title, "message": TemplateText.of(refusal.message), "version": settings.version])
  }

  /// Messages of refusals quote nothing that somebody has sent, and have no quotation marks.
  static func json(_ refusal: Refusal) -> [UInt8] {
    Array("{\"status\": \(refusal.status), \"error\": \"\(refusal.message)\"}\n".utf8)
  }

  func report(_ validation: Validation, name: String, address: String?) -> [UInt8] {
    var lines = DocumentSection.lineLimit
    let sections = validation.verdicts.enumerated().map { index, verdict in
      let section = DocumentSection(
        verdict, id: "d\(index + 1)", text: validation.text(of: verdict.path, limit: settings.documentBytes),
        lineLimit: lines)
      lines -= section.shownLines
      return section
    }
    let counts = sections.map(\.counts).reduce(Counts()) { $0 + $1 }
    let isValidated = validation.verdicts.contains { $0.format != nil } || counts.errors + counts.warnings > 0
    return templates.page(
      "validator-report",
      [
        "name": TemplateText.of(name), "isFaulty": counts.errors > 0,
        "isWarned": counts.errors == 0 && counts.warnings > 0,
        "isGood": isValidated && counts.errors + counts.warnings == 0, "isUnknown": !isValidated,
        "summary": counts.text, "isAddress": address != nil,
        "againHref": address.map { "./?url=\(URIReference.encodedPath($0))" } ?? "", "hasSeveral": sections.count > 1,
        "documents": sections.map(\.context), "version": settings.version,
      ])
  }
}

/// Findings by severity; those of one cause are one.
struct Counts {
  var errors = 0
  var warnings = 0
  var notes = 0

  /// `1 error, 2 warnings, 0 notes`.
  var text: String {
    [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  static func + (left: Counts, right: Counts) -> Counts {
    Counts(
      errors: left.errors + right.errors, warnings: left.warnings + right.warnings, notes: left.notes + right.notes)
  }
}
