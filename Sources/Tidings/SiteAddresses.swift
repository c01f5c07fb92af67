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
    let isFile = [".html", ".htm", ".xhtml", ".php"].contains(where: permalink.hasSuffix)
    return baseText + URIReference.encodedPath(permalink) + (isFile ? "" : "/")
  }

  /// A document of ours.
  func document(_ path: String) -> String { baseText + URIReference.encodedPath(path) }

  var home: String { baseText }

  /// Something that the site's own configuration or an item points to, such as an icon or a related page.
  func onSite(_ reference: String) -> String? {
    let target = URIReference(reference)
    // A path on the site lies below the base address, as permalinks do.
    if target.scheme == nil, target.authority == nil { return relative(target, to: base) }
    let resolved = target.resolved(against: base)
    return resolved.isWeb ? resolved.description : nil
  }

  /// A picture or attachment: an address as it is, a path from the site, a bare file name from the asset base.
  func asset(_ reference: String) -> String? {
    let target = URIReference(reference)
    if target.scheme != nil || target.authority != nil || reference.hasPrefix("/") { return onSite(reference) }
    guard let assetBase else { return nil }
    return relative(target, to: assetBase)
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
  func assetLength(_ reference: String) -> Int? {
    guard let assetFolder, !reference.contains("://"),
      let path = SitePath.safe(URIReference(reference).decodedPath)
    else { return nil }
    return LocalFile.size(assetFolder + "/" + path)
  }

  static func host(of address: String) -> String { URIReference(address).host }
}
