extension Corpus {
  /// The lists of a site that Jekyll makes.
  var jekyllLists: [ListPage] { [] }
}
