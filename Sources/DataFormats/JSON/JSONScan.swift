import Platform

/// One look at all bytes of an object.
@unsafe struct JSONScan {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  var index = 0
  var nodes: ContiguousArray<YAMLDocument.Node> = []
  /// Keys that are written with escapes, as they are meant; their places are behind all bytes.
  var extra: [UInt8] = []
  /// Columns are in characters: the place up to which they were counted.
  private var counted = (offset: 0, column: 1)

  init(_ bytes: UnsafeBufferPointer<UInt8>, names: Int) {
    unsafe self.bytes = unsafe bytes
    unsafe end = bytes.count
    unsafe nodes.reserveCapacity(min(bytes.count / 40, 200) + names + 8)
  }

  mutating func run() -> JSONProblem? {
    do throws(JSONProblem) {
      unsafe skipSpace()
      guard unsafe index < end else {
        throw unsafe JSONProblem(kind: .cutOff, message: "it is empty", offset: end)
      }
      guard unsafe bytes[index] == UInt8(ascii: "{") else {
        throw unsafe JSONProblem(kind: .syntax, message: "an object begins with {", offset: index)
      }
      try unsafe readObject(depth: 0)
      unsafe skipSpace()
      guard unsafe index == end else {
        throw unsafe JSONProblem(kind: .syntax, message: "there is something after its closing }", offset: index)
      }
      return nil
    } catch {
      return error
    }
  }

  private mutating func skipSpace() {
    while unsafe index < end {
      switch unsafe bytes[index] {
      case 0x20, 0x09, 0x0D, 0x0A: unsafe index += 1
      default: return
      }
    }
  }

  func problem(_ message: String) -> JSONProblem {
    unsafe JSONProblem(
      kind: index >= end ? .cutOff : .syntax,
      message: index >= end ? "it ends too early" : message, offset: min(index, end))
  }

  private mutating func column(of offset: Int) -> Int32 {
    var column = unsafe counted.column
    for place in unsafe counted.offset..<offset { column += unsafe bytes[place] & 0xC0 == 0x80 ? 0 : 1 }
    unsafe counted = (offset, column)
    return Int32(column)
  }

  private mutating func append(_ form: YAMLDocument.Form, _ start: Int) throws(JSONProblem) {
    guard unsafe nodes.count < YAMLReader.nodeLimit else {
      throw JSONProblem(kind: .excessive, message: "it has more than \(YAMLReader.nodeLimit) values", offset: start)
    }
    let column = unsafe column(of: start)
    unsafe nodes.append(.init(form: form, line: 1, column: column))
  }

  private mutating func readValue(depth: Int, key: Key?) throws(JSONProblem) {
    unsafe skipSpace()
    guard unsafe index < end else { throw unsafe problem("") }
    let value = unsafe nodes.count
    switch unsafe bytes[index] {
    case UInt8(ascii: "{"): try unsafe readObject(depth: depth + 1, key: key)
    case UInt8(ascii: "["): try unsafe readArray(depth: depth + 1, key: key)
    case UInt8(ascii: "\""):
      try unsafe append(.quoted, index)
      unsafe name(value, key)
      let (start, stop, isEscaped) = try unsafe readText()
      unsafe nodes[value].start = Int32(start)
      unsafe nodes[value].end = Int32(stop)
      if isEscaped { unsafe nodes[value].form = .json }
    default:
      let start = unsafe index
      try unsafe append(.plain, start)
      unsafe name(value, key)
      try unsafe readWord()
      unsafe nodes[value].start = Int32(start)
      unsafe nodes[value].end = Int32(index)
    }
    unsafe nodes[value].next = Int32(nodes.count)
  }

  private mutating func name(_ value: Int, _ key: Key?) {
    guard let key else { return }
    unsafe nodes[value].keyStart = key.start
    unsafe nodes[value].keyEnd = key.end
    unsafe nodes[value].keyHash = key.hash
  }

  private func checkDepth(_ depth: Int) throws(JSONProblem) {
    guard depth < YAMLReader.depthLimit else {
      throw unsafe JSONProblem(
        kind: .excessive, message: "it is nested deeper than \(YAMLReader.depthLimit) levels", offset: index)
    }
  }

  private mutating func readArray(depth: Int, key: Key?) throws(JSONProblem) {
    try unsafe checkDepth(depth)
    let list = unsafe nodes.count
    try unsafe append(.sequence, index)
    unsafe name(list, key)
    unsafe index += 1
    unsafe skipSpace()
    if unsafe index < end, unsafe bytes[index] == UInt8(ascii: "]") {
      unsafe index += 1
      unsafe nodes[list].next = Int32(nodes.count)
      return
    }
    while true {
      try unsafe readValue(depth: depth, key: nil)
      if try unsafe endsContainer(UInt8(ascii: "]"), "a comma or ] is missing") { break }
    }
    unsafe nodes[list].next = Int32(nodes.count)
  }

  private mutating func readObject(depth: Int, key: Key? = nil) throws(JSONProblem) {
    try unsafe checkDepth(depth)
    let object = unsafe nodes.count
    try unsafe append(.mapping, index)
    unsafe name(object, key)
    unsafe index += 1
    unsafe skipSpace()
    if unsafe index < end, unsafe bytes[index] == UInt8(ascii: "}") {
      unsafe index += 1
      unsafe nodes[object].next = Int32(nodes.count)
      return
    }
    var keys = KeyFilter()
    var count = 0
    var all: Set<[UInt8]> = []
    while true {
      unsafe skipSpace()
      guard unsafe index < end, unsafe bytes[index] == UInt8(ascii: "\"") else {
        throw unsafe problem("a key in quotes is missing")
      }
      let place = unsafe index
      let key = try unsafe readKey()
      count += 1
      let isNew =
        count > 64
        ? unsafe isNew(key, object, &all, count) : unsafe keys.insert(key.hash) || isNew(key, object)
      guard isNew else {
        throw unsafe JSONProblem(
          kind: .syntax, message: "the key '\(String(decoding: keyBytes(key), as: UTF8.self))' occurs twice",
          offset: place)
      }
      unsafe skipSpace()
      guard unsafe index < end, unsafe bytes[index] == UInt8(ascii: ":") else {
        throw unsafe problem("a colon is missing after the key")
      }
      unsafe index += 1
      try unsafe readValue(depth: depth, key: key)
      if try unsafe endsContainer(UInt8(ascii: "}"), "a comma or } is missing") { break }
    }
    unsafe nodes[object].next = Int32(nodes.count)
  }

  /// Whether the mark that ends a list or an object comes next; else there is a comma.
  private mutating func endsContainer(_ mark: UInt8, _ message: String) throws(JSONProblem) -> Bool {
    unsafe skipSpace()
    guard unsafe index < end else { throw unsafe problem(message) }
    let next = unsafe bytes[index]
    guard next == mark || next == UInt8(ascii: ",") else { throw unsafe problem(message) }
    unsafe index += 1
    return next == mark
  }

  // MARK: Keys

  private struct Key {
    let start: Int32
    let end: Int32
    let hash: UInt32
  }

  private mutating func readKey() throws(JSONProblem) -> Key {
    let (start, stop, isEscaped) = try unsafe readText()
    guard isEscaped else {
      let hash = unsafe YAMLKey.hash(UnsafeBufferPointer(rebasing: bytes[start..<stop]))
      return Key(start: Int32(start), end: Int32(stop), hash: hash)
    }
    let text = unsafe JSONText.unescaped(UnsafeBufferPointer(rebasing: bytes[start..<stop]))
    let place = unsafe end + extra.count
    unsafe extra += text
    let hash = unsafe text.withUnsafeBufferPointer { unsafe YAMLKey.hash($0) }
    return Key(start: Int32(place), end: Int32(place + text.count), hash: hash)
  }

  private func keyBytes(_ key: Key) -> [UInt8] { unsafe keyBytes(Int(key.start), Int(key.end)) }

  private func keyBytes(_ start: Int, _ stop: Int) -> [UInt8] {
    unsafe start < end || extra.isEmpty ? Array(bytes[start..<stop]) : Array(extra[(start - end)..<(stop - end)])
  }

  private func isNew(_ key: Key, _ object: Int) -> Bool {
    var other = object + 1
    while unsafe other < nodes.count {
      let node = unsafe nodes[other]
      if node.keyHash == key.hash, unsafe keyBytes(Int(node.keyStart), Int(node.keyEnd)) == keyBytes(key) {
        return false
      }
      other = Int(node.next)
    }
    return true
  }

  /// The same for an object with many keys.
  private func isNew(_ key: Key, _ object: Int, _ all: inout Set<[UInt8]>, _ count: Int) -> Bool {
    if all.isEmpty {
      var other = object + 1
      while unsafe other < nodes.count {
        let node = unsafe nodes[other]
        all.insert(unsafe keyBytes(Int(node.keyStart), Int(node.keyEnd)))
        other = Int(node.next)
      }
    }
    return all.insert(unsafe keyBytes(key)).inserted
  }
}
