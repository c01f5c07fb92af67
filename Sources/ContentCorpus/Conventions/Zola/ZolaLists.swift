extension Corpus {
  /// The lists of a site that Zola makes.
  var zolaLists: [ListPage] { [] }
}
