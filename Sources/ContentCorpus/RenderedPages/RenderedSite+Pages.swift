import LocalFiles
import Markup
public import TidingsCore

extension RenderedSite {
  /// Notices of pages that no published item belongs to: those that ask to be listed, and lead nowhere else.
  ///
  /// The front page and what servers show in place of a page (`404.html`) are nobody's.
  ///
  /// - Parameters:
  ///   - lists: pages that list others, which sitemaps name.
  ///   - withTopics: whether pages of topics that are none of these are listed: a plug-in may have made them.
  ///   - isOwn: whether a file, by its path in the folder, is one that Tidings itself wrote.
  ///   - named: files that the generator's own sitemap names; asked for where that decides.
  /// - Throws: `SystemError` where the folder cannot be listed, and what a cancelled task throws.
  public func pagesWithoutItem(
    _ corpus: Corpus, lists: [ListPage] = [], withTopics: Bool = false, jobs: Int, isOwn: @Sendable (String) -> Bool,
    named: () throws -> Set<String>? = { nil }
  ) async throws -> [ListPage] {
    var taken: Set<String> = ["index.html", "404.html"]
    for list in lists { taken.formUnion(RenderedSite.places(of: list.permalink, isBare: list.isBare)) }
    // What is not published may have a page that an earlier build left.
    for item in corpus.items {
      taken.formUnion(RenderedSite.places(of: item.permalink, isBare: item.isBare))
    }
    // Lists of topics, and lists around items, are nobody's either, unless the generator names them.
    var quiet: Set<String> = []
    let topics = corpus.topics.map(\.path)
    for path in topics where !withTopics { quiet.formUnion(RenderedSite.places(of: path, isBare: false)) }
    for path in (withTopics ? [] : topics) + corpus.published.map({ corpus.items[$0].permalink }) {
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        guard quiet.insert(folder + "/index.html").inserted else { break }
      }
    }
    // The second page of a list, and all behind it.
    let furtherPage = /(^|\/)page-?\/?[0-9]+(\/index)?\.html$/
    var found = try FileTree.list(folder) { $0.hasSuffix(".html") }.files.filter { path in
      !taken.contains(path) && !isOwn(path) && path.firstMatch(of: furtherPage) == nil
        && path.lastSegment != "404.html"
    }
    if found.contains(where: quiet.contains) {
      let wished = try named() ?? []
      found.removeAll { quiet.contains($0) && !wished.contains($0) }
    }
    let files = found
    let site = URIReference(corpus.settings.siteAddress)
    let lonely = try await Parallel.map(files.count, jobs: jobs, stride: 16) { index in
      try isListed(files[index], on: site)
    }
    return zip(files, lonely).filter(\.1).map { path, _ in
      let isFolder = path.lastSegment == "index.html"
      return ListPage(permalink: isFolder ? String(path.dropLast("/index.html".count)) : path, isBare: !isFolder)
    }
  }

  /// One word on all pages that have no content file.
  ///
  /// - Parameter pages: at least one.
  public func finding(onPagesWithoutItem pages: [ListPage]) -> Finding {
    let more = pages.count > 1 ? " and \(pages.count - 1) more pages have" : " has"
    return ContentRules.pageAlone.finding(
      at: SourceLocation(path: RenderedSite.shown(folder)), "'/\(pages[0].permalink)'\(more) no content file")
  }

  /// Lists that sitemaps would name, and that have no page on the built site or one that asks to be passed over; with what is to be
  /// reported of them.
  ///
  /// - Throws: `SystemError` where a page cannot be read.
  public func hiddenLists(_ lists: [ListPage], on address: String) throws -> (
    hidden: Set<String>, findings: [Finding]
  ) {
    let site = URIReference(address)
    var hidden: Set<String> = []
    var findings: [Finding] = []
    for list in lists {
      let places =
        list.permalink.isEmpty ? ["index.html"] : RenderedSite.places(of: list.permalink, isBare: list.isBare)
      let path = try places.first { try LocalFile.isFile(folder + "/" + $0) }
      guard let path else {
        hidden.insert(list.permalink)
        findings.append(
          ContentRules.listMissing.finding(
            at: SourceLocation(path: RenderedSite.shown(folder)),
            "There is no page at '/\(list.permalink)' on the built site"))
        continue
      }
      guard let bytes = try RenderedPage.beginning(of: folder + "/" + path) else { continue }
      let page = RenderedPage(bytes)
      let own = list.permalink + (list.isBare || list.permalink.isEmpty ? "" : "/")
      guard page.isNoIndex || page.isRedirect || !page.isCanonical(at: own, on: site) else { continue }
      hidden.insert(list.permalink)
      findings.append(
        ContentRules.pageHidden.finding(
          at: SourceLocation(path: RenderedSite.shown(folder) + "/" + path),
          "The built page asks search engines to ignore it"))
    }
    return (hidden, findings)
  }

  private func isListed(_ path: String, on site: URIReference) throws -> Bool {
    guard let bytes = try RenderedPage.beginning(of: folder + "/" + path) else { return false }
    let page = RenderedPage(bytes)
    guard !page.isRedirect, !page.isNoIndex else { return false }
    let address = path == "index.html" || path.hasSuffix("/index.html") ? String(path.dropLast(10)) : path
    return page.isCanonical(at: address, on: site)
  }

  /// A folder as seen from where the program runs.
  static func shown(_ folder: String) -> String {
    let here = LocalFile.absolutePath(".") + "/"
    return folder.hasPrefix(here) ? String(folder.dropFirst(here.count)) : folder
  }

  /// All folders of the built site, itself among them, for who waits for changes.
  ///
  /// - Throws: `SystemError`.
  public func folders() throws -> [String] {
    var found: [String] = []
    var pending = [""]
    while let path = pending.popLast() {
      found.append(path.isEmpty ? folder : folder + "/" + path)
      for case .folder(let inner) in try FolderListing(folder, path, stamps: false, include: { _ in false }).entries {
        pending.append(inner)
      }
    }
    return found
  }
}

extension RenderedPage {
  /// What a page says of itself stands in its head; of one that nobody would read to its end no more than that is taken.
  ///
  /// - Parameter path: of the file.
  /// - Returns: `nil` where there is none.
  /// - Throws: `SystemError` where it cannot be read.
  package static func beginning(of path: String) throws -> [UInt8]? {
    guard let size = try LocalFile.size(path) else { return nil }
    guard size <= PageReader.sizeLimit else { return try LocalFile.head(path, count: 1 << 17) }
    return try LocalFile.readIfThere(path, limit: FileLimit.content)?.bytes
  }
}
