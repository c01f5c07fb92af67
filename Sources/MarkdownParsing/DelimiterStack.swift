/// Runs of signs that may open or close emphasis, linked in both directions, so that any can be taken out.
struct DelimiterStack {
  struct Delimiter {
    let node: MarkdownTree.Node
    let sign: UInt8
    /// As it was written.
    let length: Int
    let canOpen: Bool
    let canClose: Bool
    var previous: Int
    var next = -1
  }

  private(set) var all: [Delimiter] = []
  private(set) var last = -1

  mutating func removeAll() {
    all.removeAll(keepingCapacity: true)
    last = -1
  }

  subscript(index: Int) -> Delimiter { all[index] }

  mutating func push(_ node: MarkdownTree.Node, _ sign: UInt8, _ length: Int, canOpen: Bool, canClose: Bool) {
    all.append(
      Delimiter(node: node, sign: sign, length: length, canOpen: canOpen, canClose: canClose, previous: last))
    if last >= 0 { all[last].next = all.count - 1 }
    last = all.count - 1
  }

  mutating func remove(_ index: Int) {
    let (previous, next) = (all[index].previous, all[index].next)
    if previous >= 0 { all[previous].next = next }
    if next >= 0 { all[next].previous = previous } else if last == index { last = previous }
  }

  /// Whether a node is that of the last run, which may close something.
  func isLast(_ node: MarkdownTree.Node) -> Bool { last >= 0 && all[last].node == node && all[last].canClose }
}
