import Documents
import YAMLReading

/// The dates of one item.
struct ItemDates {
  /// `Timestamp.unknown` where there is no date.
  var published: Timestamp
  /// The same where nobody knows of a change.
  var modified: Timestamp
  /// The last change as the file claims it, where it can be.
  var claimed: Timestamp?
  /// `publishDate`: not shown before.
  var release: Timestamp?
  /// `expiryDate`: not shown from then on.
  var expiry: Timestamp?
}

/// Reads an item's dates. A date that decides whether and where an item appears must be right; that of the last change
/// may be mended.
struct DateReader {
  let settings: CorpusSettings

  /// - Parameters:
  ///   - fileDate: that of the file's name.
  ///   - validity: takes note of the instants at which the dates mean something else.
  func dates(
    in front: FrontMatter, fileDate: String?, _ findings: inout [Finding], _ validity: inout Validity
  ) throws -> ItemDates {
    let release = try required(front.fields[.publishDate], in: front)
    let expiry = try required(front.fields[.expiryDate], in: front)
    let named = fileDate.flatMap(ofFile)
    let written = try required(front.fields[.date], in: front)
    let isLast = settings.convention.generator == .hugo && settings.convention.fileDates == .unasked
    let date = written ?? (isLast ? nil : named)
    let modified = optional(front.fields[.lastModified], in: front, &findings)
    let published = date ?? release ?? modified?.date ?? named ?? .unknown
    let now = settings.now.microseconds
    for instant in [published.known, release, expiry, modified?.date.advanced(bySeconds: -DateReader.tolerance)] {
      if let instant { validity.add(instant.microseconds, now: now) }
    }
    // An item that is still to come may well say that it changes then.
    if let modified, modified.date > latest, published <= settings.now {
      findings.append(
        ContentRules.modifiedInFuture.finding(
          at: modified.place, "The last change '\(modified.date)' lies in the future"))
      return ItemDates(published: published, modified: published, release: release, expiry: expiry)
    }
    // An item that is still to come may well have been written before.
    if let modified, let date, modified.date < date, published <= settings.now {
      findings.append(
        ContentRules.modifiedBeforeDate.finding(
          at: modified.place, "The last change '\(modified.date)' lies before the date of publication"))
    }
    return ItemDates(
      published: published, modified: max(modified?.date ?? published, published),
      claimed: modified.flatMap { $0.date < published ? nil : $0.date }, release: release, expiry: expiry)
  }

  /// The zone of a date that names none. To Jekyll, which leaves times to YAML, that of a time is UTC, and only that of a day is
  /// the site's.
  private func zone(of text: String) -> SiteTimeZone {
    settings.convention.generator == .jekyll && text.trimmed.utf8.count > 10 ? .utc : settings.timeZone
  }

  /// Whether Eleventy is asked to find a date elsewhere (11ty.dev/docs/dates).
  private func isUnwritten(_ text: String) -> Bool {
    settings.convention.generator == .eleventy
      && ["last modified", "created", "git last modified", "git created"].contains(text.trimmed.lowercased())
  }

  /// `2021-3-4` as `2021-03-04`.
  private func ofFile(_ name: String) -> Timestamp? {
    if name.count > 10 { return ContentDate.parse(name, zone: settings.timeZone) }
    let parts = name.split(separator: "-").map { $0.count == 1 ? "0" + $0 : String($0) }
    return ContentDate.parse(parts.joined(separator: "-"), zone: settings.timeZone)
  }

  private func required(_ names: [FieldPath], in front: FrontMatter) throws -> Timestamp? {
    guard let field = names.first(where: { front.node($0) != nil }), let node = front.node(field) else { return nil }
    let place = front.location(node)
    guard let text = node.text.map(field.kind.plain) else {
      throw Refusal(
        ContentRules.dateUnreadable.finding(at: place, "The field \(names[0].name) is \(node.kindName), not a date"))
    }
    if text.trimmed.isEmpty || isUnwritten(text) { return nil }
    guard let date = ContentDate.parse(text, zone: zone(of: text)) else {
      throw Refusal(ContentRules.dateUnreadable.finding(at: place, "The \(names[0].name) '\(text)' is not a date"))
    }
    guard (1900...9999).contains(date.components.year) else {
      throw Refusal(ContentRules.dateImplausible.finding(at: place, "The \(names[0].name) '\(text)' lies too far back"))
    }
    return date
  }

  private func optional(_ names: [FieldPath], in front: FrontMatter, _ findings: inout [Finding]) -> (
    date: Timestamp, place: SourceLocation
  )? {
    guard let field = names.first(where: { front.node($0) != nil }), let node = front.node(field),
      node.text?.trimmed.isEmpty != true
    else { return nil }
    let place = front.location(node)
    guard let date = node.text.flatMap({ ContentDate.parse(field.kind.plain($0), zone: zone(of: $0)) }) else {
      findings.append(
        ContentRules.modifiedUnreadable.finding(
          at: place, "The \(names[0].name) '\(node.text ?? node.kindName)' is not a date"))
      return nil
    }
    return (date, place)
  }

  private static let tolerance: Int64 = 86400

  /// Clocks differ, and so do days around the world: what lies less than a day ahead is no lie.
  private var latest: Timestamp { settings.now.advanced(bySeconds: DateReader.tolerance) }
}
