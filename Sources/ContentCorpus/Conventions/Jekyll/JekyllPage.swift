import Documents
import YAMLReading

/// Where Jekyll puts posts, documents of collections, and pages (jekyllrb.com/docs/permalinks).
extension ContentAddress {
  func jekyll(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
    if place.kind == .item { return post(front, title, published) }
    // A file that is only copied lies where it lies.
    if front.isMissing { return "/" + (place.folders + [place.file]).joined(separator: "/") }
    return place.collection.map { document(front, title, published, of: $0) } ?? page(front)
  }

  private static let styles = [
    "date": "/:categories/:year/:month/:day/:title:output_ext", "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext", "none": "/:categories/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
  ]

  private func post(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
    let rules = convention.jekyll
    let style = rules.postPermalink ?? rules.permalink
    return address(given(front) ?? ContentAddress.styles[style] ?? style, values(front, title, published))
  }

  private func document(
    _ front: FrontMatter, _ title: String, _ published: Timestamp, of label: String
  ) -> String? {
    let own = convention.jekyll.collections[label]?.permalink
    var values = values(front, title, published)
    values.collection = label
    return address(
      given(front) ?? own.map { ContentAddress.styles[$0] ?? $0 } ?? suffixed("/:collection/:path"), values)
  }

  private func page(_ front: FrontMatter) -> String? {
    var values = values(front, "", .unknown)
    values.path = place.folders.joined(separator: "/")
    if let own = given(front) { return address(own, values) }
    if place.name == "index" { return address("/:path/", values) }
    return address(suffixed("/:path/:basename"), values)
  }

  /// What pages and collections make of the site's style.
  private func suffixed(_ pattern: String) -> String {
    switch convention.jekyll.permalink {
    case "pretty": pattern + "/"
    case "date", "ordinal", "none": pattern + ":output_ext"
    case let style where style.hasSuffix("/"): pattern + "/"
    case let style where style.hasSuffix(":output_ext"): pattern + ":output_ext"
    default: pattern
    }
  }

  private func address(_ pattern: String, _ values: PermalinkPattern.Values) -> String? {
    PermalinkPattern(generator: .jekyll).address(pattern, values).map { text in
      var text = "/" + text.replacing("..", with: "/")
      while let double = text.firstRange(of: "//") { text.replaceSubrange(double, with: "/") }
      return text
    }
  }

  private func values(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> PermalinkPattern.Values {
    let categories = front.words("categories") + front.texts("category")
    var seen: Set<String> = []
    // Documents of collections whose names begin with a day are named without it, as posts are.
    let bare = place.kind == .item ? place.name : place.date == nil ? place.name : ContentPlace.withoutDate(place.name)
    let file = place.kind == .item ? "\(place.date.map { $0 + "-" } ?? "")\(place.name)" : place.name
    var values = PermalinkPattern.Values(
      published: published == .unknown ? published : local(published), slug: front.text(front.fields[.slug]),
      name: bare,
      fileName: file, title: title, sections: [], ownSections: [],
      categories: ((place.kind == .item ? place.folders : []) + categories).filter {
        seen.insert($0.lowercased()).inserted
      })
    values.path = (place.folders + [place.name]).joined(separator: "/")
    values.ending = convention.isHTML(place.file) ? "." + (place.file.split(separator: ".").last ?? "html") : ".html"
    return values
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
