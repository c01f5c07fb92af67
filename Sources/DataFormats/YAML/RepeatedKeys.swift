/// YAML in which a key occurs twice in one mapping, as readers take it that keep the last (Ruby's Psych, for one).
public enum RepeatedKeys {
  /// A key that is passed over, since it stands again further down.
  public struct Key: Sendable, Hashable {
    public let name: String
    /// Of the file, from 1.
    public let line: Int
    public let column: Int
  }

  /// Reads a document out of a file's bytes, of keys that stand twice the last.
  ///
  /// - Parameters:
  ///   - bytes: well-formed UTF-8.
  ///   - range: of the document in it.
  ///   - firstLine: the line of the file at which the document starts.
  /// - Returns: the document, and the keys that were passed over.
  /// - Throws: ``YAMLSyntaxError``.
  public static func document(
    _ bytes: [UInt8], in range: Range<Int>, firstLine: Int
  ) throws -> (document: YAMLDocument, repeated: [Key]) {
    do {
      return (try YAMLReader.document(bytes, in: range, firstLine: firstLine), [])
    } catch let problem as YAMLSyntaxError where problem.repeated != nil {
      let (root, repeated) = try read(String(decoding: bytes[range], as: UTF8.self), firstLine: firstLine)
      return (YAMLDocument(root), repeated)
    }
  }

  /// The same for a text.
  public static func read(_ text: String, firstLine: Int = 1) throws -> (root: YAMLNode, repeated: [Key]) {
    var text = text
    var repeated: [Key] = []
    while true {
      do {
        let root = try YAMLReader.read(text, firstLine: firstLine)
        return (repeated.isEmpty ? root : root.without(prefix), repeated)
      } catch let problem as YAMLSyntaxError {
        guard let name = problem.repeated, repeated.count < 100, !repeated.isEmpty || !text.contains(prefix),
          let renamed = rename(name, to: "\(prefix)\(repeated.count)", in: text, problem, firstLine)
        else { throw problem }
        text = renamed
        repeated.append(Key(name: name, line: problem.line, column: problem.column))
      }
    }
  }

  /// How keys begin that are in the way: each gets a name that nothing else has, and is left out at last.
  private static let prefix = "tidings-repeated-key-"

  /// - Returns: `nil` where the key is not written as a plain or quoted word.
  private static func rename(
    _ name: String, to other: String, in text: String, _ problem: YAMLSyntaxError, _ firstLine: Int
  ) -> String? {
    var scalars = Array(text.unicodeScalars)
    guard let start = offset(line: problem.line - firstLine, column: problem.column - 1, in: scalars) else {
      return nil
    }
    let end: Int
    if let quote = scalars[start...].first, quote == "\"" || quote == "'" {
      guard let close = scalars[(start + 1)...].firstIndex(of: quote) else { return nil }
      end = close + 1
    } else {
      guard scalars[start...].starts(with: name.unicodeScalars) else { return nil }
      end = start + name.unicodeScalars.count
    }
    guard scalars[end...].first(where: { $0 != " " }) == ":" else { return nil }
    scalars.replaceSubrange(start..<end, with: other.unicodeScalars)
    return String(String.UnicodeScalarView(scalars))
  }

  /// Where a line and column, both from 0, are in a text.
  private static func offset(line: Int, column: Int, in scalars: [Unicode.Scalar]) -> Int? {
    var start = 0
    for _ in 0..<max(line, 0) {
      guard
        let end = scalars[start...].firstIndex(where: { ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) })
      else { return nil }
      start = scalars[end] == "\r" && scalars[(end + 1)...].first == "\n" ? end + 2 : end + 1
    }
    return start + column < scalars.count ? start + column : nil
  }
}

extension YAMLNode {
  /// The same without the pairs whose keys begin so.
  fileprivate func without(_ prefix: String) -> YAMLNode {
    let kept: Content =
      switch content {
      case .scalar: content
      case .sequence(let nodes): .sequence(nodes.map { $0.without(prefix) })
      case .mapping(let pairs):
        .mapping(
          pairs.filter { !$0.key.hasPrefix(prefix) }.map { pair in
            Pair(key: pair.key, keyLine: pair.keyLine, keyColumn: pair.keyColumn, value: pair.value.without(prefix))
          })
      }
    return YAMLNode(kept, line: line, column: column)
  }
}
