import TidingsCore

/// A date that no field gives: that of a file's name, or of an address (`/2014/12/12/…`).
struct DerivedDate {
  let date: Timestamp
  /// Where it is from, in words.
  let origin: String

  /// - Returns: `nil` where there is none, or the site's generator has dates by rules of its own.
  init?(_ front: FrontMatter, _ path: String, _ settings: CorpusSettings) {
    guard [.medigy, .zola, .eleventy].contains(settings.convention.generator) else { return nil }
    // To Eleventy a day anywhere in the path is the date (11ty.dev/docs/dates).
    if settings.convention.generator == .eleventy, let text = path.firstMatch(of: /\d{4}-\d{2}-\d{2}/),
      let date = ContentDate.parse(String(text.0), zone: settings.timeZone)
    {
      (self.date, origin) = (date, "the file's path")
      return
    }
    var segments = path.split(separator: "/").map(String.init)
    if segments.count > 1, segments.last?.hasPrefix("index.") == true { segments.removeLast() }
    if let text = segments.last.flatMap(DerivedDate.beginning),
      let date = ContentDate.parse(text, zone: settings.timeZone)
    {
      (self.date, origin) = (date, "the file's name")
      return
    }
    let folder = front.text(front.fields[.folder]) ?? ""
    let slug = front.text(front.fields[.slug]) ?? ""
    let addresses = [front.text(front.fields[.url]) ?? "", folder + "/" + slug, "/" + path]
    for address in addresses {
      guard let text = DerivedDate.inside(address), let date = ContentDate.parse(text, zone: settings.timeZone) else {
        continue
      }
      (self.date, origin) = (date, "the address")
      return
    }
    return nil
  }

  /// `2014-12-12` of `2014-12-12-name.md`, `2014-12-12_name.md`, `2014-12-12 name`.
  private static func beginning(of name: String) -> String? {
    name.prefixMatch(of: /(\d{4}-\d{2}-\d{2})(?:[-_. ]|$)/).map { String($0.1) }
  }

  /// `2014-12-12` of `/2014/12/12/name`.
  private static func inside(_ address: String) -> String? {
    address.firstMatch(of: /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/).map { "\($0.1)-\($0.2)-\($0.3)" }
  }
}
