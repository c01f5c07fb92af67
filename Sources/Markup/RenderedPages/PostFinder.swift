import HTMLParsing

/// Finds the author's part of a page by the words of its source: from the first block to the last that is the author's, with what the
/// source says stands between or at the edges (pictures, marks that a generator put something in the place of), and without what only the
/// template has there.
struct PostFinder {
  private(set) var tree: HTMLTree
  private let source: WordStream
  private let title: String
  private let template: PageTemplate
  /// What is left out, and why; for who asks.
  private(set) var notes: [PageNote] = []

  private var page: WordStream
  private var alignment: WordAlignment
  /// Of each node how many of the source's words stand in it.
  private var matched: [Int32]
  /// Of each node the first word of the page in it, and that behind the last; empty where there is none.
  private var first: [Int32]
  private var end: [Int32]
  private let keepsNotes: Bool
  /// Whether the source has a table, so that one on the page is no frame of the template's.
  private let sourceHasTables: Bool

  /// The element whose children hold the post.
  private(set) var container: HTMLTree.Node = HTMLTree.none
  /// The first and the last child that is the post's.
  private(set) var range: (first: HTMLTree.Node, last: HTMLTree.Node)?

  init(
    _ tree: HTMLTree, source: HTMLTree, title: String, template: PageTemplate, keepsNotes: Bool = false
  ) {
    self.tree = tree
    sourceHasTables = source.holds(.table, below: HTMLTree.root)
    let source = WordStream(source, in: HTMLTree.root)
    self.source = source
    self.title = title
    self.template = template
    self.keepsNotes = keepsNotes
    let body = tree.body ?? HTMLTree.root
    let root = template.container(in: tree) ?? body
    page = WordStream(tree, in: root)
    alignment = WordAlignment(of: source.words, in: page.words)
    if root != body, 2 * alignment.found < source.count {
      let whole = WordStream(tree, in: body)
      let other = WordAlignment(of: source.words, in: whole.words)
      if other.found > alignment.found { (page, alignment) = (whole, other) }
    }
    (matched, first, end) = ([], [], [])
    count()
    if alignment.found > 0 { findRange(in: body) }
  }

  /// Counts words for each node and those around it.
  private mutating func count() {
    let nodes = tree.count
    matched = [Int32](repeating: 0, count: nodes)
    first = [Int32](repeating: Int32.max, count: nodes)
    end = [Int32](repeating: 0, count: nodes)
    for index in page.nodes.indices {
      let isMatch = alignment.positions[index] >= 0
      var node = page.nodes[index]
      while node != HTMLTree.none {
        if isMatch { matched[Int(node)] += 1 }
        first[Int(node)] = min(first[Int(node)], Int32(index))
        end[Int(node)] = Int32(index + 1)
        node = tree.parent(node)
      }
    }
  }

  // MARK: The container

  private static let generic: ElementSet = [
    .div, .section, .article, .main, .body, .center, .form, .other, .header, .span, .font, .fieldset,
  ]
  private static let tableParts: ElementSet = [.table, .tbody, .tr, .td]

  private func isEnterable(_ node: HTMLTree.Node) -> Bool {
    let element = tree.element(node)
    return PostFinder.generic.contains(element) && tree.isElement(node)
      || PostFinder.tableParts.contains(element) && !sourceHasTables
  }

  private mutating func findRange(in body: HTMLTree.Node) {
    let total = Int32(alignment.found)
    // A word or two may be there by chance.
    let enough = total - total / 50
    container = body
    var isDeeper = true
    while isDeeper {
      isDeeper = false
      var child = tree.firstChild(container)
      while child != HTMLTree.none {
        if matched[Int(child)] >= enough, isEnterable(child) {
          container = child
          isDeeper = true
          break
        }
        child = tree.next(child)
      }
    }
    var own: (HTMLTree.Node, HTMLTree.Node)?
    var child = tree.firstChild(container)
    while child != HTMLTree.none {
      if matched[Int(child)] > 0 { own = (own?.0 ?? child, child) }
      child = tree.next(child)
    }
    range = own.map { (first: withSigns($0.0, tree.previous), last: withSigns($0.1, tree.next)) }
    for isBefore in [true, false] {
      if let outer = outerWords(isBefore: isBefore) { widen(to: outer, isBefore: isBefore, in: body) }
      widenForSigns(isBefore: isBefore, in: body)
    }
  }

  /// The outermost word of the page that is of the source's edge and stands outside of the container; `nil` where most of that
  /// edge is not there: a word or two may be anywhere by chance.
  private func outerWords(isBefore: Bool) -> Int? {
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
  private mutating func widen(to word: Int, isBefore: Bool, in body: HTMLTree.Node) {
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
  private mutating func widenForSigns(isBefore: Bool, in body: HTMLTree.Node) {
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
  private func wantedSigns(isBefore: Bool) -> Int {
    let positions = alignment.positions.lazy.filter { $0 >= 0 }
    guard let edge = isBefore ? positions.min() : positions.max() else { return 0 }
    let outer = isBefore ? 0..<Int(edge) : (Int(edge) + 1)..<source.count
    return outer.count { source.words[$0] == WordStream.sign }
  }

  /// Whether a picture or the like stands in a node of the page.
  private func holdsSign(_ node: HTMLTree.Node) -> Bool {
    page.words[Int(first[Int(node)])..<Int(end[Int(node)])].contains(WordStream.sign)
  }

  /// A node, or the text beside it that has signs but no words: a full stop behind a link.
  private func withSigns(_ node: HTMLTree.Node, _ beside: (HTMLTree.Node) -> HTMLTree.Node) -> HTMLTree.Node {
    let other = beside(node)
    guard other != HTMLTree.none, tree.kind(other) == .text, !shows(other),
      tree.kind(node) == .text || WordStream.inline.contains(tree.element(node))
    else { return node }
    return other
  }

  /// Whether the source has anything to show.
  var isWanted: Bool { source.count > 0 }

  // MARK: Taking

  /// The author's part, as HTML; `nil` where the source's words are not there.
  mutating func content() -> [UInt8]? {
    guard let found = range else { return isWanted ? template.content(of: tree, title: title) : nil }
    let edges = (before: edge(found.first, isBefore: true), after: edge(found.last, isBefore: false))
    prune(from: found.first, to: found.last)
    var out: [UInt8] = []
    for node in edges.before.reversed() { out += tree.html(of: node) }
    var child = found.first
    while child != HTMLTree.none {
      let next = tree.next(child)
      if tree.kind(child) != .comment { out += tree.html(of: child) }
      if child == found.last { break }
      child = next
    }
    for node in edges.after { out += tree.html(of: node) }
    return out
  }

  /// What stands beside the author's words and is the author's as well, since the source has something there; from the words outwards.
  private mutating func edge(_ start: HTMLTree.Node, isBefore: Bool) -> [HTMLTree.Node] {
    let wanted = wantedBlocks(isBefore: isBefore)
    var candidates: [HTMLTree.Node] = []
    var node = isBefore ? tree.previous(start) : tree.next(start)
    while node != HTMLTree.none {
      if tree.isElement(node) || tree.kind(node) == .text { candidates.append(node) }
      node = isBefore ? tree.previous(node) : tree.next(node)
    }
    var taken = 0
    if wanted > 0 {
      // Where the template is known, all in front of its first block; else as many blocks as the source has marks.
      let known = candidates.firstIndex { template.isKnown($0, tree, isBefore: isBefore) }
      var count = 0
      for (index, candidate) in candidates.enumerated() {
        guard shows(candidate) else { continue }
        if let known, index >= known { break }
        if known == nil, count >= wanted { break }
        if PageTemplate.isFurniture(candidate, tree, title: title) { break }
        count += 1
        taken = index + 1
      }
    }
    if keepsNotes {
      for candidate in candidates[taken...] where shows(candidate) {
        notes.append(PageNote(tree, candidate, "is \(isBefore ? "before" : "behind") the author's words"))
      }
    }
    return Array(candidates[..<taken])
  }

  /// How many blocks the source has beyond the words that were found.
  private func wantedBlocks(isBefore: Bool) -> Int {
    let positions = alignment.positions.lazy.filter { $0 >= 0 }
    guard let edge = isBefore ? positions.min() : positions.max() else { return 0 }
    let outer = isBefore ? 0..<Int(edge) : (Int(edge) + 1)..<source.count
    var blocks: Set<HTMLTree.Node> = []
    var signs = 0
    for index in outer {
      if source.words[index] == WordStream.sign { signs += 1 } else { blocks.insert(source.blocks[index]) }
    }
    return signs + blocks.count
  }

  /// Whether the source has something at an edge beyond the words that were found.
  func hasMore(isBefore: Bool) -> Bool { wantedBlocks(isBefore: isBefore) > 0 }

  /// Whether a reader sees anything of a node.
  private func shows(_ node: HTMLTree.Node) -> Bool { end[Int(node)] > 0 && first[Int(node)] < end[Int(node)] }

  /// Takes out what stands between the author's words and is none of theirs.
  private mutating func prune(from start: HTMLTree.Node, to last: HTMLTree.Node) {
    var pending = [(start, last)]
    while let (start, last) = pending.popLast() {
      var node = start
      while node != HTMLTree.none {
        let next = node == last ? HTMLTree.none : tree.next(node)
        defer { node = next }
        guard tree.isElement(node) || tree.kind(node) == .text, shows(node) else { continue }
        if matched[Int(node)] == 0 {
          if let reason = reasonToLeave(node) {
            if keepsNotes { notes.append(PageNote(tree, node, reason)) }
            tree.remove(node)
          }
        } else if isEnterable(node), tree.firstChild(node) != HTMLTree.none {
          pending.append((tree.firstChild(node), tree.lastChild(node)))
        }
      }
    }
  }

  /// Why a node without any of the source's words is not the post's; `nil` where it may be.
  private func reasonToLeave(_ node: HTMLTree.Node) -> String? {
    let (before, after) = gap(around: node)
    var signs = 0
    var words = 0
    for index in before..<max(before, after) {
      if source.words[index] == WordStream.sign { signs += 1 } else { words += 1 }
    }
    if signs + words == 0 { return "is where the content file has nothing" }
    if signs == 0, PageTemplate.isFurniture(node, tree, title: title) { return "is the template's by its name" }
    return nil
  }

  /// The source's words between those that are found on both sides of a node.
  private func gap(around node: HTMLTree.Node) -> (start: Int, end: Int) {
    var before = Int(first[Int(node)]) - 1
    while before >= 0, alignment.positions[before] < 0 { before -= 1 }
    var after = Int(end[Int(node)])
    while after < page.count, alignment.positions[after] < 0 { after += 1 }
    return (
      before < 0 ? 0 : Int(alignment.positions[before]) + 1,
      after < page.count ? Int(alignment.positions[after]) : source.count
    )
  }
}

/// What of a page is not in its entry.
public struct PageNote: Sendable, Hashable {
  /// As a selector writes it.
  public let element: String
  /// Its first words.
  public let words: String
  public let reason: String

  init(_ tree: HTMLTree, _ node: HTMLTree.Node, _ reason: String) {
    element = tree.isElement(node) ? PageTemplate.signature(node, tree) : "text"
    words = PlainText.firstWords(
      PlainText.foldWhiteSpace(
        tree.isElement(node) ? tree.allText(in: node) : String(decoding: tree.text(node), as: UTF8.self)),
      limit: 60)
    self.reason = reason
  }
}
