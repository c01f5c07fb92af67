import ContentCorpus
import DataFormats
import MarkdownParsing
import SiteSettings
import Syndication
import TidingsCore

/// What Hugo's configuration says (gohugo.io/configuration).
struct HugoSite {
  private let files: HugoFiles
  private let folder: String
  private var site: GeneratorSite
  private var root: YAMLNode { files.root }

  /// - Throws: ``ConfigurationError`` where a rule that holds something back cannot be read.
  static func site(_ files: HugoFiles, in folder: String, environment: String) throws -> GeneratorSite {
    var reader = HugoSite(files, folder)
    reader.site.convention.hugo.environment = environment
    reader.site.sources = files.paths
    reader.readHead()
    reader.readLanguages()
    reader.readAddresses()
    reader.readTitles()
    reader.readDates()
    try reader.readSelection()
    reader.readMounts()
    reader.readValues()
    reader.site.convention.dialect = .goldmark(files.root)
    let root = files.root
    let data = GeneratorSite.folder(root["datadir"]?.text ?? "data")
    reader.site.convention.people = try AuthorData.read(folder + "/" + data)
    reader.site.feeds = { HugoFeeds(root).feeds }
    return reader.site
  }

  private init(_ files: HugoFiles, _ folder: String) {
    (self.files, self.folder) = (files, folder)
    site = GeneratorSite(convention: Convention(.hugo))
  }

  private var language: String { root["defaultcontentlanguage"]?.text?.lowercased() ?? "en" }

  private var languages: [YAMLNode.Pair] {
    let disabled = Set((root["disablelanguages"]?.texts ?? []).map { $0.lowercased() })
    return (root["languages"]?.mapping ?? []).filter { pair in
      pair.value.mapping != nil && pair.value["disabled"]?.bool != true && !disabled.contains(pair.key)
    }
  }

  /// The site's own language where it has settings of its own.
  private var own: YAMLNode? { languages.first { $0.key == language }?.value }

  private mutating func note(_ key: String, _ node: YAMLNode?, _ message: String) {
    site.findings.append(ConfigurationRules.generator.finding(at: files.place(key, node), message))
  }

  /// What the shortcode `param` names.
  private mutating func readValues() {
    site.convention.values = ConfigurationValues.of(root["params"], prefix: "params.")
      .merging(ConfigurationValues.of(own?["params"], prefix: "params.")) { $1 }
  }

  /// The first of some values of the configuration, each also as the site's own language has it.
  ///
  /// - Parameter keys: with dots, as people write them.
  private mutating func first(_ setting: String, _ keys: [String]) -> String? {
    let own = keys.map { (key: "languages.\(language).\($0)", parts: $0, root: self.own) }
    let common = keys.map { (key: $0, parts: $0, root: Optional(root)) }
    return site.first(
      setting,
      (own + common).map { key, parts, root in
        let node = parts.lowercased().split(separator: ".").reduce(root) { $0?[String($1)] }
        return (key, node, files.file(of: key.lowercased(), in: folder))
      })
  }

  private mutating func readHead() {
    site.baseURL = first("site.baseURL", ["baseURL"])
    site.title = first("site.title", ["title"])
    if let own = root["publishdir"]?.text { site.builtFolder = GeneratorSite.folder(own) }
    site.description = first("site.description", ["params.description"])
    let isLanguageSaid = !languages.isEmpty || root["defaultcontentlanguage"] != nil
    site.language =
      first("site.language", ["locale", "languageCode", "defaultContentLanguage"]) ?? (isLanguageSaid ? language : nil)
    site.copyright = first("site.copyright", ["copyright"])
    let author = own?["params"]?["author"] ?? root["params"]?["author"]
    site.person = author.flatMap(AuthorData.person) ?? root["author"].flatMap(AuthorData.person)
    site.author = author?["name"]?.text ?? author?.text ?? root["author"]?["name"]?.text
    _ = first("site.author", ["params.author", "params.author.name", "author.name", "author"])
    _ = first("site.timeZone", ["timeZone"])
    let zone = own?["timezone"] ?? root["timezone"]
    site.timeZone = zone?.text
    if let text = zone?.text, SiteTimeZone(text) == nil {
      note("timezone", zone, "There is no time zone '\(text)'; dates without a zone are taken to be in UTC")
    }
  }

  private mutating func readLanguages() {
    let content = own?["contentdir"]?.text ?? root["contentdir"]?.text ?? "content"
    site.convention.contentFolders = [GeneratorSite.folder(content)]
    // What is in the folder of a language that is off belongs to no other.
    site.convention.languageFolders = (root["languages"]?.mapping ?? []).compactMap { pair in
      pair.value["contentdir"]?.text.map { .init(folder: GeneratorSite.folder($0), language: pair.key) }
    }
    site.convention.languageFolders.sort { $0.folder.utf8.count > $1.folder.utf8.count }
    site.convention.languages = Set(languages.map(\.key) + [language]).sorted()
    site.convention.hugo.disabledLanguages = (root["languages"]?.mapping ?? []).map(\.key).filter {
      !site.convention.languages.contains($0)
    }
    site.convention.defaultLanguage = language
    site.convention.showsDefaultLanguage = root["defaultcontentlanguageinsubdir"]?.bool ?? false
    let others = languages.filter { $0.key != language }
      .sorted {
        (Int($0.value["weight"]?.text ?? "") ?? 0, $0.key) < (Int($1.value["weight"]?.text ?? "") ?? 0, $1.key)
      }
    site.languages = others.map { pair in
      Site.Language(
        folder: pair.key, tag: pair.value["locale"]?.text ?? pair.value["languagecode"]?.text ?? pair.key,
        title: pair.value["title"]?.text,
        description: (pair.value["params"]?["description"] ?? pair.value["description"])?.text,
        copyright: pair.value["copyright"]?.text,
        author: (pair.value["params"]?["author"] ?? pair.value["author"]).flatMap(AuthorData.person).map { Person($0) })
    }
    for pair in others {
      guard let zone = pair.value["timezone"] else { continue }
      if let own = zone.text.flatMap(SiteTimeZone.init) {
        site.convention.languageZones[pair.key] = own
      } else {
        note(
          "languages", zone, "There is no time zone '\(zone.text ?? "")'; dates of '\(pair.key)' are read as the site's"
        )
      }
    }
    for pair in others where pair.value["baseurl"]?.text != nil {
      note(
        "languages", pair.value["baseurl"],
        "The language '\(pair.key)' has an address of its own; its pages are listed below that of the site")
    }
  }

  private mutating func readAddresses() {
    var hugo = site.convention.hugo
    let ugly = root["uglyurls"]
    site.convention.hasUglyAddresses = ugly?.bool ?? false
    for pair in ugly?.mapping ?? [] { hugo.uglySections[pair.key] = pair.value.bool ?? false }
    hugo.pathStyle.keepsCapitals = root["disablepathtolower"]?.bool ?? false
    hugo.pathStyle.removesAccents = root["removepathaccents"]?.bool ?? false
    hugo.disabledKinds = Set((root["disablekinds"]?.texts ?? []).map { $0.lowercased() })
    if hugo.disabledKinds.contains("taxonomyterm") { hugo.disabledKinds.formUnion(["taxonomy", "term"]) }
    let taxonomies = own?["taxonomies"] ?? root["taxonomies"] ?? root["indexes"]
    if let pairs = taxonomies?.mapping {
      hugo.taxonomies = pairs.filter { $0.key != "_merge" }.compactMap(\.value.text)
    }
    let patterns = own?["permalinks"] ?? root["permalinks"]
    hugo.permalinks = permalinks(patterns)
    for pair in languages where pair.key != language {
      if let node = pair.value["permalinks"] { hugo.permalinksByLanguage[pair.key] = permalinks(node) }
    }
    for pattern in Set(hugo.permalinks.patterns + hugo.permalinksByLanguage.values.flatMap(\.patterns)).sorted() {
      for mark in Convention.unknownMarksOfHugo(in: pattern) {
        note("permalinks", patterns, "Hugo knows no '\(mark)', which is in the pattern '\(pattern)'")
      }
    }
    site.convention.permalinks = hugo.permalinks.byKind["page"] ?? [:]
    site.topics = (hugo.taxonomies, Dictionary(hugo.taxonomies.map { ($0, $0) }) { first, _ in first })
    site.convention.hugo = hugo
  }

  private func permalinks(_ node: YAMLNode?) -> HugoRules.Permalinks {
    var permalinks = HugoRules.Permalinks()
    for entry in node?.sequence ?? [] {
      guard let pattern = entry["pattern"]?.text else { continue }
      let target = entry["target"]
      let languages = target?["sites"]?["matrix"]?["languages"]?.texts ?? target?["lang"].map(\.texts)
      permalinks.targets.append(
        .init(pattern: pattern, path: target?["path"]?.text, kind: target?["kind"]?.text, languages: languages))
    }
    for pair in node?.mapping ?? [] where pair.key != "_merge" {
      if let pattern = pair.value.text {
        // Before there were kinds, patterns were those of pages and of terms.
        permalinks.byKind["page", default: [:]][pair.key] = pattern
        permalinks.byKind["term", default: [:]][pair.key] = pattern
      } else {
        for inner in pair.value.mapping ?? [] {
          if let pattern = inner.value.text { permalinks.byKind[pair.key, default: [:]][inner.key] = pattern }
        }
      }
    }
    return permalinks
  }

  /// What lists are called that have no file.
  private mutating func readTitles() {
    func value(_ key: String) -> YAMLNode? { own?[key] ?? root[key] }
    var titles = HugoTitles()
    titles.pluralizes = value("pluralizelisttitles")?.bool ?? true
    titles.capitalizes = value("capitalizelisttitles")?.bool ?? true
    if let name = value("titlecasestyle")?.text?.lowercased() {
      titles.style = HugoTitles.Style(rawValue: name) ?? .associatedPress
    }
    site.convention.hugo.titles = titles
  }

  /// gohugo.io/configuration/front-matter: where dates are from.
  private mutating func readDates() {
    let node = own?["frontmatter"] ?? root["frontmatter"]
    let meanings: [(String, FieldMap.Meaning)] = [
      ("date", .date), ("lastmod", .lastModified), ("publishdate", .publishDate), ("expirydate", .expiryDate),
    ]
    for (key, meaning) in meanings {
      guard let entries = node?[key]?.texts, !entries.isEmpty else { continue }
      if meaning == .date, let index = entries.firstIndex(where: { $0.lowercased() == ":filename" }) {
        site.convention.fileDates = index == 0 ? .first : .last
      }
      if entries.contains(where: { $0.lowercased() == ":filemodtime" }) {
        note("frontmatter", node?[key], "':fileModTime' is another on each machine, and ignored")
      }
      site.fields[meaning] = entries.flatMap { entry -> [FieldPath] in
        if entry.lowercased() == ":default" { return FieldMap.fields(of: .hugo)[meaning] }
        return entry.hasPrefix(":") ? [] : [FieldPath(entry)]
      }
    }
    guard root["enablegitinfo"]?.bool == true else { return }
    // Git comes first unless the configuration has another order.
    let order = node?["lastmod"]?.texts.map { $0.lowercased() } ?? [":git"]
    let position = order.firstIndex { $0 == ":git" || $0 == ":default" }
    site.gitUse = position.map { $0 == 0 ? .first : .otherwise }
  }

  private mutating func readSelection() throws {
    for (setting, key) in [
      ("posts.drafts", "buildDrafts"), ("posts.future", "buildFuture"), ("posts.expired", "buildExpired"),
    ] {
      _ = first(setting, [key])
    }
    site.convention.hugo.buildsDrafts = root["builddrafts"]?.bool ?? false
    site.convention.publishesFuture = root["buildfuture"]?.bool ?? false
    site.convention.hugo.buildsExpired = root["buildexpired"]?.bool ?? false
    site.convention.hugo.hidesFromSitemaps = root["sitemap"]?["disable"]?.bool ?? false
    // What is said of all pages stands for what they do not say themselves.
    if let cascade = root["cascade"] {
      site.convention.defaults = Convention.Defaults.cascade(
        cascade, path: "", environment: site.convention.hugo.environment)
    }
    for expression in root["ignorefiles"]?.texts ?? [] {
      do {
        _ = try Regex(expression)
      } catch {
        let place = files.place("ignorefiles", root["ignorefiles"])
        throw ConfigurationError(findings: [
          ConfigurationRules.value.finding(
            at: place,
            "ignoreFiles: '\(expression)' is not a regular expression that can be read here; files that it excludes would be published"
          )
        ])
      }
      site.convention.hugo.ignoredFiles.append(expression)
    }
  }

  /// Folders that take the place of `content`, or of a part of it.
  private mutating func readMounts() {
    let nodes = root["module"]?["mounts"]?.sequence ?? []
    var mounts: [HugoRules.Mount] = []
    for node in nodes {
      guard let source = node["source"]?.text, let target = node["target"]?.text.map(GeneratorSite.folder),
        target == "content" || target.hasPrefix("content/")
      else { continue }
      guard !source.hasPrefix("/"), !source.split(separator: "/").contains("..") else {
        note("module", node["source"], "The mount '\(source)' is outside the site, and is ignored")
        continue
      }
      let files =
        (node["files"]?.texts ?? []) + (node["includefiles"]?.texts ?? [])
        + (node["excludefiles"]?.texts ?? []).map { "!" + $0 }
      let languages = node["sites"]?["matrix"]?["languages"]?.texts
      mounts.append(
        .init(
          source: GeneratorSite.folder(source), target: String(target.dropFirst("content".count).drop { $0 == "/" }),
          language: (node["lang"]?.text ?? languages?.first)?.lowercased(), files: files))
    }
    if let imports = root["module"]?["imports"]?.sequence, !imports.isEmpty {
      let names = imports.compactMap { $0["path"]?.text }
      note(
        "module", root["module"]?["imports"],
        "Content of other modules (\(names.joined(separator: ", "))) is not read, where they have any")
    }
    guard !mounts.isEmpty else { return }
    mounts.sort { $0.source.utf8.count > $1.source.utf8.count }
    site.convention.hugo.mounts = mounts
    site.convention.contentFolders = mounts.reduce(into: []) { folders, mount in
      if !folders.contains(mount.source) { folders.append(mount.source) }
    }
    site.convention.languageFolders = []
  }
}
