import Markup
package import TidingsCore

/// Who gives ids, by RFC 4151: a domain and a date on which it was ours.
///
/// An id is never an address: it survives a move to another domain, scheme or path.
public struct TagAuthority: Sendable, Hashable {
  /// Lower case.
  public let name: String
  /// `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; for what has no date of its own.
  public let date: String
  /// Whether keys are ids already, given by somebody else.
  package var keepsKeys = false

  /// The date of an authority that names none: the first year of this software, in which its users had their domains.
  static let defaultDate = "2026"

  /// - Parameter text: `medigy.com` or `medigy.com,2019`; `nil` is returned for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first?.lowercased(), parts.count <= 2, TagAuthority.isName(name) else { return nil }
    let date = parts.count == 2 ? parts[1] : TagAuthority.defaultDate
    guard TagAuthority.isDate(date) else { return nil }
    self.name = name
    self.date = date
  }

  /// The authority of a site that names none: its domain.
  init(baseURL: String) {
    let domain = URIReference(baseURL).domain
    name = TagAuthority.isName(domain) ? domain : "localhost"
    date = TagAuthority.defaultDate
  }

  /// The id of an item: its first date, and its stable key.
  package func entry(key: String, published: Timestamp) -> String {
    keepsKeys
      ? key : "tag:\(name),\(published.rfc3339.prefix(10)):\(URIReference.encodedPath(key))"
  }

  /// The id of what has no date: a feed, a vocabulary.
  package func thing(_ path: String) -> String {
    "tag:\(name),\(date):\(URIReference.encodedPath(path))"
  }

  private static func isName(_ text: String) -> Bool {
    let mailbox = text.split(separator: "@", omittingEmptySubsequences: false)
    return mailbox.count <= 2
      && mailbox.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
          }
      }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return [4, 7, 10].contains(text.utf8.count) && parts.count == (text.utf8.count - 1) / 3
      && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } && parts[0].utf8.count == 4
  }
}
