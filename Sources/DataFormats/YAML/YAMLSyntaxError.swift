/// Why a text is not the YAML that was expected, and where.
public struct YAMLSyntaxError: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Not YAML.
    case syntax
    /// YAML that is too large once its aliases are followed, or too deep: what an attacker would write.
    case excessive
  }

  public let kind: Kind
  /// A sentence without a full stop.
  public let message: String
  public let line: Int
  public let column: Int
  /// The key that occurs twice in one mapping, where that is what is wrong; the place is that of the first one.
  public let repeated: String?

  public init(_ kind: Kind, _ message: String, line: Int, column: Int, repeated: String? = nil) {
    self.kind = kind
    self.message = message
    self.line = line
    self.column = column
    self.repeated = repeated
  }
}
