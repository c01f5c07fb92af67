import TidingsCore

/// An XML document as flat arrays, for rules to walk: elements in document order with their names, attributes, text and
/// byte offsets. It holds no comments, processing instructions or white space apart.
struct XMLTree: Equatable {
  /// A position in the list of elements.
  typealias Element = Int

  struct Name: Hashable {
    let namespace: String
    let local: String
  }

  /// An element. Documents can have millions: everything is kept in 32 bits, which no document exceeds.
  struct Node: Equatable {
    private var nameNumber: Int32
    private let parentNumber: Int32
    private let start: Int32
    private var first: Int32 = -1
    private var last: Int32 = -1
    private var following: Int32 = -1
    private let attributeStart: Int32
    private let attributeEnd: Int32
    private let textStart: Int32
    private var textEnd: Int32

    init(name: Int, parent: Element, offset: Int, attributes: Range<Int>, text: Range<Int>) {
      nameNumber = Int32(truncatingIfNeeded: name)
      parentNumber = Int32(truncatingIfNeeded: parent)
      start = Int32(truncatingIfNeeded: offset)
      attributeStart = Int32(truncatingIfNeeded: attributes.lowerBound)
      attributeEnd = Int32(truncatingIfNeeded: attributes.upperBound)
      textStart = Int32(truncatingIfNeeded: text.lowerBound)
      textEnd = Int32(truncatingIfNeeded: text.upperBound)
    }

    /// Position in `names`.
    var name: Int {
      get { Int(nameNumber) }
      set { nameNumber = Int32(truncatingIfNeeded: newValue) }
    }
    var parent: Element { Int(parentNumber) }
    /// Byte offset of the start tag's `<`.
    var offset: Int { Int(start) }
    var firstChild: Element {
      get { Int(first) }
      set { first = Int32(truncatingIfNeeded: newValue) }
    }
    var lastChild: Element {
      get { Int(last) }
      set { last = Int32(truncatingIfNeeded: newValue) }
    }
    var nextSibling: Element {
      get { Int(following) }
      set { following = Int32(truncatingIfNeeded: newValue) }
    }
    var attributes: Range<Int> { Int(attributeStart)..<Int(attributeEnd) }
    /// Where the text of the element and all below it stands in `text`.
    var text: Range<Int> {
      get { Int(textStart)..<Int(textEnd) }
      set { textEnd = Int32(truncatingIfNeeded: newValue.upperBound) }
    }
  }

  struct Attribute: Equatable {
    private var nameNumber: Int32
    private let start: Int32
    private let end: Int32

    init(name: Int, value: Range<Int>) {
      nameNumber = Int32(truncatingIfNeeded: name)
      start = Int32(truncatingIfNeeded: value.lowerBound)
      end = Int32(truncatingIfNeeded: value.upperBound)
    }

    var name: Int {
      get { Int(nameNumber) }
      set { nameNumber = Int32(truncatingIfNeeded: newValue) }
    }
    /// Where it stands in `attributeText`.
    var value: Range<Int> { Int(start)..<Int(end) }
  }

  var names: [Name] = []
  var nodes: [Node] = []
  var attributes: [Attribute] = []
  var text: [UInt8] = []
  var attributeText: [UInt8] = []
  /// Names by a short sum of their local part: a document has a few dozen, which are looked for all the time.
  private var heads = [Int](repeating: -1, count: 64)
  private var next: [Int] = []

  private static func bucket(_ local: String) -> Int {
    let utf8 = local.utf8
    return (utf8.count &* 31 &+ Int(utf8.first ?? 0) &+ Int(utf8.last ?? 0) &* 7) & 63
  }

  /// The number of a name, made if it is new.
  mutating func intern(_ name: Name) -> Int {
    let known = id(name.local, name.namespace)
    if known >= 0 { return known }
    let bucket = XMLTree.bucket(name.local)
    next.append(heads[bucket])
    heads[bucket] = names.count
    names.append(name)
    return names.count - 1
  }

  /// The number of a name; -1 where no element or attribute has it.
  func id(_ local: String, _ namespace: String = "") -> Int {
    var id = heads[XMLTree.bucket(local)]
    while id >= 0, names[id].local != local || names[id].namespace != namespace { id = next[id] }
    return id
  }
}

extension XMLTree {
  var root: Element? { nodes.isEmpty ? nil : 0 }

  func name(_ element: Element) -> Name { names[nodes[element].name] }

  func children(_ element: Element) -> Children { Children(nodes: nodes, upcoming: nodes[element].firstChild) }

  func children(_ element: Element, _ name: Int) -> [Element] {
    guard name >= 0 else { return [] }
    var found: [Element] = []
    var child = nodes[element].firstChild
    while child >= 0 {
      if nodes[child].name == name { found.append(child) }
      child = nodes[child].nextSibling
    }
    return found
  }

  /// All elements that have one of some names, in document order.
  func elements(named names: String..., in namespace: String = "") -> [Element] {
    elements(named: names, in: namespace)
  }

  func elements(named names: [String], in namespace: String) -> [Element] {
    let ids = names.map { id($0, namespace) }.filter { $0 >= 0 }
    return ids.isEmpty ? [] : nodes.indices.filter { ids.contains(nodes[$0].name) }
  }

  func first(_ element: Element, _ name: Int) -> Element? {
    guard name >= 0 else { return nil }
    var child = nodes[element].firstChild
    while child >= 0, nodes[child].name != name { child = nodes[child].nextSibling }
    return child >= 0 ? child : nil
  }

  /// The text of an element and all below it, without white space at the ends.
  func bytes(_ element: Element) -> ArraySlice<UInt8> { text[nodes[element].text].trimmed }

  /// The same as a string.
  func string(_ element: Element) -> String { String(decoding: bytes(element), as: UTF8.self) }

  func isBlank(_ element: Element) -> Bool {
    text[nodes[element].text].allSatisfy(\.isXMLSpace)
  }

  func attribute(_ element: Element, _ local: String, _ namespace: String = "") -> String? {
    let id = id(local, namespace)
    guard id >= 0, let found = attributes[nodes[element].attributes].first(where: { $0.name == id }) else { return nil }
    return String(decoding: attributeText[found.value], as: UTF8.self)
  }

  /// An attribute's value, by the number of its name.
  func attributeBytes(_ element: Element, _ id: Int) -> ArraySlice<UInt8>? {
    guard id >= 0 else { return nil }
    for attribute in attributes[nodes[element].attributes] where attribute.name == id {
      return attributeText[attribute.value]
    }
    return nil
  }

  /// The children of an element, in order.
  struct Children: Sequence, IteratorProtocol {
    fileprivate let nodes: [Node]
    fileprivate var upcoming: Int

    mutating func next() -> Int? {
      guard upcoming >= 0 else { return nil }
      defer { upcoming = nodes[upcoming].nextSibling }
      return upcoming
    }
  }
}

extension UInt8 {
  /// White space of XML 1.0, section 2.3.
  var isXMLSpace: Bool { self == 0x20 || self == 0x9 || self == 0xA || self == 0xD }
}
