import Documents

/// A document under judgement: its text, what it was parsed to, and where it is said to be served.
struct Subject {
  let path: String
  let format: DocumentFormat
  /// The document in UTF-8.
  let utf8: [UInt8]
  /// Bytes of the document as it lies in the file.
  let size: Int
  /// Of XML formats.
  let xml: XMLTree
  /// Of JSON formats.
  let json: JSONTree.Value?
  /// The address at which the document is found, if it is known.
  let address: String?
}

/// A rule with the check that belongs to it.
struct DocumentRule: Sendable {
  let rule: Rule
  /// Reports each place that breaks the rule.
  let check: @Sendable (Subject, Reporter) -> Void

  init(_ rule: Rule, _ formats: Set<DocumentFormat>, check: @escaping @Sendable (Subject, Reporter) -> Void) {
    var rule = rule
    rule.formats = formats
    self.rule = rule
    self.check = check
  }
}

/// Takes what a rule finds: a byte offset, what was found there, and other places that take part.
final class Reporter {
  private(set) var findings: [Finding] = []
  private let rule: Rule
  private let path: String
  private let lines: LineIndex
  /// A document with the same fault at every entry needs no line for each.
  static let limit = 100

  init(rule: Rule, path: String, lines: LineIndex) {
    self.rule = rule
    self.path = path
    self.lines = lines
  }

  /// - Parameter w3c: the W3C Feed Validator's name for this case, where it has more than one for what the rule finds.
  func callAsFunction(at offset: Int, _ message: String? = nil, related: [Int] = [], w3c: String? = nil) {
    guard findings.count < Reporter.limit else { return }
    let others = related.map { lines.location($0, path: path) }
    var finding = rule.finding(at: lines.location(offset, path: path), message, related: others)
    if let w3c { finding.w3c = w3c }
    findings.append(finding)
  }
}

extension Reporter {
  /// Reports each value that stands a second time, with the place of the first.
  ///
  /// - Parameter what: what the value is: `guid`.
  func repetitions(of what: String, in values: some Sequence<(value: String, offset: Int)>) {
    var seen: [String: Int] = [:]
    for (value, offset) in values {
      if let first = seen[value] {
        self(at: offset, "The \(what) '\(value)' stands twice", related: [first])
      } else {
        seen[value] = offset
      }
    }
  }
}

/// Where the lines of a text begin.
final class LineIndex {
  private let utf8: [UInt8]
  private lazy var starts: [Int] = [0] + utf8.indices.filter { utf8[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }

  init(_ utf8: [UInt8]) { self.utf8 = utf8 }

  /// Line and column, both from 1, the column in characters.
  func location(_ offset: Int, path: String) -> SourceLocation {
    let offset = min(max(offset, 0), utf8.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = utf8[starts[low]..<offset].count { $0 & 0xC0 != 0x80 }
    return SourceLocation(path: path, line: low + 1, column: column + 1)
  }

  /// The offset of a line's beginning.
  func offset(ofLine line: Int) -> Int {
    starts.indices.contains(line - 1) ? starts[line - 1] : 0
  }
}
