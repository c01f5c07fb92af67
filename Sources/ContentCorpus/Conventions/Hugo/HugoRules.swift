/// What Hugo's configuration says of addresses and of what is published.
public struct HugoRules: Sendable, Hashable {
  /// Patterns of addresses (gohugo.io/configuration/permalinks).
  public struct Permalinks: Sendable, Hashable {
    /// By kind of page, then by section; the patterns of the empty section are for all others.
    public var byKind: [String: [String: String]] = [:]
    /// Patterns for the pages that their targets fit; the first counts.
    public var targets: [Target] = []

    public init() {}
  }

  /// A pattern, and the pages that it is for. What is `nil` fits all.
  public struct Target: Sendable, Hashable {
    public var pattern: String
    public var path: String?
    public var kind: String?
    public var languages: [String]?

    public init(pattern: String, path: String? = nil, kind: String? = nil, languages: [String]? = nil) {
      (self.pattern, self.path, self.kind, self.languages) = (pattern, path, kind, languages)
    }
  }

  /// A folder that takes the place of another below the content (gohugo.io/configuration/module, mounts).
  public struct Mount: Sendable, Hashable {
    /// Relative to the corpus folder.
    public var source: String
    /// Relative to the content; empty for the whole of it.
    public var target: String
    public var language: String?
    /// Patterns of paths below the source: those that begin with `!` are left out.
    public var files: [String]

    public init(source: String, target: String, language: String? = nil, files: [String] = []) {
      (self.source, self.target, self.language, self.files) = (source, target, language, files)
    }

    func includes(_ path: some StringProtocol) -> Bool {
      let excluded = files.filter { $0.hasPrefix("!") }.map { $0.dropFirst().drop { $0 == " " } }
      let included = files.filter { !$0.hasPrefix("!") }
      let candidates = ["/" + path.lowercased(), path.lowercased()]
      func fits(_ pattern: some StringProtocol) -> Bool {
        let glob = Glob(pattern.lowercased())
        return candidates.contains { glob.matches($0) }
      }
      return !excluded.contains(where: fits) && (included.isEmpty || included.contains(where: fits))
    }
  }

  public var permalinks = Permalinks()
  /// Those of languages that have their own.
  public var permalinksByLanguage: [String: Permalinks] = [:]
  public var pathStyle = HugoPathStyle()
  /// What lists are called that have no file.
  public var titles = HugoTitles()
  /// Sections whose pages are files; `nil` where ``Convention/hasUglyAddresses`` says it of all.
  public var uglySections: [String: Bool] = [:]
  /// Kinds of pages that are not made.
  public var disabledKinds: Set<String> = []
  /// The plural names of taxonomies, which are their folders.
  public var taxonomies: [String] = ["tags", "categories"]
  public var mounts: [Mount] = []
  /// Languages whose content is there, and is not published.
  public var disabledLanguages: [String] = []
  /// Slugs of folders that are pages, which stand in the addresses of all that is in them.
  public var folderSlugs: [String: String] = [:]
  /// Slugs, else titles, of these.
  public var folderNames: [String: String] = [:]
  /// Regular expressions of files that are not read.
  public var ignoredFiles: [String] = []
  /// For which the site is built.
  public var environment = "production"
  public var buildsDrafts = false
  public var buildsExpired = false
  /// Whether no page at all is to be in sitemaps.
  public var hidesFromSitemaps = false

  public init() {}

  static func folderKey(_ folders: some Sequence<String>, _ language: String?) -> String {
    (language ?? "") + ":" + folders.joined(separator: "/")
  }

  func permalinks(_ language: String?) -> Permalinks {
    language.flatMap { permalinksByLanguage[$0] } ?? permalinks
  }
}

extension HugoRules.Permalinks {
  /// The pattern for a page.
  ///
  /// - Parameters:
  ///   - path: the page's path below the content, with a slash in front.
  ///   - kind: `page`, `section`, `taxonomy`, `term`.
  func pattern(_ path: String, kind: String, section: String, language: String?) -> String? {
    for target in targets {
      guard target.kind.map({ Glob($0).matches(kind) }) ?? true, target.path.map({ Glob($0).matches(path) }) ?? true,
        target.languages.map({ names in names.contains { Glob($0).matches(language ?? "") } }) ?? true
      else { continue }
      return target.pattern
    }
    return byKind[kind]?[section] ?? byKind[kind]?[""]
  }

  /// All patterns.
  public var patterns: [String] { targets.map(\.pattern) + byKind.values.flatMap(\.values) }
}
