import ContentCorpus
import DataFormats
import MarkdownParsing
import SiteSettings
import TidingsCore

/// What Zola's configuration says.
extension GeneratorSite {
  /// getzola.org/documentation/getting-started/configuration.
  ///
  /// - Throws: ``ConfigurationError`` where what it holds back cannot be read.
  static func zola(_ root: YAMLNode, _ path: String) throws -> GeneratorSite {
    var convention = Convention(.zola)
    let language = root["default_language"]?.text ?? "en"
    let languages = root["languages"]?.mapping?.filter { $0.key != language } ?? []
    convention.contentFolders = ["content"]
    convention.languages = Set(languages.map(\.key) + [language]).sorted()
    convention.defaultLanguage = language
    let names = root["slugify"]
    // Before 0.12 there was one key for it.
    let isPlain = root["slugify_paths"]?.bool == false || names?["paths"]?.bool == false
    convention.pageNames = names?["paths"]?.text.flatMap(ZolaPath.init(rawValue:)) ?? (isPlain ? .safe : .on)
    convention.termNames = names?["taxonomies"]?.text.flatMap(ZolaPath.init(rawValue:)) ?? .on
    convention.dialect = .zola(root["markdown"])
    convention.keepsDates = names?["paths_keep_dates"]?.bool ?? false
    let above = root["taxonomy_root"]?.text.flatMap { SitePath.safe($0.trimmingSlashes) }
    convention.zola.taxonomyRoot = above?.split(separator: "/").map(String.init) ?? []
    convention.zola.listsPagination = root["exclude_paginated_pages_in_sitemap"]?.text != "all"
    let own = root["languages"]?[language]?["taxonomies"] ?? root["taxonomies"]
    convention.zola.taxonomies[language] = taxonomies(own)
    for pair in languages { convention.zola.taxonomies[pair.key] = taxonomies(pair.value["taxonomies"]) }
    let ignored = root["ignored_content"]
    guard ignored == nil || ignored?.sequence?.allSatisfy({ $0.text != nil }) == true else {
      let place = SourceLocation(path: path, line: ignored?.line ?? 1, column: ignored?.column ?? 1)
      throw ConfigurationError(findings: [
        ConfigurationRules.value.finding(
          at: place, "'ignored_content' is not a list of patterns, so files that it excludes would be published")
      ])
    }
    convention.zola.ignored = ignored?.texts ?? []
    var all: [String] = []
    for taxonomy in convention.zola.taxonomies.values.flatMap({ $0 }).map(\.name).sorted() where !all.contains(taxonomy)
    {
      all.append(taxonomy)
    }
    // In the order in which they are configured, where that is known.
    let first = convention.zola.taxonomies[language]?.map(\.name) ?? []
    let ordered = first + all.filter { !first.contains($0) }
    let folders = ordered.map { name in
      ("taxonomies." + name, (convention.zola.taxonomyRoot + [convention.termNames.name(name)]).joined(separator: "/"))
    }
    var site = GeneratorSite(
      convention: convention, language: language,
      languages: languages.map { pair in
        Site.Language(
          folder: pair.key, tag: pair.key, title: pair.value["title"]?.text,
          description: pair.value["description"]?.text)
      },
      topics: (folders.map(\.0), Dictionary(folders) { first, _ in first }))
    let file = String(path.lastSegment)
    func said(_ setting: String, _ key: String) -> String? {
      let inLanguage = "languages.\(language).\(key)"
      return site.first(
        setting, [(key, root[key], file), (inLanguage, root["languages"]?[language]?[key], file)])
    }
    site.baseURL = said("site.baseURL", "base_url")
    site.title = said("site.title", "title")
    site.description = said("site.description", "description")
    site.author = said("site.author", "author")
    _ = said("site.language", "default_language")
    return site
  }

  private static func taxonomies(_ node: YAMLNode?) -> [ZolaRules.Taxonomy] {
    (node?.sequence ?? []).compactMap { entry in
      entry["name"]?.text.map { name in
        ZolaRules.Taxonomy(
          name: name, isRendered: entry["render"]?.bool ?? true,
          pageSize: entry["paginate_by"]?.text.flatMap { Int($0) }, pageFolder: entry["paginate_path"]?.text ?? "page")
      }
    }
  }
}
