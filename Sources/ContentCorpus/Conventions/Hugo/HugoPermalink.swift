import TidingsCore

/// The marks of Hugo's patterns of addresses.
extension PermalinkPattern {
  /// gohugo.io/content-management/urls.
  func hugo(_ mark: Substring, _ values: Values) -> String? {
    let date = values.published.components
    switch mark {
    case "year": return "\(date.year)"
    case "month": return padded(date.month, 2)
    case "monthname": return PermalinkPattern.months[date.month - 1].lowercased()
    case "day": return padded(date.day, 2)
    case "weekday": return "\(values.published.weekday)"
    case "weekdayname": return PermalinkPattern.weekdays[values.published.weekday].lowercased()
    case "yearday": return "\(dayOfYear(values.published))"
    case "section": return values.sections.first.map(style.name) ?? ""
    case "sectionslug": return values.sectionSlugs.last.map(style.words) ?? ""
    case "sectionslugs": return values.sectionSlugs.map(style.words).joined(separator: "/")
    case "sections": return values.ownSections.map(style.name).joined(separator: "/")
    case "title": return style.words(values.title)
    case "slug": return values.slug.map(ownSlug) ?? style.words(values.title)
    case "slugorfilename", "slugorcontentbasename": return values.slug.map(ownSlug) ?? style.words(values.name)
    case "filename", "contentbasename": return style.words(values.fileName)
    default: return GoDateLayout.text(mark, values.published)
    }
  }

  /// The marks of a pattern that Hugo does not know: it makes no site with one.
  static func unknownMarksOfHugo(in pattern: String) -> [String] {
    let day = Timestamp.Components(year: 2026, month: 10, day: 25)
    let values = Values(
      published: Timestamp(day) ?? .unknown, slug: "s", name: "n", fileName: "n", title: "t", sections: ["a"],
      ownSections: ["a"], sectionSlugs: ["a"], categories: [])
    let patterns = PermalinkPattern(generator: .hugo)
    return pattern.replacing("\\:", with: "").matches(of: /:\w+(?:\[.+?\])?/).map { String($0.0) }
      .filter { patterns.address($0, values) == nil }
  }

  /// A slug may have slashes in it.
  private func ownSlug(_ slug: String) -> String {
    style.inPattern(style.slug(slug))
  }

  /// Sections by position: `0`, `last`, `1:`, `:2`, `1:last`.
  func slice(_ sections: [String], _ text: Substring) -> [String]? {
    func position(_ text: Substring) -> Int? { text == "last" ? sections.count - 1 : Int(text) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      guard let index = position(text) else { return nil }
      return sections.indices.contains(index) ? [sections[index]] : []
    }
    guard let start = parts[0].isEmpty ? 0 : position(parts[0]),
      let end = parts[1].isEmpty ? sections.count : position(parts[1])
    else { return nil }
    return start < min(end, sections.count) && start >= 0 ? Array(sections[start..<min(end, sections.count)]) : []
  }
}
