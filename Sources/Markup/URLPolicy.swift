/// Which addresses may stand in a feed, and how they are made absolute.
struct URLPolicy {
  /// The page that relative addresses are relative to.
  let base: URIReference
  /// Where links to content files lead.
  var links: ContentLinks?

  /// An address of an attribute as it may be published, or `nil` where the attribute must go.
  func published(_ value: String, allowsData: Bool = false) -> String? {
    switch links?.target(of: value) ?? .asWritten {
    case .asWritten: break
    case .page(let address): return address
    case .missing: return nil
    }
    let reference = URIReference(XMLCharacters.removingForbidden(from: value))
    if reference.scheme == nil, reference.description.isEmpty { return nil }
    guard let scheme = reference.scheme else {
      return reference.authority == "" ? hosted(reference) : absolute(reference)
    }
    switch scheme {
    case "http", "https":
      return reference.host.isEmpty ? hosted(reference) : reference.resolved(against: base).description
    case _ where URLPolicy.schemes.contains(scheme): return reference.description
    case "data": return allowsData && URLPolicy.isPicture(reference.path) ? reference.description : nil
    default: return nil
    }
  }

  /// Where a link leads: one without an address leads to its own page.
  func publishedLink(_ value: String) -> String? {
    value.utf8.allSatisfy { $0 <= 0x20 } ? absolute(URIReference("")) : published(value)
  }

  /// An address of the web whose host is not where it belongs, as browsers read it (URL Standard, section 4.4): `http:page` is
  /// relative to a page of that scheme, in `http:/host/page`, `http:///host/page` and `///host/page` the host is what comes first.
  private func hosted(_ reference: URIReference) -> String? {
    guard reference.authority ?? "" == "" else { return nil }
    var target = reference
    target.scheme = nil
    if reference.authority == nil, reference.scheme == base.scheme { return absolute(target) }
    target.authority = nil
    target.path = "//" + target.path.drop { $0 == "/" }
    return absolute(URIReference((reference.scheme ?? base.scheme ?? "") + ":" + target.description))
  }

  /// Schemes that pages may ask browsers to hand over to programs (HTML Living Standard, section 8.9.1.1), and those of old services and
  /// of feeds; none of them runs a script.
  private static let schemes: Set<String> = [
    "bitcoin", "feed", "ftp", "ftps", "gemini", "geo", "git", "gopher", "im", "irc", "ircs", "magnet", "mailto",
    "matrix", "mms",
    "news", "nntp", "openpgp4fpr", "podcast", "sftp", "sip", "sms", "smsto", "ssh", "tel", "urn", "webcal", "xmpp",
  ]

  /// `srcset` (HTML Living Standard, section 4.8.4.2.1): candidates of an address and an optional descriptor.
  func publishedCandidates(_ value: String) -> String? {
    var candidates: [String] = []
    var rest = value[...]
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      guard !rest.isEmpty else { break }
      var address = rest.prefix { !$0.isWhitespace }
      rest = rest[address.endIndex...]
      var descriptor = ""
      if address.hasSuffix(",") {
        while address.hasSuffix(",") { address = address.dropLast() }
      } else {
        descriptor = rest.prefix { $0 != "," }.split { $0.isWhitespace }.joined(separator: " ")
        rest = rest.drop { $0 != "," }
      }
      guard let absolute = published(String(address)), URLPolicy.isDescriptor(descriptor) else { continue }
      candidates.append(descriptor.isEmpty ? absolute : absolute + " " + descriptor)
    }
    return candidates.isEmpty ? nil : candidates.joined(separator: ", ")
  }

  private func absolute(_ reference: URIReference) -> String? {
    let target = reference.resolved(against: base)
    return target.isWeb ? target.description : nil
  }

  /// Pictures that cannot carry a script: no SVG.
  private static func isPicture(_ path: String) -> Bool {
    let type = path.prefix { $0 != ";" && $0 != "," }.lowercased()
    return ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"].contains(type)
  }

  private static func isDescriptor(_ text: String) -> Bool {
    guard let unit = text.last else { return true }
    return (unit == "w" || unit == "x") && text.dropLast().allSatisfy { $0.isNumber || $0 == "." }
  }
}
