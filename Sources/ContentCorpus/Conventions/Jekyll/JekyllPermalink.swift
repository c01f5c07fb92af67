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
    case "output_ext": return ".html"
    default: return nil
    }
  }

  /// A name as Jekyll writes it where it keeps capitals: a dash for all that is no letter, digit or harmless mark.
  private static func pretty(_ text: String) -> String {
    SitePath.words(text) { $0.isOfName || "._~!$&'()+,;=@".unicodeScalars.contains($0) }
  }
}
