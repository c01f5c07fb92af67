import CLibXML2
import Glibc

/// HTML by an allow-list: parsed by libxml2, walked as a tree, written by us, so that what comes out is balanced, safe,
/// and needs no other document to be read.
///
/// The walk is a loop, not a recursion: hostile nesting costs memory in proportion, never the stack.
struct HTMLCleaner {
  let addresses: AddressPolicy
  private var out: [UInt8] = []

  init(base: URIReference) {
    addresses = AddressPolicy(base: base)
  }

  static func clean(_ html: [UInt8], base: URIReference) -> [UInt8] {
    var cleaner = HTMLCleaner(base: base)
    cleaner.out.reserveCapacity(html.count)
    _ = unsafe HTMLTree.withBody(html) { unsafe cleaner.write(childrenOf: $0) }
    return cleaner.out
  }

  private mutating func write(childrenOf root: xmlNodePtr) {
    var node = unsafe root.pointee.children
    var depth = 0
    while let current = unsafe node {
      if unsafe open(current, depth: depth), let child = unsafe current.pointee.children {
        unsafe node = child
        depth += 1
        continue
      }
      unsafe close(current, depth: depth)
      var finished = unsafe current
      while unsafe finished.pointee.next == nil, let parent = unsafe finished.pointee.parent, unsafe parent != root {
        depth -= 1
        unsafe close(parent, depth: depth)
        unsafe finished = parent
      }
      unsafe node = finished.pointee.next
    }
  }

  /// Nesting beyond this is flattened: no reader shows it, and some fall over it.
  private static let depthLimit = 200

  /// Writes a node's beginning; `true` where its children are wanted.
  private mutating func open(_ node: xmlNodePtr, depth: Int) -> Bool {
    switch unsafe node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      unsafe HTMLText.append(node.pointee.content, to: &out)
      return false
    case XML_ELEMENT_NODE:
      let name = unsafe String(cString: node.name)
      if ElementNames.removedWhole.contains(name) { return false }
      guard let allowed = ElementNames.allowed[name], depth < HTMLCleaner.depthLimit else { return true }
      let attributes = unsafe publishedAttributes(of: node, element: name, allowed: allowed)
      let isVoid = ElementNames.void.contains(name)
      // A picture that shows nothing is not HTML.
      if isVoid, name == "img" || name == "source", !attributes.contains(where: { $0.name.hasPrefix("src") }) {
        return false
      }
      out.append(UInt8(ascii: "<"))
      out += name.utf8
      for attribute in attributes { write(attribute) }
      out.append(UInt8(ascii: ">"))
      return !isVoid
    default: return false
    }
  }

  private mutating func close(_ node: xmlNodePtr, depth: Int) {
    guard unsafe node.pointee.type == XML_ELEMENT_NODE, depth < HTMLCleaner.depthLimit else { return }
    let name = unsafe String(cString: node.name)
    guard ElementNames.allowed[name] != nil, !ElementNames.void.contains(name) else { return }
    out += "</".utf8
    out += name.utf8
    out.append(UInt8(ascii: ">"))
  }

  private mutating func write(_ attribute: (name: String, value: String)) {
    out.append(UInt8(ascii: " "))
    out += attribute.name.utf8
    out += "=\"".utf8
    HTMLText.append(attribute.value, to: &out)
    out.append(UInt8(ascii: "\""))
  }

  private func publishedAttributes(
    of node: xmlNodePtr, element: String, allowed: Set<String>
  ) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var attribute = unsafe node.pointee.properties
    while let current = unsafe attribute {
      unsafe attribute = current.pointee.next
      guard let rawName = unsafe current.pointee.name else { continue }
      let name = unsafe String(cString: UnsafeRawPointer(rawName).assumingMemoryBound(to: CChar.self))
      guard allowed.contains(name) || ElementNames.globalAttributes.contains(name) else { continue }
      let raw = unsafe xmlNodeListGetString(current.pointee.doc, current.pointee.children, 1)
      defer { if let raw = unsafe raw { unsafe tidings_xml_free(raw) } }
      let text = unsafe raw.map {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if let value = published(text ?? "", attribute: name, element: element) { found.append((name, value)) }
    }
    if element == "img", !found.contains(where: { $0.name == "alt" }) { found.append(("alt", "")) }
    return found
  }

  private func published(_ value: String, attribute: String, element: String) -> String? {
    if ElementNames.addressAttributes.contains(attribute) {
      return addresses.published(value, allowsData: element == "img" && attribute == "src")
    }
    return attribute == "srcset" ? addresses.publishedCandidates(value) : value
  }
}
