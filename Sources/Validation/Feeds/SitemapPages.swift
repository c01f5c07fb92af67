import Documents

/// The pages that a sitemap lists.
package enum SitemapPages {
  /// - Returns: each `loc` with its `lastmod` as they are written; `nil` where the bytes are no sitemap.
  package static func read(_ bytes: [UInt8]) -> [(address: String, modified: String?)]? {
    guard let plain = Validator.unpacked(bytes) else { return nil }
    let utf8 = TextEncoding.decode(plain).utf8
    let tree = FaultRepair.read(utf8, path: "", LineIndex(utf8)).reading.tree
    guard Sniffer.format(of: tree) == .sitemap else { return nil }
    let (loc, lastmod) = (tree.id("loc", Namespaces.sitemap), tree.id("lastmod", Namespaces.sitemap))
    return tree.elements(named: "url", in: Namespaces.sitemap).compactMap { url in
      tree.first(url, loc).map { (tree.string($0), tree.first(url, lastmod).map(tree.string)) }
    }
  }
}
