extension Corpus {
  /// The lists of a site that Eleventy makes.
  var eleventyLists: [ListPage] { [] }
}
