/// What an export of WordPress's says of its site.
public struct ExportedSite: Sendable, Hashable {
  /// `nil`, as the others, where it does not say it.
  public let title: String?
  public let description: String?
  public let language: String?
  /// Of the home page, with a slash at its end.
  public let address: String?

  /// - Parameters:
  ///   - path: of the file; nothing behind what it says of the site is read.
  ///   - name: what it is called in findings.
  /// - Throws: ``CorpusUnreadableError`` where it is no export, or of a version that is not known; `SystemError` where it cannot be read.
  public init(_ path: String, named name: String) throws {
    let facts = try ExportScan.facts(path, named: name)
    func reported(_ text: String) -> String? { text.isEmpty ? nil : text }
    title = reported(facts.title)
    description = reported(facts.description)
    language = reported(facts.language)
    address = reported(facts.home).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }
}
