import ContentCorpus
import YAMLReading

/// What Jekyll's configuration says.
extension GeneratorSite {
  /// jekyllrb.com/docs/configuration.
  static func jekyll(_ root: YAMLNode) -> GeneratorSite {
    var convention = Convention(.jekyll)
    if let pattern = root["permalink"]?.text { convention.permalinks[""] = pattern }
    for entry in root["defaults"]?.sequence ?? [] {
      let type = entry["scope"]?["type"]?.text
      guard let values = entry["values"], values.mapping != nil, type == nil || type == "" || type == "posts" else {
        continue
      }
      let path = (entry["scope"]?["path"]?.text ?? "").split(separator: "/").joined(separator: "/")
      let isPattern = path.contains { "*?[{".contains($0) }
      convention.defaults.append(
        .init(path: isPattern ? "" : path, values: values, pattern: isPattern ? path : nil))
    }
    convention.excluded = (root["exclude"]?.sequence ?? []).compactMap { entry in
      entry.text.map { $0.split(separator: "/").joined(separator: "/") }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let base = (root["baseurl"]?.text ?? "").split(separator: "/").joined(separator: "/")
    let host = root["url"]?.text.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    return GeneratorSite(
      convention: convention, baseURL: host.map { base.isEmpty ? $0 : $0 + base + "/" },
      title: root["title"]?.text ?? root["name"]?.text, description: root["description"]?.text,
      language: root["lang"]?.text, timeZone: root["timezone"]?.text,
      author: root["author"]?["name"]?.text ?? root["author"]?.text, copyright: nil,
      topics: (["categories", "category", "tags", "tag"], folders(root)), hasTopicPages: root["jekyll-archives"] != nil)
  }

  /// Where the pages of topics lie, which a plugin makes (github.com/jekyll/jekyll-archives): `/category/:name/`.
  private static func folders(_ root: YAMLNode) -> [String: String] {
    let permalinks = root["jekyll-archives"]?["permalinks"]
    func folder(_ kind: String) -> String {
      guard let pattern = permalinks?[kind]?.text, let mark = pattern.firstRange(of: ":name") else { return kind }
      let path = self.folder(String(pattern[..<mark.lowerBound]))
      return path.isEmpty ? kind : path
    }
    let (category, tag) = (folder("category"), folder("tag"))
    return ["categories": category, "category": category, "tags": tag, "tag": tag]
  }
}
