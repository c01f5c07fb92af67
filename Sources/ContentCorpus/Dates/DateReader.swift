import DataFormats
import TidingsCore

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
  ///   - place: what the file's path says by the site's convention.
  ///   - path: of the file.
  ///   - validity: takes note of the instants at which the dates mean something else.
  func dates(
    in front: FrontMatter, place: ContentLocation?, path: String, history: inout FileHistory,
    _ findings: inout [Finding],
    _ validity: inout Validity
  ) throws -> ItemDates {
    let release = try required(front.fields[.publishDate], in: front)?.date
    let expiry = try required(front.fields[.expiryDate], in: front)?.date
    let named = place?.date.flatMap(ofFile)
    // To Jekyll, the date of a page is a field like any other.
    let isPage = place?.jekyll.map { $0.collection == nil } ?? false
    let own = isPage ? try? required(front.fields[.date], in: front) : try required(front.fields[.date], in: front)
    // A name that others use for the date counts behind that by which an item is not to be shown before.
    let written = own?.isFirst == false ? release ?? own?.date : own?.date ?? asked(front, &history)
    let isLast = settings.convention.generator == .hugo && settings.convention.fileDates == .unasked
    let isNameFirst = settings.convention.generator == .hugo && settings.convention.fileDates == .first
    let date = isNameFirst ? named ?? written : written ?? (isLast ? nil : named)
    var modified = optional(front.fields[.lastModified], in: front, &findings)
    let published =
      date ?? release ?? modified?.date ?? named ?? DerivedDate(front, path, settings)?.date ?? .unknown
    if settings.gitUse == .first || settings.gitUse == .otherwise && modified == nil, let last = history.last() {
      // A commit before the day of publication says nothing of a change since.
      modified = (max(last, published), SourceLocation(path: path))
    }
    let now = settings.now.microseconds
    for instant in [published.known, release, expiry, modified?.date.advanced(bySeconds: -DateReader.tolerance)] {
      if let instant { validity.add(instant.microseconds, now: now) }
    }
    // An item that is still to come may well say that it changes then.
    if let modified, modified.date > latest, published <= settings.now {
      findings.append(
        ContentRules.modifiedInFuture.finding(
          at: modified.place, "The last change '\(modified.date)' is in the future"))
      return ItemDates(published: published, modified: published, release: release, expiry: expiry)
    }
    // An item that is still to come may well have been written before.
    if let modified, let date, modified.date < date, published <= settings.now {
      findings.append(
        ContentRules.modifiedBeforeDate.finding(
          at: modified.place, "The last change '\(modified.date)' is before the date of publication"))
    }
    return ItemDates(
      published: published, modified: max(modified?.date ?? published, published),
      claimed: modified.flatMap { $0.date < published ? nil : $0.date }, release: release, expiry: expiry)
  }

  /// What a text says, by the rules of whose content it is. What YAML itself takes for a time is in UTC to Jekyll, and all other
  /// text, a day among it, in the site's zone; and a day stands before its month (measured: Jekyll 4.3.1).
  private func reading(_ node: YAMLValue, _ text: String) -> ContentDate.Reading {
    let isJekyll = settings.convention.generator == .jekyll
    let isUTC = isJekyll && node.isPlain && DateReader.isTimestamp(text)
    return ContentDate.reading(of: text, zone: isUTC ? .utc : settings.timeZone, isDayFirst: isJekyll)
  }

  /// Whether YAML 1.1 takes a text for a time of day (yaml.org/type/timestamp.html), as Ruby's reader does.
  private static func isTimestamp(_ text: String) -> Bool {
    text.wholeMatch(
      of: /\s*\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?)?\s*/) != nil
  }

  /// Whether Eleventy is asked to find a date elsewhere (11ty.dev/docs/dates).
  private func isUnwritten(_ text: String) -> Bool {
    settings.convention.generator == .eleventy
      && ["last modified", "created", "git last modified", "git created"].contains(text.trimmed.lowercased())
  }

  /// The date that Eleventy's words ask for. Times of the file system are others on each machine, so that those of commits count for
  /// all of them.
  private func asked(_ front: FrontMatter, _ history: inout FileHistory) -> Timestamp? {
    guard settings.convention.generator == .eleventy, let text = front.text(front.fields[.date]), isUnwritten(text)
    else {
      return nil
    }
    return text.lowercased().hasSuffix("created") ? history.first() : history.last()
  }

  private func ofFile(_ name: String) -> Timestamp? { ContentDate.parse(name, zone: settings.timeZone) }

  /// The date of the first field that has one. What stands under the first name must be a date; what stands under others, such as
  /// `published: true`, may be something else.
  private func required(_ names: [FieldPath], in front: FrontMatter) throws -> (date: Timestamp, isFirst: Bool)? {
    for (index, field) in names.enumerated() {
      guard let node = front.node(field) else { continue }
      let place = front.location(node)
      guard let text = node.text.map(field.kind.plain) else {
        if index > 0 { continue }
        throw ItemRejection(
          ContentRules.dateUnreadable.finding(at: place, "The field \(field.name) is \(node.kindName), not a date"))
      }
      if text.trimmed.isEmpty || isUnwritten(text) { continue }
      switch reading(node, text) {
      case .instant(let date):
        guard (1900...9999).contains(date.components.year) else {
          throw ItemRejection(
            ContentRules.dateImplausible.finding(at: place, "The \(field.name) '\(text)' is too far back"))
        }
        return (date, index == 0)
      case .ambiguous(let dayFirst, let monthFirst):
        throw ItemRejection(
          ContentRules.dateAmbiguous.finding(
            at: place, "The \(field.name) '\(text)' is \(dayFirst) or \(monthFirst)"))
      case .none:
        // Without a digit it is no attempt at a date.
        if index > 0, !text.contains(where: \.isNumber) { continue }
        throw ItemRejection(ContentRules.dateUnreadable.finding(at: place, "The \(field.name) '\(text)' is not a date"))
      }
    }
    return nil
  }

  private func optional(_ names: [FieldPath], in front: FrontMatter, _ findings: inout [Finding]) -> (
    date: Timestamp, place: SourceLocation
  )? {
    for (index, field) in names.enumerated() {
      guard let node = front.node(field), node.text?.trimmed.isEmpty != true else { continue }
      let text = node.text.map(field.kind.plain)
      if let text, case .instant(let date) = reading(node, text) { return (date, front.location(node)) }
      if index > 0, text?.contains(where: \.isNumber) != true { continue }
      findings.append(
        ContentRules.modifiedUnreadable.finding(
          at: front.location(node), "The \(field.name) '\(text ?? node.kindName)' is not a date"))
      return nil
    }
    return nil
  }

  private static let tolerance: Int64 = 86400

  /// Clocks differ, and so do days around the world: what lies less than a day ahead is no lie.
  private var latest: Timestamp { settings.now.advanced(bySeconds: DateReader.tolerance) }
}
