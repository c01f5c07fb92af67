/// What Zola's configuration and its section files say of what is published.
public struct ZolaRules: Sendable, Hashable {
  /// getzola.org/documentation/content/section.
  public struct Section: Sendable, Hashable {
    var isDraft = false
    var isRendered = true
    var pageSize: Int?
    var pageFolder = "page"
    var isTransparent = false
    var isByDate = false
    /// Whether there is a feed of it.
    var hasFeed = false
  }

  /// getzola.org/documentation/content/taxonomies.
  public struct Taxonomy: Sendable, Hashable {
    public var name: String
    public var isRendered: Bool
    public var pageSize: Int?
    public var pageFolder: String

    public init(name: String, isRendered: Bool = true, pageSize: Int? = nil, pageFolder: String = "page") {
      (self.name, self.isRendered, self.pageSize, self.pageFolder) = (name, isRendered, pageSize, pageFolder)
    }
  }

  /// By language and folder.
  var sections: [String: Section] = [:]
  /// By language.
  public var taxonomies: [String: [Taxonomy]] = [:]
  /// The folders that all lists of taxonomies lie in.
  public var taxonomyRoot: [String] = []
  /// Patterns of files that are not read.
  public var ignored: [String] = []
  /// Whether sitemaps name the pages of which long lists consist.
  public var listsPagination = true

  public init() {}

  static func key(_ folders: some Sequence<String>, _ language: String?) -> String {
    (language ?? "") + ":" + folders.joined(separator: "/")
  }
}

extension Convention {
  /// Takes note of sections, their drafts, and how long lists are divided.
  ///
  /// - Throws: ``UnreadableRuleError`` where a section's file cannot be read: it may be a draft, with all that is in it.
  mutating func readZolaSections(_ corpus: String) throws {
    for (folder, path) in try files(corpus, { $0.hasPrefix("_index.") && $0.hasSuffix(".md") }) {
      guard let place = ContentLocation(path, self) else { continue }
      let front: FrontMatter
      do {
        front = try FolderFile.front(path, in: corpus, of: self)
      } catch let refusal as ItemRejection {
        throw UnreadableRuleError(finding: refusal.finding)
      }
      let section = ZolaRules.Section(
        isDraft: front.bool("draft") == true, isRendered: front.bool("render") != false,
        pageSize: front.text("paginate_by").flatMap { Int($0) }, pageFolder: front.text("paginate_path") ?? "page",
        isTransparent: front.bool("transparent") == true,
        isByDate: ["date", "update_date"].contains(front.text("sort_by")),
        // Before 0.19 there was one.
        hasFeed: front.bool("generate_feeds") ?? front.bool("generate_feed") ?? false)
      zola.sections[ZolaRules.key(place.folders, place.language ?? defaultLanguage)] = section
      // Zola passes over the whole folder.
      if section.isDraft { excluded.append(folder) }
    }
  }

  /// Whether `ignored_content` names a path, or a folder around it: its `*` stands for slashes too.
  func ignoresInZola(_ path: String) -> Bool {
    zola.ignored.contains { pattern in
      let glob = Glob(pattern, crossesSlashes: true)
      var path = path[...]
      while true {
        if [path, path.split(separator: "/").last ?? path].contains(where: { glob.matches($0) })
          || glob.matches("/" + path)
        {
          return true
        }
        let inner = contentFolders.first.flatMap { path.hasPrefix($0 + "/") ? path.dropFirst($0.count + 1) : nil }
        if let inner, glob.matches(inner) { return true }
        guard let slash = path.lastIndex(of: "/") else { return false }
        path = path[..<slash]
      }
    }
  }
}
