import Documents
import LocalFiles
import Markup
import Validation

/// A document to judge.
struct DocumentFiles: Sendable {
  let path: String
  let address: String?
  /// Found in a folder, not named by the user: what is no feed or sitemap is passed over then.
  let isFound: Bool

  /// The documents that a file or folder stands for.
  static func at(_ path: String, baseURL: String?, url: String? = nil) throws -> [DocumentFiles] {
    if path == "-" { return [DocumentFiles(path: "-", address: url, isFound: false)] }
    let base = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    switch LocalFile.kind(path) {
    case .folder:
      let files = try FileTree.list(path) { name in
        let plain = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [".xml", ".json", ".opml", ".rss", ".atom"].contains { plain.lowercased().hasSuffix($0) }
          || name == "robots.txt"
      }.files
      let prefix = path.hasSuffix("/") ? path : path + "/"
      return files.map { file in
        DocumentFiles(path: prefix + file, address: base.map { $0 + URIReference.encodedPath(file) }, isFound: true)
      }
    case .file:
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return [
        DocumentFiles(path: path, address: url ?? base.map { $0 + URIReference.encodedPath(name) }, isFound: false)
      ]
    default: throw Failure(.noInput, "there is no file or folder \(path)")
    }
  }

  private var isStandardInput: Bool { path == "-" }

  /// A verdict, and the lines that its findings are about, by their numbers.
  struct Judged: Sendable {
    let verdict: Verdict
    let lines: [Int: String]
  }

  /// - Parameter wantsLines: whether lines are to be shown.
  func judge(by validator: Validator, wantsLines: Bool) throws -> Judged? {
    let bytes = isStandardInput ? try LocalFile.readStandardInput() : try LocalFile.read(path).bytes
    let verdict = validator.judge(bytes, path: path, address: address)
    let isForeign = verdict.format == nil && verdict.findings.allSatisfy { $0.rule == "document.recognised" }
    if isFound && (isForeign || verdict.format == .manifest) { return nil }
    let numbers = wantsLines ? Set(verdict.findings.map(\.location.line)) : []
    return Judged(verdict: verdict, lines: numbers.isEmpty ? [:] : SourceText(bytes).lines(numbers))
  }
}
