import DataFormats
import LocalFiles
import TidingsCore

extension Convention {
  /// 11ty.dev/docs/data-template-dir and data-cascade: `posts/posts.json`, `posts/posts.11tydata.json`, `posts/a.11tydata.json`. Tags
  /// of folders are marks of a collection, and no topics.
  ///
  /// - Returns: files of data that are programs, which nobody runs here.
  /// - Throws: ``UnreadableRuleError`` where a file cannot be parsed: it may hold pages back, or move them.
  mutating func readFolderData(_ corpus: String) throws -> [Finding] {
    var findings: [Finding] = []
    let found = try files(corpus) { name in
      name.hasSuffix(".json") || isContent(name)
        || [".js", ".cjs", ".mjs", ".ts"].contains { name.hasSuffix(".11tydata" + $0) }
    }
    let content = Set(found.map(\.path).filter { isContent(String($0.lastSegment)) })
    for (folder, path) in found where !isContent(String(path.lastSegment)) {
      let name = path.lastSegment
      if !name.hasSuffix(".json") {
        let what =
          name.hasPrefix(folder.lastSegment + ".") ? "addresses, dates and drafts below \(folder)/" : "its page"
        findings.append(
          ContentRules.dataProgram.finding(
            at: SourceLocation(path: path), "\(name) is a program, which is not run; \(what) are guessed without it"))
        continue
      }
      let stem = name.hasSuffix(".11tydata.json") ? name.dropLast(".11tydata.json".count) : name.dropLast(".json".count)
      let own = content.filter { candidate in
        candidate.hasPrefix(folder.isEmpty ? "\(stem)." : "\(folder)/\(stem).")
          && !candidate.dropFirst(folder.isEmpty ? stem.count + 1 : folder.count + stem.count + 2).contains("/")
      }
      let isOfFolder = !folder.isEmpty && stem == folder.lastSegment
      guard isOfFolder || !own.isEmpty else { continue }
      let values = try data(corpus, path)
      if isOfFolder {
        let kept = values.filter { $0.key != "tags" }
        defaults.append(Defaults(path: folder, values: YAMLNode(.mapping(kept), line: 1, column: 1)))
      }
      for file in own.sorted() {
        defaults.append(Defaults(path: file, values: YAMLNode(.mapping(values), line: 1, column: 1)))
      }
    }
    return findings
  }

  private func data(_ corpus: String, _ path: String) throws -> [YAMLNode.Pair] {
    let bytes = try LocalFile.read(corpus + "/" + path, limit: FileLimit.configuration).bytes
    do {
      return try YAMLReader.read(String(decoding: bytes, as: UTF8.self)).mapping ?? []
    } catch let problem as YAMLSyntaxError {
      let place = SourceLocation(path: path, line: problem.line, column: problem.column)
      throw UnreadableRuleError(
        finding: ContentRules.frontMatterSyntax.finding(
          at: place, "The data is not readable as JSON: \(problem.message)"))
    }
  }
}
