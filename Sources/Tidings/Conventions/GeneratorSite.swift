import ContentCorpus
import Documents
import LocalFiles
import TOMLReading
import YAMLReading

/// What a site generator's own configuration says that Tidings needs too: nobody should have to write it twice.
struct GeneratorSite {
  var convention: Convention
  var baseURL: String?
  var title: String?
  var description: String?
  var language: String?
  var timeZone: String?
  var author: String?
  var copyright: String?
  /// Fields that name topics, and the folders of these; `nil` for those of everybody else.
  /// Other languages than that of the site, with what it is called in them.
  var languages: [Site.Language] = []
  var topics: (fields: [String], folders: [String: String])?

  /// Looks for a generator's configuration in a folder.
  ///
  /// - Returns: `nil` where there is none, or none of the generator that is asked for.
  /// - Throws: ``ConfigurationError`` where there is one that cannot be read.
  static func find(in folder: String, _ generator: Convention.Generator?) throws -> GeneratorSite? {
    let wanted = generator.map { [$0] } ?? [.hugo, .jekyll]
    for generator in wanted {
      for name in names(of: generator) {
        guard let root = try read(folder, name) else { continue }
        switch generator {
        case .medigy: continue
        case .hugo:
          // Others call their configuration so too.
          let isHugo = name.contains("hugo.") || root["baseURL"] != nil || root["baseurl"] != nil
          if isHugo { return hugo(try withParts(root, folder)) }
        case .jekyll: return jekyll(root)
        }
      }
    }
    return nil
  }

  private static func names(of generator: Convention.Generator) -> [String] {
    func all(_ stem: String) -> [String] { ["toml", "yaml", "yml", "json"].map { stem + "." + $0 } }
    switch generator {
    case .medigy: return []
    case .hugo:
      return all("hugo") + all("config") + all("config/_default/hugo") + all("config/_default/config")
    case .jekyll: return ["_config.yml", "_config.yaml", "_config.toml"]
    }
  }

  /// - Returns: `nil` where there is no such file.
  private static func read(_ folder: String, _ name: String) throws -> YAMLNode? {
    guard let bytes = try? LocalFile.read(folder + "/" + name).bytes else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      return name.hasSuffix(".toml") ? try TOMLReader.read(text) : try YAMLReader.read(text)
    } catch let problem as YAMLProblem {
      let place = SourceLocation(path: folder + "/" + name, line: problem.line, column: problem.column)
      throw ConfigurationError(findings: [
        ConfigurationRules.syntax.finding(
          at: place, "\(problem.message); if this file is none of the site, set corpus.convention to medigy")
      ])
    }
  }

  /// With the keys that have files of their own (gohugo.io/configuration/introduction), which count more.
  private static func withParts(_ root: YAMLNode, _ folder: String) throws -> YAMLNode {
    var pairs = root.mapping ?? []
    for key in ["languages", "params", "permalinks", "taxonomies"] {
      for ending in ["toml", "yaml", "yml", "json"] {
        guard let part = try read(folder, "config/_default/\(key).\(ending)")?.mapping else { continue }
        let all = YAMLNode(.mapping(part + (root[key]?.mapping ?? [])), line: 1, column: 1)
        pairs.insert(.init(key: key, keyLine: 1, keyColumn: 1, value: all), at: 0)
      }
    }
    return YAMLNode(.mapping(pairs), line: 1, column: 1)
  }

  private static func folder(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// gohugo.io/configuration.
  private static func hugo(_ root: YAMLNode) -> GeneratorSite {
    var convention = Convention(.hugo)
    let language = root["defaultContentLanguage"]?.text ?? "en"
    let languages = (root["languages"]?.mapping ?? []).filter { $0.value["disabled"]?.bool != true }
    let own = languages.first { $0.key == language }?.value
    let content = own?["contentDir"]?.text ?? root["contentDir"]?.text ?? "content"
    convention.contentFolders = [folder(content)]
    convention.languageFolders = languages.compactMap { pair in
      pair.value["contentDir"]?.text.map { .init(folder: folder($0), language: pair.key) }
    }
    convention.languageFolders.sort { $0.folder.utf8.count > $1.folder.utf8.count }
    // What is said of all pages stands for what they do not say themselves.
    if let cascade = root["cascade"], cascade["target"] == nil, cascade["_target"] == nil, cascade.mapping != nil {
      convention.defaults = [.init(path: "", values: cascade)]
    }
    convention.hasUglyAddresses = root["uglyURLs"]?.bool ?? root["uglyurls"]?.bool ?? false
    convention.languages = Set(languages.map(\.key) + [language]).sorted()
    convention.defaultLanguage = language
    convention.showsDefaultLanguage = root["defaultContentLanguageInSubdir"]?.bool ?? false
    let patterns = root["permalinks"]
    // For pages they stand under their kind since Hugo 0.115, before it alone.
    for pair in patterns?["page"]?.mapping ?? patterns?.mapping ?? [] {
      if let text = pair.value.text { convention.permalinks[pair.key] = text }
    }
    let taxonomies =
      root["taxonomies"]?.mapping?.compactMap { $0.value.text } ?? ["tags", "categories"]
    return GeneratorSite(
      convention: convention, baseURL: root["baseURL"]?.text ?? root["baseurl"]?.text,
      title: own?["title"]?.text ?? root["title"]?.text,
      description: own?["params"]?["description"]?.text ?? root["params"]?["description"]?.text,
      language: own?["languageCode"]?.text ?? root["languageCode"]?.text ?? root["locale"]?.text,
      timeZone: root["timeZone"]?.text,
      author: root["params"]?["author"]?["name"]?.text ?? root["params"]?["author"]?.text
        ?? root["author"]?["name"]?.text,
      copyright: root["copyright"]?.text,
      languages: languages.filter { $0.key != language }.map { pair in
        Site.Language(
          folder: pair.key.lowercased(),
          tag: pair.value["languageCode"]?.text ?? pair.value["locale"]?.text ?? pair.key,
          title: pair.value["title"]?.text)
      },
      topics: (taxonomies, Dictionary(taxonomies.map { ($0, $0) }) { first, _ in first }))
  }

  /// jekyllrb.com/docs/configuration.
  private static func jekyll(_ root: YAMLNode) -> GeneratorSite {
    var convention = Convention(.jekyll)
    if let pattern = root["permalink"]?.text { convention.permalinks[""] = pattern }
    for entry in root["defaults"]?.sequence ?? [] {
      let type = entry["scope"]?["type"]?.text
      guard let values = entry["values"], values.mapping != nil, type == nil || type == "" || type == "posts" else {
        continue
      }
      let path = (entry["scope"]?["path"]?.text ?? "").split(separator: "/").joined(separator: "/")
      convention.defaults.append(.init(path: path, values: values))
    }
    convention.excluded = (root["exclude"]?.sequence ?? []).compactMap { entry in
      entry.text.map { $0.split(separator: "/").joined(separator: "/") }
    }
    let base = (root["baseurl"]?.text ?? "").split(separator: "/").joined(separator: "/")
    let host = root["url"]?.text.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    return GeneratorSite(
      convention: convention, baseURL: host.map { base.isEmpty ? $0 : $0 + base + "/" },
      title: root["title"]?.text ?? root["name"]?.text, description: root["description"]?.text,
      language: root["lang"]?.text, timeZone: root["timezone"]?.text,
      author: root["author"]?["name"]?.text ?? root["author"]?.text, copyright: nil,
      topics: (
        ["categories", "category", "tags", "tag"],
        ["categories": "category", "category": "category", "tags": "tag", "tag": "tag"]
      ))
  }
}

extension Configuration {
  /// Takes what a site generator's configuration says of content and topics.
  mutating func take(_ generator: GeneratorSite, topicsAreGiven: Bool) {
    corpus.convention = generator.convention
    site.languages = generator.languages
    guard let topics = generator.topics, !topicsAreGiven else { return }
    self.topics.fields = topics.fields
    self.topics.folders = topics.folders
    self.topics.generator = generator.convention.generator
  }
}
