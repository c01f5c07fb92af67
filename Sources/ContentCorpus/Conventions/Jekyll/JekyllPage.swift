import Documents
import YAMLReading

/// Pages of Jekyll: what their paths say, and where they are.
extension ContentPlace {
  /// jekyllrb.com/docs/posts: `_posts/2021-03-04-name.md`, below folders that are categories.
  mutating func readsJekyll() -> Bool {
    guard let posts = folders.firstIndex(of: "_posts"), let date = ContentPlace.date(at: name) else { return false }
    // What another underscore hides is no page.
    guard !folders[..<posts].contains(where: { $0.hasPrefix("_") }) else { return false }
    folders = Array(folders[..<posts])
    self.date = date
    name = String(name.dropFirst(date.count + 1))
    return !name.isEmpty
  }
}

extension ContentAddress {
  func jekyll(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
    let style = convention.permalinks[""] ?? "date"
    let named = [
      "date": "/:categories/:year/:month/:day/:title:output_ext", "pretty": "/:categories/:year/:month/:day/:title/",
      "ordinal": "/:categories/:year/:y_day/:title:output_ext", "none": "/:categories/:title:output_ext",
    ]
    let categories = front.words("categories") + front.texts("category")
    var seen: Set<String> = []
    let values = PermalinkPattern.Values(
      published: local(published), slug: front.text(front.fields[.slug]), name: place.name,
      fileName: "\(place.date.map { $0 + "-" } ?? "")\(place.name)", title: title, sections: [], ownSections: [],
      categories: (place.folders + categories).filter { seen.insert($0.lowercased()).inserted })
    return PermalinkPattern(generator: .jekyll).address(given(front) ?? named[style] ?? style, values)
      .map { $0.hasPrefix("/") ? $0 : "/" + $0 }
  }
}

extension FrontMatter {
  /// The same with the places.
  func wordsWithPlaces(_ field: FieldPath) -> [(text: String, node: YAMLValue)?] {
    guard let node = node(field), node.sequence == nil else { return parallelTexts(field) }
    return words(field).map { ($0, node) }
  }

  /// The texts of a list, or of a scalar with spaces between them, as Jekyll has them.
  func words(_ field: FieldPath) -> [String] {
    guard let node = node(field), node.sequence == nil else { return texts(field) }
    return (node.text ?? "").split(separator: " ").map(String.init)
  }
}
