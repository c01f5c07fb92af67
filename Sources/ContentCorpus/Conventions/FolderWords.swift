import LocalFiles
public import YAMLReading

/// What files in the folders of a corpus say of the content beside and below them.
extension Convention {
  /// Takes note of Hugo's sections and what they hand down (`_index.md`), of Eleventy's data of folders.
  ///
  /// - Parameter corpus: the corpus folder. What cannot be read there is passed over, as nobody's content.
  public mutating func readFolders(of corpus: String) {
    switch generator {
    case .hugo: readSections(corpus)
    case .eleventy: readFolderData(corpus)
    case .medigy, .jekyll, .zola: break
    }
  }

  private func files(_ corpus: String, _ isWanted: (String) -> Bool) -> [(folder: String, path: String)] {
    let roots = Set(contentFolders + languageFolders.map(\.folder)).sorted()
    return (roots.isEmpty ? [""] : roots).flatMap { root in
      ((try? FileTree.list(root.isEmpty ? corpus : corpus + "/" + root, include: isWanted))?.files ?? []).map { path in
        let full = root.isEmpty ? path : root + "/" + path
        return (full.lastIndex(of: "/").map { String(full[..<$0]) } ?? "", full)
      }
    }
  }

  /// gohugo.io/content-management/sections and front-matter, `cascade`.
  private mutating func readSections(_ corpus: String) {
    for (folder, path) in files(corpus, { $0.hasPrefix("_index.") && SourceFile.isContent($0) }) {
      sections.insert(folder)
      guard let (bytes, stamp) = try? LocalFile.read(corpus + "/" + path),
        let file = try? SourceFile(path: path, bytes: bytes, stamp: stamp),
        let front = try? FrontMatter(of: file, fields: .fields(of: .hugo)), let cascade = front.node("cascade")
      else { continue }
      let name = path.lastSegment.split(separator: ".").dropFirst().first.map(String.init)
      let language = name.flatMap { languages.contains($0) ? $0 : nil }
      defaults += Defaults.cascade(cascade.tree, path: folder, language: language)
    }
  }

  /// 11ty.dev/docs/data-template-dir: `posts/posts.json`, `posts/posts.11tydata.json`. Tags there are marks of a collection, and
  /// no topics.
  private mutating func readFolderData(_ corpus: String) {
    for (folder, path) in files(corpus, { $0.hasSuffix(".json") }) {
      let name = path.lastSegment
      guard !folder.isEmpty, [".json", ".11tydata.json"].contains(where: { name == folder.lastSegment + $0 }),
        let (bytes, _) = try? LocalFile.read(corpus + "/" + path),
        let values = try? YAMLReader.read(String(decoding: bytes, as: UTF8.self)).mapping
      else { continue }
      let kept = values.filter { $0.key != "tags" }
      defaults.append(Defaults(path: folder, values: YAMLNode(.mapping(kept), line: 1, column: 1)))
    }
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
