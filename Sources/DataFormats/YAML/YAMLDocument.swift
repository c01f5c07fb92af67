import Platform

/// A YAML document as one flat list of nodes over the bytes that it was read from. Texts are made when they are asked for:
/// of a document with a hundred fields, a reader asks for twenty.
public final class YAMLDocument: Sendable {
  /// The bytes that nodes point into.
  let source: [UInt8]
  /// In the order of the document; a container stands before what it holds.
  let nodes: ContiguousArray<Node>

  init(source: [UInt8], nodes: ContiguousArray<Node>) {
    self.source = source
    self.nodes = nodes
  }

  /// How a node is written.
  enum Form: UInt8, Sendable {
    case mapping
    case sequence
    /// Without quotes, on one line; an absent value is an empty one.
    case plain
    /// In quotes, with nothing in it that stands for something else.
    case quoted
    /// In single quotes, with doubled ones in it or on several lines.
    case singleQuoted
    /// In double quotes, with escapes in it or on several lines.
    case doubleQuoted
    /// Without quotes, on several lines.
    case plainLines
    /// `|`, `|-`, `>` and `>-`. The text starts with the first line's indentation.
    case literal
    case literalStripped
    case folded
    case foldedStripped
    /// A text of JSON with escapes in it.
    case json
  }

  struct Node: Sendable {
    var form: Form
    /// Of a mapping's or list's last node, the first that is no more in it; of others, the one behind.
    var next: Int32 = 0
    /// The bytes of a scalar.
    var start: Int32 = 0
    var end: Int32 = 0
    /// The key of a value in a mapping; empty in a list.
    var keyStart: Int32 = 0
    var keyEnd: Int32 = 0
    var keyHash: UInt32 = 0
    /// Line in the file, from 1.
    var line: Int32
    /// Column in characters, from 1.
    var column: Int32
  }

  public var root: YAMLValue { YAMLValue(document: self, index: 0) }
}

/// A value of a ``YAMLDocument``.
public struct YAMLValue: Sendable {
  let document: YAMLDocument
  let index: Int

  private var node: YAMLDocument.Node { document.nodes[index] }

  public var line: Int { Int(node.line) }
  public var column: Int { Int(node.column) }

  /// `null`, `~` or nothing at all (YAML 1.2 core schema, section 10.3.2).
  public var isNull: Bool {
    let node = node
    switch node.form {
    case .plain: break
    // A text of several lines is none of the words.
    default: return false
    }
    switch node.end - node.start {
    case 0: return true
    case 1: return document.source[Int(node.start)] == UInt8(ascii: "~")
    case 4: return [YAMLValue.null, YAMLValue.nullCapital, YAMLValue.nullUpper].contains(word(node))
    default: return false
    }
  }

  private static let null = word("null")
  private static let nullCapital = word("Null")
  private static let nullUpper = word("NULL")

  private static func word(_ text: StaticString) -> UInt32 {
    unsafe UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt32.self)
  }

  /// The four bytes of a scalar.
  private func word(_ node: YAMLDocument.Node) -> UInt32 {
    unsafe document.source.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: Int(node.start), as: UInt32.self)
    }
  }

  /// The text of a scalar that is not null.
  public var text: String? {
    let node = node
    guard node.form != .mapping, node.form != .sequence, !isNull else { return nil }
    return document.text(of: node)
  }

  /// A plain `true` or `false`, in the spellings of YAML 1.1 that people write (`yes`, `off`, …).
  public var bool: Bool? {
    guard node.form == .plain || node.form == .plainLines else { return nil }
    switch document.text(of: node).lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }

  /// Whether it is a scalar on one line without quotes, which may be more than text to a reader of YAML.
  public var isPlain: Bool { node.form == .plain }
  public var isMapping: Bool { node.form == .mapping }
  public var isSequence: Bool { node.form == .sequence }

  public var sequence: [YAMLValue]? { isSequence ? children : nil }

  /// The value of a key of a mapping.
  public subscript(key: YAMLKey) -> YAMLValue? {
    guard isMapping else { return nil }
    return document.child(of: index, key).map { YAMLValue(document: document, index: $0) }
  }

  /// The value of the first key of a mapping that is a name but for capitals of ASCII.
  public func value(ofAnyCase key: YAMLKey) -> YAMLValue? {
    guard isMapping else { return nil }
    return children.first { child in
      key.matchesAnyCase(document.source[Int(child.node.keyStart)..<Int(child.node.keyEnd)])
    }
  }

  /// Whether a mapping has a key that something holds of.
  public func hasKey(where isWanted: (ArraySlice<UInt8>) -> Bool) -> Bool {
    guard isMapping else { return false }
    var child = index + 1
    let end = Int(node.next)
    while child < end {
      let node = document.nodes[child]
      if isWanted(document.source[Int(node.keyStart)..<Int(node.keyEnd)]) { return true }
      child = Int(node.next)
    }
    return false
  }

  /// What it is, for a message to an editor.
  public var kindName: String {
    switch node.form {
    case .mapping: "a mapping"
    case .sequence: "a list"
    default: isNull ? "null" : "text"
    }
  }

  private var children: [YAMLValue] {
    var children: [YAMLValue] = []
    var child = index + 1
    let end = Int(node.next)
    while child < end {
      children.append(YAMLValue(document: document, index: child))
      child = Int(document.nodes[child].next)
    }
    return children
  }
}

extension YAMLValue {
  /// The same value as a tree of its own.
  public var tree: YAMLNode {
    let node = node
    let content: YAMLNode.Content
    switch node.form {
    case .sequence: content = .sequence(children.map(\.tree))
    case .mapping:
      content = .mapping(
        children.map { child in
          let key = child.node
          return YAMLNode.Pair(
            key: String(decoding: document.source[Int(key.keyStart)..<Int(key.keyEnd)], as: UTF8.self), keyLine: 0,
            keyColumn: 0, value: child.tree)
        })
    case .plain, .plainLines: content = .scalar(document.text(of: node), isPlain: true)
    default: content = .scalar(document.text(of: node), isPlain: false)
    }
    return YAMLNode(content, line: line, column: column)
  }
}

/// The name of a field, made for comparison. A short one is all in the value: the names of fields are asked for by several
/// threads all the time, and a block of memory that they share would be counted by each.
public struct YAMLKey: Sendable, Hashable, ExpressibleByStringLiteral {
  private let words: (UInt64, UInt64, UInt64)
  private let count: Int
  /// A name of more than 24 bytes.
  private let long: [UInt8]
  let hash: UInt32

  public init(stringLiteral name: String) { self.init(name) }

  public init(_ name: some StringProtocol) {
    let bytes = Array(name.utf8)
    count = bytes.count
    long = bytes.count > 24 ? bytes : []
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    unsafe withUnsafeMutableBytes(of: &words) { unsafe $0.copyBytes(from: bytes.prefix(24)) }
    self.words = words
    hash = unsafe bytes.withUnsafeBufferPointer { unsafe YAMLKey.hash($0) }
  }

  /// Whether a name is this one.
  func matches(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count == count else { return false }
    if count > 24 { return unsafe long.elementsEqual(name) }
    guard let base = name.baseAddress else { return true }
    return unsafe withUnsafeBytes(of: words) { own in unsafe memcmp(own.baseAddress!, base, name.count) == 0 }
  }

  /// Whether a name is this one but for capitals of ASCII.
  func matchesAnyCase(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count == count else { return false }
    func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    if count > 24 { return zip(long, name).allSatisfy { lowered($0) == lowered($1) } }
    return unsafe withUnsafeBytes(of: words) { own in
      unsafe zip(own, name).allSatisfy { lowered($0) == lowered($1) }
    }
  }

  public static func == (left: YAMLKey, right: YAMLKey) -> Bool {
    left.count == right.count && left.words == right.words && left.long == right.long
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  /// The length, and some bytes at both ends: enough to distinguish a document's keys most of the time.
  static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard !key.isEmpty else { return 0 }
    let count = key.count
    let first = unsafe UInt32(key[0]) | UInt32(key[count / 2]) << 8 | UInt32(key[count - 1]) << 16
    let second = unsafe UInt32(key[count / 4]) | UInt32(key[count * 3 / 4]) << 8 | UInt32(key[max(count - 2, 0)]) << 16
    return (first &* 0x9E37_79B1) ^ (second &* 0x85EB_CA77) ^ UInt32(truncatingIfNeeded: count)
  }
}

extension YAMLDocument {
  /// The position of the value of a key in a mapping.
  func child(of mapping: Int, _ key: YAMLKey) -> Int? {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      var child = mapping + 1
      let end = unsafe Int(nodes[mapping].next)
      while child < end {
        if unsafe nodes[child].keyHash == key.hash, unsafe isKey(nodes[child], key) { return child }
        child = unsafe Int(nodes[child].next)
      }
      return nil
    }
  }

  private func isKey(_ node: Node, _ key: YAMLKey) -> Bool {
    unsafe source.withUnsafeBytes { bytes in
      unsafe key.matches(UnsafeRawBufferPointer(rebasing: bytes[Int(node.keyStart)..<Int(node.keyEnd)]))
    }
  }
}
