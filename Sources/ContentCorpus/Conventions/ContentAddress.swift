import Foundation
import TidingsCore

/// Where a generator puts the page of a content file.
struct ContentAddress {
  let convention: Convention
  let timeZone: SiteTimeZone
  let place: ContentLocation

  /// The address from the site's root, as it ends: `/news/a/`, `/2021/03/a.html`, `/a`.
  ///
  /// - Parameters:
  ///   - title: of the item.
  ///   - published: its date.
  /// - Returns: `nil` for a pattern with an unknown mark.
  func text(_ front: FrontMatter, title: String, published: Timestamp) -> String? {
    switch convention.generator {
    case .medigy: nil
    case .hugo: hugo(front, title, published)
    case .jekyll: jekyll(front, published)
    case .zola: zola(front)
    case .html: pages(front)
    case .wordpress: given(front)
    case .eleventy: eleventy(front, published)
    }
  }

  /// The address, or pattern of one, that the page itself names.
  func given(_ front: FrontMatter) -> String? {
    front.text(front.fields[.url]).map { $0.removingPercentEncoding ?? $0 }
  }

  /// An instant whose date in UTC is that of the site's zone.
  func local(_ instant: Timestamp) -> Timestamp { instant.advanced(bySeconds: timeZone.offset(at: instant)) }
}
