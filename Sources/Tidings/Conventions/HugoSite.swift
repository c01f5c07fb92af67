import ContentCorpus
import YAMLReading

/// What Hugo's configuration says.
extension GeneratorSite {
  /// With the keys that have files of their own (gohugo.io/configuration/introduction), which count more.
  static func withParts(_ root: YAMLNode, _ folder: String) throws -> YAMLNode {
    let root = root.withLowercaseKeys
    var pairs = root.mapping ?? []
    for key in ["languages", "params", "permalinks", "taxonomies"] {
      for ending in ["toml", "yaml", "yml", "json"] {
        guard let part = try read(folder, "config/_default/\(key).\(ending)")?.withLowercaseKeys.mapping else {
          continue
        }
        let all = YAMLNode(.mapping(part + (root[key]?.mapping ?? [])), line: 1, column: 1)
        pairs.insert(.init(key: key, keyLine: 1, keyColumn: 1, value: all), at: 0)
      }
    }
    return YAMLNode(.mapping(pairs), line: 1, column: 1)
  }

  /// gohugo.io/configuration.
  static func hugo(_ root: YAMLNode) -> GeneratorSite {
    var convention = Convention(.hugo)
    let language = root["defaultcontentlanguage"]?.text ?? "en"
    let languages = (root["languages"]?.mapping ?? []).filter { $0.value["disabled"]?.bool != true }
    let own = languages.first { $0.key == language }?.value
    let content = own?["contentdir"]?.text ?? root["contentdir"]?.text ?? "content"
    convention.contentFolders = [folder(content)]
    convention.languageFolders = languages.compactMap { pair in
      pair.value["contentdir"]?.text.map { .init(folder: folder($0), language: pair.key) }
    }
    convention.languageFolders.sort { $0.folder.utf8.count > $1.folder.utf8.count }
    // What is said of all pages stands for what they do not say themselves.
    if let cascade = root["cascade"] { convention.defaults = Convention.Defaults.cascade(cascade, path: "") }
    convention.hasUglyAddresses = root["uglyurls"]?.bool ?? false
    convention.languages = Set(languages.map(\.key) + [language]).sorted()
    convention.defaultLanguage = language
    convention.showsDefaultLanguage = root["defaultcontentlanguageinsubdir"]?.bool ?? false
    let patterns = root["permalinks"]
    // For pages they stand under their kind since Hugo 0.115, before it alone.
    for pair in patterns?["page"]?.mapping ?? patterns?.mapping ?? [] {
      if let text = pair.value.text { convention.permalinks[pair.key] = text }
    }
    let taxonomies =
      root["taxonomies"]?.mapping?.compactMap { $0.value.text } ?? ["tags", "categories"]
    let (fields, fileDates) = frontMatter(root["frontmatter"])
    convention.fileDates = fileDates
    return GeneratorSite(
      convention: convention, baseURL: root["baseurl"]?.text,
      title: own?["title"]?.text ?? root["title"]?.text,
      description: own?["params"]?["description"]?.text ?? root["params"]?["description"]?.text,
      language: own?["languagecode"]?.text ?? root["languagecode"]?.text ?? root["locale"]?.text,
      timeZone: root["timezone"]?.text,
      author: root["params"]?["author"]?["name"]?.text ?? root["params"]?["author"]?.text
        ?? root["author"]?["name"]?.text,
      copyright: root["copyright"]?.text,
      languages: languages.filter { $0.key != language }.map { pair in
        Site.Language(
          folder: pair.key.lowercased(),
          tag: pair.value["languagecode"]?.text ?? pair.value["locale"]?.text ?? pair.key,
          title: pair.value["title"]?.text)
      },
      topics: (taxonomies, Dictionary(taxonomies.map { ($0, $0) }) { first, _ in first }), fields: fields)
  }

  /// gohugo.io/configuration/front-matter: where dates are from. What only the file system and Git know is passed over.
  ///
  /// - Returns: fields by meaning, and whether a file's name tells the date.
  private static func frontMatter(_ node: YAMLNode?) -> (
    fields: [FieldMap.Meaning: [FieldPath]], fileDates: Convention.FileDates
  ) {
    var fields: [FieldMap.Meaning: [FieldPath]] = [:]
    var fileDates = Convention.FileDates.unasked
    let meanings: [(String, FieldMap.Meaning)] = [
      ("date", .date), ("lastmod", .lastModified), ("publishdate", .publishDate),
      ("expirydate", .expiryDate),
    ]
    for (key, meaning) in meanings {
      guard let entries = node?[key]?.sequence?.compactMap(\.text) else { continue }
      if meaning == .date, let index = entries.firstIndex(where: { $0.lowercased() == ":filename" }) {
        fileDates = index == 0 ? .first : .last
      }
      fields[meaning] = entries.flatMap { entry -> [FieldPath] in
        if entry.lowercased() == ":default" { return FieldMap.fields(of: .hugo)[meaning] }
        return entry.hasPrefix(":") ? [] : [FieldPath(entry)]
      }
    }
    return (fields, fileDates)
  }

}

extension YAMLNode {
  /// The same with the names of all keys in lower case: to Hugo, capitals in them mean nothing.
  fileprivate var withLowercaseKeys: YAMLNode {
    let content: Content =
      switch content {
      case .scalar: content
      case .sequence(let nodes): .sequence(nodes.map(\.withLowercaseKeys))
      case .mapping(let pairs):
        .mapping(
          pairs.map { pair in
            Pair(
              key: pair.key.lowercased(), keyLine: pair.keyLine, keyColumn: pair.keyColumn,
              value: pair.value.withLowercaseKeys)
          })
      }
    return YAMLNode(content, line: line, column: column)
  }
}
