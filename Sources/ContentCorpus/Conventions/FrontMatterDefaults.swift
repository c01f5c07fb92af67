import YAMLReading

/// Values for fields that a file does not give, by where it lies.
struct FrontMatterDefaults: Sendable {
  private struct Entry {
    let path: String
    let pattern: Glob?
    let language: Glob?
    let kind: String?
    let values: YAMLDocument
  }

  /// The longest paths first: what is said of less is said on purpose.
  private let entries: [Entry]
  private let convention: Convention

  init(_ convention: Convention) {
    self.convention = convention
    let sorted = convention.defaults.enumerated().sorted { left, right in
      let (first, second) = (convention.weight(of: left.element), convention.weight(of: right.element))
      // Of two that are said at one place Jekyll takes the last, Hugo the first.
      let isBefore = convention.generator == .jekyll ? left.offset > right.offset : left.offset < right.offset
      return first == second ? isBefore : first > second
    }
    entries = sorted.map { _, defaults in
      Entry(
        path: defaults.path, pattern: defaults.pattern.map { Glob($0) }, language: defaults.language.map { Glob($0) },
        kind: defaults.kind, values: YAMLDocument(defaults.values.atFirstLine))
    }
  }

  /// The values for a file, those that count first in front.
  func of(_ path: String) -> [YAMLValue] {
    guard !entries.isEmpty else { return [] }
    let full = path
    let path = own(path)
    return entries.filter { entry in
      // To Jekyll it is only how a path begins.
      let isBelow = convention.generator == .jekyll ? path.hasPrefix(entry.path) : path.hasPrefix(entry.path + "/")
      guard entry.path.isEmpty || path == entry.path || isBelow else { return false }
      return fits(entry.pattern, path) && speaks(entry.language, full) && isOf(entry.kind, full)
    }.map(\.values.root)
  }

  /// A path as its generator's configuration has it.
  private func own(_ path: String) -> String {
    guard convention.generator == .jekyll else { return path }
    var path = path[...]
    for folder in [convention.jekyll.source, convention.jekyll.collectionsFolder]
    where !folder.isEmpty && path.hasPrefix(folder + "/") { path = path.dropFirst(folder.count + 1) }
    return String(path)
  }

  /// Whether a pattern of paths fits a file as its generator sees it: to Hugo it is a page's path, to Jekyll one of a file or of a
  /// folder around it.
  private func fits(_ pattern: Glob?, _ path: String) -> Bool {
    guard let pattern else { return true }
    guard convention.generator == .hugo else {
      var path = path[...]
      while true {
        if pattern.matches(path) { return true }
        guard let slash = path.lastIndex(of: "/") else { return false }
        path = path[..<slash]
      }
    }
    guard let place = ContentPlace(path, convention) else { return false }
    return pattern.matches(
      "/" + (place.folders + [place.name]).map(convention.hugo.pathStyle.name).joined(separator: "/"))
  }

  /// Whether a file's page is of a kind: one of Hugo's, or what Jekyll calls a type.
  private func isOf(_ kind: String?, _ path: String) -> Bool {
    guard let kind else { return true }
    if convention.generator == .jekyll {
      guard let place = ContentPlace(path, convention) else { return false }
      return kind == (place.kind == .item ? "posts" : place.collection ?? "pages")
    }
    guard convention.generator == .hugo, let place = ContentPlace(path, convention) else { return false }
    return Glob(kind).matches(place.kind == .list ? convention.hugoKind(place.folders) : "page")
  }

  private func speaks(_ language: Glob?, _ path: String) -> Bool {
    guard let language else { return true }
    guard let own = ContentPlace(path, convention)?.language ?? convention.defaultLanguage else { return false }
    return language.matches(own)
  }
}

extension Convention {
  /// How much is said of where the values are for; to Jekyll a pattern is a path like any other.
  fileprivate func weight(of defaults: Defaults) -> Int {
    (generator == .jekyll ? defaults.pattern ?? defaults.path : defaults.path).utf8.count
  }
}

extension YAMLNode {
  /// The same, as if it stood at the beginning of the file whose value it is.
  fileprivate var atFirstLine: YAMLNode {
    let content: Content =
      switch content {
      case .scalar: content
      case .sequence(let nodes): .sequence(nodes.map(\.atFirstLine))
      case .mapping(let pairs):
        .mapping(pairs.map { Pair(key: $0.key, keyLine: 1, keyColumn: 1, value: $0.value.atFirstLine) })
      }
    return YAMLNode(content, line: 1, column: 1)
  }
}
