import CLibXML2
import Glibc

/// The tree that libxml2's HTML parser makes of a body, owned for the length of a call.
///
/// The parser reads anything; it loads nothing from anywhere.
enum HTMLTree {
  static func withBody<Result>(_ html: [UInt8], _ visit: (xmlNodePtr) -> Result) -> Result? {
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
    var child = unsafe root.pointee.children
    while let node = unsafe child {
      if unsafe node.pointee.type == XML_ELEMENT_NODE, unsafe strcmp(node.name, "body") == 0 {
        return unsafe visit(node)
      }
      unsafe child = node.pointee.next
    }
    return nil
  }

  private static let initialised: Void = xmlInitParser()
}

extension xmlNodePtr {
  var name: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(pointee.name).assumingMemoryBound(to: CChar.self)
  }
}
