import Platform

/// Reads the XML that feeds and sitemaps are nearly always made of, several times as fast as libxml2, and declines all else:
/// names that are not ASCII, namespaces declared below the root, processing instructions, a document type, carriage returns,
/// whatever might not be well-formed. What it reads, it reads as libxml2 does: tests and the fuzzer hold the two against
/// each other.
///
/// Every byte of every document passes through here, so it works on the bare memory of the document and of the text, whose
/// size that of the document bounds.
@safe struct FastXMLReader {
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private let classes: UnsafePointer<UInt8>
  private let text: UnsafeMutablePointer<UInt8>
  private var textCount = 0
  private var index = 0
  private var tree = XMLTree()
  private var open: [Open] = []
  private var namespaces: [(prefix: Range<Int>, name: String)] = []
  private var defaultNamespace = ""
  private var known = [KnownName](repeating: KnownName(), count: 256)
  private let elementLimit: Int

  private struct Open {
    let element: Int
    let name: Range<Int>
  }

  /// A name as it is written, and its number.
  private struct KnownName {
    var start = 0
    var count = 0
    var id = -1
    var isAttribute = false
  }

  private static let depthLimit = 100
  private static let attributeLimit = 32
  private static let nameLimit = 100

  /// - Returns: `nil` where the document is declined.
  static func read(_ utf8: [UInt8], elementLimit: Int) -> XMLTree? {
    var tree: XMLTree?
    let text = unsafe [UInt8](unsafeUninitializedCapacity: utf8.count) { text, textCount in
      guard let output = text.baseAddress else { return }
      unsafe utf8.withUnsafeBufferPointer { bytes in
        unsafe ByteClass.table.withUnsafeBufferPointer { classes in
          guard let input = bytes.baseAddress, let classes = classes.baseAddress else { return }
          var reader = unsafe FastXMLReader(input, bytes.count, classes, output, elementLimit)
          guard reader.document() else { return }
          tree = reader.tree
          textCount = reader.textCount
        }
      }
    }
    tree?.text = text
    return tree
  }

  private init(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ classes: UnsafePointer<UInt8>, _ text: UnsafeMutablePointer<UInt8>,
    _ elementLimit: Int
  ) {
    unsafe self.bytes = bytes
    self.count = count
    unsafe self.classes = classes
    unsafe self.text = text
    self.elementLimit = elementLimit
    tree.nodes.reserveCapacity(count / 64)
  }

  private mutating func document() -> Bool {
    for declaration in FastXMLReader.declarations where begins(declaration) {
      index += declaration.utf8CodeUnitCount
      break
    }
    guard comments(), peek == UInt8(ascii: "<"), startTag(), content() else { return false }
    return comments() && index == count
  }

  /// What may stand before and after the root.
  private mutating func comments() -> Bool {
    skipSpace()
    while begins("<!--") {
      guard comment() else { return false }
      skipSpace()
    }
    return true
  }

  private static let declarations: [StaticString] = [
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<?xml version=\"1.0\"?>",
  ]

  // MARK: Content

  private mutating func content() -> Bool {
    while !open.isEmpty {
      let start = index
      while index < count, unsafe classes[Int(bytes[index])] & ByteClass.text == 0 { index += 1 }
      append(start..<index)
      guard let byte = peek else { return false }
      let isRead: Bool
      switch byte {
      case UInt8(ascii: "<"): isRead = markup()
      case UInt8(ascii: "&"): isRead = textReference()
      // The end of a CDATA section where there is none.
      case UInt8(ascii: "]"): isRead = !begins("]]>") && keep()
      default: isRead = isCharacter && keep()
      }
      guard isRead else { return false }
    }
    return true
  }

  private mutating func markup() -> Bool {
    guard index + 1 < count else { return false }
    switch unsafe bytes[index + 1] {
    case UInt8(ascii: "/"): return endTag()
    case UInt8(ascii: "!"): return begins("<![CDATA[") ? characterData() : begins("<!--") && comment()
    default: return startTag()
    }
  }

  private mutating func characterData() -> Bool {
    index += 9
    let start = index
    while let byte = peek {
      if byte == UInt8(ascii: "]"), begins("]]>") {
        append(start..<index)
        index += 3
        return true
      }
      guard isPlain(byte) || isCharacter else { return false }
      index += 1
    }
    return false
  }

  private mutating func comment() -> Bool {
    index += 4
    while let byte = peek {
      if byte == UInt8(ascii: "-"), begins("--") {
        guard begins("-->") else { return false }
        index += 3
        return true
      }
      guard isPlain(byte) || isCharacter else { return false }
      index += 1
    }
    return false
  }

  private mutating func textReference() -> Bool {
    guard let scalar = reference() else { return false }
    if scalar.value < 0x80 {
      unsafe text[textCount] = UInt8(truncatingIfNeeded: scalar.value)
      textCount += 1
      return true
    }
    for unit in scalar.utf8 {
      unsafe text[textCount] = unit
      textCount += 1
    }
    return true
  }

  /// Takes bytes of the document over as text.
  private mutating func append(_ range: Range<Int>) {
    unsafe memcpy(text + textCount, bytes + range.lowerBound, range.count)
    textCount += range.count
  }

  /// The character that a reference stands for, which is never longer than the reference.
  private mutating func reference() -> Unicode.Scalar? {
    for (written, meant) in FastXMLReader.references where begins(written) {
      index += written.utf8CodeUnitCount
      return meant
    }
    guard begins("&#") else { return nil }
    index += 2
    let isHexadecimal = peek == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    var value: UInt32 = 0
    let start = index
    while let byte = peek, byte != UInt8(ascii: ";") {
      let letter = byte | 0x20
      if byte &- 0x30 < 10 {
        value = value * (isHexadecimal ? 16 : 10) + UInt32(byte - 0x30)
      } else if isHexadecimal, letter &- 0x61 < 6 {
        value = value * 16 + UInt32(letter - 0x61 + 10)
      } else {
        return nil
      }
      index += 1
      // Longer ones than of seven digits are padded with zeros, or too large.
      guard index - start <= 7 else { return nil }
    }
    guard index > start, take(), value >= 0x20 || value == 0x9 || value == 0xA, value & 0xFFFE != 0xFFFE else {
      return nil
    }
    return Unicode.Scalar(value)
  }

  private static let references: [(StaticString, Unicode.Scalar)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'"),
  ]

  // MARK: Tags

  private mutating func endTag() -> Bool {
    index += 2
    guard let last = open.popLast(), index + last.name.count < count,
      unsafe memcmp(bytes + index, bytes + last.name.lowerBound, last.name.count) == 0
    else { return false }
    index += last.name.count
    skipSpace()
    guard peek == UInt8(ascii: ">") else { return false }
    index += 1
    close(last.element)
    return true
  }

  private mutating func startTag() -> Bool {
    let offset = index
    index += 1
    guard open.count < FastXMLReader.depthLimit, tree.nodes.count < elementLimit, let name = name() else {
      return false
    }
    let firstAttribute = tree.attributes.count
    let isRoot = tree.nodes.isEmpty
    while let byte = peek, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
      let start = index
      skipSpace()
      guard index > start else { return false }
      guard let next = peek else { return false }
      if next == UInt8(ascii: ">") || next == UInt8(ascii: "/") { break }
      guard attribute(isRoot: isRoot, from: firstAttribute) else { return false }
    }
    let isEmpty = peek == UInt8(ascii: "/")
    if isEmpty { index += 1 }
    guard peek == UInt8(ascii: ">"), let id = id(name, isAttribute: false) else { return false }
    index += 1
    let element = tree.nodes.count
    let parent = open.last?.element ?? -1
    tree.nodes.append(
      XMLTree.Node(
        name: id, parent: parent, offset: offset, attributes: firstAttribute..<tree.attributes.count,
        text: textCount..<textCount))
    if parent >= 0 {
      let last = tree.nodes[parent].lastChild
      if last >= 0 { tree.nodes[last].nextSibling = element } else { tree.nodes[parent].firstChild = element }
      tree.nodes[parent].lastChild = element
    }
    if isEmpty { close(element) } else { open.append(Open(element: element, name: name.range)) }
    return true
  }

  private mutating func close(_ element: Int) {
    tree.nodes[element].text = tree.nodes[element].text.lowerBound..<textCount
  }

  private mutating func attribute(isRoot: Bool, from first: Int) -> Bool {
    guard let name = name(), peek == UInt8(ascii: "=") else { return false }
    index += 1
    guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    index += 1
    if begins("xmlns", at: name.range.lowerBound) {
      return isRoot && declaration(name.range, quote)
    }
    let start = tree.attributeText.count
    guard value(quote), let id = id(name, isAttribute: true),
      tree.attributes.count - first < FastXMLReader.attributeLimit,
      !tree.attributes[first...].contains(where: { $0.name == id })
    else { return false }
    tree.attributes.append(XMLTree.Attribute(name: id, value: start..<tree.attributeText.count))
    return true
  }

  private mutating func value(_ quote: UInt8) -> Bool {
    while true {
      let start = index
      while index < count, unsafe classes[Int(bytes[index])] & ByteClass.value == 0 { index += 1 }
      unsafe tree.attributeText.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: index - start))
      guard let byte = peek else { return false }
      switch byte {
      case quote: return take()
      case UInt8(ascii: "&"):
        guard let scalar = reference() else { return false }
        tree.attributeText.append(contentsOf: scalar.utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), 0xEF:
        guard isCharacter else { return false }
        tree.attributeText.append(byte)
        index += 1
      default: return false
      }
    }
  }

  /// A namespace, with a name that is certainly one (Namespaces in XML, section 3).
  private mutating func declaration(_ name: Range<Int>, _ quote: UInt8) -> Bool {
    let start = index
    while let byte = peek, byte != quote {
      guard unsafe classes[Int(byte)] & ByteClass.address == 0 else { return false }
      index += 1
    }
    let namespace = string(start..<index)
    guard take(), namespace.count < 1000, FastXMLReader.isWebAddress(namespace),
      !FastXMLReader.reserved.contains(namespace)
    else { return false }
    if name.count == 5 {
      guard defaultNamespace.isEmpty else { return false }
      defaultNamespace = namespace
      return true
    }
    let prefix = (name.lowerBound + 6)..<name.upperBound
    guard unsafe bytes[name.lowerBound + 5] == UInt8(ascii: ":"), !begins("xml", at: prefix.lowerBound),
      namespaces.count < FastXMLReader.attributeLimit, self.namespace(of: prefix) == nil
    else { return false }
    namespaces.append((prefix, namespace))
    return true
  }

  private static func isWebAddress(_ text: String) -> Bool {
    let host = text.hasPrefix("http://") ? text.dropFirst(7) : text.dropFirst(8)
    guard text.hasPrefix("http://") || text.hasPrefix("https://"), let first = host.utf8.first else { return false }
    return first &- 0x61 < 26
      && text.utf8.count { $0 == UInt8(ascii: "#") } <= (text.utf8.last == UInt8(ascii: "#") ? 1 : 0)
      && text.utf8.count { $0 == UInt8(ascii: ":") } == 1
  }

  private static let reserved = [Namespaces.xml, "http://www.w3.org/2000/xmlns/"]

  // MARK: Names

  private typealias WrittenName = (range: Range<Int>, colon: Int?, hash: UInt64)

  /// A name of ASCII with at most one colon in its midst.
  private mutating func name() -> WrittenName? {
    let start = index
    var colon: Int?
    var hash: UInt64 = 0
    var isFirst = true
    while let byte = peek {
      let kind = unsafe classes[Int(byte)] & (ByteClass.nameStart | ByteClass.name)
      if byte == UInt8(ascii: ":") {
        guard colon == nil, !isFirst else { return nil }
        colon = index
        isFirst = true
      } else {
        guard kind != 0 else { break }
        guard !isFirst || kind & ByteClass.nameStart != 0 else { return nil }
        isFirst = false
      }
      hash = hash &* 31 &+ UInt64(byte)
      index += 1
    }
    guard !isFirst, index - start <= FastXMLReader.nameLimit else { return nil }
    return (start..<index, colon, hash)
  }

  /// The number of a name; `nil` where its prefix is not declared.
  private mutating func id(_ name: WrittenName, isAttribute: Bool) -> Int? {
    let slot = Int(truncatingIfNeeded: ((name.hash << 1 | (isAttribute ? 1 : 0)) &* 0x9E37_79B9_7F4A_7C15) >> 56)
    let found = known[slot]
    if found.id >= 0, found.count == name.range.count, found.isAttribute == isAttribute,
      unsafe memcmp(bytes + found.start, bytes + name.range.lowerBound, found.count) == 0
    {
      return found.id
    }
    var namespace = isAttribute ? "" : defaultNamespace
    var local = name.range
    if let colon = name.colon {
      guard let bound = self.namespace(of: local.lowerBound..<colon) else { return nil }
      namespace = bound
      local = (colon + 1)..<local.upperBound
    }
    let id = tree.intern(XMLTree.Name(namespace: namespace, local: string(local)))
    known[slot] = KnownName(start: name.range.lowerBound, count: name.range.count, id: id, isAttribute: isAttribute)
    return id
  }

  private func namespace(of prefix: Range<Int>) -> String? {
    if prefix.count == 3, begins("xml", at: prefix.lowerBound) { return Namespaces.xml }
    for (known, name) in namespaces where known.count == prefix.count {
      if unsafe memcmp(bytes + known.lowerBound, bytes + prefix.lowerBound, prefix.count) == 0 { return name }
    }
    return nil
  }

  // MARK: Bytes

  private var peek: UInt8? { index < count ? unsafe bytes[index] : nil }

  /// Goes on by one byte.
  private mutating func take() -> Bool {
    index += 1
    return true
  }

  /// Takes one byte over as text.
  private mutating func keep() -> Bool {
    append(index..<(index + 1))
    return take()
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0xA || byte == 0x9 { index += 1 }
  }

  private func isPlain(_ byte: UInt8) -> Bool { unsafe classes[Int(byte)] & ByteClass.control == 0 }

  /// Whether the byte here does not begin a character that XML has not: no control, nor U+FFFE or U+FFFF.
  private var isCharacter: Bool {
    guard unsafe bytes[index] >= 0x20 else { return false }
    guard unsafe bytes[index] == 0xEF, index + 2 < count else { return true }
    return unsafe bytes[index + 1] != 0xBF || bytes[index + 2] < 0xBE
  }

  private func begins(_ word: StaticString) -> Bool { begins(word, at: index) }

  private func begins(_ word: StaticString, at start: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard start + length <= count else { return false }
    return unsafe memcmp(bytes + start, word.utf8Start, length) == 0
  }

  private func string(_ range: Range<Int>) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count), as: UTF8.self)
  }
}

/// What each byte is to the reader, as bits.
private enum ByteClass {
  /// Ends a run of text.
  static let text: UInt8 = 1
  /// Ends a run of an attribute's value.
  static let value: UInt8 = 2
  static let nameStart: UInt8 = 4
  /// May stand further on in a name.
  static let name: UInt8 = 8
  /// Has no place in a namespace's name.
  static let address: UInt8 = 16
  /// Must be looked at wherever it stands.
  static let control: UInt8 = 32

  static let table: [UInt8] = (0...255).map { number in
    let byte = UInt8(number)
    let isLetter = (byte | 0x20) &- 0x61 < 26
    let isDigit = byte &- 0x30 < 10
    // Line ends that would have to be rewritten, controls, and the lead of U+FFFE and U+FFFF.
    let isControl = (byte < 0x20 && byte != 0x9 && byte != 0xA) || byte == 0xEF
    var bits: UInt8 = 0
    if isControl || "<&]".utf8.contains(byte) { bits |= text }
    if isControl || byte < 0x20 || "<&\"'".utf8.contains(byte) { bits |= value }
    if isLetter || byte == UInt8(ascii: "_") { bits |= nameStart }
    if isLetter || isDigit || "_-.".utf8.contains(byte) { bits |= name }
    if !isLetter, !isDigit, !"/.:#-_".utf8.contains(byte) { bits |= address }
    if isControl { bits |= control }
    return bits
  }
}
