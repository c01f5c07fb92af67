/// Why the body of a request is no form that can be read.
public struct FormError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a full stop.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// How much a form may hold beside its bytes, which the program that receives them has counted before.
enum FormLimits {
  /// Fields of one form.
  static let fields = 16
  /// Bytes of a field's name, or of a file's.
  static let name = 1024
  /// Bytes of the lines in front of a part.
  static let head = 4096
}
