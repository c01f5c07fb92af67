import LocalFiles
import Syndication
import Tidings
import TidingsCore
import Validation

/// What a site has decided on rules, from its configuration and the command line together.
enum ValidationPolicy {
  /// - Parameter decisions: `rule=severity because reason`; they come after those of the configuration.
  /// - Throws: ``Failure``, `ConfigurationError`.
  static func read(config: String?, decisions: [String]) throws -> Policy {
    var policy = Policy()
    if let path = try config ?? ConfigurationReader.find(from: ".") {
      policy = try ConfigurationReader.read(path, named: ContentFiles.relativeToHere(path)).validation
    }
    for text in decisions {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let decision = Policy.Decision(rule: String(parts[0]), decision: String(parts[1])) else {
        throw Failure(
          .usage, "'\(text)' is not a decision such as 'html.style=off because old posts keep their styles'")
      }
      guard RuleCatalog.rule(decision.rule) != nil else {
        let hint = RuleCatalog.nearest(decision.rule).map { "; did you mean \($0)?" } ?? ""
        throw Failure(.usage, "there is no rule \(decision.rule)\(hint)")
      }
      policy.decisions.append(decision)
    }
    return policy
  }
}

/// The file of known faults.
enum BaselineFile {
  static func read(_ path: String) throws -> Baseline {
    do {
      return try Baseline(json: LocalFile.read(path).bytes)
    } catch let failure as Baseline.Failure {
      throw Failure(.noInput, "\(path): \(failure)")
    }
  }

  /// Sorted, an entry a line, so that a change of it can be read.
  static func write(_ baseline: Baseline, to path: String) throws {
    var out = JSONWriter()
    out.raw("{\"version\": 1, \"known\": [")
    for (index, entry) in baseline.entries.enumerated() {
      out.raw(index == 0 ? "\n  {\"path\": " : ",\n  {\"path\": ")
      out.string(entry.path)
      out.raw(", \"rule\": ")
      out.string(entry.rule)
      out.raw(", \"message\": ")
      out.string(entry.message)
      out.raw(", \"count\": \(entry.count)}")
    }
    out.raw("\n]}\n")
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let handle = try FolderHandle(ContentFiles.folder(of: path), creates: false)
    // A kill leaves the old file or the new one.
    try handle.write(out.bytes, to: ".\(name).new")
    try handle.rename(".\(name).new", to: name)
  }
}
