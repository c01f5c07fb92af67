import Documents
import YAMLReading

/// The fields of one file's front matter, looked up by meaning: blank text is none, a scalar does for a list of one.
struct FrontMatter {
  let path: String
  let root: YAMLValue

  /// - Throws: ``Refusal`` where it is not YAML, too large, or no mapping.
  init(of file: SourceFile) throws {
    path = file.path
    do {
      root = try YAMLReader.document(file.bytes, in: file.frontMatter, firstLine: SourceFile.frontMatterLine).root
    } catch let problem as YAMLProblem {
      let rule = problem.kind == .excessive ? ContentRules.frontMatterExcessive : ContentRules.frontMatterSyntax
      let place = SourceLocation(path: path, line: problem.line, column: problem.column)
      throw Refusal(rule.finding(at: place, "Front matter is not readable as YAML: \(problem.message)"))
    }
    guard root.isMapping else {
      throw Refusal(ContentRules.frontMatterKind.finding(at: location(root), "Front matter is \(root.kindName)"))
    }
  }

  func location(_ node: YAMLValue) -> SourceLocation {
    SourceLocation(path: path, line: node.line, column: node.column)
  }

  /// The value at a path of keys (`link.original`), unless it is null.
  func node(_ field: FieldPath) -> YAMLValue? {
    guard var node = root[field.first] else { return nil }
    if let second = field.second {
      guard let next = node[second] else { return nil }
      node = next
    }
    for key in field.rest {
      guard let next = node[key] else { return nil }
      node = next
    }
    return node.isNull ? nil : node
  }

  /// The first of several fields that is there.
  func node(_ fields: [FieldPath]) -> YAMLValue? {
    for field in fields {
      if let node = node(field) { return node }
    }
    return nil
  }

  /// The first of several fields that holds text which is not blank.
  func text(_ fields: [FieldPath]) -> String? {
    for field in fields {
      if let text = text(field) { return text }
    }
    return nil
  }

  func text(_ field: FieldPath) -> String? {
    guard let text = node(field)?.text?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  /// The texts of a scalar or a list, without blank ones.
  func texts(_ field: FieldPath) -> [String] {
    guard let node = node(field) else { return [] }
    return (node.sequence ?? [node]).compactMap { $0.text?.trimmed }.filter { !$0.isEmpty }
  }

  /// The texts of a list whose positions matter: `nil` where there is none at a position.
  func parallelTexts(_ field: FieldPath) -> [(text: String, node: YAMLValue)?] {
    guard let node = node(field) else { return [] }
    return (node.sequence ?? [node]).map { entry in
      guard let text = entry.text?.trimmed, !text.isEmpty else { return nil }
      return (text, entry)
    }
  }

  func bool(_ field: FieldPath) -> Bool? {
    guard let node = node(field) else { return nil }
    if let bool = node.bool { return bool }
    switch node.text?.trimmed.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0", "": return false
    default: return nil
    }
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return self }
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[start...end])
  }
}
