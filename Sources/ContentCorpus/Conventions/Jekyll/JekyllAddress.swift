import DataFormats
import Foundation
import TidingsCore

/// Where Jekyll puts posts, documents of collections, pages and files (jekyllrb.com/docs/permalinks).
extension ContentAddress {
  /// - Returns: `nil` for a pattern with an unknown mark.
  func jekyll(_ front: FrontMatter, _ published: Timestamp) -> String? {
    guard let own = place.jekyll else { return nil }
    guard let pattern = documentPattern(front) else { return page(front, own) }
    if front.isMissing, own.collection != "posts" { return file(pattern, own) }
    let marks = JekyllMarks(
      convention: convention, place: place, jekyll: own, front: front,
      published: published == .unknown ? published : local(published))
    return JekyllURL.document(pattern, value: marks.value)
  }

  /// Whether the address wants a date.
  func wantsDateOfJekyll(_ front: FrontMatter) -> Bool {
    documentPattern(front)?.matches(of: /:([a-z_]+)/).contains { match in
      JekyllURL.dateMarks.contains(match.1.hasSuffix("_") ? String(match.1.dropLast()) : String(match.1))
    } ?? false
  }

  private static let styles = [
    "date": "/:categories/:year/:month/:day/:title:output_ext", "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext", "none": "/:categories/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
  ]

  /// The pattern of a document's address; `nil` for a page.
  private func documentPattern(_ front: FrontMatter) -> String? {
    guard let label = place.jekyll?.collection else { return nil }
    if let own = permalink(front) { return own }
    let rules = convention.jekyll
    // Only the site's own pattern may be the name of a style.
    if label == "posts" {
      return rules.postPermalink ?? ContentAddress.styles[rules.permalink] ?? rules.permalink
    }
    return rules.collections[label]?.permalink ?? suffixed("/:collection/:path")
  }

  /// The address, or pattern of one, that the page itself names; `false` is none.
  private func permalink(_ front: FrontMatter) -> String? {
    front.node(front.fields[.url])?.bool == false ? nil : given(front)
  }

  private func page(_ front: FrontMatter, _ own: JekyllPlace) -> String {
    let folder = "/" + place.folders.joined(separator: "/")
    let ending = JekyllMarkup.outputEnding(own.ending, convention.jekyll)
    // A file that is only copied lies where it lies.
    if front.isMissing { return JekyllURL.sanitized(folder + "/" + place.name + ending) }
    let pattern =
      if let own = permalink(front) {
        own
      } else if !JekyllMarkup.isPage(ending) {
        "/:path/:basename:output_ext"
      } else {
        place.name == "index" ? "/:path/" : suffixed("/:path/:basename")
      }
    return JekyllURL.page(pattern, [("path", folder), ("basename", place.name), ("output_ext", ending)])
  }

  /// The address of a file in a collection.
  private func file(_ pattern: String, _ own: JekyllPlace) -> String {
    let path = JekyllURL.page(
      pattern,
      [
        ("collection", own.collection ?? ""), ("path", own.stem), ("output_ext", ""),
        ("name", own.basename.withoutDotsAtEnd), ("title", ""),
      ])
    return (path.hasSuffix("/") ? String(path.dropLast()) : path) + "." + own.ending
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
}
