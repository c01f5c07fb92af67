import LocalFiles
import Markup
import TidingsCore

/// Finds the built page of an item, and reads it.
struct PageReader {
  let site: RenderedSite
  private let index: RenderedPageIndex
  /// What could not be read.
  let trouble = ReadTrouble()

  init(_ site: RenderedSite) {
    self.site = site
    index = RenderedPageIndex(site.folder, trouble)
  }

  /// A page as it was found.
  struct Page {
    let bytes: [UInt8]
    let head: RenderedPage
    let stamp: PageStamp
  }

  /// The content of a page larger than this is not looked for: nobody would read it, and no entry takes it.
  static let sizeLimit = 16_000_000

  /// The page of an address; `nil` where there is none, or one that only leads elsewhere. A page may lie beside the place that the
  /// address has (`a.html` for `a/`) and have another address by that: it is searched for then.
  func page(of permalink: String, isBare: Bool, on address: URIReference) -> Page? {
    for (index, place) in RenderedSite.places(of: permalink, isBare: isBare).enumerated() {
      guard let page = page(at: place, isElsewhere: false) else { continue }
      let own = permalink + (isBare ? "" : "/")
      return index == 0 || page.head.canonical != nil && page.head.isCanonical(at: own, on: address) ? page : nil
    }
    return nil
  }

  /// The page of a record.
  func page(of record: ItemRecord) -> Page? {
    if record.isListedOnly { return nil }
    if let place = record.page?.place { return page(at: place, isElsewhere: true) }
    return RenderedSite.places(of: record.permalink, isBare: record.isBare).lazy
      .compactMap { page(at: $0, isElsewhere: false) }.first
  }

  private func page(at place: String, isElsewhere: Bool) -> Page? {
    let path = site.folder + "/" + place
    guard let size = trouble.stamp(path)?.size else { return nil }
    let isTooLarge = size > PageReader.sizeLimit
    guard let (bytes, stamp) = isTooLarge ? beginning(of: path) : trouble.read(path, limit: FileLimit.content) else {
      return nil
    }
    let head = RenderedPage(bytes)
    guard !head.isRedirect else { return nil }
    return Page(
      bytes: isTooLarge ? [] : bytes, head: head,
      stamp: PageStamp(stamp: stamp, digest: ContentDigest(bytes), place: isElsewhere ? place : nil))
  }

  /// What a page says of itself stands at its beginning: no more is read of one whose content is not wanted.
  private func beginning(of path: String) -> (bytes: [UInt8], stamp: FileStamp)? {
    guard let stamp = trouble.stamp(path), let bytes = trouble.head(path, count: 1 << 17) else { return nil }
    return (bytes, stamp)
  }

  /// The page of an item for which there is none at its address: the only one with its title and its words.
  ///
  /// - Returns: the page, and its address; `nil` where there is none, or where several are alike.
  func elsewhere(_ title: String, _ source: Body, site address: URIReference) -> (
    Page, permalink: String, isBare: Bool
  )? {
    var best: (place: String, share: Double)?
    var isTied = false
    let candidates = index.candidates(title)
    for place in candidates {
      let path = site.folder + "/" + place
      guard let size = trouble.stamp(path)?.size, size <= PageReader.sizeLimit,
        let bytes = trouble.read(path, limit: FileLimit.content)?.bytes
      else { continue }
      let (share, words) = PagePost.likeness(of: bytes, source: source)
      // The only page of a title needs few words to be known by.
      let isKnown = candidates.count == 1 ? share >= 0.4 : words >= 3 && share >= 0.6
      guard isKnown else { continue }
      if let former = best, former.share == share { isTied = true }
      if best.map({ $0.share < share }) ?? true { (best, isTied) = ((place, share), false) }
    }
    guard let best, !isTied, let page = page(at: best.place, isElsewhere: true) else { return nil }
    let (permalink, isBare) = RenderedPageIndex.address(of: best.place, canonical: page.head.canonical, on: address)
    return (page, permalink, isBare)
  }

  /// Whether the page of a record is the one that it was read with.
  ///
  /// - Parameter trusts: whether a stamp is enough to know a page by.
  func holds(_ record: ItemRecord, _ trusts: (_ stamp: FileStamp) -> Bool) -> Bool {
    if record.isListedOnly { return true }
    // What has no page, or one that was searched for, may have one by now.
    guard let page = record.page, page.place == nil else { return !record.publication.isPublished }
    for place in RenderedSite.places(of: record.permalink, isBare: record.isBare) {
      if let stamp = trouble.stamp(site.folder + "/" + place) { return stamp == page.stamp && trusts(stamp) }
    }
    return false
  }
}
