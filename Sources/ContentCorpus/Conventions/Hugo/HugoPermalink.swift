import Documents

/// The marks of Hugo's patterns of addresses.
extension PermalinkPattern {
  /// gohugo.io/content-management/urls.
  func hugo(_ mark: Substring, _ values: Values) -> String? {
    let date = values.published.components
    switch mark {
    case "year": return padded(date.year, 4)
    case "month": return padded(date.month, 2)
    case "monthname": return PermalinkPattern.months[date.month - 1].lowercased()
    case "day": return padded(date.day, 2)
    case "weekday": return "\(values.published.weekday)"
    case "weekdayname": return PermalinkPattern.weekdays[values.published.weekday].lowercased()
    case "yearday": return "\(dayOfYear(values.published))"
    case "section": return values.sections.first.map(HugoPath.name) ?? ""
    case "sections": return values.ownSections.map(HugoPath.name).joined(separator: "/")
    case "title": return HugoPath.words(values.title)
    case "slug": return values.slug.map(ownSlug) ?? HugoPath.words(values.title)
    case "slugorfilename", "slugorcontentbasename": return values.slug.map(ownSlug) ?? HugoPath.words(values.name)
    case "filename", "contentbasename": return HugoPath.words(values.fileName)
    default: return nil
    }
  }

  /// A slug may have slashes in it.
  private func ownSlug(_ slug: String) -> String {
    slug.split(separator: "/").map { HugoPath.words(String($0)) }.joined(separator: "/")
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
