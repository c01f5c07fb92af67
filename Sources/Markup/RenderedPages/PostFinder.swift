import HTMLParsing

/// Finds the author's part of a page by the words of its source: from the first block to the last that is the author's, with what the
/// source says stands between or at the edges (pictures, marks that a generator put something in the place of), and without what only the
/// template has there.
struct PostFinder {
  private(set) var tree: HTMLTree
  let source: WordStream
  let sourceTree: HTMLTree
  let title: String
  let template: PageTemplate
  /// What is left out, and why; only where it was asked for.
  private(set) var notes: [PageNote] = []
  /// The elements from the body's child to the one that holds the post; only where notes were asked for.
  private(set) var place: [String] = []

  var page: WordStream
  var alignment: WordAlignment
  /// Of each node how many of the source's words stand in it.
  private var matched: [Int32]
  /// Of each node the first word of the page in it, and that behind the last; empty where there is none.
  var first: [Int32]
  var end: [Int32]
  private let keepsNotes: Bool
  /// Whether the source has a table, so that one on the page is no frame of the template's.
  private let sourceHasTables: Bool

  /// The outermost element of the source that holds all of its words and stands on the page, too.
  var frame = HTMLTree.none

  /// The element whose children hold the post.
  var container: HTMLTree.Node = HTMLTree.none
  /// The first and the last child that is the post's.
  var range: (first: HTMLTree.Node, last: HTMLTree.Node)?

  init(
    _ tree: HTMLTree, source: HTMLTree, title: String, template: PageTemplate, keepsNotes: Bool = false
  ) {
    self.tree = tree
    sourceHasTables = source.holds(.table, below: HTMLTree.root)
    sourceTree = source
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

  static let generic: ElementSet = [
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
    range = own.map {
      (
        first: withSignBlocks(withSigns($0.0, tree.previous), isBefore: true),
        last: withSignBlocks(withSigns($0.1, tree.next), isBefore: false)
      )
    }
    takeAuthorsFrame()
    for isBefore in [true, false] {
      if let outer = outerWords(isBefore: isBefore) { widen(to: outer, isBefore: isBefore, in: body) }
      widenForSigns(isBefore: isBefore, in: body)
    }
  }

  /// Whether the source has anything to show.
  var isWanted: Bool { source.count > 0 }

  // MARK: Taking

  /// The author's part, as HTML; `nil` where the source's words are not there.
  mutating func content() -> [UInt8]? {
    guard let found = range else { return isWanted ? template.content(of: tree, title: title) : nil }
    noteOutside()
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
    var blocks: Set<HTMLTree.Node> = []
    var signs = 0
    for index in outerSource(isBefore: isBefore) {
      if source.words[index] == WordStream.sign { signs += 1 } else { blocks.insert(source.blocks[index]) }
    }
    return signs + blocks.count
  }

  /// Whether the source has something at an edge beyond the words that were found.
  func hasMore(isBefore: Bool) -> Bool { wantedBlocks(isBefore: isBefore) > 0 }

  /// Notes what stands outside of the element that holds the post, in the page's order.
  private mutating func noteOutside() {
    guard keepsNotes else { return }
    var outer: [PageNote] = []
    var inner = container
    while inner != tree.body, tree.parent(inner) != HTMLTree.none {
      place.insert(PageTemplate.signature(inner, tree), at: 0)
      var (before, after): ([PageNote], [PageNote]) = ([], [])
      var node = tree.firstChild(tree.parent(inner))
      var isBehind = false
      while node != HTMLTree.none {
        if node == inner {
          isBehind = true
        } else if tree.isElement(node), !WordStream.skipped.contains(tree.element(node)),
          !PlainText.foldWhiteSpace(tree.allText(in: node)).isEmpty
        {
          let note = PageNote(tree, node, "is outside of the element that holds the author's words")
          if isBehind { after.append(note) } else { before.append(note) }
        }
        node = tree.next(node)
      }
      outer = before + outer + after
      inner = tree.parent(inner)
    }
    notes += outer
  }

  /// Whether a reader sees anything of a node.
  func shows(_ node: HTMLTree.Node) -> Bool { end[Int(node)] > 0 && first[Int(node)] < end[Int(node)] }

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
