import ContentCorpus
import DataFormats
import LocalFiles
import SiteSettings

/// What a site that Eleventy makes says of itself. Its configuration is a program, which is not run: the names of folders are
/// read from it as they are written there, and title and address from the site's data.
extension GeneratorSite {
  /// 11ty.dev/docs/config.
  static func eleventy(_ folder: String, _ name: String) throws -> GeneratorSite {
    var convention = Convention(.eleventy)
    let program = try text(folder + "/" + name)
    let input = literal("input", in: program).map(self.folder) ?? ""
    convention.contentFolders = input.isEmpty ? [] : [input]
    let output = literal("output", in: program).map(self.folder) ?? "_site"
    convention.excluded = [output]
    convention.eleventy.ignored = try ignored(folder)
    for key in ["includes", "layouts", "data"] {
      guard let own = literal(key, in: program).map(self.folder) else { continue }
      convention.eleventy.ownFolders.append(input.isEmpty ? own : input + "/" + own)
    }
    var site = GeneratorSite(convention: convention)
    site.gitUse = .asked
    let content = input.isEmpty ? folder : folder + "/" + input
    site.feeds = { try GeneratorFeeds.eleventy(program, content: content) }
    site.builtFolder = literal("output", in: program).map(self.folder) ?? "_site"
    site.topics = (["tags"], ["tags": "tags"])
    // Whether there are pages of tags is up to each site.
    site.hasTopicPages = false
    let data = literal("data", in: program) ?? "_data"
    let places = [input.isEmpty ? data : input + "/" + data, "_data"].map { folder + "/" + $0 }
    for place in places where convention.people.isEmpty { convention.people = try AuthorData.read(place) }
    site.convention.people = convention.people
    for place in places {
      for stem in ["metadata", "site", "meta", "config"] where site.baseURL == nil || site.title == nil {
        if let root = try read(place, stem + ".json") ?? read(place, stem + ".yaml") {
          site.sources.append("\(place.dropFirst(folder.count + 1))/\(stem)")
          site.take(from: "\(place.dropFirst(folder.count + 1))/\(stem)") { key in root[key]?.text }
          site.author = site.author ?? root["author"]?["name"]?.text ?? root["author"]?.text
        }
        for ending in ["js", "mjs", "cjs"] where site.baseURL == nil || site.title == nil {
          let program = try text("\(place)/\(stem).\(ending)")
          site.take(from: "\(place.dropFirst(folder.count + 1))/\(stem).\(ending)") { literal($0, in: program) }
        }
      }
    }
    // Plugins for feeds take title and address from the configuration.
    site.take(from: name) { literal($0, in: program) }
    site.baseURL = site.baseURL ?? literal("base", in: program).flatMap { $0.contains("://") ? $0 : nil }
    let prefix = literal("pathPrefix", in: program).map(self.folder) ?? ""
    if !prefix.isEmpty, let base = site.baseURL, !base.hasSuffix("/" + prefix), !base.hasSuffix("/" + prefix + "/") {
      site.baseURL = (base.hasSuffix("/") ? base : base + "/") + prefix + "/"
    }
    return site
  }

  /// - Parameter path: of the file that the values stand in.
  private mutating func take(from path: String, _ value: (String) -> String?) {
    func first(_ known: String?, _ setting: String, _ keys: [String], where isGood: (String) -> Bool = { _ in true })
      -> String?
    {
      guard known == nil else { return known }
      for key in keys {
        guard let text = value(key), isGood(text) else { continue }
        origins[setting] = SettingOrigin(path: path, key: key)
        return text
      }
      return nil
    }
    title = first(title, "site.title", ["title", "name"])
    let names = ["url", "baseUrl", "base_url", "baseURL", "siteUrl", "siteURL", "site_url", "host", "domain", "origin"]
    baseURL = first(baseURL, "site.baseURL", names) { $0.contains("://") }
    description = first(description, "site.description", ["description"])
    language = first(language, "site.language", ["language", "lang", "locale"])
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try LocalFile.readIfThere(path, limit: FileLimit.configuration)?.bytes ?? [], as: UTF8.self)
  }

  /// The first text that a program gives a name: `title: "Example"`.
  private static func literal(_ name: String, in program: String) -> String? {
    var rest = program[...]
    while let found = rest.firstRange(of: name) {
      let isWhole = found.lowerBound == program.startIndex || !isName(program[program.index(before: found.lowerBound)])
      rest = rest[found.upperBound...]
      guard isWhole else { continue }
      let value = rest.drop { $0 == "\"" || $0 == "'" || $0.isWhitespace }
      guard value.first == ":" else { continue }
      var quoted = value.dropFirst().drop(while: \.isWhitespace)
      // `process.env.URL || "https://example.org"`: what holds where nothing is set.
      if let fallback = quoted.prefixMatch(of: /process\.env\.\w+\s*(?:\|\||\?\?)\s*/) {
        quoted = quoted[fallback.range.upperBound...]
      }
      guard let quote = quoted.first, "\"'`".contains(quote),
        let end = quoted.dropFirst().firstIndex(of: quote)
      else { continue }
      let text = quoted[quoted.index(after: quoted.startIndex)..<end]
      if !text.isEmpty, !text.contains("${"), !text.contains("\n") { return String(text) }
    }
    return nil
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "$"
  }

  /// 11ty.dev/docs/ignores: the patterns of both files. One that takes something back is passed over: what an owner holds back
  /// stays back.
  private static func ignored(_ folder: String) throws -> [String] {
    try [".eleventyignore", ".gitignore"].flatMap { name in
      try text(folder + "/" + name).split(whereSeparator: \.isNewline).compactMap { line -> String? in
        let line = line.filter { !$0.isWhitespace }
        guard !line.hasPrefix("#"), !line.hasPrefix("!") else { return nil }
        let isAnchored = line.dropLast().contains("/")
        let path = self.folder(String(line))
        guard !path.isEmpty else { return nil }
        // A slash in front binds a name to the top.
        return isAnchored && !path.contains("/") ? "./" + path : path
      }
    }
  }
}
