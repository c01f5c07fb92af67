import HTMLParsing

/// How far the author's part goes beyond the element with most of its words.
extension PostFinder {
  /// The outermost word of the page that is of the source's edge and stands outside of the container; `nil` where most of that
  /// edge is not there: a word or two may be anywhere by chance.
  func outerWords(isBefore: Bool) -> Int? {
    let inner = Int(first[Int(container)])..<Int(end[Int(container)])
    let positions = alignment.positions[inner].filter { $0 >= 0 }
    guard let edge = isBefore ? positions.min() : positions.max() else { return nil }
    let count = isBefore ? Int(edge) : source.count - 1 - Int(edge)
    guard count >= 2 else { return nil }
    let outer = (isBefore ? 0..<inner.lowerBound : inner.upperBound..<page.count).filter { index in
      let position = alignment.positions[index]
      return position >= 0 && (isBefore ? position < edge : position > edge)
    }
    guard 10 * outer.count >= 6 * count else { return nil }
    return isBefore ? outer.first : outer.last
  }

  /// Makes an element around the container the container, so that a word of the page is in the range.
  mutating func widen(to word: Int, isBefore: Bool, in body: HTMLTree.Node) {
    var node = container
    while node != body, first[Int(node)] > Int32(word) || end[Int(node)] <= Int32(word) {
      node = tree.parent(node)
      guard node != HTMLTree.none else { return }
    }
    enlarge(to: node)
    var child = tree.firstChild(container)
    while child != HTMLTree.none {
      if first[Int(child)] <= Int32(word), end[Int(child)] > Int32(word) {
        if isBefore { range?.first = child } else { range?.last = child }
        return
      }
      child = tree.next(child)
    }
  }

  /// Takes an element around the container in its place; the range is the child that held all of it.
  private mutating func enlarge(to node: HTMLTree.Node) {
    guard node != container else { return }
    var inner = container
    while tree.parent(inner) != node, tree.parent(inner) != HTMLTree.none { inner = tree.parent(inner) }
    container = node
    range = (first: inner, last: inner)
  }

  /// Goes out as far as something may be what the source has at its edge without words: a picture beside the one `div`
  /// with all the words.
  mutating func widenForSigns(isBefore: Bool, in body: HTMLTree.Node) {
    guard let found = range, wantedSigns(isBefore: isBefore) > 0 else { return }
    var (inner, node) = (isBefore ? found.first : found.last, container)
    while true {
      var beside = isBefore ? tree.previous(inner) : tree.next(inner)
      while beside != HTMLTree.none, !shows(beside) { beside = isBefore ? tree.previous(beside) : tree.next(beside) }
      if beside != HTMLTree.none {
        // What stands there first is the source's, or there is nothing of it.
        guard holdsSign(beside), !template.isKnown(beside, tree, isBefore: isBefore),
          !PageTemplate.isFurniture(beside, tree, title: title)
        else { return }
        enlarge(to: node)
        return
      }
      guard node != body, PostFinder.generic.contains(tree.element(node)) else { return }
      (inner, node) = (node, tree.parent(node))
      guard node != HTMLTree.none else { return }
    }
  }

  /// Pictures and the like that the source has beyond the words that were found.
  func wantedSigns(isBefore: Bool) -> Int {
    outerSource(isBefore: isBefore).count { source.words[$0] == WordStream.sign }
  }

  /// Whether a picture or the like stands in a node of the page.
  private func holdsSign(_ node: HTMLTree.Node) -> Bool {
    page.words[Int(first[Int(node)])..<Int(end[Int(node)])].contains(WordStream.sign)
  }

  /// What of the source stands beyond the words that were found, and outside of the author's own frame.
  func outerSource(isBefore: Bool) -> [Int] {
    let positions = alignment.positions.lazy.filter { $0 >= 0 }
    guard let edge = isBefore ? positions.min() : positions.max() else { return [] }
    let outer = isBefore ? 0..<Int(edge) : (Int(edge) + 1)..<source.count
    return frame == HTMLTree.none
      ? Array(outer) : outer.filter { !sourceTree.isInside(source.nodes[$0], frame) }
  }

  /// Takes the elements that the author wrote around all words, with everything in them: what a generator puts there in the place of a
  /// mark is the author's.
  mutating func takeAuthorsFrame() {
    var frames = framesOfSource()
    while let inner = frames.first, PageTemplate.signature(inner, sourceTree) != PageTemplate.signature(container, tree)
    {
      frames.removeFirst()
    }
    var node = container
    for (index, wanted) in frames.enumerated() {
      if index > 0 { node = tree.parent(node) }
      guard node != HTMLTree.none, node != tree.body,
        PageTemplate.signature(wanted, sourceTree) == PageTemplate.signature(node, tree)
      else { return }
    }
    guard let outermost = frames.last, tree.parent(node) != HTMLTree.none else { return }
    frame = outermost
    if node == container {
      container = tree.parent(node)
      range = (first: node, last: node)
    } else {
      let outer = tree.parent(node)
      enlarge(to: outer)
    }
  }

  /// The elements of the source that hold all of its words, from the innermost outwards; no more than a few of many.
  private func framesOfSource() -> [HTMLTree.Node] {
    let isWord = { (index: Int) in source.words[index] != WordStream.sign }
    guard let first = source.words.indices.first(where: isWord), let last = source.words.indices.last(where: isWord)
    else { return [] }
    var frames: [HTMLTree.Node] = []
    var node = sourceTree.parent(source.nodes[first])
    while node != HTMLTree.none, node != HTMLTree.root, frames.count < 32 {
      if sourceTree.isElement(node), PostFinder.generic.contains(sourceTree.element(node)) { frames.append(node) }
      node = sourceTree.parent(node)
    }
    return Array(frames.drop { !sourceTree.isInside(source.nodes[last], $0) })
  }

  /// The outermost of the blocks beside a node that have signs but no words, as the source has them there: `<p>.</p>`.
  func withSignBlocks(_ node: HTMLTree.Node, isBefore: Bool) -> HTMLTree.Node {
    var (outermost, beside) = (node, node)
    var signs: Set<String>?
    while true {
      beside = isBefore ? tree.previous(beside) : tree.next(beside)
      guard beside != HTMLTree.none, !shows(beside), tree.kind(beside) != .comment else { return outermost }
      guard tree.isElement(beside) else { continue }
      let text = PlainText.foldWhiteSpace(tree.allText(in: beside))
      if text.isEmpty { continue }
      let known = signs ?? signBlocksOfSource(isBefore: isBefore)
      signs = known
      guard known.contains(text) else { return outermost }
      outermost = beside
    }
  }

  /// The texts of the source before its first word or behind its last that have signs but no words.
  private func signBlocksOfSource(isBefore: Bool) -> Set<String> {
    let isWord = { (index: Int) in source.words[index] != WordStream.sign }
    guard let word = isBefore ? source.words.indices.first(where: isWord) : source.words.indices.last(where: isWord)
    else { return [] }
    var texts: Set<String> = []
    var node = sourceTree.following(HTMLTree.root, below: HTMLTree.root)
    var isBeyond = isBefore
    while node != HTMLTree.none {
      if node == source.nodes[word] {
        if isBefore { break }
        isBeyond = true
      } else if isBeyond, sourceTree.kind(node) == .text {
        texts.insert(PlainText.foldWhiteSpace(String(decoding: sourceTree.text(node), as: UTF8.self)))
      }
      node = sourceTree.following(node, below: HTMLTree.root)
    }
    return texts
  }

  /// A node, or the text beside it that has signs but no words: a full stop behind a link.
  func withSigns(_ node: HTMLTree.Node, _ beside: (HTMLTree.Node) -> HTMLTree.Node) -> HTMLTree.Node {
    let other = beside(node)
    guard other != HTMLTree.none, tree.kind(other) == .text, !shows(other),
      tree.kind(node) == .text || WordStream.inline.contains(tree.element(node))
    else { return node }
    return other
  }
}
