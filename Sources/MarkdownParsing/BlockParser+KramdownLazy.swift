/// Lines that go on with a quote or an item without their marks. To kramdown that are all but a few, while no blank line stands in
/// front of them.
extension BlockParser {
  func isLazy() -> Bool {
    guard dialect.kramdown, !isBlank, !isBehindBlank else { return false }
    guard indent < BlockParser.codeIndent else { return true }
    switch peek(firstNonspace) {
    case UInt8(ascii: "{"): return peek(firstNonspace + 1) != UInt8(ascii: ":")
    case UInt8(ascii: "^"): return !input[(firstNonspace + 1)..<lineEnd].allSatisfy(\.isWhiteSpace)
    case UInt8(ascii: "<"):
      var start = firstNonspace + 1
      if peek(start) == UInt8(ascii: "/") { start += 1 }
      let name = input[min(start, lineEnd)..<lineEnd].prefix { $0.isAlphanumeric || $0 == 0x2D }.map(\.lowercased)
      let text = String(decoding: name, as: UTF8.self)
      return name.isEmpty || KramdownMarks.spanElements.contains(text) || text == "script"
    default: return true
    }
  }

  /// Whether the line begins another item of the list that one stands in.
  func beginsItem(of item: MarkdownTree.Node) -> Bool {
    guard indent < BlockParser.codeIndent, let (list, _) = listMarker(interruptsParagraph: false) else {
      // A line of dashes is text, if nothing stands between them.
      return isThematicBreak() && peek(firstNonspace + 1).isSpaceOrTab
    }
    return list.isOrdered == tree.lists[Int(tree[item].value)].isOrdered
  }

  /// Whether nothing but marks of quotes stands in the line that was read.
  var isBare: Bool { input[lineStart..<lineEnd].allSatisfy { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") } }
}
