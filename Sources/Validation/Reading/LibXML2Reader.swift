import CLibXML2
import Platform

/// Reads any XML into a tree through libxml2's SAX interface: no network, no DTD, no entities but the five that XML has.
///
/// This file and the schema's are the rooms where libxml2's pointers are handled.
enum LibXML2Reader {
  typealias Reading = XMLTreeReader.Reading
  typealias Fault = XMLTreeReader.Fault

  /// - Parameter utf8: the document in UTF-8, whatever its declaration says.
  static func read(_ utf8: [UInt8]) -> Reading {
    _ = initialised
    var builder = TreeBuilder()
    guard !utf8.isEmpty, utf8.count < Int(Int32.max) else {
      let message = utf8.isEmpty ? "The document is empty" : "The document has more than 2 gigabytes"
      return Reading(tree: builder.tree, fault: Fault(message: message, offset: 0))
    }
    if let offset = OversizedTagCheck.overlongTag(in: utf8) {
      let message = "A tag has more than \(OversizedTagCheck.attributeLimit) attributes"
      return Reading(tree: builder.tree, fault: Fault(kind: .size, message: message, offset: offset))
    }
    guard let context = unsafe xmlNewParserCtxt() else {
      return Reading(tree: builder.tree, fault: Fault(message: "libxml2 has no memory", offset: 0))
    }
    defer { unsafe xmlFreeParserCtxt(context) }
    unsafe install(in: context)
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_BIG_LINES.rawValue)
    builder.reserve(utf8.count)
    let document = unsafe withUnsafeMutablePointer(to: &builder) { builder in
      unsafe context.pointee._private = UnsafeMutableRawPointer(builder)
      return unsafe utf8.withUnsafeBytes { bytes in
        unsafe xmlCtxtReadMemory(
          context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", options)
      }
    }
    if let document = unsafe document { unsafe xmlFreeDoc(document) }
    builder.finish()
    let declaration = builder.doctype.map { end in
      // The parser reports it behind its name.
      utf8[..<min(end, utf8.count)].lastIndex(of: UInt8(ascii: "<")) ?? end
    }
    return Reading(
      tree: builder.tree, fault: builder.fault, doctype: declaration, namespaces: builder.namespaces,
      undeclared: builder.undeclared)
  }

  private static let initialised: Void = xmlInitParser()

  private static func install(in context: xmlParserCtxtPtr) {
    let sax = unsafe context.pointee.sax!
    unsafe sax.pointee.startElementNs = { context, local, prefix, namespace, _, _, count, _, attributes in
      unsafe TreeBuilder.of(context)?.pointee.start(context, local, prefix, namespace, Int(count), attributes)
    }
    unsafe sax.pointee.endElementNs = { context, _, _, _ in unsafe TreeBuilder.of(context)?.pointee.end() }
    unsafe sax.pointee.characters = { context, text, count in
      unsafe TreeBuilder.of(context)?.pointee.characters(text, Int(count))
    }
    unsafe sax.pointee.ignorableWhitespace = sax.pointee.characters
    unsafe sax.pointee.cdataBlock = sax.pointee.characters
    unsafe sax.pointee.comment = nil
    unsafe sax.pointee.processingInstruction = nil
    unsafe sax.pointee.reference = nil
    unsafe sax.pointee.internalSubset = { context, _, _, _ in unsafe TreeBuilder.of(context)?.pointee.doctype(context) }
    unsafe sax.pointee.externalSubset = nil
    unsafe sax.pointee.entityDecl = { context, _, _, _, _, _ in
      unsafe TreeBuilder.of(context)?.pointee.entityDeclaration(context)
    }
    unsafe sax.pointee.serror = { context, error in
      guard let error = unsafe error else { return }
      // The parser hands its context over as the error's own.
      unsafe TreeBuilder.of(error.pointee.ctxt ?? context)?.pointee.note(error)
    }
  }
}

/// Takes the parser's calls and fills a tree. It lives for one document and one thread, and is handed to the parser by its
/// address: a class would cost a count of references and a check of access for every call.
private struct TreeBuilder {
  var tree = XMLTree()
  var fault: XMLTreeReader.Fault?
  var doctype: Int?
  /// Where one is declared whose name is no address.
  var namespaces: [Int] = []
  var undeclared: [(prefix: String, offset: Int)] = []
  private var open: [Int] = []
  private var elementLimit = Int.max
  /// libxml2 keeps each name once, so a name's pointers identify it.
  private var known: [PointerPair: Int] = [:]

  private var recent = [(pair: PointerPair, id: Int)](
    repeating: (PointerPair(local: -1, namespace: -1), -1), count: 128)

  private struct PointerPair: Hashable {
    let local: Int
    let namespace: Int
  }

  /// Deeper than this nothing that is meant for reading goes.
  private static let depthLimit = 200

  static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TreeBuilder>? {
    guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return nil }
    return unsafe context.pointee._private?.assumingMemoryBound(to: TreeBuilder.self)
  }

  /// Makes room for what a document of some bytes most likely holds.
  mutating func reserve(_ bytes: Int) {
    elementLimit = XMLTreeReader.elementLimit(bytes)
    tree.text.reserveCapacity(bytes)
    tree.nodes.reserveCapacity(bytes / 64)
  }

  mutating func start(
    _ context: UnsafeMutableRawPointer?, _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
    guard open.count < TreeBuilder.depthLimit else {
      unsafe stop(context, .depth, "Elements are nested deeper than \(TreeBuilder.depthLimit) levels")
      return
    }
    guard tree.nodes.count < elementLimit else {
      unsafe stop(context, .size, "There are more than \(elementLimit) elements, with next to nothing in them")
      return
    }
    let firstAttribute = tree.attributes.count
    if let attributes = unsafe attributes {
      for index in 0..<count { unsafe append(attributes + 5 * index) }
    }
    let element = tree.nodes.count
    let parent = open.last ?? -1
    unsafe tree.nodes.append(
      XMLTree.Node(
        name: name(local, prefix, namespace, context), parent: parent, offset: TreeBuilder.tagOffset(context),
        attributes: firstAttribute..<tree.attributes.count, text: tree.text.count..<tree.text.count))
    if parent >= 0 {
      let last = tree.nodes[parent].lastChild
      if last >= 0 { tree.nodes[last].nextSibling = element } else { tree.nodes[parent].firstChild = element }
      tree.nodes[parent].lastChild = element
    }
    open.append(element)
  }

  mutating func end() {
    guard let element = open.popLast() else { return }
    tree.nodes[element].text = tree.nodes[element].text.lowerBound..<tree.text.count
  }

  mutating func characters(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    unsafe tree.text.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
  }

  mutating func doctype(_ context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
    doctype = unsafe TreeBuilder.offset(context)
  }

  mutating func entityDeclaration(_ context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
    unsafe stop(context, .entityDeclaration, "The document declares entities of its own")
  }

  mutating func note(_ error: xmlErrorPtr) {
    guard fault == nil,
      unsafe error.pointee.level == XML_ERR_FATAL || error.pointee.domain == Int32(XML_FROM_NAMESPACE.rawValue)
    else { return }
    let context = unsafe error.pointee.ctxt?.assumingMemoryBound(to: xmlParserCtxt.self)
    // No rule of XML is broken by such a name (Namespaces in XML 1.0, section 3).
    if unsafe error.pointee.code == Int32(XML_WAR_NS_URI.rawValue) {
      unsafe namespaces.append(context.map { unsafe TreeBuilder.offset($0) } ?? 0)
      return
    }
    // The parser goes on by itself; each such prefix is reported once.
    if unsafe error.pointee.code == Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue) { return }
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "not well-formed"
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    let kind: XMLTreeReader.Fault.Kind =
      switch unsafe xmlParserErrors(UInt32(error.pointee.code)) {
      case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY: .entity
      case XML_ERR_NAME_REQUIRED where line.contains("EntityRef"), XML_ERR_ENTITYREF_SEMICOL_MISSING: .ampersand
      case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF: .character
      case XML_ERR_RESERVED_XML_NAME: .lateDeclaration
      default: .syntax
      }
    defer {
      // Otherwise every further fault would be put into words.
      if let context = unsafe context { unsafe xmlStopParser(context) }
    }
    fault = unsafe XMLTreeReader.Fault(
      kind: kind, message: line, offset: context.map { unsafe TreeBuilder.offset($0) } ?? 0)
  }

  /// Closes what a fault left open.
  mutating func finish() {
    while !open.isEmpty { end() }
  }

  private mutating func stop(_ context: xmlParserCtxtPtr, _ kind: XMLTreeReader.Fault.Kind, _ message: String) {
    if fault == nil { fault = unsafe .init(kind: kind, message: message, offset: TreeBuilder.offset(context)) }
    unsafe xmlStopParser(context)
  }

  /// libxml2 gives an attribute as five pointers: name, prefix, namespace, and the value's two ends.
  private mutating func append(_ attribute: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
    guard let begin = unsafe attribute[3], let end = unsafe attribute[4] else { return }
    let start = tree.attributeText.count
    unsafe appendValue(UnsafeBufferPointer(start: begin, count: end - begin))
    unsafe tree.attributes.append(
      XMLTree.Attribute(name: name(attribute[0], attribute[2]), value: start..<tree.attributeText.count))
  }

  /// libxml2 hands an ampersand over as `&#38;` where entities are not replaced, and everything else as it is meant.
  private mutating func appendValue(_ value: UnsafeBufferPointer<xmlChar>) {
    var rest = unsafe value[...]
    while let ampersand = unsafe rest.firstIndex(of: UInt8(ascii: "&")) {
      unsafe tree.attributeText.append(contentsOf: rest[...ampersand])
      let isEscaped = unsafe rest[ampersand...].starts(with: TreeBuilder.ampersand)
      unsafe rest = rest[(ampersand + (isEscaped ? TreeBuilder.ampersand.count : 1))...]
    }
    unsafe tree.attributeText.append(contentsOf: rest)
  }

  private static let ampersand = Array("&#38;".utf8)

  /// The name of an element. One whose prefix nobody declared is of the vocabulary that people know by it.
  private mutating func name(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
    _ context: xmlParserCtxtPtr
  ) -> Int {
    guard unsafe namespace == nil, unsafe prefix != nil else { return unsafe name(local, namespace) }
    let prefix = unsafe string(prefix)
    if !undeclared.contains(where: { $0.prefix == prefix }) {
      unsafe undeclared.append((prefix, TreeBuilder.tagOffset(context)))
    }
    let meant = Namespaces.named(prefix) ?? "urn:prefix:" + prefix
    return unsafe tree.intern(XMLTree.Name(namespace: meant, local: string(local)))
  }

  private mutating func name(_ local: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?) -> Int {
    let pair = PointerPair(local: Int(bitPattern: local), namespace: Int(bitPattern: namespace))
    // Documents repeat a dozen names: a slot for each saves most look-ups.
    let slot = Int(
      truncatingIfNeeded: (UInt(bitPattern: pair.local ^ pair.namespace &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 57)
    if recent[slot].pair == pair { return recent[slot].id }
    if let id = known[pair] {
      recent[slot] = (pair, id)
      return id
    }
    let id = unsafe tree.intern(XMLTree.Name(namespace: string(namespace), local: string(local)))
    known[pair] = id
    return id
  }

  private func string(_ text: UnsafePointer<xmlChar>?) -> String {
    guard let text = unsafe text else { return "" }
    return unsafe String(cString: UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
  }

  /// Bytes read so far.
  private static func offset(_ context: xmlParserCtxtPtr) -> Int {
    guard let input = unsafe context.pointee.input else { return 0 }
    return unsafe Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
  }

  /// The offset of the `<` of the start tag that has just been read. A tag holds no other `<`.
  private static func tagOffset(_ context: xmlParserCtxtPtr) -> Int {
    guard let input = unsafe context.pointee.input, let base = unsafe input.pointee.base else { return 0 }
    var position = unsafe input.pointee.cur - base
    while position > 0, unsafe base[position] != UInt8(ascii: "<") { position -= 1 }
    return unsafe Int(input.pointee.consumed) + position
  }
}
