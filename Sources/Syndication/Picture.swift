/// The picture that stands for an entry: Media RSS `media:content`, JSON Feed `image`.
public struct Picture: Sendable, Hashable {
  /// Absolute.
  public var address: String
  public var mediaType: String?
  /// In pixels.
  public var width: Int?
  public var height: Int?
  /// What it shows, as plain text.
  public var alternative: String?
  /// In bytes.
  public var length: Int?

  public init(
    address: String, mediaType: String? = nil, width: Int? = nil, height: Int? = nil, alternative: String? = nil,
    length: Int? = nil
  ) {
    self.address = address
    self.mediaType = mediaType
    self.width = width
    self.height = height
    self.alternative = alternative
    self.length = length
  }
}
