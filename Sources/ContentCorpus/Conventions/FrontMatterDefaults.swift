import YAMLReading

/// Values for fields that a file does not give, by where it lies.
struct FrontMatterDefaults: Sendable {
  /// The longest paths first: what is said of less is said on purpose.
  private let entries: [(path: String, values: YAMLDocument)]

  init(_ convention: Convention) {
    let sorted = convention.defaults.enumerated().sorted { left, right in
      (left.element.path.utf8.count, left.offset) > (right.element.path.utf8.count, right.offset)
    }
    entries = sorted.map { ($0.element.path, YAMLDocument($0.element.values.atFirstLine)) }
  }

  /// The values for a file, those that count first in front.
  func of(_ path: String) -> [YAMLValue] {
    guard !entries.isEmpty else { return [] }
    return entries.filter { entry in
      entry.path.isEmpty || path == entry.path || path.hasPrefix(entry.path + "/")
    }.map(\.values.root)
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
