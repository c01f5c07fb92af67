import ContentCorpus
import DataFormats
import LocalFiles
import Markup
import SiteSettings
import TidingsCore

/// Jekyll's whole configuration: one file, or several of which what later ones say counts (jekyllrb.com/docs/configuration/options).
struct JekyllFiles {
  private(set) var root = YAMLNode(.mapping([]), line: 1, column: 1)
  /// The file that says a key last, by the key at the top.
  private var files: [String: String] = [:]
  /// Keys that stand twice.
  private(set) var findings: [Finding] = []
  let folder: String
  /// Their names, the first one first.
  private(set) var names: [String] = []

  /// - Parameters:
  ///   - folder: where they lie.
  ///   - names: which there are; none for the one that Jekyll looks for.
  /// - Returns: `nil` where there is none.
  /// - Throws: ``ConfigurationError`` where one cannot be parsed, or is named and not there; `SystemError` where one cannot be read.
  init?(_ folder: String, names: [String]) throws {
    self.folder = folder
    let all =
      names.isEmpty
      ? try ["_config.yml", "_config.yaml", "_config.toml"].first { try LocalFile.kind(folder + "/" + $0) != nil }.map {
        [$0]
      }
        ?? []
      : names
    guard !all.isEmpty else { return nil }
    self.names = all
    for name in all { try add(folder + "/" + name) }
  }

  /// Of a site that has none.
  init(bare folder: String) {
    self.folder = folder
    names = ["_posts"]
  }

  private mutating func add(_ path: String) throws {
    func refusal(_ rule: Rule, _ message: String, line: Int = 1, column: Int = 1) -> ConfigurationError {
      ConfigurationError(findings: [
        rule.finding(at: SourceLocation(path: path, line: line, column: column), message)
      ])
    }
    guard try LocalFile.kind(path) != nil else {
      throw refusal(ConfigurationRules.value, "corpus.configurations names it, but there is no such file")
    }
    let bytes = try LocalFile.read(path, limit: FileLimit.configuration).bytes
    guard UTF8Text.firstInvalid(in: bytes) == nil else {
      throw refusal(ConfigurationRules.syntax, "The file is not UTF-8")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let node: YAMLNode
    do {
      if path.lowercased().hasSuffix(".toml") {
        node = try TOMLReader.read(text)
      } else {
        let (read, repeated) = try RepeatedKeys.read(text)
        node = read
        findings += repeated.map { key in
          ConfigurationRules.generator.finding(
            at: SourceLocation(path: path, line: key.line, column: key.column),
            "The key '\(key.name)' occurs again further down, which counts")
        }
      }
    } catch let problem as YAMLSyntaxError {
      throw refusal(
        ConfigurationRules.syntax,
        "\(problem.message); if this file does not belong to the site, set corpus.convention to medigy",
        line: problem.line,
        column: problem.column)
    }
    if node.isNull { return }
    guard let pairs = node.mapping else {
      throw refusal(ConfigurationRules.value, "Jekyll's configuration is \(node.kindName), not a mapping")
    }
    for pair in pairs where !pair.value.isNull || files[pair.key] == nil { files[pair.key] = path }
    root = JekyllFiles.merge(root, node)
  }

  /// Jekyll 4.3, `Utils.deep_merge_hashes`: mappings are merged, lists replaced, and nothing takes the place of nothing.
  private static func merge(_ old: YAMLNode, _ new: YAMLNode) -> YAMLNode {
    if new.isNull { return old }
    guard var pairs = old.mapping, let others = new.mapping else { return new }
    for pair in others {
      guard let index = pairs.firstIndex(where: { $0.key == pair.key }) else {
        pairs.append(pair)
        continue
      }
      pairs[index] = .init(
        key: pair.key, keyLine: pair.keyLine, keyColumn: pair.keyColumn, value: merge(pairs[index].value, pair.value))
    }
    return YAMLNode(.mapping(pairs), line: new.line, column: new.column)
  }

  /// The value of a key at the top that says anything.
  subscript(key: String) -> YAMLNode? { root[key].flatMap { $0.isNull ? nil : $0 } }

  /// The place of a value below a key at the top.
  func place(_ key: String, _ node: YAMLNode?) -> SourceLocation {
    SourceLocation(path: files[key] ?? folder + "/_config.yml", line: node?.line ?? 1, column: node?.column ?? 1)
  }
}
