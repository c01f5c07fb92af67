import TidingsCore

/// Moves what is said of a feed in front of its entries. The order of elements means nothing there.
enum OrderMender {
  static func edits(_ utf8: [UInt8], _ tree: XMLTree, _ format: DocumentFormat, found: Set<String>) -> [TextEdit] {
    let rule = format == .atom ? "atom.feed.order" : "rss.channel.order"
    guard format == .atom || format == .rss, found.contains(rule), let view = FeedView(tree, format: format),
      let first = view.entries.first, first != view.feed
    else { return [] }
    var moved: [UInt8] = []
    var edits: [TextEdit] = []
    for child in tree.children(view.feed) where child > first && isOfFeed(tree.name(child), format) {
      guard let element = TagScan.element(at: tree.nodes[child].offset, in: utf8) else { return [] }
      var start = element.lowerBound
      while start > 0, utf8[start - 1].isXMLSpace { start -= 1 }
      moved += utf8[element]
      moved += utf8[start..<element.lowerBound]
      edits.append(TextEdit(start..<element.upperBound, "", rule))
    }
    let place = tree.nodes[first].offset
    return edits.isEmpty ? [] : [TextEdit(place..<place, moved, rule)] + edits
  }

  private static func isOfFeed(_ name: XMLTree.Name, _ format: DocumentFormat) -> Bool {
    if format == .atom { return name.namespace == Namespaces.atom && name.local != "entry" }
    let isLink = name.namespace == Namespaces.atom && name.local == "link"
    return isLink || (name.namespace.isEmpty && name.local != "item")
  }
}
