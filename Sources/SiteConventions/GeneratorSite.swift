package import ContentCorpus
import DataFormats
import LocalFiles
package import SiteSettings
import TidingsCore

/// What a site generator's own configuration says that Tidings needs too: nobody should have to write it twice.
package struct GeneratorSite {
  package var convention: Convention
  package var baseURL: String?
  package var title: String?
  package var description: String?
  package var language: String?
  package var timeZone: String?
  package var author: String?
  /// The same, with what else is known of them.
  package var person: Item.Author?
  package var copyright: String?
  /// A picture of the site: a path, or an address.
  package var icon: String?
  /// A larger one.
  package var logo: String?
  /// Other languages than that of the site, with what it is called in them.
  var languages: [Site.Language] = []
  /// Fields that name topics, and the folders of these; `nil` for those of everybody else.
  var topics: (fields: [String], folders: [String: String])?
  /// Whether topics have pages at their addresses.
  var hasTopicPages = true
  /// What of the configuration is not known, or does not fit: the rest is used.
  var findings: [Finding] = []
  /// Where settings were said, by the names of the keys by which a site says them itself.
  package var origins: [String: SettingOrigin] = [:]
  /// The files that all this is from.
  package var sources: [String] = []
  /// The folder that the generator builds in, relative to the site's.
  package var builtFolder = "public"
  /// When dates of commits count; `nil` where the generator asks for none.
  package var gitUse: GitUse?
  /// Whether a plug-in takes dates of changes from commits: for new sites, since those that are here have other dates already.
  package var datesByCommits = false
  /// What feeds the generator makes; asked for only where somebody moves here.
  package var feeds: @Sendable () throws -> GeneratorFeeds = { GeneratorFeeds() }
  /// Fields that have a meaning in place of the common ones.
  package var fields: [FieldMap.Meaning: [FieldPath]] = [:]

  package init(
    convention: Convention, language: String? = nil, languages: [Site.Language] = [],
    topics: (fields: [String], folders: [String: String])? = nil
  ) {
    self.convention = convention
    self.language = language
    self.languages = languages
    self.topics = topics
  }

  /// Looks for a generator's configuration in a folder.
  ///
  /// - Returns: `nil` where there is none, or none of the generator that is asked for.
  /// - Throws: ``ConfigurationError`` where there is one that cannot be read.
  package static func find(
    in folder: String, _ generator: Convention.Generator?, environment: String = "production",
    configurations: [String] = []
  ) throws -> GeneratorSite? {
    var site = try named(in: folder, generator, environment: environment, configurations: configurations)
    if site != nil, site?.baseURL?.isEmpty ?? true, let (host, file) = try domain(folder) {
      site?.baseURL = "https://\(host)/"
      site?.origins["site.baseURL"] = SettingOrigin(path: file, line: 1)
      site?.sources.append(file)
    }
    return site
  }

  /// The first of some values that is a text, with a note of where it stands.
  ///
  /// - Parameters:
  ///   - setting: the key by which a site says it itself.
  ///   - values: each with its name and its place.
  mutating func first(_ setting: String, _ values: [(key: String, node: YAMLNode?, path: String)]) -> String? {
    for (key, node, path) in values {
      guard let node, let text = node.text else { continue }
      origins[setting] = SettingOrigin(path: path, line: node.line, key: key)
      return text
    }
    return nil
  }

  /// The domain that a site on GitHub Pages has (docs.github.com/pages, custom domains): many of these say it nowhere else.
  private static func domain(_ folder: String) throws -> (host: String, file: String)? {
    for file in ["CNAME", "static/CNAME"] {
      guard let bytes = try LocalFile.head(folder + "/" + file, count: 300), bytes.count < 300 else { continue }
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      guard lines.count == 1, let host = lines.first, host.contains("."),
        host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
      else { continue }
      return (String(host), file)
    }
    return nil
  }

  private static func named(
    in folder: String, _ generator: Convention.Generator?, environment: String, configurations: [String]
  ) throws -> GeneratorSite? {
    if generator == .wordpress { return nil }
    let wanted = generator.map { [$0] } ?? [.hugo, .zola, .jekyll, .eleventy]
    for generator in wanted {
      if generator == .html { return try PagesSite.site(folder) }
      if generator == .hugo {
        let files = try HugoFiles(folder, environment: environment)
        if files.isFound { return try HugoSite.site(files, in: folder, environment: environment) }
        continue
      }
      if generator == .jekyll {
        if let site = try JekyllSite.find(in: folder, names: configurations) { return site }
        continue
      }
      for name in names(of: generator) {
        if generator == .eleventy {
          if try LocalFile.kind(folder + "/" + name) != nil {
            var site = try eleventy(folder, name)
            site.sources.insert(name, at: 0)
            return site
          }
          continue
        }
        guard let root = try read(folder, name) else { continue }
        switch generator {
        case .medigy, .hugo, .jekyll, .eleventy, .html, .wordpress: continue
        case .zola:
          if root["base_url"] != nil {
            var site = try zola(root, folder + "/" + name)
            site.sources = [name]
            if let own = root["output_dir"]?.text { site.builtFolder = self.folder(own) }
            site.feeds = { try GeneratorFeeds.zola(root, in: folder) }
            return site
          }
        }
      }
    }
    return generator == nil || generator == .jekyll ? try JekyllSite.bare(folder) : nil
  }

  private static func names(of generator: Convention.Generator) -> [String] {
    switch generator {
    case .medigy, .hugo, .jekyll, .html, .wordpress: return []
    case .zola: return ["zola.toml", "config.toml"]
    case .eleventy: return ["eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"]
    }
  }

  /// What a file says whose name is no UTF-8 cannot be known, and it may decide.
  ///
  /// - Throws: ``ConfigurationError`` where there are such names.
  static func refuse(unnamed paths: [String], in folder: String) throws {
    let findings = paths.filter { !$0.hasSuffix("/") }.map { path in
      ConfigurationRules.value.finding(
        at: SourceLocation(path: folder + "/" + path), "The file's name is not UTF-8, so nothing can name it; rename it"
      )
    }
    if !findings.isEmpty { throw ConfigurationError(findings: findings) }
  }

  /// - Returns: `nil` where there is no such file.
  static func read(_ folder: String, _ name: String) throws -> YAMLNode? {
    guard try LocalFile.kind(folder + "/" + name) != nil else { return nil }
    let bytes = try LocalFile.read(folder + "/" + name, limit: FileLimit.configuration).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      // Generators take the last of two keys with one name, all but Hugo.
      return name.hasSuffix(".toml") ? try TOMLReader.read(text) : try RepeatedKeys.read(text).0
    } catch let problem as YAMLSyntaxError {
      let place = SourceLocation(path: folder + "/" + name, line: problem.line, column: problem.column)
      throw ConfigurationError(findings: [
        ConfigurationRules.syntax.finding(
          at: place, "\(problem.message); if this file does not belong to the site, set corpus.convention to medigy")
      ])
    }
  }

  package static func folder(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

extension Configuration {
  /// Takes what a site generator's configuration says of content and topics.
  package mutating func take(_ generator: GeneratorSite, topicsAreGiven: Bool) {
    corpus.convention = generator.convention
    self.topics.people = generator.convention.people
    // Documents of collections are entries only where there is a feed of theirs.
    if !topics.hasSections { corpus.convention.jekyll.feedCollections = [] }
    site.languages = generator.languages
    generatorFields = generator.fields
    findings += generator.findings
    // What subscribers have had of WordPress stays what it was, whatever program remembers it.
    if generator.convention.generator == .wordpress {
      site.tagAuthority.keepsKeys = true
      self.topics.generator = .wordpress
    }
    guard let topics = generator.topics, !topicsAreGiven else { return }
    self.topics.fields = topics.fields
    self.topics.folders = topics.folders
    self.topics.generator = generator.convention.generator
    self.topics.havePages = generator.hasTopicPages
    self.topics.hugoStyle = generator.convention.hugo.pathStyle
    self.topics.termNames = generator.convention.termNames
  }
}
