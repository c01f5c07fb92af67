import CLibXML2
import Glibc

/// The text of HTML as a reader would hear it: scripts and the like are silent, blocks are apart.
enum HTMLTextExtraction {
  /// At most about `limit` bytes from the beginning.
  ///
  /// - Parameter without: names of elements that are left out.
  static func text(of html: [UInt8], limit: Int, without: Set<String> = []) -> String {
    var out: [UInt8] = []
    _ = unsafe HTMLTree.withBody(html) { body in unsafe collect(body, into: &out, limit: limit, without) }
    return PlainText.foldWhiteSpace(XMLCharacters.removingForbidden(from: String(decoding: out, as: UTF8.self)))
  }

  /// Appends text with each run of white space as one space, so that the limit counts what is kept.
  private static func appendFolded(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8], limit: Int) {
    for index in 0..<text.count {
      let byte = unsafe text[index]
      guard out.count < limit || byte & 0xC0 == 0x80 else { return }
      if byte > 0x20 {
        out.append(byte)
      } else if out.last != 0x20 {
        out.append(0x20)
      }
    }
  }

  private static func collect(
    _ root: xmlNodePtr, into out: inout [UInt8], limit: Int, _ without: Set<String>
  ) {
    var node = unsafe root.pointee.children
    while let current = unsafe node, out.count < limit {
      var descends = false
      switch unsafe current.pointee.type {
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        if let content = unsafe current.pointee.content {
          let count = unsafe strlen(UnsafeRawPointer(content).assumingMemoryBound(to: CChar.self))
          unsafe appendFolded(UnsafeBufferPointer(start: content, count: count), to: &out, limit: limit)
        }
      case XML_ELEMENT_NODE:
        let name = unsafe String(cString: current.name)
        descends = !ElementNames.removedWhole.contains(name) && !without.contains(name)
        if ElementNames.block.contains(name), out.last != 0x20 { out.append(0x20) }
      default: break
      }
      if descends, let child = unsafe current.pointee.children {
        unsafe node = child
        continue
      }
      var finished = unsafe current
      while unsafe finished.pointee.next == nil, let parent = unsafe finished.pointee.parent, unsafe parent != root {
        if unsafe ElementNames.block.contains(String(cString: parent.name)) { out.append(UInt8(ascii: " ")) }
        unsafe finished = parent
      }
      unsafe node = finished.pointee.next
    }
  }
}
