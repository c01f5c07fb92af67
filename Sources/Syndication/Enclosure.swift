/// A file that goes with an entry: RSS 2.0 `enclosure`, RFC 4287 section 4.2.7.2 `rel="enclosure"`, JSON Feed `attachments`.
public struct Enclosure: Sendable, Hashable {
  /// Absolute.
  public var address: String
  /// Media type: `image/jpeg`.
  public var mediaType: String
  /// In bytes. RSS demands it, so an enclosure of unknown length stands in Atom and JSON Feed only.
  public var length: Int?

  public init(address: String, mediaType: String, length: Int? = nil) {
    self.address = address
    self.mediaType = mediaType
    self.length = length
  }
}
