import CLibXML2
import Glibc

/// The tree that libxml2's HTML parser makes of a body, owned for the length of a call.
///
/// The parser reads anything; it loads nothing from anywhere.
enum HTMLTree {
  static func withBody<Result>(_ html: [UInt8], _ visit: (xmlNodePtr) -> Result) -> Result? {
    let found: Result?? = unsafe withRoot(html) { root in
      var child = unsafe root.pointee.children
      while let node = unsafe child {
        if unsafe node.elementName == "body" { return unsafe visit(node) }
        unsafe child = node.pointee.next
      }
      return nil
    }
    return found ?? nil
  }

  /// With the whole page.
  static func withRoot<Result>(_ html: [UInt8], _ visit: (xmlNodePtr) -> Result) -> Result? {
    _ = initialised
    guard !html.isEmpty, html.count < Int(Int32.max), let context = unsafe htmlNewParserCtxt() else { return nil }
    defer { unsafe htmlFreeParserCtxt(context) }
    let options = Int32(
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_COMPACT.rawValue)
    let parsed = unsafe html.withUnsafeBytes { bytes in
      unsafe htmlCtxtReadMemory(
        context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", options)
    }
    guard let document = unsafe parsed else { return nil }
    defer { unsafe xmlFreeDoc(document) }
    guard let root = unsafe xmlDocGetRootElement(document) else { return nil }
    return unsafe visit(root)
  }

  private static let initialised: Void = xmlInitParser()
}

extension xmlNodePtr {
  var name: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(pointee.name).assumingMemoryBound(to: CChar.self)
  }

  /// The name of an element; `nil` of anything else.
  var elementName: String? {
    unsafe pointee.type == XML_ELEMENT_NODE ? String(cString: name) : nil
  }

  /// The value of an attribute, empty where it has none; `nil` where there is no such attribute.
  func attribute(_ name: String) -> String? {
    guard let raw = unsafe xmlGetNoNsProp(self, name) else { return nil }
    defer { unsafe tidings_xml_free(raw) }
    return unsafe String(cString: UnsafeRawPointer(raw).assumingMemoryBound(to: CChar.self))
  }

  /// The next node in the order of the document, inside this one or behind it.
  func next(below root: xmlNodePtr) -> xmlNodePtr? {
    if let child = unsafe pointee.children, unsafe pointee.type == XML_ELEMENT_NODE { return unsafe child }
    return unsafe nextBeside(below: root)
  }

  /// The next node behind this one.
  func nextBeside(below root: xmlNodePtr) -> xmlNodePtr? {
    var node = unsafe self
    while unsafe node != root {
      if let next = unsafe node.pointee.next { return unsafe next }
      guard let parent = unsafe node.pointee.parent else { return nil }
      unsafe node = parent
    }
    return nil
  }
}
