import Markup
import TidingsCore

/// Where an item's page is: `basePath` and `slug`, else the file's folder and name.
struct AddressReader {
  let settings: CorpusSettings

  struct Address {
    let permalink: String
    /// Whether it has no slash at its end.
    var isBare = false
    let location: SourceLocation
  }

  /// - Parameter place: what the file's path says by the site's convention; `nil` where front matter says everything.
  func address(
    of file: SourceFile, _ front: FrontMatter, place: ContentLocation?, title: String, published: Timestamp
  ) throws -> Address {
    guard let place else { return try address(of: file, front) }
    let node = front.node(front.fields[.url]) ?? front.node(front.fields[.slug])
    let location = node.map(front.location) ?? SourceLocation(path: file.path)
    let reader = ContentAddress(convention: settings.convention, timeZone: settings.timeZone, place: place)
    if published == .unknown, place.jekyll != nil, reader.wantsDateOfJekyll(front) {
      throw ItemRejection(
        ContentRules.permalinkUndated.finding(at: location, "The address has a date, and the page has none"))
    }
    guard let text = reader.text(front, title: title, published: published) else {
      let rule = place.kind == .item ? ContentRules.permalinkUnsafe : ContentRules.pagePermalink
      throw ItemRejection(
        rule.finding(at: location, "The pattern of the address has a mark that is not known"))
    }
    guard !text.contains("//") else {
      throw ItemRejection(ContentRules.permalinkUnsafe.finding(at: location, "The address '\(text)' has an empty part"))
    }
    var path = text
    // Hugo itself names the file where addresses are files.
    if path.hasSuffix("/index.html"), settings.convention.generator != .hugo {
      path = String(path.dropLast("index.html".count))
    }
    let permalink = try checked(path, path == "/" ? path : text, location)
    return Address(permalink: permalink, isBare: !path.hasSuffix("/"), location: location)
  }

  private func address(of file: SourceFile, _ front: FrontMatter) throws -> Address {
    let slugNode = front.node(front.fields[.slug])
    let place =
      (slugNode ?? front.node(front.fields[.folder])).map(front.location) ?? SourceLocation(path: file.path)
    let slug = front.text(front.fields[.slug]) ?? stem(of: file.path)
    let base = front.text(front.fields[.folder]) ?? folder(of: file.path)
    let permalink = try checked(base.trimmingSlashes + "/" + slug.trimmingSlashes, "\(base)' + '\(slug)", place)
    return Address(permalink: permalink, location: place)
  }

  private func checked(_ path: String, _ shown: String, _ place: SourceLocation) throws -> String {
    // That of the home page is empty, which front matter alone cannot say.
    let isHome = path == "/" && shown == "/"
    guard let permalink = isHome ? "" : SitePath.address(path) else {
      throw ItemRejection(ContentRules.permalinkUnsafe.finding(at: place, "The address '\(shown)' is not safe"))
    }
    guard settings.siteAddress.utf8.count + URIReference.encodedPage(permalink).utf8.count < 2047 else {
      throw ItemRejection(ContentRules.permalinkLong.finding(at: place, "The address is too long"))
    }
    return permalink
  }

  private func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }

  private func folder(of path: String) -> String {
    var segments = path.split(separator: "/").dropLast()
    if let first = segments.first, settings.contentFolders.contains(String(first)) { segments = segments.dropFirst() }
    return segments.joined(separator: "/")
  }
}
