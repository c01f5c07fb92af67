/// Front matter in which a key stands twice in one mapping, as readers take it that keep the last (Ruby's Psych, for one).
public enum RepeatedKeys {
  /// A key that is passed over, since it stands again further down.
  public struct Key: Sendable, Hashable {
    public let name: String
    /// Of the file.
    public let line: Int
  }

  /// Reads a document, of keys that stand twice the last.
  ///
  /// - Parameters:
  ///   - bytes: of the file.
  ///   - range: of the document in it.
  ///   - firstLine: the line of the file at which the document starts.
  /// - Returns: the document, and the keys that were passed over.
  /// - Throws: ``YAMLProblem``.
  public static func document(
    _ bytes: [UInt8], in range: Range<Int>, firstLine: Int
  ) throws -> (document: YAMLDocument, repeated: [Key]) {
    var bytes = bytes
    var repeated: [Key] = []
    while true {
      do {
        return (try YAMLReader.document(bytes, in: range, firstLine: firstLine), repeated)
      } catch let problem as YAMLProblem {
        let found = problem.repeated.flatMap { blank($0, in: &bytes, range, firstLine) }
        guard !found.isEmpty, repeated.count < 100 else { throw problem }
        repeated += found
      }
    }
  }

  /// Puts spaces in place of a key and its value wherever it stands again in the same mapping.
  private static func blank(_ name: String, in bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int) -> [Key] {
    let lines = self.lines(of: bytes, in: range)
    let indents = lines.map { line in
      bytes[line].allSatisfy { $0 <= 0x20 } ? nil : bytes[line].prefix { $0 == 0x20 }.count
    }
    let own = lines.indices.filter { begins(bytes[lines[$0]], with: name) }
    var found: [Key] = []
    for (index, next) in zip(own, own.dropFirst()) where indents[index] == indents[next] {
      guard let indent = indents[index], !indents[index..<next].contains(where: { ($0 ?? indent) < indent }) else {
        continue
      }
      // The value goes as far as lines are deeper, or are entries of a list at the same depth.
      var end = index + 1
      while end < next, (indents[end] ?? .max) > indent || bytes[lines[end]].dropFirst(indent).first == 0x2D {
        end += 1
      }
      for line in index..<end {
        for position in lines[line] where bytes[position] != 0x0A && bytes[position] != 0x0D { bytes[position] = 0x20 }
      }
      found.append(Key(name: name, line: firstLine + index))
    }
    return found
  }

  private static func begins(_ line: ArraySlice<UInt8>, with name: String) -> Bool {
    let text = line.drop { $0 == 0x20 }
    let quoted = ["\(name)", "\"\(name)\"", "'\(name)'"]
    return quoted.contains { name in
      text.starts(with: name.utf8) && text.dropFirst(name.utf8.count).drop { $0 == 0x20 }.first == 0x3A
    }
  }

  private static func lines(of bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: 0x0A).map { $0 + 1 } ?? range.upperBound
      lines.append(start..<end)
      start = end
    }
    return lines
  }
}
