public import Validation

/// What came of a document, or of an address and what it names.
public struct Validation: Sendable {
  /// In the order in which they are reported.
  public var verdicts: [Verdict]
  /// The documents by the paths of their verdicts, as they came.
  public var texts: [String: [UInt8]]

  /// The encoding of the documents where they do not decide on it.
  var charset: String?

  public init(_ verdicts: [Verdict], texts: [String: [UInt8]]) {
    self.verdicts = verdicts
    self.texts = texts
  }

  /// - Parameter limit: bytes to which it may unpack.
  func text(of path: String, limit: Int) -> SourceText? {
    texts[path].map { SourceText($0, limit: limit, charset: charset) }
  }
}
