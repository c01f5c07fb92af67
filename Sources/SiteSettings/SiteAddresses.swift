package import ContentCorpus
package import LocalFiles
import Markup
import TidingsCore

/// Where everything is on the web: pages, documents, pictures.
package struct SiteAddresses: Sendable {
  private let base: URIReference
  private let baseText: String
  private let assetBase: URIReference?
  /// The base address, where a path can simply be put behind it.
  private let plainBase: String?
  /// What stands in front of a bare file name.
  private let assetText: String?
  /// The folder with the files of `assetBase`, if it is at hand.
  private let assetFolder: String?
  /// What of it could not be looked at.
  package let trouble = ReadTrouble()

  package init(_ configuration: Configuration) {
    base = URIReference(configuration.site.baseURL)
    baseText = configuration.site.baseURL
    assetBase = configuration.site.assetBaseURL.map { URIReference($0) }
    plainBase = base.query == nil && base.fragment == nil && base.path.hasSuffix("/") ? base.description : nil
    var plain = assetBase
    plain?.query = nil
    plain?.fragment = nil
    assetText = plain?.description
    assetFolder = configuration.corpus.assets
  }

  /// A page of the site: a folder's address, unless its last segment names a file.
  package func page(_ permalink: String) -> String { SiteAddresses.page(permalink, base: baseText) }

  private static func page(_ permalink: String, base: String) -> String {
    SitePath.page(permalink, on: base)
  }

  /// A page at a permalink.
  package static func page(_ permalink: String, of configuration: Configuration) -> String {
    page(permalink, base: configuration.site.baseURL)
  }

  /// An item's page.
  package func page(of record: ItemRecord) -> String { SiteAddresses.page(of: record, base: baseText) }

  /// A file of the site that is no page.
  package func file(_ path: String) -> String { baseText + URIReference.encodedPage(path) }

  /// The page of a list.
  package func page(of list: ListPage) -> String {
    if list.permalink.isEmpty { return baseText }
    return list.isBare ? baseText + URIReference.encodedPage(list.permalink) : page(list.permalink)
  }

  /// The same, without all that else is known of a site.
  package static func page(of record: ItemRecord, _ configuration: Configuration) -> String {
    page(of: record, base: configuration.site.baseURL)
  }

  private static func page(of record: ItemRecord, base: String) -> String {
    record.address(on: base)
  }

  /// A document of ours.
  package func document(_ path: String) -> String { baseText + URIReference.encodedPath(path) }

  package var home: String { baseText }

  /// Something that the site's own configuration or an item points to, such as an icon or a related page.
  package func onSite(_ reference: String) -> String? {
    if let plainBase, SiteAddresses.isPlainPath(reference) { return plainBase + reference.dropFirst() }
    let target = URIReference(reference)
    // A path on the site lies below the base address, as permalinks do.
    if target.scheme == nil, target.authority == nil { return relative(target, to: base) }
    let resolved = target.resolved(against: base)
    return resolved.isWeb ? resolved.description : nil
  }

  /// A picture or attachment: an address as it is, a path from the site, a bare file name from the asset base.
  package func asset(_ reference: String) -> String? {
    if let assetText, SiteAddresses.isPlainName(reference) { return assetText + reference }
    let target = URIReference(reference)
    if target.scheme != nil || target.authority != nil || reference.hasPrefix("/") { return onSite(reference) }
    guard let assetBase else { return nil }
    return relative(target, to: assetBase)
  }

  /// Whether a reference is a slash, and then names of letters, digits and dashes with slashes between them.
  private static func isPlainPath(_ reference: String) -> Bool {
    var copy = reference
    return copy.withUTF8 { bytes in
      guard unsafe bytes.count > 1 && bytes.count <= 200 && bytes[0] == UInt8(ascii: "/") else { return false }
      for index in 1..<bytes.count {
        switch unsafe bytes[index] {
        case 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
        case UInt8(ascii: "/"): if unsafe bytes[index - 1] == UInt8(ascii: "/") { return false }
        default: return false
        }
      }
      return true
    }
  }

  /// Whether a reference is a name of letters, digits, dashes, underscores and dots, which stands for itself in an address.
  private static func isPlainName(_ reference: String) -> Bool {
    var copy = reference
    return copy.withUTF8 { bytes in
      guard let first = unsafe bytes.first, first != UInt8(ascii: "."), bytes.count <= 200 else { return false }
      return unsafe bytes.allSatisfy { byte in
        switch byte {
        case 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
      }
    }
  }

  /// A reference without scheme and host, below a base; what it has encoded stays so.
  private func relative(_ reference: URIReference, to base: URIReference) -> String? {
    let decoded = reference.decodedPath
    guard decoded.allSatisfy({ $0 == "/" }) || SitePath.safe(decoded) != nil else { return nil }
    var target = base
    let below = reference.path.drop { $0 == "/" }
    target.path = base.path + below
    (target.query, target.fragment) = (reference.query, reference.fragment)
    return target.description
  }

  /// The length in bytes of a file that is at hand.
  package func assetLength(_ reference: String) -> Int? {
    guard let assetFolder, !reference.contains("://"),
      let path = SitePath.safe(URIReference(reference).decodedPath)
    else { return nil }
    return trouble.stamp(assetFolder + "/" + path)?.size
  }

  package static func host(of address: String) -> String { URIReference(address).host }
}
