/// A JSON document (RFC 8259) with the place of every value.
struct JSONTree {
  struct Value {
    let content: Content
    /// Byte offset of its first character.
    let offset: Int
  }

  indirect enum Content {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([Value])
    case object([Member])
  }

  struct Member {
    let name: String
    let offset: Int
    let value: Value
  }

  struct Fault: Error {
    let message: String
    let offset: Int
  }
}

extension JSONTree.Value {
  subscript(name: String) -> JSONTree.Value? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.value
  }

  var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  var array: [JSONTree.Value]? {
    guard case .array(let values) = content else { return nil }
    return values
  }

  var members: [JSONTree.Member]? {
    guard case .object(let members) = content else { return nil }
    return members
  }
}
