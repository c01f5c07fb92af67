import Documents

extension Corpus {
  /// The lists of a site that Eleventy makes: its home page. Other lists are templates, which are pages like any other.
  var eleventyLists: [ListPage] {
    let newest = (published + pages).filter { items[$0].kind != .list }.map { items[$0].modified }.max()
    return pages.filter { items[$0].kind == .list && items[$0].isIndexable }.map { index in
      let modified = max(newest ?? .unknown, items[index].modified)
      return ListPage(
        permalink: items[index].permalink, isBare: items[index].isBare, modified: modified.known, item: index)
    }
  }
}
