import DataFormats
import Markup
import TidingsCore

/// The fields of one file's front matter, looked up by meaning: blank text is none, a scalar does for a list of one.
struct FrontMatter {
  let path: String
  /// A mapping, or nothing.
  let root: YAMLValue
  /// Whether the file has none, not even an empty one.
  let isMissing: Bool
  /// Keys that are passed over, since they stand again further down.
  let repeated: [RepeatedKeys.Key]
  /// Which of them mean what.
  let fields: FieldMap
  /// Where values come from that the file does not give.
  let defaults: [YAMLValue]
  private let isRuby: Bool
  /// Whether what is not at the top may stand below `params` (gohugo.io/content-management/front-matter).
  private let readsParameters: Bool

  /// - Throws: ``ItemRejection`` where it is not YAML, too large, or no mapping.
  init(of file: SourceFile, fields: FieldMap, defaults: [YAMLValue] = []) throws {
    path = file.path
    isMissing = !file.hasFrontMatter
    isRuby = file.generator == .jekyll
    readsParameters = file.generator == .hugo
    self.fields = fields
    self.defaults = defaults
    do {
      let (document, repeated) = try FrontMatter.document(file)
      (root, self.repeated) = (document.root, repeated)
    } catch let problem as YAMLSyntaxError {
      let rule = problem.kind == .excessive ? ContentRules.frontMatterExcessive : ContentRules.frontMatterSyntax
      let place = SourceLocation(path: path, line: problem.line, column: problem.column)
      throw ItemRejection(
        rule.finding(at: place, "Front matter is not readable as \(file.frontMatterSyntax.name): \(problem.message)"))
    }
    guard root.isMapping || root.isNull else {
      throw ItemRejection(ContentRules.frontMatterKind.finding(at: location(root), "Front matter is \(root.kindName)"))
    }
  }

  private static func document(_ file: SourceFile) throws -> (YAMLDocument, [RepeatedKeys.Key]) {
    if let record = file.record { return (record.front, []) }
    if let export = file.export { return (YAMLDocument(export.front), []) }
    if let facts = file.facts { return (YAMLDocument(facts.front), []) }
    switch file.frontMatterSyntax {
    case .yaml where file.generator == .jekyll:
      // Jekyll takes the last of two keys with one name.
      return try RepeatedKeys.document(file.bytes, in: file.frontMatter, firstLine: file.frontMatterLine)
    case .yaml:
      return (try YAMLReader.document(file.bytes, in: file.frontMatter, firstLine: file.frontMatterLine), [])
    case .toml:
      let text = String(decoding: file.bytes[file.frontMatter], as: UTF8.self)
      return (YAMLDocument(try TOMLReader.read(text, firstLine: file.frontMatterLine)), [])
    case .json:
      let text = JSONFrontMatter.asYAML(file.bytes[file.frontMatter])
      return (YAMLDocument(try YAMLReader.read(text, firstLine: file.frontMatterLine)), [])
    }
  }

  func location(_ node: YAMLValue) -> SourceLocation {
    SourceLocation(path: path, line: node.line, column: node.column)
  }

  /// The value at a path of keys (`link.original`), unless it is null.
  func node(_ field: FieldPath) -> YAMLValue? {
    if let node = node(field, in: root) { return node }
    if readsParameters, let parameters = value(of: .params, in: root), let node = node(field, in: parameters) {
      return node
    }
    return defaults.isEmpty ? nil : inherited(field)
  }

  /// The value that the file itself gives.
  func own(_ field: FieldPath) -> YAMLValue? { node(field, in: root) }

  /// The value that the file would have without its own.
  func inherited(_ field: FieldPath) -> YAMLValue? { defaults.lazy.compactMap { node(field, in: $0) }.first }

  private func node(_ field: FieldPath, in root: YAMLValue) -> YAMLValue? {
    guard var node = value(of: field.first, in: root) else { return nil }
    if let second = field.second {
      guard let next = value(of: second, in: node) else { return nil }
      node = next
    }
    for key in field.rest {
      guard let next = value(of: key, in: node) else { return nil }
      node = next
    }
    return node.isNull ? nil : node
  }

  private func value(of key: YAMLKey, in node: YAMLValue) -> YAMLValue? {
    node[key] ?? (fields.ignoresCase ? node.value(ofAnyCase: key) : nil)
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
    guard let node = node(field), let text = node.text?.trimmed, !text.isEmpty else { return nil }
    return field.kind == .text ? printed(text, node) : field.kind.plain(text)
  }

  /// A text as its generator prints it.
  func printed(_ text: String, _ node: YAMLValue) -> String { isRuby && node.isPlain ? RubyScalar.text(text) : text }

  /// The texts of a scalar or a list, without blank ones.
  func texts(_ field: FieldPath) -> [String] {
    guard let node = node(field) else { return [] }
    let texts = (node.sequence ?? [node]).compactMap { $0.text?.trimmed }.filter { !$0.isEmpty }
    guard field.kind == .words else { return texts }
    return texts.flatMap { $0.split(separator: ",").map { String($0).trimmed } }.filter { !$0.isEmpty }
  }

  /// The texts of a list whose positions matter: `nil` where there is none at a position.
  func parallelTexts(_ field: FieldPath) -> [(text: String, node: YAMLValue)?] {
    guard let node = node(field) else { return [] }
    return (node.sequence ?? [node]).map { entry in
      guard let text = entry.text?.trimmed, !text.isEmpty else { return nil }
      return (text, entry)
    }
  }

  /// The texts of the first of several fields that holds any.
  func texts(_ fields: [FieldPath]) -> [String] {
    for field in fields {
      let texts = texts(field)
      if !texts.isEmpty { return texts }
    }
    return []
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

extension FieldPath.Kind {
  /// A value of this kind as plain text; an instant as RFC 3339 has it.
  func plain(_ text: String) -> String {
    switch self {
    case .text, .words: return text
    case .html: return PlainText.fold(Body(Array(text.utf8), syntax: .html).plainText(limit: 4000))
    case .seconds: return Int64(text).flatMap { FieldPath.Kind.instant($0, 1_000_000) } ?? text
    case .milliseconds: return Int64(text).flatMap { FieldPath.Kind.instant($0, 1000) } ?? text
    }
  }

  private static func instant(_ count: Int64, _ microseconds: Int64) -> String? {
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: microseconds)
    return isTooLarge ? nil : Timestamp(microseconds: product).rfc3339
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
