import LocalFiles
import Markup
import SiteOutput
import Validation

/// The pages that a generator's own sitemap lists: what it made and names to nobody, such as a private post, is in none.
package enum ListedPages {
  private static let names = ["sitemap.xml", "sitemap.xml.gz", "sitemap_index.xml", "sitemap-index.xml"]
  private static let sitemaps = 200

  /// - Parameters:
  ///   - folder: of the built site.
  ///   - base: the site's address.
  /// - Returns: their files, relative to the folder; `nil` where there is no sitemap of the generator's, or one of less than
  ///   half of the pages.
  /// - Throws: `SystemError` where the folder or a sitemap cannot be read.
  package static func files(_ folder: String, base: String) throws -> Set<String>? {
    let pages = Set(try FileTree.list(folder) { $0.hasSuffix(".html") || $0.hasSuffix(".htm") }.files)
    let own = try LocalFile.readIfThere(folder + "/" + Manifest.fileName).flatMap { try? Manifest(reading: $0.bytes) }
    let ours = Set((own?.rows ?? []).map(\.path))
    guard let first = try names.first(where: { try !ours.contains($0) && LocalFile.isFile(folder + "/" + $0) }) else {
      return nil
    }
    let root = URIReference(base)
    var found: Set<String> = []
    var pending = [first]
    var seen: Set<String> = [first]
    while let path = pending.popLast(), seen.count <= sitemaps {
      guard let bytes = try LocalFile.readIfThere(folder + "/" + path)?.bytes,
        let addresses = SitemapPages.addresses(bytes)
      else { continue }
      for address in addresses {
        guard let place = place(of: address, root) else { continue }
        if let page = candidates(place).first(where: pages.contains) {
          found.insert(page)
        } else if place.hasSuffix(".xml") || place.hasSuffix(".xml.gz"), !ours.contains(place),
          seen.insert(place).inserted
        {
          pending.append(place)
        }
      }
    }
    return 2 * found.count >= pages.count && !found.isEmpty ? found : nil
  }

  /// An address of the site as a path in its folder.
  private static func place(of address: String, _ root: URIReference) -> String? {
    let page = URIReference(address).resolved(against: root)
    let (path, prefix) = (page.decodedPath, root.decodedPath)
    guard page.domain == root.domain, path.hasPrefix(prefix) else { return nil }
    return String(path.dropFirst(prefix.count))
  }

  private static func candidates(_ place: String) -> [String] {
    place.isEmpty || place.hasSuffix("/")
      ? [place + "index.html", place + "index.htm"] : [place, place + ".html", place + "/index.html"]
  }
}
