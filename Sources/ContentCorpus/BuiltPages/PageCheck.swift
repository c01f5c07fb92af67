import Documents
package import Markup

/// What is wrong with the built page of a published item, and whether it may be listed.
struct PageCheck {
  private(set) var findings: [Finding] = []
  private(set) var isIndexable = true

  /// - Parameter page: `nil` where there is none.
  init(_ page: BuiltPage?, _ address: AddressReader.Address, site: URIReference) {
    guard let page, !page.isRedirect else {
      let lead = page == nil ? "There is no page" : "There is only a redirect"
      findings.append(
        ContentRules.pageMissing.finding(at: address.location, "\(lead) at '/\(address.permalink)' on the built site"))
      return
    }
    if page.content == nil {
      findings.append(
        ContentRules.pageContent.finding(
          at: address.location, "The page at '/\(address.permalink)' has no element that holds its content"))
    }
    if page.isNoIndex {
      isIndexable = false
      findings.append(
        ContentRules.pageHidden.finding(at: address.location, "The built page asks search engines to pass it over"))
    } else if let canonical = page.canonical,
      !page.isCanonical(at: address.permalink + (address.isBare ? "" : "/"), on: site)
    {
      isIndexable = false
      findings.append(
        ContentRules.pageHidden.finding(
          at: address.location, "The built page names another address as the canonical one: \(canonical.prefix(200))"))
    }
    if let content = page.content, content.count > BodyCheck.sizeLimit {
      findings.append(
        ContentRules.bodyLarge.finding(
          at: address.location, "The content of the built page has \(content.count) bytes"))
    }
  }
}

extension BuiltPage {
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
  /// Whether it is the address of a page, but for `www` and what stands at its end.
  ///
  /// - Parameters:
  ///   - permalink: the page's path, not encoded.
  ///   - site: the site's base address.
  func names(_ permalink: String, on site: URIReference) -> Bool {
    let named = resolved(against: site)
    let own = URIReference(URIReference.encodedPage(permalink)).resolved(against: site)
    return named.domain == own.domain && named.path.trimmingSlashes == own.path.trimmingSlashes
  }
}
