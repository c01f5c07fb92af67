/// Why the body of a request did not come.
public enum UnsafeHTML: Error, Sendable {
  /// It was not wanted any more.
  case stopped
  /// It took too long.
  case slow
  /// The connection ended.
  case cutOff
}

/// Reads the body of a request, once. Before each piece is kept it asks whether there is room for so many bytes.
public typealias BodyReader =
  @Sendable (_ take: @escaping @Sendable (Int) -> Bool) async throws(UnsafeHTML) -> [UInt8]
