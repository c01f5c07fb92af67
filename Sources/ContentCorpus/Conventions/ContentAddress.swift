import Documents
import Foundation
import YAMLReading

/// Where a generator puts the page of a content file.
struct ContentAddress {
  let convention: Convention
  let timeZone: SiteTimeZone
  let place: ContentPlace

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
    case .jekyll: jekyll(front, title, published)
    case .zola: zola(front)
    case .eleventy: eleventy(front, published)
    }
  }

  private func hugo(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
    let patterns = PermalinkPattern(generator: .hugo)
    let isNamedByDate =
      place.date != nil && convention.fileDates != .unasked
      && (convention.fileDates == .first || front.node(front.fields[.date]) == nil)
    let slug = front.text(front.fields[.slug]) ?? (isNamedByDate ? ContentPlace.withoutDate(place.name) : nil)
    // Hugo puts the date into an address as it is written, in whatever zone.
    let written = (front.text(front.fields[.date]) ?? (isNamedByDate ? place.date : nil)).flatMap {
      ContentDate.parse(String($0.prefix(19)), zone: .utc)
    }
    let values = PermalinkPattern.Values(
      published: written ?? local(published), slug: slug, name: place.name, fileName: place.name, title: title,
      sections: place.folders, ownSections: convention.sectionSegments(of: place), categories: [])
    var address: String?
    let own = given(front)
    if let url = own {
      address = url.contains(":") ? patterns.address(url, values) : url
    } else if let pattern = convention.permalinks[place.folders.first?.lowercased() ?? "/"] ?? convention.permalinks[""]
    {
      address = patterns.address(pattern, values)
    } else {
      address =
        (place.folders + (slug ?? place.name).split(separator: "/").map(String.init)).map(HugoPath.name).joined(
          separator: "/") + "/"
    }
    guard var address else { return nil }
    if !address.hasPrefix("/") { address = "/" + address }
    let isFile = own != nil && address.lastSegment.contains(".")
    if convention.hasUglyAddresses, own == nil {
      address = address.trimmingSlashes.isEmpty ? address : "/" + address.trimmingSlashes + ".html"
    } else if !isFile, !address.hasSuffix("/") {
      address += "/"
    }
    if let language = place.otherLanguage(convention)
      ?? (convention.showsDefaultLanguage ? convention.defaultLanguage : nil)
    {
      address = "/" + language.lowercased() + address
    }
    return address
  }

  private func jekyll(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
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

  /// getzola.org/documentation/content/page.
  private func zola(_ front: FrontMatter) -> String? {
    if let own = given(front) {
      return (own.hasPrefix("/") ? own : "/" + own) + (own.hasSuffix("/") ? "" : "/")
    }
    let name = convention.pageNames.name(front.text(front.fields[.slug]) ?? place.name)
    let language = place.otherLanguage(convention).map { [$0] } ?? []
    return "/" + (language + place.folders + [name]).joined(separator: "/") + "/"
  }

  /// 11ty.dev/docs/permalinks.
  private func eleventy(_ front: FrontMatter, _ published: Timestamp) -> String? {
    let isIndex = place.name == "index"
    let folder = place.folders.last ?? ""
    let template = TemplateAddress(
      front: front, published: local(published),
      fileSlug: isIndex ? ContentPlace.withoutDate(folder) : place.name,
      filePathStem: "/" + (place.folders + [place.name]).joined(separator: "/"))
    if let own = given(front) { return template.text(own).map { $0.hasPrefix("/") ? $0 : "/" + $0 } }
    let segments = isIndex || folder == place.name ? place.folders : place.folders + [place.name]
    return "/" + segments.joined(separator: "/") + "/"
  }

  /// The address, or pattern of one, that the page itself names.
  private func given(_ front: FrontMatter) -> String? {
    front.text(front.fields[.url]).map { $0.removingPercentEncoding ?? $0 }
  }

  /// An instant whose date in UTC is that of the site's zone.
  private func local(_ instant: Timestamp) -> Timestamp { instant.advanced(bySeconds: timeZone.offset(at: instant)) }
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
