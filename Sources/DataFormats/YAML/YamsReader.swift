import Yams

/// Reads any YAML through Yams, with bounds on what hostile text can cost.
enum YamsReader {
  static func read(_ text: String, firstLine: Int) throws -> YAMLNode {
    try NestingGuard.check(text, firstLine: firstLine)
    let root: Node?
    do {
      // Without rules for tags: what a plain scalar means is decided by who asks for it, and the rules cost more than all else.
      root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw YAMLSyntaxError(error, firstLine: firstLine)
    }
    guard let root else { return YAMLNode(.mapping([]), line: firstLine, column: 1) }
    var conversion = NodeConversion(firstLine: firstLine)
    return try conversion.convert(root, depth: 0)
  }
}

/// Yams' tree as ours. An alias shares its anchor's storage in Yams' tree, so a bomb is small there and goes off only in
/// who walks it: this walk counts, and stops.
private struct NodeConversion {
  let firstLine: Int
  var count = 0

  mutating func convert(_ node: Node, depth: Int) throws -> YAMLNode {
    let line = firstLine + (node.mark?.line ?? 1) - 1
    let column = node.mark?.column ?? 1
    count += 1
    guard count <= YAMLReader.nodeLimit else {
      throw YAMLSyntaxError(
        .excessive, "aliases multiply this document beyond \(YAMLReader.nodeLimit) values", line: line, column: column)
    }
    guard depth <= YAMLReader.depthLimit else {
      throw YAMLSyntaxError(
        .excessive, "nested deeper than \(YAMLReader.depthLimit) levels", line: line, column: column)
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(.scalar(scalar.string, isPlain: scalar.style == .plain), line: line, column: column)
    case .sequence(let sequence):
      return YAMLNode(.sequence(try sequence.map { try convert($0, depth: depth + 1) }), line: line, column: column)
    case .mapping(let mapping):
      return YAMLNode(.mapping(try pairs(mapping, depth: depth)), line: line, column: column)
    case .alias:
      throw YAMLSyntaxError(.syntax, "an alias that names no anchor", line: line, column: column)
    }
  }

  /// The pairs of a mapping; those of its merge keys (`<<`) after its own, where it has no such key itself.
  private mutating func pairs(_ mapping: Node.Mapping, depth: Int) throws -> [YAMLNode.Pair] {
    var own: [YAMLNode.Pair] = []
    var merged: [YAMLNode.Pair] = []
    for (key, value) in mapping {
      let line = firstLine + (key.mark?.line ?? 1) - 1
      let column = key.mark?.column ?? 1
      guard let name = key.scalar?.string else {
        throw YAMLSyntaxError(.syntax, "a list or mapping as a key", line: line, column: column)
      }
      let converted = try convert(value, depth: depth + 1)
      if name == "<<" {
        for source in converted.sequence ?? [converted] { merged += source.mapping ?? [] }
      } else {
        own.append(.init(key: name, keyLine: line, keyColumn: column, value: converted))
      }
    }
    for pair in merged where !own.contains(where: { $0.key == pair.key }) { own.append(pair) }
    return own
  }
}

extension YAMLSyntaxError {
  init(_ error: YamlError, firstLine: Int) {
    func problem(_ text: String, _ mark: Mark) -> YAMLSyntaxError {
      YAMLSyntaxError(.syntax, text, line: firstLine + max(mark.line, 1) - 1, column: max(mark.column, 1))
    }
    switch error {
    case .scanner(let context, let text, let mark, _), .parser(let context, let text, let mark, _),
      .composer(let context, let text, let mark, _):
      self = problem(([context?.text, text].compactMap { $0 }).joined(separator: ": "), mark)
    case .reader(let text, let offset, _, let yaml):
      let before = yaml.utf8.prefix(offset ?? 0)
      let line = before.count { $0 == UInt8(ascii: "\n") }
      let lastLine = before.reversed().prefix { $0 != UInt8(ascii: "\n") }
      self = YAMLSyntaxError(
        .syntax, text, line: firstLine + line, column: lastLine.count { $0 & 0xC0 != 0x80 } + 1)
    case .duplicatedKeysInMapping(let names, let context):
      let place = problem("the key '\(names.joined(separator: "', '"))' occurs twice in one mapping", context.mark)
      self = YAMLSyntaxError(
        .syntax, place.message, line: place.line, column: place.column, repeated: names.first)
    default:
      self = YAMLSyntaxError(.syntax, "not readable as YAML: \(error)", line: firstLine, column: 1)
    }
  }
}
