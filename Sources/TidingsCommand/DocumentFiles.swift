import LocalFiles
import Markup
import Tidings
import TidingsCore
import Validation

/// A document to validate.
struct DocumentFiles: Sendable {
  let path: String
  let address: String?
  /// Found in a folder, not named by the user: what is no feed or sitemap is passed over then.
  let isFound: Bool
  /// The folder that it is served from together with others, with its slash.
  var folder: String?

  /// The documents that a file or folder stands for: a manifest stands for the documents that it lists.
  static func at(_ path: String, baseURL: String?, url: String? = nil) throws -> [DocumentFiles] {
    if path == "-" { return [DocumentFiles(path: "-", address: url, isFound: false)] }
    let base = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    func member(_ file: String, of folder: String) -> DocumentFiles {
      DocumentFiles(
        path: folder + file, address: base.map { $0 + URIReference.encodedPath(file) }, isFound: true, folder: folder)
    }
    switch try LocalFile.kind(path) {
    case .folder:
      let listing = try FileTree.list(path, opensAll: true) { name in
        let plain = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [".xml", ".json", ".opml", ".rss", ".atom", ".rdf"].contains { plain.lowercased().hasSuffix($0) }
          || name == "robots.txt"
      }
      // What is no file in the place of one cannot be read, and is reported so.
      let files = (listing.files + listing.others).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let prefix = path.hasSuffix("/") ? path : path + "/"
      // What lies beside a document in compressed form is the document once more.
      let names = Set(files)
      return files.filter { !($0.hasSuffix(".gz") && names.contains(String($0.dropLast(3)))) }
        .map { member($0, of: prefix) }
    case .file:
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let folder = ContentFiles.folder(of: path)
      if name == Manifest.fileName, let rows = try? Manifest.paths(in: try LocalFile.read(path).bytes) {
        let prefix = folder == "." && !path.hasPrefix("./") ? "" : folder + "/"
        // What is missing is reported by the set; a path that leaves the folder is none of ours.
        let there = try rows.filter { row in
          try !row.hasPrefix("/") && !row.split(separator: "/").contains("..") && LocalFile.kind(prefix + row) == .file
        }
        return (there + [name]).map { member($0, of: prefix) }
      }
      return [
        DocumentFiles(path: path, address: url ?? base.map { $0 + URIReference.encodedPath(name) }, isFound: false)
      ]
    default: throw Failure(.noInput, "there is no file or folder \(path)")
    }
  }

  private var isStandardInput: Bool { path == "-" }

  /// A verdict, and what goes with it.
  struct Validated: Sendable {
    var verdict: Verdict
    /// For the proof of its set, where it is of one.
    var facts: DocumentFacts?
    var folder: String?
    /// Whether it is reported only where there is something to say.
    var isQuiet = false
    /// What was mended of it, where that was asked for.
    var mending: Mending?
    /// The file that the mended document was written to.
    var written: String?
    /// What could be mended of it, for who is shown that and does it himself.
    var proposal: Mending?
  }

  /// The same verdict, with what could be mended. Standard input can be read once only.
  func proposing(_ validated: Validated?, by validator: Validator) throws -> Validated? {
    guard var validated, !isStandardInput,
      validated.verdict.findings.contains(where: { Mending.rules.contains($0.rule) })
    else { return validated }
    validated.proposal = validator.mend(try read(), path: path, address: address)
    return validated
  }

  func validate(by validator: Validator) throws -> Validated? {
    let bytes = try read()
    guard folder != nil else {
      return Validated(verdict: validator.validate(bytes, path: path, address: address))
    }
    let (verdict, facts) = validator.examine(bytes, path: path, address: address)
    let isForeign = verdict.format == nil && verdict.findings.allSatisfy { $0.rule == "document.recognised" }
    if isFound && isForeign { return nil }
    return Validated(verdict: verdict, facts: facts, folder: folder, isQuiet: verdict.format == .manifest)
  }

  /// Some of its lines, by their numbers.
  func lines(_ numbers: Set<Int>) throws -> [Int: String] { SourceText(try read()).lines(numbers) }

  func read() throws -> [UInt8] {
    isStandardInput ? try LocalFile.readStandardInput() : try LocalFile.read(path).bytes
  }
}

extension [DocumentFiles.Validated] {
  /// The same, with what is wrong between sitemaps and the pages of a built site.
  func with(_ check: SiteCheck, _ inputs: [DocumentFiles], jobs: Int) async throws -> [DocumentFiles.Validated] {
    let files = Dictionary(inputs.map { ($0.path, $0) }) { first, _ in first }
    let sitemaps = try filter { $0.verdict.format == .sitemap }.compactMap { validated in
      try files[validated.verdict.path].map { SiteCheck.Sitemap(path: validated.verdict.path, bytes: try $0.read()) }
    }
    let findings = try await check.findings(sitemaps, jobs: jobs)
    var byPath = Dictionary(grouping: findings, by: \.location.path)
    var result = self
    for index in result.indices {
      let verdict = result[index].verdict
      guard let more = byPath.removeValue(forKey: verdict.path) else { continue }
      result[index].verdict = Verdict(
        path: verdict.path, format: verdict.format, findings: (verdict.findings + more).sorted())
    }
    return result
      + byPath.sorted { $0.key < $1.key }.map {
        .init(verdict: Verdict(path: $0.key, format: nil, findings: $0.value.sorted()))
      }
  }

  /// The same, with what is wrong between documents that are served together.
  func withSetFindings(baseURL: String?) -> [DocumentFiles.Validated] {
    var result = self
    let folders = Set(compactMap(\.folder)).sorted()
    for folder in folders {
      let facts = filter { $0.folder == folder }.compactMap(\.facts)
      let findings = DocumentSet(facts, in: folder, baseAddress: baseURL) { path in
        try? LocalFile.read(path).bytes
      }.findings
      let byPath = Dictionary(grouping: findings, by: \.location.path)
      for index in result.indices where result[index].folder == folder {
        let verdict = result[index].verdict
        guard let more = byPath[verdict.path] else { continue }
        result[index].verdict = Verdict(
          path: verdict.path, format: verdict.format, findings: (verdict.findings + more).sorted())
      }
    }
    return result.filter { !$0.isQuiet || !$0.verdict.findings.isEmpty }
  }
}
