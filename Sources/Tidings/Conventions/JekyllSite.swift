import ContentCorpus
import Documents
import LocalFiles
import YAMLReading

/// What Jekyll's configuration says (jekyllrb.com/docs/configuration).
struct JekyllSite {
  private let root: YAMLNode
  private let path: String
  private var site = GeneratorSite(convention: Convention(.jekyll))

  /// - Parameters:
  ///   - folder: of the configuration.
  ///   - names: its files; what later ones say counts.
  /// - Returns: `nil` where there is none of them.
  /// - Throws: ``ConfigurationError`` where one cannot be parsed, or is named and not there; `SystemError` where it cannot be read.
  static func find(in folder: String, names: [String]) throws -> GeneratorSite? {
    guard !names.isEmpty else {
      for name in ["_config.yml", "_config.yaml", "_config.toml"] {
        if let root = try GeneratorSite.read(folder, name) { return JekyllSite(root, folder + "/" + name).read([name]) }
      }
      return nil
    }
    var root = YAMLNode(.mapping([]), line: 1, column: 1)
    for name in names {
      guard let node = try GeneratorSite.read(folder, name) else {
        throw ConfigurationError(findings: [
          ConfigurationRules.value.finding(
            at: SourceLocation(path: folder + "/" + name), "corpus.configurations names it, but there is no such file")
        ])
      }
      root = root.merged(with: node)
    }
    return JekyllSite(root, folder + "/" + names[0]).read(names)
  }

  /// A site without a configuration, which is one all the same to Jekyll; `nil` where there are no posts and layouts.
  static func bare(_ folder: String) -> GeneratorSite? {
    guard ["_posts", "_layouts"].allSatisfy({ LocalFile.kind(folder + "/" + $0) == .folder }) else { return nil }
    return JekyllSite(YAMLNode(.mapping([]), line: 1, column: 1), folder + "/_config.yml").read(["_posts"])
  }

  private init(_ root: YAMLNode, _ path: String) { (self.root, self.path) = (root, path) }

  private func read(_ names: [String]) -> GeneratorSite {
    var reader = self
    reader.site.sources = names
    reader.readHead()
    reader.readContent()
    reader.readDefaults()
    reader.readAddresses()
    return reader.site
  }

  private mutating func note(_ node: YAMLNode?, _ message: String) {
    let place = SourceLocation(path: path, line: node?.line ?? 1, column: node?.column ?? 1)
    site.findings.append(ConfigurationRules.generator.finding(at: place, message))
  }

  private mutating func readHead() {
    let base = GeneratorSite.folder(root["baseurl"]?.text ?? "")
    let host = root["url"]?.text.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    site.baseURL = host.flatMap { $0 == "/" ? nil : base.isEmpty ? $0 : $0 + base + "/" }
    site.title = root["title"]?.text ?? root["name"]?.text
    site.description = root["description"]?.text
    site.language = root["lang"]?.text ?? root["locale"]?.text?.replacing("_", with: "-")
    site.author = root["author"]?["name"]?.text ?? root["author"]?.text
    site.timeZone = root["timezone"]?.text
    if let zone = root["timezone"], let text = zone.text, !text.isEmpty, SiteTimeZone(text) == nil {
      note(zone, "There is no time zone '\(text)'; dates without a zone are taken to be in UTC")
    }
  }

  private mutating func readContent() {
    var rules = JekyllRules()
    rules.source = GeneratorSite.folder(root["source"]?.text ?? "")
    if rules.source.split(separator: "/").contains("..") || root["source"]?.text?.hasPrefix("/") == true {
      note(root["source"], "The source lies outside the site; the folder of the configuration is read")
      rules.source = ""
    }
    site.convention.contentFolders = rules.source.isEmpty ? [] : [rules.source]
    rules.collectionsFolder = GeneratorSite.folder(root["collections_dir"]?.text ?? "")
    for (label, node) in collections {
      let pattern = node?["permalink"]?.text
      if label == "posts" {
        rules.postPermalink = pattern
      } else {
        rules.collections[label] = .init(isPublished: node?["output"]?.bool ?? false, permalink: pattern)
      }
    }
    rules.included += (root["include"]?.texts ?? [])
    if let endings = root["markdown_ext"]?.text {
      rules.markdownEndings = endings.split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() }
    }
    rules.showsDrafts = root["show_drafts"]?.bool ?? false
    site.convention.publishesFuture = root["future"]?.bool ?? false
    let plugins = ["plugins", "gems"].flatMap { root[$0]?.texts ?? [] }
    rules.redirects = plugins.contains("jekyll-redirect-from") || plugins.contains("github-pages")
    let destination = GeneratorSite.folder(root["destination"]?.text ?? "_site")
    let excluded = (root["exclude"]?.texts ?? []).map(GeneratorSite.folder)
    site.convention.excluded = (excluded + JekyllRules.excluded + [destination]).filter { !$0.isEmpty }
    site.convention.jekyll = rules
  }

  /// A list of labels, or a mapping of what is said of each.
  private var collections: [(String, YAMLNode?)] {
    let node = root["collections"]
    return node?.mapping?.map { ($0.key, $0.value) } ?? node?.texts.map { ($0, nil) } ?? []
  }

  private mutating func readDefaults() {
    // What is said of less, and last, counts.
    for entry in root["defaults"]?.sequence ?? [] {
      guard let values = entry["values"], values.mapping != nil else {
        note(entry, "An entry of 'defaults' has no values")
        continue
      }
      var path = GeneratorSite.folder(entry["scope"]?["path"]?.text ?? "")
      let top = site.convention.jekyll.collectionsFolder
      if !top.isEmpty, path.hasPrefix(top + "/") { path = String(path.dropFirst(top.count + 1)) }
      let isPattern = path.contains { "*?[{".contains($0) }
      let types = ["post": "posts", "page": "pages", "draft": "drafts"]
      let type = entry["scope"]?["type"]?.text.flatMap { $0.isEmpty ? nil : types[$0] ?? $0 }
      site.convention.defaults.append(
        .init(path: isPattern ? "" : path, values: values, pattern: isPattern ? path : nil, kind: type))
    }
  }

  private mutating func readAddresses() {
    let style = root["permalink"]
    site.convention.jekyll.permalink = style?.text ?? "date"
    let patterns =
      [style] + collections.map { $0.1?["permalink"] }
      + (root["defaults"]?.sequence ?? []).map { $0["values"]?["permalink"] }
    for node in patterns {
      guard let node, let text = node.text else { continue }
      for mark in Convention.unknownMarksOfJekyll(in: text) {
        note(node, "Jekyll knows no '\(mark)', which stands in the pattern '\(text)'; what it is for is withheld")
      }
    }
    site.topics = (["categories", "category", "tags", "tag"], folders)
    site.hasTopicPages = root["jekyll-archives"] != nil
  }

  /// Where the pages of topics lie, which a plugin makes (github.com/jekyll/jekyll-archives): `/category/:name/`.
  private var folders: [String: String] {
    let permalinks = root["jekyll-archives"]?["permalinks"]
    func folder(_ kind: String) -> String {
      guard let pattern = permalinks?[kind]?.text, let mark = pattern.firstRange(of: ":name") else { return kind }
      let path = GeneratorSite.folder(String(pattern[..<mark.lowerBound]))
      return path.isEmpty ? kind : path
    }
    let (category, tag) = (folder("category"), folder("tag"))
    return ["categories": category, "category": category, "tags": tag, "tag": tag]
  }
}
