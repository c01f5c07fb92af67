import Mustache

/// The templates that pages for people are made by (mustache.github.io), those that come with Tidings and those that a site
/// puts in their place.
public struct PageTemplates: Sendable {
  private let library: MustacheLibrary

  /// What templates are wanted for: reading them takes time.
  public enum Purpose: Sendable {
    /// Pages that are published.
    case pages
    /// Reports and previews.
    case reports
  }

  /// Templates by their names.
  static let builtIn = pages + reports

  private static let pages: [(name: String, bytes: [UInt8])] = [
    ("head", PackageResources.head_mustache), ("foot", PackageResources.foot_mustache),
    ("subscribe", PackageResources.subscribe_mustache), ("directory", PackageResources.directory_mustache),
    ("feed.css", PackageResources.feed_css_mustache),
  ]
  private static let reports: [(name: String, bytes: [UInt8])] = [
    ("report-style", PackageResources.report_style_mustache), ("report", PackageResources.report_mustache),
    ("report-documents", PackageResources.report_documents_mustache),
    ("status", PackageResources.status_mustache), ("status-refresh", PackageResources.status_refresh_mustache),
    ("source", PackageResources.source_mustache), ("finding", PackageResources.finding_mustache),
    ("finding-style", PackageResources.finding_style_mustache), ("validator", PackageResources.validator_mustache),
    ("validator-style", PackageResources.validator_style_mustache),
    ("validator-report", PackageResources.validator_report_mustache),
    ("validator-refusal", PackageResources.validator_refusal_mustache),
  ]

  /// - Parameter replacements: templates of the site by their names, which may be new ones that others name as partials.
  /// - Throws: ``TemplateError``.
  public init(
    for purpose: Purpose = .pages, replacing replacements: [String: String] = [:]
  ) throws(TemplateError) {
    var library = MustacheLibrary()
    let own = (purpose == .pages ? PageTemplates.pages : PageTemplates.reports).filter { replacements[$0.name] == nil }
      .map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    let all = own + replacements.sorted(by: { $0.key < $1.key })
    if !replacements.isEmpty { try TemplateNesting(all).check() }
    for (name, text) in all {
      do {
        try library.register(text, named: name)
      } catch let error as MustacheTemplate.ParserError {
        throw TemplateError(
          template: name, line: error.context.lineNumber, column: error.context.columnNumber, message: "\(error.error)")
      } catch {
        throw TemplateError(template: name, line: 1, column: 1, message: "\(error)")
      }
    }
    self.library = library
  }

  /// - Parameter context: what the names in the template stand for: texts, flags, numbers, and lists of the like.
  package func page(_ template: String, _ context: [String: Any]) -> [UInt8] {
    Array((library.render(context, withTemplate: template) ?? "").utf8)
  }
}

/// A template that cannot be read.
public struct TemplateError: Error, Sendable {
  public let template: String
  public let line: Int
  public let column: Int
  public let message: String
}
