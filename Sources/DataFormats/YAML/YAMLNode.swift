/// A value of a YAML document, with the place where it stands.
public struct YAMLNode: Sendable, Hashable {
  public let content: Content
  /// Line in the file, from 1.
  public let line: Int
  /// Column in characters, from 1.
  public let column: Int

  public enum Content: Sendable, Hashable {
    /// A scalar's text. `isPlain` says that it stood without quotes, so that `null` or `true` have their meaning.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  /// A key of a mapping, which is always a scalar here, and its value.
  public struct Pair: Sendable, Hashable {
    public let key: String
    public let keyLine: Int
    public let keyColumn: Int
    public let value: YAMLNode

    public init(key: String, keyLine: Int, keyColumn: Int, value: YAMLNode) {
      self.key = key
      self.keyLine = keyLine
      self.keyColumn = keyColumn
      self.value = value
    }
  }

  public init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }
}

extension YAMLNode {
  /// `null`, `~` or nothing at all (YAML 1.2 core schema, section 10.3.2).
  public var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }

  /// The text of a scalar that is not null.
  public var text: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// A plain `true` or `false`, in the spellings of YAML 1.1 that people write (`yes`, `off`, …).
  public var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }

  public var sequence: [YAMLNode]? {
    guard case .sequence(let nodes) = content else { return nil }
    return nodes
  }

  public var mapping: [Pair]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The value of a key of a mapping.
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// What it is, for a message to an editor.
  public var kindName: String {
    switch content {
    case .scalar: isNull ? "null" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
