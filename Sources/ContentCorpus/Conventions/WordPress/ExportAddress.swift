import Markup

/// Where a post's page is, on the site that feeds are made for: an export may still name it by another scheme or host.
enum ExportAddress {
  /// - Parameters:
  ///   - link: the address as the export has it.
  ///   - home: that of the blog's home page there, with a slash at its end.
  ///   - site: that of the site here, with a slash at its end.
  /// - Returns: the path from the site's root, as it ends; `nil` where it is none, or elsewhere.
  static func path(_ link: String, home: String, site: String) -> String? {
    let address = URIReference(link)
    guard address.query == nil, address.fragment == nil, !link.isEmpty else { return nil }
    for base in [home, site].map({ URIReference($0) }) {
      guard address.domain == base.domain else { continue }
      let (path, folder) = (address.path.isEmpty ? "/" : address.path, base.path.isEmpty ? "/" : base.path)
      if path.hasPrefix(folder) { return "/" + path.dropFirst(folder.count) }
      if path + "/" == folder { return "/" }
    }
    return nil
  }
}
