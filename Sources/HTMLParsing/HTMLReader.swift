/// Reads HTML as browsers read it (HTML Living Standard, section 13.2). It reads anything; it loads nothing.
package enum HTMLReader {
  /// A whole page.
  package static func document(_ html: [UInt8]) -> HTMLTree {
    var builder = TreeBuilder(html)
    return builder.run()
  }

  /// A piece of HTML as it would stand in a `div` (section 13.4): all that is in it is below ``HTMLTree/fragment``.
  package static func fragment(_ html: [UInt8]) -> HTMLTree {
    var builder = TreeBuilder(html)
    builder.startFragment()
    return builder.run()
  }
}

extension HTMLTree {
  /// What holds the nodes of a fragment.
  package static let fragment: Node = 1

  /// The `body` of a page.
  package var body: Node? {
    child(HTMLTree.root, .html).flatMap { child($0, .body) }
  }
}

extension TreeBuilder {
  mutating func startFragment() {
    context = .div
    insertElement(.html)
    resetMode()
  }
}
