/// Reads one JSON object (RFC 8259) as the document that it would be in YAML: texts are quoted scalars, numbers and words plain ones.
///
/// It is strict where people mistype, and takes what it was given as far as that is whole: who has a record that is cut off may still
/// want to know which one it was.
public enum JSONReader {
  /// What was found.
  public struct Outcome: Sendable {
    /// The object; as far as it could be read, where there is a problem.
    public let document: YAMLDocument
    /// The fields that were taken off, in the order in which they were asked for; `nil` for one that is not there.
    public let taken: [YAMLValue?]
    /// Why it is no object; `nil` where it is one.
    public let problem: JSONProblem?
  }

  /// - Parameters:
  ///   - bytes: well-formed UTF-8, the object with nothing but white space around it.
  ///   - names: fields at the top that are no fields of the document: they are handed out by themselves.
  public static func read(_ bytes: [UInt8], taking names: [YAMLKey] = []) -> Outcome {
    guard bytes.count < Int32.max / 2 else {
      let problem = JSONProblem(kind: .excessive, message: "it is too long", offset: 0)
      return Outcome(
        document: YAMLDocument(source: [], nodes: [.init(form: .mapping, next: 1, line: 1, column: 1)]),
        taken: names.map { _ in nil }, problem: problem)
    }
    var (nodes, extra, problem) = unsafe bytes.withUnsafeBufferPointer { buffer in
      var scan = unsafe JSONScan(buffer, names: names.count)
      let problem = unsafe scan.run()
      return unsafe (scan.nodes, scan.extra, problem)
    }
    if nodes.isEmpty { nodes.append(.init(form: .mapping, next: 1, line: 1, column: 1)) }
    // What was open when the reading stopped ends where that did.
    if problem != nil {
      for index in nodes.indices where nodes[index].next == 0 { nodes[index].next = Int32(nodes.count) }
    }
    let source = extra.isEmpty ? bytes : bytes + extra
    var taken = [Int?](repeating: nil, count: names.count)
    let whole = YAMLDocument(source: source, nodes: nodes)
    for (number, name) in names.enumerated() {
      guard nodes[0].form == .mapping, let child = whole.child(of: 0, name) else { continue }
      taken[number] = child
      (nodes[child].keyStart, nodes[child].keyEnd, nodes[child].keyHash) = (0, 0, 0)
    }
    let document = YAMLDocument(source: source, nodes: nodes)
    return Outcome(
      document: document, taken: taken.map { $0.map { YAMLValue(document: document, index: $0) } }, problem: problem)
  }
}

/// Why a text is no JSON object, and where.
public struct JSONProblem: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case syntax
    /// It ends before it is complete.
    case cutOff
    /// It is too deep, or has too many values.
    case excessive
  }

  public let kind: Kind
  /// A sentence without a full stop, which may follow a colon.
  public let message: String
  /// Of the byte at which it shows.
  public let offset: Int
}
