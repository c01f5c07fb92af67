/// The translations that the pages of a sitemap name (`xhtml:link` with `hreflang`), as sums of addresses: a sitemap can name
/// millions, and no text of them is kept.
struct AlternateLinks: Sendable {
  /// A page that names another.
  struct Link: Sendable {
    /// The sum of the page's address.
    let page: UInt64
    /// The sum of the address that it names.
    let target: UInt64
    /// Where the link stands.
    let offset: Int32
  }

  /// `x-default` is left out: it stands for a page that chooses, which need not name those that it leads to.
  private(set) var links: [Link] = []
  init() {}

  init(_ tree: XMLTree) {
    let link = tree.id("link", Namespaces.xhtml)
    let (hreflang, href) = (tree.id("hreflang"), tree.id("href"))
    guard link >= 0, hreflang >= 0, href >= 0 else { return }
    let loc = tree.id("loc", Namespaces.sitemap)
    for url in tree.elements(named: "url", in: Namespaces.sitemap) {
      guard let location = tree.first(url, loc) else { continue }
      let page = AlternateLinks.sum(tree.bytes(location))
      var child = tree.nodes[url].firstChild
      while child >= 0 {
        defer { child = tree.nodes[child].nextSibling }
        guard tree.nodes[child].name == link, let language = tree.attributeBytes(child, hreflang),
          let address = tree.attributeBytes(child, href), !AlternateLinks.isDefault(language)
        else { continue }
        let target = AlternateLinks.sum(address.trimmed)
        guard target != page else { continue }
        links.append(Link(page: page, target: target, offset: Int32(clamping: tree.nodes[child].offset)))
      }
    }
  }

  private static func isDefault(_ language: ArraySlice<UInt8>) -> Bool {
    language.count == 9 && language.elementsEqual("x-default".utf8) { $0 | 0x20 == $1 | 0x20 }
  }

  static func sum(_ address: String) -> UInt64 { sum(Array(address.utf8)[...]) }

  /// The sum of an address; characters that are encoded in capitals or small letters are the same.
  static func sum(_ address: ArraySlice<UInt8>) -> UInt64 {
    guard address.contains(UInt8(ascii: "%")) else { return TextIndex.hash(address) }
    var bytes = Array(address)
    for index in bytes.indices.dropLast(2) where bytes[index] == UInt8(ascii: "%") {
      for digit in [index + 1, index + 2] where (bytes[digit] | 0x20) &- 0x61 < 6 { bytes[digit] |= 0x20 }
    }
    return TextIndex.hash(bytes[...])
  }

  /// The sum of a link, seen from a page that could return it.
  private static func sum(from page: UInt64, to target: UInt64) -> UInt64 {
    page &* 0x9E37_79B9_7F4A_7C15 ^ (target << 1 | target >> 63)
  }

  /// The links to pages that do not name the page back, wherever they are.
  func unreturned(_ index: Index) -> [Link] { links.filter { !index.returns($0) } }

  /// The links of some sitemaps, to be asked whether one is returned.
  struct Index {
    private var sums: Set<UInt64> = []

    init(_ sitemaps: [AlternateLinks]) {
      sums.reserveCapacity(sitemaps.reduce(0) { $0 + $1.links.count })
      for sitemap in sitemaps {
        for link in sitemap.links { sums.insert(AlternateLinks.sum(from: link.page, to: link.target)) }
      }
    }

    /// Whether the page that is named names the other back.
    func returns(_ link: Link) -> Bool { sums.contains(AlternateLinks.sum(from: link.target, to: link.page)) }
  }
}
