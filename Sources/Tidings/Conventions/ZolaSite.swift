import ContentCorpus
import YAMLReading

/// What Zola's configuration says.
extension GeneratorSite {
  /// getzola.org/documentation/getting-started/configuration.
  static func zola(_ root: YAMLNode) -> GeneratorSite {
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
    convention.keepsDates = names?["paths_keep_dates"]?.bool ?? false
    let taxonomies = (root["taxonomies"]?.sequence ?? []).compactMap { $0["name"]?.text }
    let folders = taxonomies.map { ("taxonomies." + $0, convention.termNames.name($0)) }
    return GeneratorSite(
      convention: convention, baseURL: root["base_url"]?.text, title: root["title"]?.text,
      description: root["description"]?.text, language: language, author: root["author"]?.text,
      languages: languages.map { pair in
        Site.Language(folder: pair.key, tag: pair.key, title: pair.value["title"]?.text)
      },
      topics: (folders.map(\.0), Dictionary(folders) { first, _ in first }))
  }
}
