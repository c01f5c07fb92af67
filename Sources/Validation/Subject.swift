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
  /// Of RSS and Atom.
  let feed: FeedView?
  /// Of JSON formats.
  let json: JSONTree.Value?
  /// The address at which the document is found, if it is known.
  let address: String?
  /// Where an XML document departs from the grammar of its format.
  let departures: [Departure]
  /// What is wrong with the HTML that it carries.
  let htmlFaults: [HTMLContentRules.Found]
  /// The present, against which dates are held; `nil` for no such check.
  let now: Timestamp?

  /// The byte offset of an attribute, by its name without prefix; of the element where it cannot be told.
  func place(of attribute: String, in element: XMLTree.Element) -> Int {
    StartTag.offset(of: attribute, in: utf8, at: xml.nodes[element].offset)
  }
}

/// Finds attributes in the text of a start tag. It is only gone over when there is something to report.
enum StartTag {
  static func offset(of attribute: String, in utf8: [UInt8], at start: Int) -> Int {
    var index = start
    while index < utf8.count, !utf8[index].isXMLSpace, utf8[index] != UInt8(ascii: ">") { index += 1 }
    while index < utf8.count, utf8[index] != UInt8(ascii: ">") {
      guard !utf8[index].isXMLSpace, utf8[index] != UInt8(ascii: "/") else {
        index += 1
        continue
      }
      let name = utf8[index...].prefix { !$0.isXMLSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
      let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
      if local.elementsEqual(attribute.utf8) { return index }
      index = name.endIndex
      while index < utf8.count, utf8[index] != UInt8(ascii: "\""), utf8[index] != UInt8(ascii: "'") { index += 1 }
      guard index < utf8.count else { break }
      let quote = utf8[index]
      index += 1
      while index < utf8.count, utf8[index] != quote { index += 1 }
      index += 1
    }
    return start
  }
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
  /// Reports each element whose text another had before.
  func repetitions(of what: String, in elements: [XMLTree.Element], _ tree: XMLTree) {
    var index = TextIndex(capacity: elements.count)
    for element in elements {
      let bytes = tree.bytes(element)
      guard let first = index.insert(bytes.indices, of: element, in: tree.text) else { continue }
      self(
        at: tree.nodes[element].offset, "The \(what) '\(String(decoding: bytes, as: UTF8.self))' stands twice",
        related: [tree.nodes[first].offset])
    }
  }

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

  /// What stands at an offset.
  func text(from offset: Int, limit: Int) -> ArraySlice<UInt8> { utf8[min(offset, utf8.count)...].prefix(limit) }

  /// The offset of a line's beginning.
  func offset(ofLine line: Int) -> Int {
    starts.indices.contains(line - 1) ? starts[line - 1] : 0
  }
}
