import LocalFiles
package import Markup
import TidingsCore

/// What is wrong with the built page of a published item, and whether it may be listed.
struct PageCheck {
  private(set) var findings: [Finding] = []
  private(set) var isIndexable = true

  init(_ page: PageReader.Page, _ address: AddressReader.Address, site: URIReference, selection: RenderedPage.Selection)
  {
    let head = page.head
    if !selection.content.isEmpty, !page.bytes.isEmpty {
      let post = PagePost(page.bytes, source: Body([], syntax: .html), selection: selection, title: "")
      if post.content == nil {
        findings.append(
          ContentRules.pageContent.finding(
            at: address.location, "The page at '/\(address.permalink)' has no element that holds its content"))
      }
    }
    if head.isNoIndex {
      isIndexable = false
      findings.append(
        ContentRules.pageHidden.finding(at: address.location, "The built page asks search engines to ignore it"))
    } else if let canonical = head.canonical,
      !head.isCanonical(at: address.permalink + (address.isBare ? "" : "/"), on: site)
    {
      isIndexable = false
      findings.append(
        ContentRules.pageHidden.finding(
          at: address.location, "The built page names another address as the canonical one: \(canonical.prefix(200))"))
    }
    if page.stamp.stamp.size > PageReader.sizeLimit {
      findings.append(
        ContentRules.bodyLarge.finding(at: address.location, "The built page has \(page.stamp.stamp.size) bytes"))
    }
  }
}

extension RenderedPage {
  /// Whether it names no other page as the canonical one.
  ///
  /// - Parameter path: its own one on the site, as it ends, not encoded.
  package func isCanonical(at path: String, on site: URIReference) -> Bool {
    guard let canonical else { return true }
    let own = URIReference(URIReference.encodedPage(path)).resolved(against: site)
    return URIReference(canonical).resolved(against: own).names(path, on: site)
  }
}

extension URIReference {
  /// Whether it is the address of a page, but for `www` and what stands at its end: a slash, `index.html`.
  ///
  /// - Parameters:
  ///   - permalink: the page's path, not encoded.
  ///   - site: the site's base address.
  func names(_ permalink: String, on site: URIReference) -> Bool {
    let named = resolved(against: site)
    let own = URIReference("./" + URIReference.encodedPage(permalink)).resolved(against: site)
    return named.domain == own.domain && named.folderPath == own.folderPath
  }

  /// The path without slashes around it, and without the name of a folder's page.
  private var folderPath: String {
    // `%2B` and `+` are one character of a path.
    let path = decodedPath.trimmingSlashes
    if path == "index.html" { return "" }
    return path.hasSuffix("/index.html") ? String(path.dropLast("/index.html".count)) : path
  }
}
