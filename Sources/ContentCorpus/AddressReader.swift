import Documents
import Markup

/// Where an item's page is: `basePath` and `slug`, else the file's folder and name.
struct AddressReader {
  /// Folders at the beginning of a path that are no part of an address.
  let folders: [String]
  let siteAddress: String

  func address(of file: SourceFile, _ front: FrontMatter) throws -> (permalink: String, location: SourceLocation) {
    let slugNode = front.node(front.fields[.slug])
    let place = (slugNode ?? front.node(front.fields[.folder])).map(front.location) ?? SourceLocation(path: file.path)
    let slug = front.text(front.fields[.slug]) ?? stem(of: file.path)
    let base = front.text(front.fields[.folder]) ?? folder(of: file.path)
    guard let permalink = SitePath.safe(base.trimmingSlashes + "/" + slug.trimmingSlashes) else {
      throw Refusal(
        ContentRules.permalinkUnsafe.finding(at: place, "The address '\(base)' + '\(slug)' is not safe"))
    }
    guard siteAddress.utf8.count + URIReference.encodedPath(permalink).utf8.count < 2047 else {
      throw Refusal(ContentRules.permalinkLong.finding(at: place, "The address is too long"))
    }
    return (permalink, place)
  }

  private func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }

  private func folder(of path: String) -> String {
    var segments = path.split(separator: "/").dropLast()
    if let first = segments.first, folders.contains(String(first)) { segments = segments.dropFirst() }
    return segments.joined(separator: "/")
  }
}
