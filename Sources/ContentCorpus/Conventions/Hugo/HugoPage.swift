import Documents

/// Pages of Hugo: what their paths say, and where they are.
extension ContentPlace {
  /// gohugo.io/content-management/organization, page-bundles, multilingual.
  mutating func readsHugo(_ convention: Convention) -> Bool {
    guard takesPage(convention) else { return false }
    date = ContentPlace.date(at: name)
    return !name.isEmpty
  }
}

extension ContentAddress {
  func hugo(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
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
}
