public import ContentCorpus
import LocalFiles
import SiteConfiguration
import SiteConventions
import SiteSettings
import TidingsCore

/// The commented `tidings.yaml` that a new site begins with, made from the keys that there are.
public enum ConfigurationTemplate {
  /// What a site generator's configuration says already.
  public struct Known: Sendable, Hashable {
    public let generator: Convention.Generator
    /// `nil` where it does not say it.
    public let baseURL: String?
    public let title: String?
    /// The folder of pages that the generator built, relative to the site's; `nil` where there is none.
    public let builtFolder: String?
    /// The files that say it, relative to the site's folder.
    public let sources: [String]
    /// The folder of pages that are the corpus themselves.
    var pages: String?
    /// Whether a plug-in takes dates of changes from commits.
    var datesByCommits = false
    /// What the built site's feed calls the site, where nothing else does.
    var feedTitle: String?
    /// The site's address as the built site's feed has it, where nothing else says it.
    var feedAddress: String?
    /// Fields of the dates that Hugo's own feeds show, in their order; empty where these are those of the date itself.
    var releaseFields: [String] = []
    /// The fields of an entry's date, where the convention has others.
    var dateFields: [String]?
    /// What feeds the generator makes.
    var feeds = GeneratorFeeds()
    /// What of these cannot be taken over, in words.
    public var notes: [String] { feeds.notes }
  }

  /// What is known of the site in a folder; `nil` where there is no generator's configuration.
  ///
  /// - Parameters:
  ///   - folder: the site's.
  ///   - pages: a folder of pages that are the corpus themselves, or an export of WordPress's, relative to the site's.
  /// - Throws: ``ConfigurationError`` where that cannot be read, `CorpusUnreadableError` where an export is not whole.
  public static func known(in folder: String, pages: String? = nil) throws -> Known? {
    if let pages, WordPressRules.isExport(pages) {
      return try WordPressSite.place([pages], in: folder).map(export).map { site in
        Known(
          generator: .wordpress, baseURL: site.baseURL.flatMap(Site.baseAddress), title: site.title,
          builtFolder: nil, sources: site.sources, pages: pages,
          feeds: try site.feeds())
      }
    }
    if let pages {
      return try PagesSite.site(pages.hasPrefix("/") ? pages : folder + "/" + pages).map { site in
        Known(
          generator: .html, baseURL: site.baseURL.flatMap(Site.baseAddress), title: site.title,
          builtFolder: nil, sources: site.sources.map { pages + "/" + $0 }, pages: pages, feeds: try site.feeds())
      }
    }
    return try GeneratorSite.find(in: folder, nil).map { site in
      var feeds = try site.feeds()
      // Where nothing bounds the generator's feed, ours is to have what it has.
      if feeds.entries == nil { feeds.entries = try feeds.count(in: folder + "/" + site.builtFolder) }
      let own = site.baseURL.flatMap(Site.baseAddress)
      let address = own == nil ? try feeds.home(in: folder + "/" + site.builtFolder) : nil
      return Known(
        generator: site.convention.generator, baseURL: own ?? address, title: site.title,
        builtFolder: try isBuilt(folder + "/" + site.builtFolder) ? site.builtFolder : nil, sources: site.sources,
        datesByCommits: site.datesByCommits, feedAddress: address, releaseFields: site.releaseFields, feeds: feeds)
    }
  }

  /// What an export of WordPress's says of its site.
  private static func export(_ place: WordPressSite.Place) throws -> GeneratorSite { try WordPressSite.site(place) }

  /// Whether pages lie in a folder, and not only our own documents.
  private static func isBuilt(_ folder: String) throws -> Bool {
    // Some sites have no home page.
    let home = try LocalFile.isFile(folder + "/index.html") ? "index.html" : nil
    let page =
      try home
      ?? FileTree.listIfThere(folder) { $0.hasSuffix(".html") }.files.first { page in
        try LocalFile.head(folder + "/" + page, count: 4096).map { !OwnPage.isOne($0) } ?? false
      }
    return try page.flatMap { try LocalFile.head(folder + "/" + $0, count: 20_000) }?.contains(UInt8(ascii: "<"))
      ?? false
  }

  /// - Parameters:
  ///   - baseURL: address of the site's root; `nil` where it is still to be set.
  ///   - title: name of the site; `nil` where it is still to be set.
  ///   - known: what need not be said.
  public static func text(baseURL: String?, title: String?, known: Known? = nil) -> String {
    let needed =
      known.map {
        $0.pages != nil
          ? "What the \($0.generator == .wordpress ? "export says" : "pages say") of the site counts where nothing is said here"
          : "What \($0.generator.rawValue)'s configuration says counts if a key is missing here"
      }
      ?? "Only site.baseURL must be given"
    var lines = [
      "# What Tidings makes of this site. \(needed);", "# every line with a mark shows what happens without it.", "",
    ]
    let given = given(baseURL: baseURL, title: title, known)
    for key in ConfigurationKey.all {
      let depth = key.name.split(separator: ".").count - 1
      let indent = String(repeating: "  ", count: depth)
      if depth == 0, lines.last != "" { lines.append("") }
      lines.append("\(indent)# \(key.sentence)")
      let isOpen = key.kind != .group && given.keys.contains { $0.hasPrefix(key.group + ".") }
      if let values = given[key.name] {
        lines += values.map { indent + $0 }
      } else if key.kind == .group, given.keys.contains(where: { $0.hasPrefix(key.name + ".") }) {
        lines.append("\(indent)\(key.leaf):")
      } else if key.kind == .group {
        lines.append("\(commented(key, in: given))\(key.leaf):")
      } else {
        let mark = isOpen ? "\(indent)# " : commented(key, in: given)
        lines.append("\(mark)\(key.leaf): \(standard(key, known))".trimmingSpaces)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is to stand in the file uncommented: the lines of each key.
  private static func given(baseURL: String?, title: String?, _ known: Known?) -> [String: [String]] {
    var given: [String: [String]] = [:]
    func set(_ name: String, _ value: String?) {
      if let value { given[name] = ["\(name.split(separator: ".").last ?? ""): \(value)"] }
    }
    // The group is there in any case: its address is the one thing that must be given.
    given["site"] = ["site:"]
    set("site.baseURL", baseURL ?? known?.feedAddress)
    set("site.title", (title ?? known?.feedTitle).map(quoted))
    set("corpus.rendered", known?.builtFolder.map(quoted))
    if let pages = known?.pages {
      set("corpus.convention", known?.generator.rawValue)
      set("corpus.path", quoted(pages))
    }
    if known?.generator == .jekyll {
      set("output", "_feeds")
      set("ledger.file", ".tidings.sqlite")
      set("corpus.git", known?.datesByCommits == true ? "true" : nil)
    }
    guard let feeds = known?.feeds else { return given }
    set("feeds.entries", feeds.entries.map(String.init))
    set("feeds.styleSheet", feeds.styleSheet.map(quoted))
    set("feeds.content", feeds.content?.rawValue)
    set("topics.sections", feeds.hasSections ? "auto" : nil)
    set("topics.authors", feeds.hasAuthors ? "true" : nil)
    if !feeds.files.isEmpty { given["feeds.files"] = ["files:"] + feeds.files.map { "  - " + line($0) } }
    if !feeds.details.isEmpty { given["topics.details"] = ["details:"] + feeds.details.map { "  - " + line($0) } }
    if !feeds.copies.isEmpty { given["feeds.alsoAt"] = ["alsoAt:"] + feeds.copies.map { "  - " + line($0) } }
    if !feeds.kept.isEmpty { given["feeds.kept"] = ["kept:"] + feeds.kept.map { "  - " + quoted($0) } }
    if !feeds.without.isEmpty { set("feeds.without", "[" + feeds.without.map(quoted).joined(separator: ", ") + "]") }
    if let fields = known?.dateFields {
      given["mapping"] = ["mapping:", "  date: [" + fields.map(quoted).joined(separator: ", ") + "]"]
    }
    return given
  }

  /// `{of: tags, rss: '{folder}/index.xml'}`.
  private static func line(_ rule: FeedFiles.Rule) -> String {
    let paths = rule.paths.sorted { $0.key.rawValue < $1.key.rawValue }.map { format, patterns in
      let texts = patterns.map(quoted)
      return "\(format.rawValue): " + (texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]")
    }
    let name = rule.feeds.map { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } ? $0 : quoted($0) }
    return "{" + ((name.map { ["of: \($0)"] } ?? []) + paths).joined(separator: ", ") + "}"
  }

  /// `{topic: Billing, feedTitle: 'Posts about Billing'}`.
  private static func line(_ details: TopicDetails) -> String {
    let words = [("topic", details.topic), ("feedTitle", details.feedTitle), ("description", details.description)]
    return "{" + words.compactMap { key, text in text.map { "\(key): \(quoted($0))" } }.joined(separator: ", ") + "}"
  }

  private static func standard(_ key: ConfigurationKey, _ known: Known?) -> String {
    switch key.name {
    case "site.baseURL": known?.baseURL ?? "https://www.example.org/"
    case "site.title": quoted(known?.title ?? "Example")
    default: key.standard ?? ""
    }
  }

  /// A commented line keeps its depth, so that removing the mark is enough.
  private static func commented(_ key: ConfigurationKey, in given: [String: [String]]) -> String {
    let depth = key.name.split(separator: ".").count - 1
    return key.group == "site" ? "  # " : "# " + String(repeating: "  ", count: depth)
  }

  private static func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "\n").joined(separator: " ").split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
