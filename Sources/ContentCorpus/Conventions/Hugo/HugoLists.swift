extension Corpus {
  /// The lists of a site that Hugo makes.
  var hugoLists: [ListPage] { [] }
}
