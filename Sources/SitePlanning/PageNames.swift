import TidingsCore

/// Where pages for people and their files lie.
package enum PageNames {
  package static let directory = "topics.html"
  package static let feedStyle = "feed.css"

  /// The page of the feed in a folder.
  package static func page(_ folder: String) -> String { folder + DocumentFormat.page.fileName }
}
