import Glibc

/// Reads one JSON object (RFC 8259) as the document that it would be in YAML: texts are quoted scalars, numbers and words plain ones.
///
/// It is strict where people mistype, and takes what it was given as far as that is whole: who has a record that is cut off may still
/// want to know which one it was.
public enum JSONReader {
  /// What was found.
  public struct Outcome: Sendable {
    /// The object; as far as it could be read, where there is a problem.
    public let document: YAMLDocument
    /// The fields that were taken off, in the order in which they were asked for; `nil` for one that is not there.
    public let taken: [YAMLValue?]
    /// Why it is no object; `nil` where it is one.
    public let problem: JSONProblem?
  }

  /// - Parameters:
  ///   - bytes: well-formed UTF-8, the object with nothing but white space around it.
  ///   - names: fields at the top that are no fields of the document: they are handed out by themselves.
  public static func read(_ bytes: [UInt8], taking names: [YAMLKey] = []) -> Outcome {
    guard bytes.count < Int32.max / 2 else {
      let problem = JSONProblem(kind: .excessive, message: "it is too long", offset: 0)
      return Outcome(
        document: YAMLDocument(source: [], nodes: [.init(form: .mapping, next: 1, line: 1, column: 1)]),
        taken: names.map { _ in nil }, problem: problem)
    }
    var (nodes, extra, problem) = unsafe bytes.withUnsafeBufferPointer { buffer in
      var scan = unsafe JSONScan(buffer, names: names.count)
      let problem = unsafe scan.run()
      return unsafe (scan.nodes, scan.extra, problem)
    }
    if nodes.isEmpty { nodes.append(.init(form: .mapping, next: 1, line: 1, column: 1)) }
    // What was open when the reading stopped ends where that did.
    if problem != nil {
      for index in nodes.indices where nodes[index].next == 0 { nodes[index].next = Int32(nodes.count) }
    }
    let source = extra.isEmpty ? bytes : bytes + extra
    var taken = [Int?](repeating: nil, count: names.count)
    let whole = YAMLDocument(source: source, nodes: nodes)
    for (number, name) in names.enumerated() {
      guard nodes[0].form == .mapping, let child = whole.child(of: 0, name) else { continue }
      taken[number] = child
      (nodes[child].keyStart, nodes[child].keyEnd, nodes[child].keyHash) = (0, 0, 0)
    }
    let document = YAMLDocument(source: source, nodes: nodes)
    return Outcome(
      document: document, taken: taken.map { $0.map { YAMLValue(document: document, index: $0) } }, problem: problem)
  }
}

/// Why a text is no JSON object, and where.
public struct JSONProblem: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case syntax
    /// It ends before it is complete.
    case cutOff
    /// It is too deep, or has too many values.
    case excessive
  }

  public let kind: Kind
  /// A sentence without a full stop, which may follow a colon.
  public let message: String
  /// Of the byte at which it shows.
  public let offset: Int
}

/// One look at all bytes of an object.
@unsafe private struct JSONScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var index = 0
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
        throw unsafe JSONProblem(kind: .syntax, message: "there is something behind its closing }", offset: index)
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

  private func problem(_ message: String) -> JSONProblem {
    unsafe JSONProblem(
      kind: index >= end ? .cutOff : .syntax,
      message: index >= end ? "it ends where it should go on" : message, offset: min(index, end))
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
          kind: .syntax, message: "the key '\(String(decoding: keyBytes(key), as: UTF8.self))' stands twice",
          offset: place)
      }
      unsafe skipSpace()
      guard unsafe index < end, unsafe bytes[index] == UInt8(ascii: ":") else {
        throw unsafe problem("a colon is missing behind the key")
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

  // MARK: Scalars

  /// A text, from its quotation mark on: where it is, without the marks, and whether anything in it is escaped.
  private mutating func readText() throws(JSONProblem) -> (start: Int, end: Int, isEscaped: Bool) {
    let start = unsafe index + 1
    var place = start
    var isEscaped = false
    let raw = unsafe UnsafeRawBufferPointer(bytes)
    while true {
      while unsafe place + 8 <= end, unsafe !JSONText.hasMark(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      {
        place += 8
      }
      guard unsafe place < end else {
        unsafe index = end
        throw unsafe problem("")
      }
      let byte = unsafe bytes[place]
      if byte == UInt8(ascii: "\"") {
        unsafe index = place + 1
        return (start, place, isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        place = try unsafe endOfEscape(place)
        continue
      }
      guard byte >= 0x20 else {
        unsafe index = place
        let code = String(byte, radix: 16, uppercase: true)
        throw unsafe problem("a text holds the character \(code.count < 2 ? "0" : "")\(code) (hexadecimal) unescaped")
      }
      place += 1
    }
  }

  private mutating func endOfEscape(_ start: Int) throws(JSONProblem) -> Int {
    unsafe index = start
    guard unsafe start + 1 < end else {
      unsafe index = end
      throw unsafe problem("")
    }
    switch unsafe bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "u"):
      for place in start + 2..<start + 6 {
        guard unsafe place < end else {
          unsafe index = end
          throw unsafe problem("")
        }
        guard unsafe JSONText.digit(bytes[place]) != nil else { throw unsafe problem("\\u is followed by four digits") }
      }
      return start + 6
    default: throw unsafe problem("there is no such escape")
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func readWord() throws(JSONProblem) {
    for word in [StaticString("true"), "false", "null"] {
      let length = word.utf8CodeUnitCount
      if unsafe index + length <= end, unsafe memcmp(bytes.baseAddress! + index, word.utf8Start, length) == 0 {
        unsafe index += length
        return
      }
    }
    let start = unsafe index
    if unsafe index < end, unsafe bytes[index] == UInt8(ascii: "-") { unsafe index += 1 }
    let first = unsafe index
    guard unsafe skipDigits() else {
      if unsafe index < end { unsafe index = start }
      throw unsafe problem("a value is a text in quotes, a number, true, false, null, a list or an object")
    }
    if unsafe bytes[first] == UInt8(ascii: "0"), unsafe index > first + 1 {
      unsafe index = first
      throw unsafe problem("a number does not begin with 0")
    }
    if unsafe index < end, unsafe bytes[index] == UInt8(ascii: ".") {
      unsafe index += 1
      guard unsafe skipDigits() else { throw unsafe problem("a digit is missing") }
    }
    if unsafe index < end, unsafe bytes[index] | 0x20 == UInt8(ascii: "e") {
      unsafe index += 1
      if unsafe index < end, unsafe bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        unsafe index += 1
      }
      guard unsafe skipDigits() else { throw unsafe problem("a digit is missing") }
    }
  }

  /// `false` where there is none.
  private mutating func skipDigits() -> Bool {
    let start = unsafe index
    while unsafe index < end, unsafe bytes[index] &- 0x30 < 10 { unsafe index += 1 }
    return unsafe index > start
  }
}
