import ContentCorpus
import DataFormats
import LocalFiles
import MarkdownParsing
import SiteSettings
import TidingsCore

/// What Jekyll's configuration says (jekyllrb.com/docs/configuration/options).
struct JekyllSite {
  let files: JekyllFiles
  var site = GeneratorSite(convention: Convention(.jekyll))
  var rules = JekyllRules()
  /// Gems that Jekyll loads whatever its configuration says.
  var gems: Set<String> = []

  /// - Parameters:
  ///   - folder: of the configuration.
  ///   - names: its files, if they are named.
  /// - Returns: `nil` where there is none of them.
  /// - Throws: ``ConfigurationError`` where one cannot be parsed, is named and not there, or holds back what cannot be known;
  ///   `SystemError` where one cannot be read.
  static func find(in folder: String, names: [String]) throws -> GeneratorSite? {
    try JekyllFiles(folder, names: names).map(site)
  }

  /// A site without a configuration, which is one all the same to Jekyll; `nil` where there are no posts and layouts.
  static func bare(_ folder: String) throws -> GeneratorSite? {
    let isSite = try ["_posts", "_layouts"].allSatisfy { try LocalFile.kind(folder + "/" + $0) == .folder }
    return isSite ? try site(JekyllFiles(bare: folder)) : nil
  }

  private static func site(_ files: JekyllFiles) throws -> GeneratorSite {
    var reader = JekyllSite(files: files)
    reader.site.findings = files.findings
    reader.site.sources = files.names
    reader.readFolders()
    reader.gems = try reader.bundled()
    try reader.readHead()
    reader.readCollections()
    try reader.readSelection()
    reader.readPlugins()
    reader.readDefaults()
    reader.readAddresses()
    reader.rules.feedCollections = reader.feedCollections
    reader.site.convention.jekyll = reader.rules
    reader.site.convention.dialect = .jekyll(files["markdown"]?.text, files["kramdown"])
    reader.site.convention.values = ConfigurationValues.of(files.root)
    let source = reader.rules.source.isEmpty ? files.folder : files.folder + "/" + reader.rules.source
    reader.site.convention.people = try AuthorData.read(
      source + "/" + GeneratorSite.folder(files["data_dir"]?.text ?? "_data"))
    reader.site.person =
      reader.site.author.flatMap { reader.site.convention.people[$0] } ?? files["author"].flatMap(AuthorData.person)
    let copy = reader
    reader.site.feeds = { try copy.feeds() }
    return reader.site
  }

  private init(files: JekyllFiles) { self.files = files }

  mutating func note(_ key: String, _ node: YAMLNode?, _ message: String) {
    site.findings.append(ConfigurationRules.generator.finding(at: files.place(key, node), message))
  }

  private mutating func readFolders() {
    if let node = files["source"], let text = node.text {
      if text.hasPrefix("/") || text.split(separator: "/").contains("..") {
        note("source", node, "The source is outside the site; the folder of the configuration is read")
      } else {
        rules.source = GeneratorSite.folder(text)
      }
    }
    site.convention.contentFolders = rules.source.isEmpty ? [] : [rules.source]
    rules.collectionsFolder = GeneratorSite.folder(files["collections_dir"]?.text ?? "")
    let destination = GeneratorSite.folder(files["destination"]?.text ?? "_site")
    let prefix = rules.source.isEmpty ? "" : rules.source + "/"
    rules.destination = destination.hasPrefix(prefix) ? String(destination.dropFirst(prefix.count)) : nil
  }

  /// - Parameter keys: with dots.
  private mutating func first(_ setting: String, _ keys: [String]) -> String? {
    site.first(
      setting,
      keys.map { key in
        let parts = key.split(separator: ".").map(String.init)
        let node = parts.dropFirst().reduce(files[parts[0]]) { $0?[$1] }
        let path = files.place(parts[0], node).path
        return (key, node, path.hasPrefix(files.folder + "/") ? String(path.dropFirst(files.folder.count + 1)) : path)
      })
  }

  private mutating func readHead() throws {
    let base = GeneratorSite.folder(files["baseurl"]?.text ?? "")
    let host = try (first("site.baseURL", ["url"]) ?? domain()).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    site.baseURL = host.flatMap { $0 == "/" ? nil : base.isEmpty ? $0 : $0 + base + "/" }
    site.title = first("site.title", ["title", "name"])
    site.builtFolder = GeneratorSite.folder(files["destination"]?.text ?? "_site")
    site.description = first("site.description", ["description"])
    site.language = first("site.language", ["lang", "locale"])?.replacing("_", with: "-")
    site.icon = first("site.icon", ["feed.icon"])
    site.logo = first("site.logo", ["feed.logo"])
    site.author = first("site.author", ["author.name", "author"])
    site.timeZone = first("site.timeZone", ["timezone"])
    for (setting, key) in [
      ("posts.drafts", "show_drafts"), ("posts.future", "future"), ("posts.limit", "limit_posts"),
      ("posts.collections", "feed.collections"),
    ] {
      _ = first(setting, [key])
    }
    if let zone = files["timezone"], let text = zone.text, !text.isEmpty, SiteTimeZone(text) == nil {
      note("timezone", zone, "There is no time zone '\(text)'; dates without a zone are taken to be in UTC")
    }
  }

  /// The address of a site whose configuration names none, but that GitHub Pages shows at a domain of its own
  /// (docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site).
  private func domain() throws -> String? {
    let folder = rules.source.isEmpty ? files.folder : files.folder + "/" + rules.source
    guard let bytes = try LocalFile.head(folder + "/CNAME", count: 300) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard lines.count == 1, let name = lines.first?.trimmingPrefix(while: \.isWhitespace),
      name.contains("."), name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
    else { return nil }
    return "https://\(name)"
  }
}
