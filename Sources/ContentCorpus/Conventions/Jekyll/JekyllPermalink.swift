import Documents

/// The marks of Jekyll's patterns of addresses.
extension PermalinkPattern {
  /// jekyllrb.com/docs/permalinks.
  func jekyll(_ mark: Substring, _ values: Values) -> String? {
    let date = values.published.components
    switch mark {
    case "year": return padded(date.year, 4)
    case "short_year": return padded(date.year % 100, 2)
    case "month": return padded(date.month, 2)
    case "i_month": return "\(date.month)"
    case "short_month": return String(PermalinkPattern.months[date.month - 1].prefix(3))
    case "long_month": return PermalinkPattern.months[date.month - 1]
    case "day": return padded(date.day, 2)
    case "i_day": return "\(date.day)"
    case "y_day": return padded(dayOfYear(values.published), 3)
    case "short_day": return String(PermalinkPattern.weekdays[values.published.weekday].prefix(3))
    case "long_day": return PermalinkPattern.weekdays[values.published.weekday]
    case "hour": return padded(date.hour, 2)
    case "minute": return padded(date.minute, 2)
    case "second": return padded(date.second, 2)
    case "title": return PermalinkPattern.pretty(values.slug ?? values.name)
    case "slug": return SitePath.slug(values.slug ?? values.name)
    case "categories": return values.categories.map { $0.lowercased() }.joined(separator: "/")
    case "slugified_categories": return values.categories.map(SitePath.slug).joined(separator: "/")
    case "collection": return values.collection
    case "path": return values.path
    case "basename": return values.fileName
    case "name": return SitePath.slug(values.fileName)
    case "w_year": return padded(week(values.published).year, 4)
    case "week": return padded(week(values.published).week, 2)
    case "w_day": return "\(values.published.weekday == 0 ? 7 : values.published.weekday)"
    case "output_ext": return values.ending
    default: return nil
    }
  }

  /// A name as Jekyll writes it where it keeps capitals: a dash for all that is no letter, digit or harmless mark.
  private static func pretty(_ text: String) -> String {
    SitePath.words(text) { $0.isOfName || "._~!$&'()+,;=@".unicodeScalars.contains($0) }
  }

  /// ISO 8601: weeks begin on Monday, and the first has the year's first Thursday.
  private func week(_ instant: Timestamp) -> (year: Int, week: Int) {
    let weekday = (instant.weekday + 6) % 7
    let thursday = instant.advanced(bySeconds: Int64(3 - weekday) * 86400)
    return (thursday.components.year, (dayOfYear(thursday) - 1) / 7 + 1)
  }

  static func unknownMarksOfJekyll(in pattern: String) -> [String] {
    let values = Values(
      published: Timestamp(Timestamp.Components(year: 2026, month: 10, day: 25)) ?? .unknown, slug: "s", name: "n",
      fileName: "n", title: "t", sections: [], ownSections: [], categories: [])
    return pattern.matches(of: /:[A-Za-z_]+/).map { String($0.0) }
      .filter { PermalinkPattern(generator: .jekyll).address($0, values) == nil }
  }
}
