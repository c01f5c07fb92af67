import TidingsCore

extension Corpus {
  /// The only list of a site whose other lists are pages like any other: its home page. Eleventy's are templates, and a built folder
  /// distinguishes them from no other page.
  var homeLists: [ListPage] {
    let newest = (published + pages).filter { items[$0].kind != .list }.map { items[$0].modified }.max()
    return pages.filter { items[$0].kind == .list && items[$0].isIndexable }.map { index in
      let modified = max(newest ?? .unknown, items[index].modified)
      return ListPage(
        permalink: items[index].permalink, isBare: items[index].isBare, modified: modified.known, item: index)
    }
  }
}
