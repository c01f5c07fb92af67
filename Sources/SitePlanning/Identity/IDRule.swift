import ContentCorpus
import Markup
import SiteSettings
import TidingsCore

/// How a program that made a site's feeds makes the ids of their entries.
public enum IDRule: String, Sendable, Hashable, CaseIterable {
  /// The page's address (Hugo, Zola, Eleventy's plugin, Nikola, MkDocs, ABlog).
  case address
  /// The address without its slash or ending; the name is the file's (`post.id` of Jekyll, which jekyll-feed writes).
  case jekyll
  /// A tag URI of the day and the path (Django's `get_tag_uri`, which Pelican uses).
  case tagOfDay
  /// The address without a slash at its end.
  case addressWithoutSlash

  /// For a sentence.
  public var words: String {
    switch self {
    case .address: "the page's address"
    case .addressWithoutSlash: "the page's address without a slash"
    case .jekyll: "the page's address without its ending"
    case .tagOfDay: "a tag of day and path"
    }
  }

  /// That of the site generator's own feeds; `nil` where there are none, or nobody knows whose they are.
  static func of(_ generator: Convention.Generator) -> IDRule? {
    switch generator {
    case .hugo, .zola, .eleventy: .address
    case .jekyll: .jekyll
    case .medigy, .html, .wordpress: nil
    }
  }

  /// The id of an item's entry.
  ///
  /// - Parameters:
  ///   - record: of an entry.
  ///   - name: what the generator calls the item, where that is not the last part of its address.
  ///   - configuration: that says where the site lies, and in which time zone.
  func id(of record: ItemRecord, name: String?, _ configuration: Configuration) -> String {
    let page = SiteAddresses.page(of: record, configuration)
    switch self {
    case .address: return page
    case .addressWithoutSlash: return page.hasSuffix("/") ? String(page.dropLast()) : page
    case .jekyll:
      // Ruby's `File.dirname`, to which a slash at the end is none.
      let whole = page.hasSuffix("/") ? String(page.dropLast()) : page
      let cut = whole.lastIndex(of: "/") ?? whole.startIndex
      let last = whole[whole.index(after: cut)...]
      let stem =
        last.lastIndex(of: ".").flatMap { page.hasSuffix("/") || $0 == last.startIndex ? nil : last[..<$0] } ?? last
      return whole[...cut] + (name.map { URIReference.encodedPage($0) } ?? String(stem))
    case .tagOfDay:
      let reference = URIReference(page)
      let zone = configuration.site.timeZone
      let day = record.published.advanced(bySeconds: zone.offset(at: record.published)).components
      func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
      return "tag:\(reference.host),\(day.year)-\(two(day.month))-\(two(day.day)):\(reference.path)"
    }
  }
}
