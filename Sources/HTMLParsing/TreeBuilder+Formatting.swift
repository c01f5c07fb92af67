/// The list of active formatting elements (HTML Living Standard, section 13.2.4.3) and the adoption agency algorithm
/// (section 13.2.6.4.7).
extension TreeBuilder {
  mutating func pushFormatting(_ node: HTMLTree.Node) {
    // Of three that are the same the earliest goes.
    var same = 0
    for index in formatting.indices.reversed() {
      guard let other = formatting[index] else { break }
      guard isSame(other, node) else { continue }
      same += 1
      if same == 3 {
        formatting.remove(at: index)
        break
      }
    }
    formatting.append(node)
    if formatting.count > TreeBuilder.maximumFormatting { formatting.removeFirst() }
  }

  private func isSame(_ first: HTMLTree.Node, _ second: HTMLTree.Node) -> Bool {
    let (one, other) = (tree.entries[Int(first)], tree.entries[Int(second)])
    guard one.name == other.name, one.namespace == other.namespace, one.end - one.start == other.end - other.start
    else {
      return false
    }
    if one.start == other.start { return true }
    return (one.start..<one.end).allSatisfy { index in
      let attribute = tree.attributes[Int(index)]
      let value = tree.text[Int(attribute.start)..<Int(attribute.end)]
      return (other.start..<other.end).contains {
        let candidate = tree.attributes[Int($0)]
        return candidate.name == attribute.name
          && tree.text[Int(candidate.start)..<Int(candidate.end)].elementsEqual(value)
      }
    }
  }

  mutating func reconstructFormatting() {
    guard let last = formatting.last, let last, !open.contains(reversed: last) else { return }
    var index = formatting.count - 1
    while index > 0, let previous = formatting[index - 1], !open.contains(reversed: previous) { index -= 1 }
    while index < formatting.count {
      guard let node = formatting[index], reopened <= tokenizer.input.count, open.count < TreeBuilder.maximumDepth
      else {
        return
      }
      reopened += 1
      let copy = clone(node)
      insert(copy, at: place())
      push(copy)
      formatting[index] = copy
      index += 1
    }
  }

  mutating func clearFormattingToMarker() {
    while let last = formatting.popLast() { if last == nil { return } }
  }

  /// The last formatting element of a kind behind the last marker.
  func formattingElement(_ element: KnownElement) -> Int? {
    for index in formatting.indices.reversed() {
      guard let node = formatting[index] else { return nil }
      if tree.element(node) == element { return index }
    }
    return nil
  }

  mutating func removeFormatting(_ node: HTMLTree.Node) {
    if let index = formatting.lastIndex(of: node) { formatting.remove(at: index) }
  }

  /// Puts misnested formatting right: `<b>1<p>2</b>3</p>`.
  mutating func adoptionAgency(_ subject: KnownElement) {
    if currentElement == subject, !formatting.contains(current) {
      pop()
      return
    }
    for _ in 0..<8 {
      guard let listIndex = formattingElement(subject), let element = formatting[listIndex] else {
        return anyOtherEndTag(of: UInt32(subject.rawValue))
      }
      guard let stackIndex = open.lastIndex(of: element) else {
        formatting.remove(at: listIndex)
        return
      }
      guard isInScope(element) else { return }
      guard let furthest = open[(stackIndex + 1)...].firstIndex(where: { isSpecial($0) }) else {
        while open.count > stackIndex { pop() }
        formatting.remove(at: listIndex)
        return
      }
      adopt(element, stackIndex, listIndex, furthest)
    }
  }

  private mutating func adopt(
    _ element: HTMLTree.Node, _ stackIndex: Int, _ listIndex: Int, _ furthestIndex: Int
  ) {
    let furthest = open[furthestIndex]
    let ancestor = open[stackIndex - 1]
    var bookmark = listIndex
    var last = furthest
    var index = furthestIndex
    var steps = 0
    while true {
      steps += 1
      index -= 1
      let node = open[index]
      if node == element { break }
      var inList = formatting.lastIndex(of: node)
      if steps > 3, let found = inList {
        formatting.remove(at: found)
        if found < bookmark { bookmark -= 1 }
        inList = nil
      }
      guard let inList else {
        removeFromStack(at: index)
        continue
      }
      let copy = clone(node)
      formatting[inList] = copy
      open[index] = copy
      if last == furthest { bookmark = inList + 1 }
      tree.remove(last)
      tree.append(last, to: copy)
      last = copy
    }
    tree.remove(last)
    insert(last, at: place(override: ancestor))
    let copy = clone(element)
    tree.moveChildren(of: furthest, to: copy)
    tree.append(copy, to: furthest)
    if let index = formatting.lastIndex(of: element) {
      formatting.remove(at: index)
      if index < bookmark { bookmark -= 1 }
    }
    formatting.insert(copy, at: bookmark)
    if let index = open.lastIndex(of: element) { removeFromStack(at: index) }
    if let index = open.lastIndex(of: furthest) { insertIntoStack(copy, at: index + 1) }
  }
}

extension [HTMLTree.Node] {
  /// Looks from the end, where what is looked for mostly is.
  fileprivate func contains(reversed node: HTMLTree.Node) -> Bool { lastIndex(of: node) != nil }
}
