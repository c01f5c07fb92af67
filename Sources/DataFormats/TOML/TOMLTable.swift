/// A table while it is being read: what may still be added to it depends on how it was begun.
final class TOMLTable {
  enum Value {
    case scalar(String, isPlain: Bool)
    case array([Member])
    case table(TOMLTable)
    /// `[[name]]`: each adds one.
    case tables([TOMLTable])
  }

  struct Member {
    let value: Value
    let place: TOMLPlace
  }

  enum Origin {
    /// Only by being around another: a header may still define it.
    case implied
    /// By a header of its own.
    case header
    /// By the parts of a dotted key: only such keys add to it.
    case dotted
    /// In braces: closed for ever.
    case inline
  }

  private(set) var keys: [String] = []
  private var members: [String: Member] = [:]
  var origin: Origin
  let place: TOMLPlace

  init(_ origin: Origin, at place: TOMLPlace) { (self.origin, self.place) = (origin, place) }

  subscript(key: String) -> Member? { members[key] }

  func add(_ key: String, _ value: Value, at place: TOMLPlace) {
    if members[key] == nil { keys.append(key) }
    members[key] = Member(value: value, place: members[key]?.place ?? place)
  }

  /// Nothing is added any more, here or in what dotted keys have made in it.
  func close() {
    origin = .inline
    for case .table(let table)? in keys.map({ members[$0]?.value }) where table.origin == .dotted { table.close() }
  }

  var node: YAMLNode {
    let pairs = keys.compactMap { key in
      members[key].map { member in
        YAMLNode.Pair(
          key: key, keyLine: member.place.line, keyColumn: member.place.column,
          value: TOMLTable.node(member.value, at: member.place))
      }
    }
    return YAMLNode(.mapping(pairs), line: place.line, column: place.column)
  }

  private static func node(_ value: Value, at place: TOMLPlace) -> YAMLNode {
    switch value {
    case .scalar(let text, let isPlain):
      return YAMLNode(.scalar(text, isPlain: isPlain), line: place.line, column: place.column)
    case .array(let members):
      return YAMLNode(
        .sequence(members.map { node($0.value, at: $0.place) }), line: place.line, column: place.column)
    case .table(let table): return YAMLNode(table.node.content, line: place.line, column: place.column)
    case .tables(let tables):
      return YAMLNode(.sequence(tables.map(\.node)), line: place.line, column: place.column)
    }
  }
}

/// From 1 both.
struct TOMLPlace {
  let line: Int
  let column: Int
}
