import HTMLParsing

/// Whether the parts of HTML tables stand where HTML allows them (HTML Living Standard, section 4.9).
///
/// Browsers move what does not belong into a table out of it; what is left when other elements have gone may still be no
/// table, and is written without its tags, so that nothing moves and nothing is lost.
struct TableStructure {
  /// Verdicts on tables by their node, which are looked at once.
  private var known: [HTMLTree.Node: Bool] = [:]

  static let parts: ElementSet = [.caption, .colgroup, .col, .thead, .tbody, .tfoot, .tr, .td, .th]

  private static func children(_ element: KnownElement) -> ElementSet? {
    switch element {
    case .table: [.caption, .colgroup, .col, .thead, .tbody, .tfoot, .tr]
    case .thead, .tbody, .tfoot: [.tr]
    case .tr: [.td, .th]
    case .colgroup: [.col]
    default: nil
    }
  }

  /// Whether a table has nothing in it but rows, cells and the like, each in its place.
  mutating func isSound(_ table: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    if let verdict = known[table] { return verdict }
    let verdict = TableStructure.holdsOnlyParts(table, tree)
    known[table] = verdict
    return verdict
  }

  /// Whether a part belongs to a sound table.
  mutating func canStand(_ part: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    var node = part
    while true {
      let parent = tree.parent(node)
      guard parent != HTMLTree.none, let allowed = TableStructure.children(tree.element(parent)),
        allowed.contains(tree.element(node))
      else { return false }
      if tree.element(parent) == .table { return isSound(parent, tree) }
      node = parent
    }
  }

  /// The nesting is that of the parts, four deep at most.
  private static func holdsOnlyParts(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    guard let allowed = children(tree.element(node)) else { return true }
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      switch tree.kind(child) {
      case .element:
        let element = tree.element(child)
        if allowed.contains(element) {
          guard holdsOnlyParts(child, tree) else { return false }
        } else if ![.script, .style, .template, .input, .form].contains(element) {
          return false
        }
      case .text:
        if !tree.text(child).allSatisfy({ $0 <= 0x20 }) { return false }
      default: break
      }
      child = tree.next(child)
    }
    return true
  }
}
