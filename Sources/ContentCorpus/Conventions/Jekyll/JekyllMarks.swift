import TidingsCore

/// What a document puts in place of the marks of its pattern (Jekyll 4.3, `drops/url_drop.rb`).
struct JekyllMarks {
  let convention: Convention
  let place: ContentLocation
  let jekyll: JekyllPlace
  let front: FrontMatter
  /// In the site's zone.
  let published: Timestamp

  /// - Parameter mark: its name.
  /// - Returns: `nil` for one that is not known.
  func value(_ mark: String) -> String? {
    switch mark {
    case "collection": jekyll.collection ?? ""
    case "path": jekyll.stem
    case "name": JekyllSlug.plain(jekyll.basename)
    case "title": JekyllSlug.pretty(slug)
    case "slug": JekyllSlug.plain(slug)
    case "categories": unique(categories.map { $0.lowercased() })
    case "slugified_categories": unique(categories.map(JekyllSlug.plain))
    case "output_ext": ending
    default: JekyllURL.dateMarks.contains(mark) ? date(mark) : nil
    }
  }

  private var slug: String { front.text(front.fields[.slug]) ?? place.name }

  private var categories: [String] { front.jekyllCategories(place.folders) }

  private func unique(_ parts: [String]) -> String {
    var seen: Set<String> = []
    return parts.filter { seen.insert($0).inserted }.joined(separator: "/")
  }

  /// The ending of the page's file, which a permalink may give.
  private var ending: String {
    if let own = front.text(front.fields[.url]), !own.hasSuffix("/"),
      let ending = JekyllMarkup.ending(of: own.lastSegment)
    {
      return "." + ending
    }
    return JekyllMarkup.outputEnding(jekyll.ending, convention.jekyll)
  }

  /// strftime(3) of the mark's name.
  private func date(_ mark: String) -> String {
    let date = published.components
    let month = PermalinkPattern.months[date.month - 1]
    let weekday = PermalinkPattern.weekdays[published.weekday]
    return switch mark {
    case "year": padded(date.year, 4)
    case "short_year": padded(date.year % 100, 2)
    case "w_year": padded(week.year, 4)
    case "month": padded(date.month, 2)
    case "i_month": "\(date.month)"
    case "short_month": String(month.prefix(3))
    case "long_month": month
    case "week": padded(week.number, 2)
    case "w_day": "\(published.weekday == 0 ? 7 : published.weekday)"
    case "day": padded(date.day, 2)
    case "i_day": "\(date.day)"
    case "y_day": padded(dayOfYear(published), 3)
    case "short_day": String(weekday.prefix(3))
    case "long_day": weekday
    case "hour": padded(date.hour, 2)
    case "minute": padded(date.minute, 2)
    default: padded(date.second, 2)
    }
  }

  /// ISO 8601: weeks begin on Monday, and the first has the year's first Thursday.
  private var week: (year: Int, number: Int) {
    let thursday = published.advanced(bySeconds: Int64(3 - (published.weekday + 6) % 7) * 86400)
    return (thursday.components.year, (dayOfYear(thursday) - 1) / 7 + 1)
  }

  private func dayOfYear(_ instant: Timestamp) -> Int {
    let start = Timestamp(Timestamp.Components(year: instant.components.year, month: 1, day: 1)) ?? instant
    return Int((instant.microseconds - start.microseconds) / 86_400_000_000) + 1
  }

  private func padded(_ number: Int, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - "\(number)".utf8.count)) + "\(number)"
  }
}

/// Names as parts of addresses (Jekyll 4.3, `Utils.slugify`).
enum JekyllSlug {
  /// Letters, marks and digits of any script, in lower case.
  static func plain(_ text: String) -> String { SitePath.words(text.lowercased()) { $0.isOfName } }

  /// With capitals, and signs that need no encoding.
  static func pretty(_ text: String) -> String {
    SitePath.words(text) { $0.isOfName || "._~!$&'()+,;=@".unicodeScalars.contains($0) }
  }

  /// - Parameter mode: `raw`, `default`, `pretty`, `ascii`, `latin`; with any other, the text stays as it is, in lower case.
  static func text(_ text: String, mode: String?) -> String {
    switch mode {
    case nil, "default": plain(text)
    case "raw": text.split(whereSeparator: \.isWhitespace).joined(separator: "-").lowercased()
    case "pretty": pretty(text).lowercased()
    case "ascii": SitePath.words(text.lowercased()) { $0.isASCII && $0.isOfName }
    case "latin": plain(Transliteration.latin(text))
    default: text.lowercased()
    }
  }
}
