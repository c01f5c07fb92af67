/// Reads YAML: the common kind at speed (``FastYAMLReader``), any other through Yams (``YamsReader``), with the same result.
public enum YAMLReader {
  /// Nodes that a document may have with every alias followed.
  static let nodeLimit = 50_000
  /// Nesting that a document may have.
  static let depthLimit = 100

  /// Reads one document into nodes.
  ///
  /// - Parameters:
  ///   - text: the document, without fences.
  ///   - firstLine: the line of the file at which it starts.
  /// - Returns: the root node; an empty document is an empty mapping.
  /// - Throws: ``YAMLSyntaxError``.
  public static func read(_ text: String, firstLine: Int = 1) throws -> YAMLNode {
    try YamsReader.read(text, firstLine: firstLine)
  }

  /// Reads one document out of a file's bytes: the common kind at speed, any other through Yams, with the same result.
  ///
  /// - Parameters:
  ///   - bytes: well-formed UTF-8.
  ///   - range: the document, without fences.
  ///   - firstLine: the line of the file at which it starts.
  /// - Throws: ``YAMLSyntaxError``.
  public static func document(_ bytes: [UInt8], in range: Range<Int>, firstLine: Int = 1) throws -> YAMLDocument {
    if let document = unsafe FastYAMLReader.read(bytes, range, firstLine: firstLine) { return document }
    return YAMLDocument(try read(String(decoding: bytes[range], as: UTF8.self), firstLine: firstLine))
  }

  /// Whether the reader of common YAML declines a document, or says of it what Yams says. For the fuzzer.
  package static func readersAgree(on bytes: [UInt8]) -> Bool {
    guard let document = unsafe FastYAMLReader.read(bytes, 0..<bytes.count, firstLine: 1) else { return true }
    guard let tree = try? read(String(decoding: bytes, as: UTF8.self)) else { return false }
    return document.root.tree == YAMLDocument(tree).root.tree
  }
}
