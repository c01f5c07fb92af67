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
    var found: [(folder: String, path: String)] = []
    var pending = [""]
    while let folder = pending.popLast() {
      // What cannot be listed is told when content is looked for.
      guard let listing = try? FolderListing(corpus, folder, stamps: false, include: isWanted) else { continue }
      for entry in listing.entries {
        switch entry {
        case .file(let path, _): found.append((folder, path))
        case .folder(let path): if reads(folder: path) { pending.append(path) }
        case .link: break
        }
      }
    }
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
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
      // Where file names tell languages, one without speaks of the site's own.
      let own = languages.count > 1 && languageFolders.isEmpty ? defaultLanguage : nil
      let language = name.flatMap { languages.contains($0) ? $0 : nil } ?? own
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
