import CLibXML2
import Glibc

/// HTML by an allow-list: parsed by libxml2, walked as a tree, written by us, so that what comes out is balanced, safe,
/// and needs no other document to be read.
///
/// The walk is a loop, not a recursion: hostile nesting costs memory in proportion, never the stack.
struct HTMLCleaner {
  let addresses: AddressPolicy
  private var out: [UInt8] = []
  /// Names of the elements that are open, as they were written; `nil` for one of which only the content is.
  private var open: [String?] = []
  private var tables = TableStructure()

  init(base: URIReference) {
    addresses = AddressPolicy(base: base)
  }

  static func clean(_ html: [UInt8], base: URIReference) -> [UInt8] {
    unsafe SimpleHTMLCleaner.clean(html, addresses: AddressPolicy(base: base)) ?? cleanAny(html, base: base)
  }

  /// Through libxml2's parser, which reads anything.
  static func cleanAny(_ html: [UInt8], base: URIReference) -> [UInt8] {
    var cleaner = HTMLCleaner(base: base)
    cleaner.out.reserveCapacity(html.count)
    _ = unsafe HTMLTree.withBody(html) { unsafe cleaner.write(childrenOf: $0) }
    return cleaner.out.trimmingSpace
  }

  private mutating func write(childrenOf root: xmlNodePtr) {
    var node = unsafe root.pointee.children
    while let current = unsafe node {
      let isEntered = unsafe enter(current)
      if isEntered, let child = unsafe current.pointee.children {
        unsafe node = child
        continue
      }
      if isEntered { leave() }
      var finished = unsafe current
      while unsafe finished.pointee.next == nil, let parent = unsafe finished.pointee.parent, unsafe parent != root {
        leave()
        unsafe finished = parent
      }
      unsafe node = finished.pointee.next
    }
  }

  /// Nesting beyond this is flattened: no reader shows it, and some fall over it. libxml2 itself stops a little later.
  private static let depthLimit = 200

  /// Writes a node's beginning; `true` where its children are wanted, and ``leave()`` after them.
  private mutating func enter(_ node: xmlNodePtr) -> Bool {
    switch unsafe node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      unsafe HTMLText.append(node.pointee.content, to: &out)
      return false
    case XML_ELEMENT_NODE:
      let name = unsafe String(cString: node.name)
      if ElementNames.removedWhole.contains(name) { return false }
      guard let allowed = ElementNames.allowed[name], unsafe canStand(node, name) else {
        open.append(nil)
        return true
      }
      let attributes = unsafe publishedAttributes(of: node, element: name, allowed: allowed)
      let isVoid = ElementNames.void.contains(name)
      // A picture that shows nothing is not HTML.
      if name == "img" || name == "source", !attributes.contains(where: { $0.name.hasPrefix("src") }) { return false }
      let written = unsafe name == "p" && ParagraphContent.hasBlock(node) ? "div" : name
      out.append(UInt8(ascii: "<"))
      out += written.utf8
      for attribute in attributes { write(attribute) }
      out.append(UInt8(ascii: ">"))
      if !isVoid { open.append(written) }
      return !isVoid
    default: return false
    }
  }

  /// Ends the element that was entered last.
  private mutating func leave() {
    guard let name = open.popLast() ?? nil else { return }
    out += "</".utf8
    out += name.utf8
    out.append(UInt8(ascii: ">"))
  }

  /// Whether HTML allows an element at its place; where it does not, its content stands there without it.
  private mutating func canStand(_ node: xmlNodePtr, _ name: String) -> Bool {
    guard open.count < HTMLCleaner.depthLimit else { return false }
    switch name {
    case "a": return !open.contains("a")
    case "table": return unsafe tables.isSound(node)
    case "li": return !isOpen(["li"])
    case "dd", "dt": return !isOpen(["dd", "dt"])
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let parent = open.last { $0 != nil } ?? nil
      return !ElementNames.headings.contains(parent ?? "")
    default: return unsafe TableStructure.parts.contains(name) ? tables.canStand(node) : true
    }
  }

  /// Whether one of some list items is open that a new one would end (HTML Living Standard, section 13.2.6.4.7).
  private func isOpen(_ names: Set<String>) -> Bool {
    for case let name? in open.reversed() {
      if names.contains(name) { return true }
      if ElementNames.special.contains(name) { return false }
    }
    return false
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

/// What stands in a paragraph.
private enum ParagraphContent {
  /// Whether an element below is one that would end the paragraph (HTML Living Standard, section 13.2.6.4.7), so that
  /// its end tag would be one too many.
  static func hasBlock(_ paragraph: xmlNodePtr) -> Bool {
    var node = unsafe paragraph.pointee.children
    while let current = unsafe node {
      if unsafe current.pointee.type == XML_ELEMENT_NODE {
        if unsafe ElementNames.endsParagraph.contains(String(cString: current.name)) { return true }
        if let child = unsafe current.pointee.children {
          unsafe node = child
          continue
        }
      }
      var finished = unsafe current
      while unsafe finished.pointee.next == nil, let parent = unsafe finished.pointee.parent, unsafe parent != paragraph
      {
        unsafe finished = parent
      }
      unsafe node = finished.pointee.next
    }
    return false
  }
}

extension [UInt8] {
  /// Without white space at both ends.
  fileprivate var trimmingSpace: [UInt8] {
    guard let start = firstIndex(where: { $0 > 0x20 }), let end = lastIndex(where: { $0 > 0x20 }) else { return [] }
    return start == 0 && end == count - 1 ? self : Array(self[start...end])
  }
}
