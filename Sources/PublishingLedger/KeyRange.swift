/// Items whose keys follow each other, by the bytes of their UTF-8.
public struct KeyRange: Sendable, Hashable {
  /// The first that belongs to it.
  public let first: String
  /// The first that does not any more; `nil` where there is none.
  public let end: String?

  public static let all = KeyRange(first: "", end: nil)

  public init(first: String, end: String?) {
    self.first = first
    self.end = end
  }

  public func contains(_ key: String) -> Bool {
    !KeyRange.precedes(key, first) && (end.map { KeyRange.precedes(key, $0) } ?? true)
  }

  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
