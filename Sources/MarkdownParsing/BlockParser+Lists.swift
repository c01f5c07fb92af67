import HTMLParsing

/// Lists, their items and tasks (CommonMark 0.29, section 5.3).
extension BlockParser {
  mutating func openItem(_ container: inout MarkdownTree.Node, _ kind: MarkdownTree.Kind) -> Bool {
    guard let (marker, length) = listMarker(interruptsParagraph: kind == .paragraph) else { return false }
    var list = marker
    list.markerOffset = Int32(indent)
    advance(firstNonspace + length - offset)
    let (savedOffset, savedColumn, savedTab) = (offset, column, isInTab)
    while column - savedColumn <= 5, offset < lineEnd, peek(offset).isSpaceOrTab { advance(1, columns: true) }
    let spaces = column - savedColumn
    if spaces >= 5 || spaces < 1 || offset >= lineEnd {
      list.padding = Int32(length + 1)
      (offset, column, isInTab) = (savedOffset, savedColumn, savedTab)
      if spaces > 0 { advance(1, columns: true) }
    } else {
      list.padding = Int32(length + spaces)
    }
    if kind != .list || !matches(tree.lists[Int(tree[container].value)], list) {
      container = addChild(.list, to: container)
      tree[container].value = Int32(tree.lists.count)
      tree.lists.append(list)
      depth += 1
    }
    container = addChild(.item, to: container)
    tree[container].value = Int32(tree.lists.count)
    tree.lists.append(list)
    depth += 1
    return true
  }

  func matches(_ list: MarkdownTree.List, _ other: MarkdownTree.List) -> Bool {
    list.isOrdered == other.isOrdered && list.delimiter == other.delimiter
      && (list.bullet == other.bullet || dialect.kramdown)
  }

  func listMarker(interruptsParagraph: Bool) -> (list: MarkdownTree.List, length: Int)? {
    var list = MarkdownTree.List()
    let first = peek(firstNonspace)
    var end = firstNonspace
    if first == UInt8(ascii: "*") || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      guard !isThematicBreak() else { return nil }
      end += 1
      list.bullet = first
    } else {
      var number: Int32 = 0
      while end < lineEnd, input[end].isDigit, end - firstNonspace < 9 {
        number = number * 10 + Int32(input[end] - 0x30)
        end += 1
      }
      guard end > firstNonspace, end < lineEnd else { return nil }
      let delimiter = input[end]
      guard delimiter == UInt8(ascii: ".") || delimiter == UInt8(ascii: ")") && !dialect.kramdown else { return nil }
      if interruptsParagraph, number != 1, !dialect.kramdown { return nil }
      end += 1
      list.isOrdered = true
      list.delimiter = delimiter
      list.start = dialect.kramdown ? 1 : number
    }
    guard end == lineEnd ? !dialect.kramdown : input[end].isSpaceOrTab else { return nil }
    if interruptsParagraph {
      var rest = end
      while rest < lineEnd, input[rest].isSpaceOrTab { rest += 1 }
      if rest == lineEnd { return nil }
    }
    return (list, end - firstNonspace)
  }

  /// `[ ]` and `[x]` at the beginning of an item.
  mutating func readTask(_ item: MarkdownTree.Node) {
    guard tree[item].firstChild == MarkdownTree.none, tree[item].line == lineNumber else { return }
    let start = firstNonspace
    guard start + 3 < lineEnd, input[start] == UInt8(ascii: "["), input[start + 2] == UInt8(ascii: "]"),
      input[start + 3].isSpaceOrTab
    else { return }
    let mark = input[start + 1]
    guard mark == 0x20 || mark | 0x20 == UInt8(ascii: "x") else { return }
    var isTicked = mark != 0x20
    if dialect.family == .cmark {
      // It looks for the marker at the beginning of the line, and for a tick anywhere in it.
      guard beginsWithMarker(before: start) else { return }
      let line = input[lineStart..<lineEnd]
      isTicked = line.byteRange(of: Array("[x]".utf8)) != nil || line.byteRange(of: Array("[X]".utf8)) != nil
    }
    tree[item].isTask = true
    tree[item].flag = isTicked
    advance(start + 3 - offset)
  }

  /// Whether nothing but one item's marker stands before a position.
  private func beginsWithMarker(before position: Int) -> Bool {
    let marker = input[lineStart..<position].trimmingWhiteSpace
    return marker.count == 1 || marker.dropLast().allSatisfy(\.isDigit)
  }

  // MARK: Tightness

  func isTight(_ list: MarkdownTree.Node) -> Bool {
    var item = tree[list].firstChild
    while item != MarkdownTree.none {
      let next = tree[item].next
      if tree[item].endsBlank, next != MarkdownTree.none { return false }
      var child = tree[item].firstChild
      while child != MarkdownTree.none {
        if next != MarkdownTree.none || tree[child].next != MarkdownTree.none, endsBlank(child) { return false }
        child = tree[child].next
      }
      item = next
    }
    return true
  }

  func endsBlank(_ node: MarkdownTree.Node) -> Bool {
    var current = node
    while true {
      let entry = tree[current]
      if entry.endsBlank { return true }
      guard entry.kind == .list || entry.kind == .item, entry.lastChild != MarkdownTree.none else { return false }
      current = entry.lastChild
    }
  }
}
