/// What cleaning is to make of a body, beside what its table says.
public struct ContentPolicy: Sendable, Hashable {
  /// What becomes of frames of other sites.
  public enum Embeds: String, Sendable, Hashable, CaseIterable {
    /// A paragraph with the frame's title and address; with a picture where its address is known.
    case link
    /// The frame itself, where it is of a site on a short list; else a link.
    case keep
    /// Nothing.
    case drop
  }

  public var embeds = Embeds.link
  /// Where links to content files lead.
  public var links: ContentLinks?

  public init(embeds: Embeds = .link, links: ContentLinks? = nil) {
    self.embeds = embeds
    self.links = links
  }
}

/// Where links lead that name a content file and not its page: `[see](other.md)`.
public protocol ContentLinkResolver: Sendable {
  /// - Parameter reference: as it stands in the content.
  /// - Returns: what becomes of the link.
  func target(of reference: String) -> ContentLinks.Target
}

/// Where the links of one item lead.
public struct ContentLinks: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    /// It names no content file.
    case asWritten
    /// The absolute address of the page.
    case page(String)
    /// It names a content file that is not there, or not published: the text stays without a link.
    case missing
  }

  private let resolver: any ContentLinkResolver
  /// What distinguishes these links from those of another item.
  private let name: String
  /// Whether addresses from the root of the host (`/page/`) may be others than they say.
  private let changesRooted: Bool

  public init(_ resolver: any ContentLinkResolver, name: String, changesRooted: Bool = false) {
    self.resolver = resolver
    self.name = name
    self.changesRooted = changesRooted
  }

  public func target(of reference: String) -> Target { resolver.target(of: reference) }

  /// Whether an address is worth asking for: nearly all are whole, or plain paths.
  func concern(_ address: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let isRooted = unsafe address.first == UInt8(ascii: "/")
    if unsafe isRooted ? changesRooted : !address.starts(with: ContentLinks.web) { return true }
    return unsafe address.indices.contains { index in
      unsafe address[index] == UInt8(ascii: ".") && address[index...].dropFirst().first == UInt8(ascii: "m")
    }
  }

  private static let web = Array("http".utf8)

  public static func == (left: ContentLinks, right: ContentLinks) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
