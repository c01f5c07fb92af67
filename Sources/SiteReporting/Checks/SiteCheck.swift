import ContentCorpus
import LocalFiles
import Markup
import SiteSettings
public import TidingsCore
import Validation

/// Holds what sitemaps name against the pages that are there: those of a built site in a folder.
public struct SiteCheck: Sendable {
  /// A sitemap as it is published.
  public struct Sitemap: Sendable {
    public let path: String
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) { (self.path, self.bytes) = (path, bytes) }
  }

  private struct Entry {
    let address: String
    let modified: String?
    let place: SourceLocation
  }

  private let folder: String
  private let site: URIReference?

  /// - Parameters:
  ///   - folder: that stands for the site's root.
  ///   - baseURL: the address of the site's root; the root of the pages' host where it is `nil`.
  public init(folder: String, baseURL: String? = nil) {
    self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    site = baseURL.map { URIReference($0.hasSuffix("/") ? $0 : $0 + "/") }
  }

  /// Pages that are listed and missing, or ask to be passed over; pages that are there and not listed; dates of changes that are
  /// all the same.
  ///
  /// - Throws: `SystemError` where the folder cannot be listed, and what a cancelled task throws.
  public func findings(_ sitemaps: [Sitemap], jobs: Int) async throws -> [Finding] {
    let entries = sitemaps.flatMap(entries)
    guard let first = entries.first else { return [] }
    let root = site ?? URIReference("/").resolved(against: URIReference(first.address))
    let validated = try await Parallel.map(entries.count, jobs: jobs, stride: 16) { index in
      try finding(entries[index], root)
    }
    let listed = Set(entries.flatMap { places(of: $0.address, root) })
    let files = try FileTree.list(folder) { $0.hasSuffix(".html") || $0.hasSuffix(".htm") }.files
    let others = files.filter { !listed.contains($0) && !["404.html", "500.html"].contains($0) }
    let lonely = try await Parallel.map(others.count, jobs: jobs, stride: 16) { index in
      try isMissed(others[index], root)
    }
    let missed = zip(others, lonely).filter(\.1).map { path, _ in
      SiteRules.unlisted.finding(at: SourceLocation(path: folder + "/" + path), "No sitemap names the page '/\(path)'")
    }
    return validated.compactMap { $0 } + missed + sameDates(entries)
  }

  private func entries(_ sitemap: Sitemap) -> [Entry] {
    guard let pages = SitemapPages.read(sitemap.bytes) else { return [] }
    // The addresses stand in the order of their elements.
    var lines: [Int] = []
    for (index, line) in sitemap.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      lines += Array(repeating: index + 1, count: String(decoding: line, as: UTF8.self).ranges(of: "<loc>").count)
    }
    return pages.enumerated().map { index, page in
      let line = lines.indices.contains(index) ? lines[index] : 1
      return Entry(
        address: page.address, modified: page.modified, place: SourceLocation(path: sitemap.path, line: line))
    }
  }

  /// Where the page of an address can lie.
  private func places(of address: String, _ root: URIReference) -> [String] {
    let target = URIReference(address)
    guard target.domain == root.domain else { return [] }
    let base = root.decodedPath.trimmingSlashes
    var path = target.decodedPath.trimmingSlashes
    if !base.isEmpty {
      guard path == base || path.hasPrefix(base + "/") else { return [] }
      path = String(path.dropFirst(base.count)).trimmingSlashes
    }
    guard !path.isEmpty else { return ["index.html", "index.htm"] }
    guard SitePath.address(path) != nil else { return [] }
    let isFile = (path.split(separator: "/").last ?? "").contains(".")
    return (isFile ? [path] : []) + [path + "/index.html", path + ".html", path + "/index.htm"] + (isFile ? [] : [path])
  }

  private func finding(_ entry: Entry, _ root: URIReference) throws -> Finding? {
    let places = places(of: entry.address, root)
    guard !places.isEmpty else { return nil }
    guard let found = try places.first(where: { try LocalFile.isFile(folder + "/" + $0) }) else {
      return SiteRules.missing.finding(at: entry.place, "There is no page at \(entry.address)")
    }
    guard found.hasSuffix(".html") || found.hasSuffix(".htm"), let page = try page(found) else { return nil }
    if page.isNoIndex {
      return SiteRules.hidden.finding(at: entry.place, "The page at \(entry.address) says noindex")
    }
    if page.isRedirect {
      return SiteRules.hidden.finding(at: entry.place, "The page at \(entry.address) leads elsewhere")
    }
    guard let canonical = page.canonical, let own = SiteCheck.path(entry.address, root),
      !page.isCanonical(at: own, on: root)
    else { return nil }
    return SiteRules.hidden.finding(
      at: entry.place, "The page at \(entry.address) names another as the canonical one: \(canonical.prefix(200))")
  }

  private static func path(_ address: String, _ root: URIReference) -> String? {
    let path = URIReference(address).decodedPath
    let base = root.decodedPath
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : nil
  }

  private func page(_ path: String) throws -> RenderedPage? {
    try RenderedPage.beginning(of: folder + "/" + path).map { RenderedPage($0) }
  }

  /// Whether a page that no sitemap names asks for nothing else.
  private func isMissed(_ path: String, _ root: URIReference) throws -> Bool {
    guard let page = try page(path), !page.isRedirect, !page.isNoIndex else { return false }
    let address = path == "index.html" ? "" : path.hasSuffix("/index.html") ? String(path.dropLast(10)) : path
    return page.isCanonical(at: address, on: root)
  }

  /// One date on nearly all pages is that of a build, and none of a change.
  private func sameDates(_ entries: [Entry]) -> [Finding] {
    let dates = entries.compactMap(\.modified)
    guard dates.count >= 20, let place = entries.first(where: { $0.modified != nil })?.place else { return [] }
    let counts = Dictionary(grouping: dates) { $0 }.mapValues(\.count)
    guard let (date, count) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), count * 10 >= dates.count * 9
    else {
      return []
    }
    return [
      SiteRules.sameDate.finding(
        at: SourceLocation(path: place.path), "\(count) of \(dates.count) pages changed at \(date)")
    ]
  }
}
