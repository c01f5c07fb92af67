public import DataFormats
import TidingsCore

extension Convention {
  /// gohugo.io/content-management/sections and front-matter, `cascade`.
  ///
  /// - Throws: ``UnreadableRuleError`` where an `_index` cannot be read: what it hands down may hold pages back.
  mutating func readSections(_ corpus: String) throws -> [Finding] {
    for (folder, path) in try files(corpus, { $0.hasPrefix("_index.") && SourceFile.isContent($0) }) {
      sections.insert(folder)
      let front: FrontMatter
      do {
        front = try FolderFile.front(path, in: corpus, of: self)
      } catch let refusal as ItemRejection {
        throw UnreadableRuleError(finding: refusal.finding)
      }
      let name = path.lastSegment.split(separator: ".").dropFirst().first.map(String.init)
      if let place = ContentLocation(path, self) {
        let key = HugoRules.folderKey(place.folders, place.language ?? defaultLanguage)
        hugo.folderSlugs[key] = front.text("slug")
        hugo.folderNames[key] = front.text("slug") ?? front.text("title")
      }
      guard let cascade = front.node("cascade") else { continue }
      // Where file names show languages, one without means the site's own.
      let own = languages.count > 1 && languageFolders.isEmpty ? defaultLanguage : nil
      let language = name.flatMap { languages.contains($0) ? $0 : nil } ?? own
      defaults += Defaults.cascade(cascade.tree, path: folder, environment: hugo.environment, language: language)
    }
    return []
  }
}

extension Convention.Defaults {
  /// What Hugo hands down to pages: one mapping of values, or several, each for the pages that its `target` names.
  public static func cascade(
    _ node: YAMLNode, path: String, environment: String = "production", language: String? = nil
  ) -> [Convention.Defaults] {
    (node.sequence ?? [node]).compactMap { entry in
      guard let pairs = entry.mapping else { return nil }
      let target = entry["target"] ?? entry["_target"]
      if let wanted = target?["environment"]?.text, !Glob(wanted).matches(environment) { return nil }
      let values = pairs.filter { $0.key != "target" && $0.key != "_target" }
      let languages = target?["sites"]?["matrix"]?["languages"]
      let named = (languages?.sequence ?? languages.map { [$0] })?.compactMap(\.text)
      return Convention.Defaults(
        path: path, values: YAMLNode(.mapping(values), line: 1, column: 1), pattern: target?["path"]?.text,
        language: language ?? target?["lang"]?.text ?? named.map { "{\($0.joined(separator: ","))}" },
        kind: target?["kind"]?.text)
    }
  }
}
