import DataFormats

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
  /// Their positions by their paths: a built site has as many as its feeds have entries.
  private let positions: [Substring: [Int]]
  private let convention: Convention
  private let jekyll: JekyllDefaults?

  init(_ convention: Convention) {
    self.convention = convention
    jekyll = convention.generator == .jekyll ? JekyllDefaults(convention.jekyll) : nil
    let sorted = convention.defaults.enumerated().sorted { left, right in
      // Of two that are said at one place the first counts.
      let (first, second) = (left.element.path.utf8.count, right.element.path.utf8.count)
      return first == second ? left.offset < right.offset : first > second
    }
    entries = sorted.map { _, defaults in
      Entry(
        path: defaults.path, pattern: defaults.pattern.map { Glob($0) }, language: defaults.language.map { Glob($0) },
        kind: defaults.kind, values: YAMLDocument(defaults.values.atFirstLine))
    }
    positions = Dictionary(grouping: entries.indices) { [entries] in entries[$0].path[...] }
  }

  /// The values for a file, those that count first in front.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - isFile: whether it has no front matter.
  func of(_ path: String, isFile: Bool) -> [YAMLValue] {
    if let jekyll { return ContentLocation(path, convention)?.jekyll.map { jekyll.of($0, isFile: isFile) } ?? [] }
    guard !entries.isEmpty else { return [] }
    var values: [YAMLValue] = []
    // The path itself, the folders around it from the nearest on, and at last the root.
    var place = path[...]
    while true {
      for position in positions[place] ?? [] {
        let entry = entries[position]
        if fits(entry.pattern, path), speaks(entry.language, path), isOf(entry.kind, path) {
          values.append(entry.values.root)
        }
      }
      guard !place.isEmpty else { return values }
      place = place.lastIndex(of: "/").map { place[..<$0] } ?? ""
    }
  }

  /// Whether a pattern of paths fits a file as its generator sees it: to Hugo it is a page's path, to others one of a file or of a
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
    guard let place = ContentLocation(path, convention) else { return false }
    return pattern.matches(
      "/" + (place.folders + [place.name]).map(convention.hugo.pathStyle.name).joined(separator: "/"))
  }

  /// Whether a file's page is of one of Hugo's kinds.
  private func isOf(_ kind: String?, _ path: String) -> Bool {
    guard let kind else { return true }
    guard convention.generator == .hugo, let place = ContentLocation(path, convention) else { return false }
    return Glob(kind).matches(place.kind == .list ? convention.hugoKind(place.folders) : "page")
  }

  private func speaks(_ language: Glob?, _ path: String) -> Bool {
    guard let language else { return true }
    guard let own = ContentLocation(path, convention)?.language ?? convention.defaultLanguage else { return false }
    return language.matches(own)
  }
}

extension YAMLNode {
  /// The same, as if it stood at the beginning of the file whose value it is.
  var atFirstLine: YAMLNode {
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
