import HTMLParsing

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
