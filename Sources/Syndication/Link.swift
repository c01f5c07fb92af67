/// A pointer to something on the web.
public struct Link: Sendable, Hashable {
  /// Absolute.
  public var address: String
  /// Plain text.
  public var title: String?

  public init(_ address: String, title: String? = nil) {
    self.address = address
    self.title = title
  }
}
