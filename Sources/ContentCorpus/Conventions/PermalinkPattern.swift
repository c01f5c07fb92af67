import Documents

/// A pattern of addresses, `/:year/:month/:title/`, as Hugo and Jekyll have them.
struct PermalinkPattern {
  /// What a page puts in place of the marks.
  struct Values {
    var published: Timestamp
    /// Front matter's slug, else nothing.
    var slug: String?
    /// Of the file, without date and ending.
    var name: String
    /// The name with its date.
    var fileName: String
    var title: String
    /// The folders of the file.
    var sections: [String]
    /// Those of the section that it is in.
    var ownSections: [String]
    /// As they are written.
    var categories: [String]
  }

  let generator: Convention.Generator

  /// - Returns: the address from the site's root, as it ends; `nil` where there is a mark that is not known.
  func address(_ pattern: String, _ values: Values) -> String? {
    var out = ""
    var rest = pattern[...]
    while let colon = rest.firstIndex(of: ":") {
      out += rest[..<colon]
      rest = rest[rest.index(after: colon)...]
      let mark = rest.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
      rest = rest[mark.endIndex...]
      var values = values
      if mark == "sections", rest.first == "[", let close = rest.firstIndex(of: "]") {
        guard let kept = slice(values.ownSections, rest[..<close].dropFirst()) else { return nil }
        values.ownSections = kept
        rest = rest[rest.index(after: close)...]
      }
      guard let value = generator == .jekyll ? jekyll(mark, values) : hugo(mark, values) else { return nil }
      out += value
    }
    out += rest
    // A mark without a value leaves its slashes behind.
    while let double = out.firstRange(of: "//") { out.replaceSubrange(double, with: "/") }
    return out
  }

  /// jekyllrb.com/docs/permalinks.
  private func jekyll(_ mark: Substring, _ values: Values) -> String? {
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

  /// gohugo.io/content-management/urls.
  private func hugo(_ mark: Substring, _ values: Values) -> String? {
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
  private func slice(_ sections: [String], _ text: Substring) -> [String]? {
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

  /// A name as Jekyll writes it where it keeps capitals: a dash for all that is no letter, digit or harmless mark.
  private static func pretty(_ text: String) -> String {
    SitePath.words(text) { $0.isOfName || "._~!$&'()+,;=@".unicodeScalars.contains($0) }
  }

  private func dayOfYear(_ instant: Timestamp) -> Int {
    let start = Timestamp(Timestamp.Components(year: instant.components.year, month: 1, day: 1)) ?? instant
    return Int((instant.microseconds - start.microseconds) / 86_400_000_000) + 1
  }

  private func padded(_ number: Int, _ count: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
