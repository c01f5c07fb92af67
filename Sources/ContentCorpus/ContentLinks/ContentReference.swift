import Markup

/// A page of the site as content names it: by its file.
struct ContentReference: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable {
    /// A relative link to a content file, `[see](other.md)`.
    case file
    /// Hugo's `ref` and `relref`.
    case ref
    /// Jekyll's `post_url`: the name of a post.
    case post
    /// A path from the top of the site's content: Jekyll's `link`, Zola's `@/`.
    case source
  }

  let kind: Kind
  /// As it stands in the content, without a fragment.
  let path: String
  /// With its `#`; empty where there is none.
  let fragment: String

  init(_ kind: Kind, _ text: some StringProtocol) {
    self.kind = kind
    let hash = text.firstIndex(of: "#") ?? text.endIndex
    path = String(text[..<hash])
    fragment = String(text[hash...])
  }

  /// What stands for its address until that is known. No browser follows it.
  var placeholder: String { "\(ContentReference.scheme):\(kind.rawValue)/\(URIReference.encodedPage(path))\(fragment)" }

  static let scheme = "x-content"

  /// Whether a relative link names a content file by its ending.
  static func isFile(_ link: some StringProtocol) -> Bool {
    let path = link.prefix { $0 != "#" && $0 != "?" }
    guard path.contains("."), !path.contains(":"), !path.hasPrefix("//") else { return false }
    let lower = path.lowercased()
    return [".md", ".markdown", ".mdx", ".mkd", ".mdown"].contains(where: lower.hasSuffix)
  }
}

/// Where an item names a page.
struct LinkMention: Sendable, Hashable {
  let reference: ContentReference
  let line: Int32
  let column: Int32
}

/// Where the links of one item lead that name content files.
///
/// A class, since most items have none and records are many.
final class LinkTargets: Sendable {
  /// Absolute addresses; `nil` for what is not there, or not published.
  private let addresses: [ContentReference: String?]

  init(_ addresses: [ContentReference: String?]) { self.addresses = addresses }

  /// The address of a page; `nil` where there is none, or nobody asked for it when the corpus was put together.
  subscript(reference: ContentReference) -> String? {
    (addresses[ContentReference(reference.kind, reference.path)] ?? nil).map { $0 + reference.fragment }
  }

  /// What stands for a link of a template; a placeholder, which leads nowhere, where there is no such page.
  func address(of reference: ContentReference) -> String { self[reference] ?? reference.placeholder }

  /// Whether the corpus was asked for a page.
  func knows(_ reference: ContentReference) -> Bool {
    addresses[ContentReference(reference.kind, reference.path)] != nil
  }

  /// All that an item's content depends on here, for digests.
  var text: String {
    addresses.map { "\($0.key.placeholder) \($0.value ?? "-")\n" }.sorted().joined()
  }
}

/// Where the links in the content of one item lead.
struct ItemLinks: ContentLinkResolver {
  let targets: LinkTargets?
  let site: URIReference
  /// The site's path without a slash at its end, where addresses from the root of the host leave it out.
  let rootPath: String?

  func target(of link: String) -> ContentLinks.Target {
    if link.hasPrefix(ContentReference.scheme + ":") { return .missing }
    if let targets, ContentReference.isFile(link) {
      let reference = ContentReference(.file, link)
      guard targets.knows(reference) else { return .asWritten }
      return targets[reference].map { .page($0) } ?? .missing
    }
    guard let rootPath, link.hasPrefix("/"), !link.hasPrefix("//"), link != rootPath, !link.hasPrefix(rootPath + "/")
    else { return .asWritten }
    return .page(URIReference(rootPath + link).resolved(against: site).description)
  }
}
