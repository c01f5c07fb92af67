import DataFormats
import LocalFiles
import TidingsCore

/// Hugo's whole configuration: the file beside the content, then those of the configuration folder, then those of the environment;
/// what comes later counts (gohugo.io/configuration/introduction).
struct HugoFiles {
  /// With all keys in lower case.
  private(set) var root = YAMLNode(.mapping([]), line: 1, column: 1)
  /// The file that says a key, by the key at the top.
  private var files: [String: String] = [:]
  /// The file that says a text last, by its keys with dots.
  private var values: [String: String] = [:]
  /// All files, relative to the site's folder.
  private(set) var paths: [String] = []
  /// Whether there is anything, and it is Hugo's.
  private(set) var isFound = false

  private static let endings = ["toml", "yaml", "yml", "json"]

  /// - Throws: ``ConfigurationError`` where a file cannot be parsed, `SystemError` where one cannot be read.
  init(_ folder: String, environment: String) throws {
    var isCertain = false
    search: for stem in ["hugo", "config"] {
      for ending in HugoFiles.endings {
        guard let node = try GeneratorSite.read(folder, "\(stem).\(ending)") else { continue }
        add(node.withLowercaseKeys, [], "\(folder)/\(stem).\(ending)")
        paths.append("\(stem).\(ending)")
        isCertain = stem == "hugo"
        break search
      }
    }
    for name in ["_default", environment] {
      let own = folder + "/config/" + name
      guard try LocalFile.kind(own) == .folder else { continue }
      let listed = try FileTree.list(own) { name in HugoFiles.endings.contains { name.hasSuffix("." + $0) } }
      try GeneratorSite.refuse(unnamed: listed.unnamed, in: own)
      for path in (listed.files + listed.others + listed.links).sorted() {
        guard let node = try GeneratorSite.read(own, path) else { continue }
        add(node.withLowercaseKeys, HugoFiles.keys(path), own + "/" + path)
        paths.append("config/\(name)/\(path)")
        isCertain = true
      }
    }
    try addThemes(folder)
    // Others call their configuration so too.
    isFound = isCertain || root["baseurl"] != nil
  }

  /// What themes that lie in the site say of addresses, where the site asks for it: the site's own word counts more
  /// (gohugo.io/configuration/introduction, merge).
  private mutating func addThemes(_ folder: String) throws {
    let asked = ["permalinks", "taxonomies"].filter { key in
      ["deep", "shallow"].contains(root[key]?["_merge"]?.text?.lowercased())
    }
    guard !asked.isEmpty else { return }
    let themes = GeneratorSite.folder(root["themesdir"]?.text ?? "themes")
    for theme in root["theme"]?.texts ?? [] where !theme.contains("..") && !theme.hasPrefix("/") {
      let place = "\(folder)/\(themes)/\(theme)"
      for name in ["hugo", "config"].flatMap({ stem in HugoFiles.endings.map { "\(stem).\($0)" } }) {
        guard let node = try GeneratorSite.read(place, name)?.withLowercaseKeys else { continue }
        for key in asked {
          guard let theirs = node[key], let own = root[key] else { continue }
          root = root.merged(with: .mapping(key, theirs.merged(with: own)))
        }
        break
      }
    }
  }

  /// `params` of `params.toml`, `languages`, `de` of `languages.de.toml`; none of `hugo.toml`.
  private static func keys(_ path: String) -> [String] {
    let parts = (path.split(separator: "/").last ?? "").split(separator: ".").dropLast().map { $0.lowercased() }
    guard let name = parts.first, !["hugo", "config"].contains(name) else { return [] }
    guard parts.count > 1 else { return [name] }
    let language = ["languages", parts[1]]
    return ["menu", "menus", "params"].contains(name) ? language + [name] : language
  }

  private mutating func add(_ node: YAMLNode, _ keys: [String], _ file: String) {
    guard node.mapping != nil else { return }
    let nested = keys.reversed().reduce(node) { inner, key in .mapping(key, inner) }
    for pair in nested.mapping ?? [] { files[pair.key] = file }
    for key in ConfigurationValues.of(nested).keys { values[key] = file }
    root = root.merged(with: nested)
  }

  /// The file that says a value, relative to the site's folder.
  ///
  /// - Parameter key: with dots, in lower case.
  func file(of key: String, in folder: String) -> String {
    let path = values[key] ?? files[key.split(separator: ".").first.map(String.init) ?? ""] ?? "hugo.toml"
    return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
  }

  /// The place of a value below a key at the top.
  func place(_ key: String, _ node: YAMLNode?) -> SourceLocation {
    SourceLocation(path: files[key] ?? "hugo.toml", line: node?.line ?? 1, column: node?.column ?? 1)
  }
}

extension YAMLNode {
  /// A mapping of one key.
  static func mapping(_ key: String, _ value: YAMLNode) -> YAMLNode {
    YAMLNode(.mapping([.init(key: key, keyLine: 1, keyColumn: 1, value: value)]), line: 1, column: 1)
  }

  /// A mapping with the pairs of another; mappings that both have are merged, of all else the other's counts.
  func merged(with other: YAMLNode) -> YAMLNode {
    guard let own = mapping, let theirs = other.mapping else { return other }
    var pairs = own
    for pair in theirs {
      if let index = pairs.firstIndex(where: { $0.key == pair.key }) {
        let value = pairs[index].value.merged(with: pair.value)
        pairs[index] = .init(key: pair.key, keyLine: pair.keyLine, keyColumn: pair.keyColumn, value: value)
      } else {
        pairs.append(pair)
      }
    }
    return YAMLNode(.mapping(pairs), line: line, column: column)
  }

  /// The same with the names of all keys in lower case: to Hugo, capitals in them mean nothing.
  var withLowercaseKeys: YAMLNode {
    let content: Content =
      switch content {
      case .scalar: content
      case .sequence(let nodes): .sequence(nodes.map(\.withLowercaseKeys))
      case .mapping(let pairs):
        .mapping(
          pairs.map { pair in
            Pair(
              key: pair.key.lowercased(), keyLine: pair.keyLine, keyColumn: pair.keyColumn,
              value: pair.value.withLowercaseKeys)
          })
      }
    return YAMLNode(content, line: line, column: column)
  }

  /// The texts of a list, or of one text.
  var texts: [String] { (sequence ?? [self]).compactMap(\.text) }
}
