import TidingsCore

/// A rule with the check that belongs to it. There is one of each, however many documents are validated.
final class DocumentRule: Sendable {
  let rule: Rule
  /// Reports each place that breaks the rule.
  let check: @Sendable (DocumentContext, Reporter) -> Void

  init(_ rule: Rule, _ formats: Set<DocumentFormat>, check: @escaping @Sendable (DocumentContext, Reporter) -> Void) {
    var rule = rule
    rule.formats = formats
    self.rule = rule
    self.check = check
  }
}

/// Takes what a rule finds: a byte offset, what was found there, and other places that take part.
final class Reporter {
  private(set) var findings: [Finding] = []
  private var rule: DocumentRule?
  /// Where the findings of the rule begin.
  private var start = 0
  private let path: String
  private let lines: LineIndex
  /// Places of one rule that are kept, where nobody says otherwise.
  static let limit = 100_000
  private let limit: Int
  private var passedOver = 0

  init(path: String, lines: LineIndex, limit: Int) {
    self.path = path
    self.lines = lines
    self.limit = limit
  }

  /// Takes what a rule finds in a document.
  func apply(_ rule: DocumentRule, to subject: DocumentContext) {
    self.rule = rule
    start = findings.count
    passedOver = 0
    rule.check(subject, self)
    if passedOver > 0 { findings[findings.count - 1].message += "; \(passedOver) more places are not listed" }
  }

  /// - Parameters:
  ///   - w3c: the W3C Feed Validator's name for this case, where it has more than one for what the rule finds.
  ///   - remedy: what to do here, where that can be said better than by the rule.
  func callAsFunction(
    at offset: Int, _ message: String? = nil, related: [Int] = [], w3c: String? = nil, remedy: String? = nil
  ) {
    guard let rule = rule?.rule else { return }
    guard findings.count - start < limit else {
      passedOver += 1
      return
    }
    let others = related.map { lines.location($0, path: path) }
    var finding = rule.finding(at: lines.location(offset, path: path), message, related: others)
    if let w3c { finding.w3c = w3c }
    if let remedy { finding.remedy = remedy }
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
        at: tree.nodes[element].offset, "The \(what) '\(String(decoding: bytes, as: UTF8.self))' occurs twice",
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
        self(at: offset, "The \(what) '\(value)' occurs twice", related: [first])
      } else {
        seen[value] = offset
      }
    }
  }
}
