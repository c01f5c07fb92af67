import TidingsCore

/// The pages that a sitemap lists.
package enum SitemapPages {
  /// - Returns: each `loc` with its `lastmod` as they are written; `nil` where the bytes are no sitemap.
  package static func read(_ bytes: [UInt8]) -> [(address: String, modified: String?)]? {
    guard let tree = tree(of: bytes) else { return nil }
    guard FormatDetector.format(of: tree) == .sitemap else { return nil }
    return pages(tree)
  }

  /// - Returns: each `loc` of a sitemap, or of an index of some; `nil` where the bytes are neither.
  package static func addresses(_ bytes: [UInt8]) -> [String]? {
    guard let tree = tree(of: bytes) else { return nil }
    switch FormatDetector.format(of: tree) {
    case .sitemap: return pages(tree).map(\.address)
    case .sitemapIndex:
      let loc = tree.id("loc", Namespaces.sitemap)
      return tree.elements(named: "sitemap", in: Namespaces.sitemap).compactMap { sitemap in
        tree.first(sitemap, loc).map { tree.string($0) }
      }
    default: return nil
    }
  }

  /// - Returns: `nil` where compressed bytes are damaged.
  private static func tree(of bytes: [UInt8]) -> XMLTree? {
    guard let plain = Validator.unpacked(bytes) else { return nil }
    let utf8 = TextEncoding.decode(plain).utf8
    return XMLRecovery.read(utf8, path: "", LineIndex(utf8)).reading.tree
  }

  private static func pages(_ tree: XMLTree) -> [(address: String, modified: String?)] {
    let (loc, lastmod) = (tree.id("loc", Namespaces.sitemap), tree.id("lastmod", Namespaces.sitemap))
    return tree.elements(named: "url", in: Namespaces.sitemap).compactMap { url in
      tree.first(url, loc).map { (tree.string($0), tree.first(url, lastmod).map(tree.string)) }
    }
  }
}
