/// A place in a text file.
public struct SourceLocation: Sendable, Hashable, Comparable {
  /// The file's path as the reader of a report can open it, with `/` between segments.
  public var path: String
  /// Line, from 1.
  public var line: Int
  /// Column in characters (Unicode scalars), from 1.
  public var column: Int

  /// The path to be shown, with escapes for bytes of names that are no UTF-8.
  public var shownPath: String { FileNameText.shown(path) }

  public init(path: String, line: Int = 1, column: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
  }

  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.path, left.line, left.column) < (right.path, right.line, right.column)
  }
}

extension SourceLocation {
  /// The line and column of a byte offset in UTF-8 text.
  ///
  /// Linear in `offset`: meant for the rare case, a finding.
  public init(path: String, offset: Int, in bytes: some RandomAccessCollection<UInt8>, firstLine: Int = 1) {
    var line = firstLine
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(path: path, line: line, column: column)
  }
}

extension SourceLocation {
  /// The same place, its path below another folder, unless it is one from the root.
  public func relocated(under prefix: String) -> SourceLocation {
    guard !prefix.isEmpty, prefix != ".", !path.hasPrefix("/") else { return self }
    return SourceLocation(path: prefix.hasSuffix("/") ? prefix + path : prefix + "/" + path, line: line, column: column)
  }
}

extension SourceLocation: CustomStringConvertible {
  public var description: String { "\(shownPath):\(line):\(column)" }
}
