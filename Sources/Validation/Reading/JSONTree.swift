/// A JSON document (RFC 8259) as one flat list of its values, in document order, with the place of each. Text is made of what
/// is asked for only: a feed holds thousands of values, most of which nobody asks for.
final class JSONTree: Sendable {
  enum Kind {
    case null, bool, number, string, array, object
  }

  /// Where the text of a string or number stands.
  struct Piece {
    var range: Range<Int>
    /// In `unescaped`, since it held escapes; else in the document.
    var isUnescaped = false
  }

  struct Node {
    let kind: Kind
    /// Byte offset of its first character.
    let offset: Int
    var text = Piece(range: 0..<0)
    /// Of a member of an object.
    var name: Member?
    /// The position in the list behind the last value in it.
    var end: Int
  }

  struct Member {
    let key: Key
    let text: Piece
    let offset: Int
  }

  struct Fault: Error {
    let message: String
    let offset: Int
    /// Whether it is JSON as far as it was read, and of too many values.
    var isTooLarge = false
  }

  fileprivate let utf8: [UInt8]
  fileprivate let unescaped: [UInt8]
  fileprivate let nodes: [Node]

  /// - Parameter nodes: at least one.
  init(utf8: [UInt8], unescaped: [UInt8], nodes: [Node]) {
    self.utf8 = utf8
    self.unescaped = unescaped
    self.nodes = nodes
  }

  var root: Value { Value(tree: self, index: 0) }

  fileprivate func bytes(_ piece: Piece) -> ArraySlice<UInt8> {
    piece.isUnescaped ? unescaped[piece.range] : utf8[piece.range]
  }
}

extension JSONTree {
  /// What distinguishes names at a glance: the first 24 bytes, and how many there are.
  struct Key: Hashable, ExpressibleByStringLiteral {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var count: Int

    static let limit = 24

    init(_ name: some Collection<UInt8>) {
      count = name.count
      for (index, byte) in name.prefix(Key.limit).enumerated() {
        let byte = UInt64(byte) << UInt64(8 * (index & 7))
        switch index >> 3 {
        case 0: words.0 |= byte
        case 1: words.1 |= byte
        default: words.2 |= byte
        }
      }
    }

    init(stringLiteral name: String) { self.init(name.utf8) }

    /// Whether the key is all that there is to the name.
    var isWhole: Bool { count <= Key.limit }

    static func == (left: Key, right: Key) -> Bool { left.words == right.words && left.count == right.count }

    func hash(into hasher: inout Hasher) {
      hasher.combine(words.0)
      hasher.combine(words.1)
      hasher.combine(words.2)
      hasher.combine(count)
    }
  }

  /// A value, for rules to ask.
  struct Value {
    fileprivate let tree: JSONTree
    fileprivate let index: Int

    private var node: Node { tree.nodes[index] }

    var kind: Kind { node.kind }
    var offset: Int { node.offset }

    /// A member of an object, by a name of at most 24 bytes; of several with the name, the first.
    subscript(key: Key) -> Value? {
      guard node.kind == .object else { return nil }
      let end = node.end
      var child = index + 1
      while child < end {
        if tree.nodes[child].name?.key == key { return Value(tree: tree, index: child) }
        child = tree.nodes[child].end
      }
      return nil
    }

    /// The text of a string.
    var bytes: ArraySlice<UInt8>? { kind == .string ? tree.bytes(node.text) : nil }

    /// The same, as a range of a buffer.
    var text: (buffer: [UInt8], range: Range<Int>)? {
      guard kind == .string else { return nil }
      return (node.text.isUnescaped ? tree.unescaped : tree.utf8, node.text.range)
    }

    var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    /// A number as it is written.
    var number: String? { kind == .number ? String(decoding: tree.bytes(node.text), as: UTF8.self) : nil }

    /// The values of an array.
    var array: Children? { kind == .array ? children : nil }

    /// The values of the members of an object.
    var members: Children? { kind == .object ? children : nil }

    /// Of a member: its name, as a key.
    var key: Key? { node.name?.key }

    /// Of a member: where it begins.
    var nameOffset: Int { node.name?.offset ?? node.offset }

    /// Of a member.
    var nameBytes: ArraySlice<UInt8> { node.name.map { tree.bytes($0.text) } ?? [] }

    /// Of a member.
    var name: String { String(decoding: nameBytes, as: UTF8.self) }

    fileprivate var children: Children { Children(tree: tree, upcoming: index + 1, end: node.end) }
  }

  /// All objects of a document, in order.
  var objects: some Sequence<Value> {
    nodes.indices.lazy.filter { self.nodes[$0].kind == .object }.map { Value(tree: self, index: $0) }
  }

  /// What an array or object holds, in order.
  struct Children: Sequence, IteratorProtocol {
    fileprivate let tree: JSONTree?
    fileprivate var upcoming: Int
    fileprivate let end: Int

    static let none = Children(tree: nil, upcoming: 0, end: 0)

    mutating func next() -> Value? {
      guard let tree, upcoming < end else { return nil }
      defer { upcoming = tree.nodes[upcoming].end }
      return Value(tree: tree, index: upcoming)
    }
  }
}

extension JSONTree.Value? {
  /// The values of an array, if it is one.
  var elements: JSONTree.Children { self?.array ?? .none }
}
