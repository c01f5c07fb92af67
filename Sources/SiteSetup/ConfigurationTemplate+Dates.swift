import ContentCorpus
import SiteConfiguration
import SiteConventions
import SitePlanning
import SiteSettings
import TidingsCore

extension ConfigurationTemplate {
  /// The same with the fields that Hugo's own feeds take the dates of entries from, where these feeds show other dates than ours would:
  /// the built-in template has `publishDate` where a page has both.
  static func datedByRelease(
    _ known: Known, _ feeds: [BuiltFeed], base: String, in siteFolder: String, jobs: Int
  ) async throws -> Known {
    guard !known.releaseFields.isEmpty else { return known }
    let shown = Dictionary(
      feeds.flatMap { feed in zip(zip(feed.pages, feed.dates), feed.isDated).filter(\.1).map(\.0) }
        .map { (IDAdoption.place($0), $1) }, uniquingKeysWith: { first, _ in first })
    func differing(_ known: Known) async throws -> Int {
      let corpus = try await plan(known, in: siteFolder, jobs: jobs).1
      return corpus.published.lazy.map { corpus.items[$0] }.count { item in
        // RSS knows times by the second.
        shown[IDAdoption.place(item.address(on: base))].map { $0.seconds != item.published.seconds } ?? false
      }
    }
    let others = try await differing(known)
    guard others > 0 else { return known }
    var released = known
    released.dateFields = known.releaseFields
    return try await differing(released) < others ? released : known
  }
}

extension Timestamp {
  fileprivate var seconds: Int64 { microseconds / 1_000_000 }
}

extension GeneratorSite {
  /// Fields of the dates that Hugo's own feeds show; empty for other generators, and where they are those of the date.
  var releaseFields: [String] {
    guard convention.generator == .hugo else { return [] }
    let standard = FieldMap.fields(of: .hugo)
    let (dates, releases) = (fields[.date] ?? standard[.date], fields[.publishDate] ?? standard[.publishDate])
    var names: [String] = []
    for name in (releases + dates).map(\.name) where !names.contains(name) { names.append(name) }
    return names == dates.map(\.name) ? [] : names
  }
}
