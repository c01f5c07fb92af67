import Documents
import LocalFiles
public import YAMLReading

extension Convention {
  /// gohugo.io/content-management/sections and front-matter, `cascade`.
  mutating func readSections(_ corpus: String) throws -> [Finding] {
    for (folder, path) in files(corpus, { $0.hasPrefix("_index.") && SourceFile.isContent($0) }) {
      sections.insert(folder)
      guard let (bytes, stamp) = try? LocalFile.read(corpus + "/" + path),
        let file = try? SourceFile(path: path, bytes: bytes, stamp: stamp),
        let front = try? FrontMatter(of: file, fields: .fields(of: .hugo)), let cascade = front.node("cascade")
      else { continue }
      let name = path.lastSegment.split(separator: ".").dropFirst().first.map(String.init)
      // Where file names tell languages, one without speaks of the site's own.
      let own = languages.count > 1 && languageFolders.isEmpty ? defaultLanguage : nil
      let language = name.flatMap { languages.contains($0) ? $0 : nil } ?? own
      defaults += Defaults.cascade(cascade.tree, path: folder, language: language)
    }
    return []
  }
}

extension Convention.Defaults {
  /// What Hugo hands down to pages: one mapping of values, or several, each for the pages that its `target` names.
  public static func cascade(_ node: YAMLNode, path: String, language: String? = nil) -> [Convention.Defaults] {
    (node.sequence ?? [node]).compactMap { entry in
      guard let pairs = entry.mapping else { return nil }
      let target = entry["target"] ?? entry["_target"]
      if let kind = target?["kind"]?.text, !Glob(kind).matches("page") { return nil }
      if let environment = target?["environment"]?.text, !Glob(environment).matches("production") { return nil }
      let values = pairs.filter { $0.key != "target" && $0.key != "_target" }
      return Convention.Defaults(
        path: path, values: YAMLNode(.mapping(values), line: 1, column: 1), pattern: target?["path"]?.text,
        language: language ?? target?["lang"]?.text)
    }
  }
}
