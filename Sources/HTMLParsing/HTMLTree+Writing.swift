extension HTMLTree {
  /// What is in a node, as HTML (HTML Living Standard, section 13.3), but for nodes that are left out.
  package func html(in root: Node) -> [UInt8] {
    var out: [UInt8] = []
    var node = entries[Int(root)].firstChild
    while node != HTMLTree.none {
      let isOpen = begin(node, &out)
      if isOpen, entries[Int(node)].firstChild != HTMLTree.none {
        node = entries[Int(node)].firstChild
        continue
      }
      if isOpen { end(node, &out) }
      while entries[Int(node)].next == HTMLTree.none, entries[Int(node)].parent != root {
        node = entries[Int(node)].parent
        end(node, &out)
      }
      node = entries[Int(node)].next
    }
    return out
  }

  /// A node, with all that is in it, as HTML.
  package func html(of node: Node) -> [UInt8] {
    var out: [UInt8] = []
    guard begin(node, &out) else { return out }
    out += html(in: node)
    end(node, &out)
    return out
  }

  private static let void: ElementSet = [
    .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen, .link, .meta, .param,
    .source, .track, .wbr,
  ]

  private static let raw: ElementSet = [.style, .script, .xmp, .iframe, .noembed, .noframes, .plaintext]

  /// Writes a node's beginning; `true` where an end belongs to it.
  private func begin(_ node: Node, _ out: inout [UInt8]) -> Bool {
    let entry = entries[Int(node)]
    switch entry.kind {
    case .text:
      if HTMLTree.raw.contains(element(entry.parent)) {
        out += text(node)
      } else {
        escape(text(node), isAttribute: false, &out)
      }
      return false
    case .comment:
      out += "<!--".utf8
      out += text(node)
      out += "-->".utf8
      return false
    case .document, .doctype: return false
    case .element: break
    }
    out.append(UInt8(ascii: "<"))
    out += names[entry.name]
    for attribute in attributes[Int(entry.start)..<Int(entry.end)] {
      out.append(UInt8(ascii: " "))
      out += names[attribute.name]
      out += "=\"".utf8
      escape(text[Int(attribute.start)..<Int(attribute.end)], isAttribute: true, &out)
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: ">"))
    if entry.namespace == .html, HTMLTree.void.contains(entry.known) { return false }
    // One line feed behind these is none.
    let first = entry.firstChild
    if entry.namespace == .html, [.pre, .textarea, .listing].contains(entry.known), first != HTMLTree.none,
      kind(first) == .text, text(first).first == 0x0A
    {
      out.append(0x0A)
    }
    return true
  }

  private func end(_ node: Node, _ out: inout [UInt8]) {
    out += "</".utf8
    out += names[entries[Int(node)].name]
    out.append(UInt8(ascii: ">"))
  }

  private func escape(_ bytes: ArraySlice<UInt8>, isAttribute: Bool, _ out: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<") where !isAttribute: out += "&lt;".utf8
      case UInt8(ascii: ">") where !isAttribute: out += "&gt;".utf8
      case UInt8(ascii: "\"") where isAttribute: out += "&quot;".utf8
      default: out.append(byte)
      }
    }
  }

  /// All text in a node.
  package func allText(in root: Node) -> String {
    var out: [UInt8] = []
    var node = following(root, below: root)
    while node != HTMLTree.none {
      if kind(node) == .text { out += text(node) }
      node = following(node, below: root)
    }
    return String(decoding: out, as: UTF8.self)
  }
}
