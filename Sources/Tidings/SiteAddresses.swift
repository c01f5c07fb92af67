import ContentCorpus
import Documents
import LocalFiles
import Markup

/// Where everything is on the web: pages, documents, pictures.
struct SiteAddresses: Sendable {
  private let base: URIReference
  private let baseText: String
  private let assetBase: URIReference?
  /// The folder with the files of `assetBase`, if it is at hand.
  private let assetFolder: String?

  init(_ configuration: Configuration) {
    base = URIReference(configuration.site.baseURL)
    baseText = configuration.site.baseURL
    assetBase = configuration.site.assetBaseURL.map { URIReference($0) }
    assetFolder = configuration.corpus.assets
  }

  /// A page of the site: a folder's address, unless its last segment names a file.
  func page(_ permalink: String) -> String {
    let isFile = permalink.split(separator: "/").last?.contains(".") ?? false
    return baseText + URIReference.encodedPath(permalink) + (isFile ? "" : "/")
  }

  /// A document of ours.
  func document(_ path: String) -> String { baseText + URIReference.encodedPath(path) }

  var home: String { baseText }

  /// Something that the site's own configuration or an item points to, such as an icon or a related page.
  func onSite(_ reference: String) -> String? {
    let target = URIReference(reference)
    // A path on the site lies below the base address, as permalinks do.
    if target.scheme == nil, target.authority == nil {
      return SitePath.safe(reference).map {
        baseText + URIReference.encodedPath($0) + (reference.hasSuffix("/") ? "/" : "")
      }
    }
    let resolved = target.resolved(against: base)
    return resolved.isWeb ? resolved.description : nil
  }

  /// A picture or attachment: an address as it is, a path from the site, a bare file name from the asset base.
  func asset(_ reference: String) -> String? {
    let target = URIReference(reference)
    if target.scheme != nil || target.authority != nil || reference.hasPrefix("/") { return onSite(reference) }
    guard let assetBase, let path = SitePath.safe(reference) else { return nil }
    return URIReference(URIReference.encodedPath(path)).resolved(against: assetBase).description
  }

  /// The length in bytes of a file that is at hand.
  func assetLength(_ reference: String) -> Int? {
    guard let assetFolder, !reference.contains("://"), let path = SitePath.safe(reference) else { return nil }
    return LocalFile.size(assetFolder + "/" + path)
  }

  static func host(of address: String) -> String { URIReference(address).host }
}
