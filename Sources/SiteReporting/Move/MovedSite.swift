import ContentCorpus
import LocalFiles
import Markup
import SiteOutput
import SitePlanning
import TidingsCore
import Validation

/// The feeds, sitemaps and pages in a folder that is served.
struct MovedSite {
  /// By their paths.
  private(set) var feeds: [String: ParsedFeed] = [:]
  /// Addresses that sitemaps name.
  private(set) var pages: Set<String> = []
  /// Paths of feeds that pages lead to, with how many do, and one of them.
  private(set) var links: [String: (first: String, count: Int)] = [:]
  /// What could not be looked at.
  private(set) var notes: [String] = []
  private var files: Set<String> = []
  private let root: String

  /// - Parameters:
  ///   - folder: that stands for the site's root.
  ///   - other: a folder in it that is none of it.
  ///   - isWhole: whether it has the pages, too.
  /// - Throws: `SystemError` where it cannot be listed.
  init(_ folder: String, without other: String?, isWhole: Bool = true) throws {
    root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let base = LocalFile.absolutePath(root) + "/"
    let inner = other.map { LocalFile.absolutePath($0) + "/" }
      .flatMap { $0.hasPrefix(base) && $0 != base ? String($0.dropFirst(base.count)) : nil }
    let listing = try FileTree.list(root, include: { _ in true })
    let paths = listing.files.filter { path in inner.map { !path.hasPrefix($0) } ?? true }
    notes = listing.unnamed.map { path in
      let what = path.hasSuffix("/") ? "what is in it" : "it"
      return "\(root)/\(path): the name is not UTF-8, so \(what) was not looked at"
    }
    files = Set(paths)
    for path in paths.sorted() {
      let name = path.lastSegment
      if isWhole, name.hasSuffix(".html") || name.hasSuffix(".htm") {
        try read(page: path, in: root)
      } else if MovedSite.mayBeDocument(name), !ArchivePages.isPage(path),
        // The same in compressed form is no other feed.
        !(name.hasSuffix(".gz") && files.contains(String(path.dropLast(3)))),
        let bytes = try document(path)
      {
        if let feed = ParsedFeed.read(bytes) {
          feeds[path] = feed
        } else if let found = SitemapPages.read(bytes) {
          pages.formUnion(found.map(\.address))
        }
      }
    }
  }

  /// A feed or sitemap has no more bytes.
  private static let sizeLimit = 100_000_000

  private mutating func document(_ path: String) throws -> [UInt8]? {
    let file = root + "/" + path
    guard let size = try LocalFile.size(file) else { return nil }
    guard size <= MovedSite.sizeLimit else {
      notes.append("\(file) has more than \(MovedSite.sizeLimit / 1_000_000) MB, and was not looked at")
      return nil
    }
    return try LocalFile.readIfThere(file, limit: MovedSite.sizeLimit)?.bytes
  }

  private static func mayBeDocument(_ name: Substring) -> Bool {
    guard name.contains(".") else { return ["feed", "rss", "atom"].contains(name) }
    return [".xml", ".json", ".rss", ".atom", ".xml.gz"].contains(where: name.hasSuffix) && name != Manifest.fileName
  }

  private mutating func read(page path: String, in root: String) throws {
    guard let bytes = try LocalFile.head(root + "/" + path, count: 1 << 17) else { return }
    let own = RenderedPage(bytes)
    let domain = own.canonical.map { URIReference($0).domain }
    for link in own.feedLinks {
      let reference = URIReference(link)
      // A feed of another host stays there.
      if !reference.host.isEmpty, let domain, reference.domain != domain { continue }
      let here = "https://site.invalid/" + path
      let whole = URIReference(link).resolved(against: URIReference(here)).decodedPath.drop { $0 == "/" }
      guard !whole.isEmpty else { continue }
      // The folder may stand for a folder of the host.
      var target = whole
      while !MovedSite.candidates(String(target)).contains(where: files.contains),
        let slash = target.firstIndex(of: "/")
      {
        target = target[target.index(after: slash)...]
      }
      if !MovedSite.candidates(String(target)).contains(where: files.contains) {
        // A page that does not say whose it is may name a feed of any host.
        if !reference.host.isEmpty, domain == nil { continue }
        target = whole
      }
      let known = links[String(target)]
      links[String(target)] = (known?.first ?? path, (known?.count ?? 0) + 1)
    }
  }

  // MARK: What lies at an address

  /// Files that a server may answer a path with.
  private static func candidates(_ path: String) -> [String] {
    let plain = path.trimmingSlashes
    return plain.isEmpty
      ? ["index.xml", "index.html"] : [plain, plain + "/index.xml", plain + "/index.html", plain + "/index.json"]
  }

  private func target(of path: String, _ moves: [String: String]) -> String {
    // What lies as a folder's index is asked for as the folder.
    let folder = path.lastSegment.hasPrefix("index.") ? String(path.dropLast(path.lastSegment.count)) : path
    let target = moves[IDAdoption.place("/" + path)] ?? moves[IDAdoption.place("/" + folder)]
    return target.map { String(IDAdoption.place($0).drop { $0 == "/" }) } ?? path
  }

  func feed(at path: String, _ moves: [String: String]) -> ParsedFeed? {
    let places = MovedSite.candidates(path) + MovedSite.candidates(target(of: path, moves))
    return places.lazy.compactMap { feeds[$0] }.first
  }

  func holds(_ path: String, _ moves: [String: String]) -> Bool {
    (MovedSite.candidates(path) + MovedSite.candidates(target(of: path, moves))).contains(where: files.contains)
  }

  /// Whether what lies at an address is no page for search engines: data, nothing, or a copy of a page of another site.
  func isNoPage(_ address: String) throws -> Bool {
    guard let file = file(at: IDAdoption.place(address)) else { return false }
    let name = file.lastSegment
    guard name.hasSuffix(".html") || name.hasSuffix(".htm") else { return true }
    if ["404.html", "500.html"].contains(name) { return true }
    guard let bytes = try LocalFile.head(root + "/" + file, count: 1 << 17) else { return false }
    let page = RenderedPage(bytes)
    let domain = page.canonical.map { URIReference($0).domain } ?? ""
    return bytes.isEmpty || page.isNoIndex || page.isRedirect
      || !domain.isEmpty && domain != URIReference(address).domain
  }

  /// The file that a server would answer a place with; `nil` where there is none.
  func file(at place: String) -> String? {
    var path = place.drop { $0 == "/" }
    while true {
      let plain = String(path)
      let candidates = [plain, plain + ".html", plain + "/index.html"].filter { !$0.hasPrefix("/") }
      if let file = candidates.first(where: files.contains) { return file }
      // The folder may stand for a folder of the host.
      guard let slash = path.firstIndex(of: "/") else { return nil }
      path = path[path.index(after: slash)...]
    }
  }

  // MARK: Redirects

  /// Those that lie with the documents.
  static func redirects(in folder: String) throws -> [String: String] {
    try LocalFile.readIfThere(folder + "/_redirects").map { redirects($0.bytes) } ?? [:]
  }

  /// Targets by places.
  static func redirects(_ bytes: [UInt8]) -> [String: String] {
    var moves: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count >= 2, words[0].hasPrefix("/"), words.count < 3 || words[2].hasPrefix("3") else { continue }
      moves[IDAdoption.place(String(words[0]))] = String(words[1])
    }
    return moves
  }
}
