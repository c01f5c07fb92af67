import DataFormats
import SiteSettings
import TidingsCore

/// The nodes of a configuration by the full name of their key, held against the keys that there are.
struct ConfigurationNodes {
  let path: String
  private(set) var nodes: [String: YAMLNode] = [:]
  private(set) var findings: [Finding] = []

  init(_ root: YAMLNode, path: String) {
    self.path = path
    collect(root, group: "")
  }

  private mutating func collect(_ node: YAMLNode, group: String) {
    guard let pairs = node.mapping else {
      if !node.isNull { fail(node, "\(group.isEmpty ? "The file" : "'\(group)'") is \(node.kindName), not a mapping") }
      return
    }
    let known = ConfigurationKey.all.filter { $0.group == group }
    for pair in pairs {
      let name = group.isEmpty ? pair.key : group + "." + pair.key
      guard let key = known.first(where: { $0.leaf == pair.key }) else {
        reportUnknown(pair, name, among: known)
        continue
      }
      nodes[name] = pair.value
      // Some groups have a short form.
      let isShort =
        (name == "sitemaps.news" && pair.value.bool != nil)
        || (["site.author", "ledger"].contains(name) && pair.value.text != nil)
      // A list of feeds needs no more words.
      if name == "feeds", pair.value.sequence != nil {
        nodes["feeds.combined"] = pair.value
        continue
      }
      let isOwnGroup = key.kind == .group && !isShort
      if isOwnGroup { collect(pair.value, group: name) }
    }
  }

  private mutating func reportUnknown(_ pair: YAMLNode.Pair, _ name: String, among known: [ConfigurationKey]) {
    let everywhere = ConfigurationKey.all.map(\.name)
    let near = Suggestion.of(pair.key, among: known.map(\.leaf)).map { near in
      name.split(separator: ".").dropLast().joined(separator: ".") + (name.contains(".") ? "." : "") + near
    }
    let elsewhere = everywhere.first { $0.hasSuffix("." + pair.key) }
    let hint = (near ?? elsewhere ?? Suggestion.of(name, among: everywhere)).map { "; did you mean '\($0)'?" } ?? ""
    let place = SourceLocation(path: path, line: pair.keyLine, column: pair.keyColumn)
    findings.append(ConfigurationRules.unknownKey.finding(at: place, "The key '\(name)' is unknown\(hint)"))
  }

  /// - Parameter node: the value that is wrong; `nil` for one that an option gave.
  mutating func fail(_ node: YAMLNode?, _ message: String) {
    fail(SourceLocation(path: path, line: node?.line ?? 1, column: node?.column ?? 1), message)
  }

  /// What is wrong elsewhere, in a file that the configuration names.
  mutating func fail(_ place: SourceLocation, _ message: String) {
    findings.append(ConfigurationRules.value.finding(at: place, message))
  }

  mutating func reportMissing(_ name: String) {
    findings.append(
      ConfigurationRules.missingKey.finding(at: SourceLocation(path: path), "The key '\(name)' is missing"))
  }

  /// The value of a key that is there and not null.
  func node(_ name: String) -> YAMLNode? {
    nodes[name].flatMap { $0.isNull ? nil : $0 }
  }

  mutating func text(_ name: String) -> String? {
    guard let node = node(name) else { return nil }
    guard let text = node.text, text.contains(where: { !$0.isWhitespace }) else {
      fail(node, "'\(name)' is \(node.text == nil ? node.kindName : "blank"), not text")
      return nil
    }
    return text
  }

  mutating func flag(_ name: String) -> Bool? {
    guard let node = node(name) else { return nil }
    if node.bool == nil { fail(node, "'\(name)' is neither true nor false") }
    return node.bool
  }

  mutating func count(_ name: String, atLeast minimum: Int = 1) -> Int? {
    guard let node = node(name) else { return nil }
    guard let count = node.text.flatMap({ Int($0) }), (minimum...1_000_000).contains(count) else {
      fail(node, "'\(name)' is not a whole number from \(minimum) to 1000000")
      return nil
    }
    return count
  }

  /// Bytes: `250000`, `250KB`, `1MB`, `256KiB`.
  mutating func size(_ name: String) -> Int? {
    guard let node = node(name) else { return nil }
    let text = (node.text ?? "").filter { !$0.isWhitespace }.lowercased()
    let digits = text.prefix { $0.isNumber }
    let units = ["": 1, "b": 1, "k": 1000, "kb": 1000, "kib": 1024, "m": 1_000_000, "mb": 1_000_000, "mib": 1_048_576]
    guard let number = Int(digits), number > 0, let unit = units[String(text.dropFirst(digits.count))],
      case (let bytes, false) = number.multipliedReportingOverflow(by: unit), bytes <= 1_000_000_000
    else {
      fail(node, "'\(name)' is not a size such as 250KB or 1MB")
      return nil
    }
    return bytes
  }

  mutating func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _ type: Value.Type) -> Value?
  where Value.RawValue == String {
    guard let text = text(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      let known = type.allCases.map(\.rawValue)
      let hint = Suggestion.of(text, among: known).map { "; did you mean '\($0)'?" } ?? ""
      if let node = node(name) { fail(node, "'\(name)' is not one of \(known.joined(separator: ", "))\(hint)") }
      return nil
    }
    return value
  }

  /// A list of texts; a single text does for a list of one.
  mutating func list(_ name: String) -> [(text: String, node: YAMLNode)]? {
    guard let node = node(name) else { return nil }
    var texts: [(String, YAMLNode)] = []
    for element in node.sequence ?? [node] {
      guard let text = element.text, !text.isEmpty else {
        fail(element, "An element of '\(name)' is \(element.kindName), not text")
        continue
      }
      texts.append((text, element))
    }
    return texts
  }

  mutating func map(_ name: String) -> [String: String]? {
    guard let node = node(name) else { return nil }
    guard let pairs = node.mapping else {
      fail(node, "'\(name)' is \(node.kindName), not a mapping")
      return nil
    }
    var map: [String: String] = [:]
    for pair in pairs {
      guard let text = pair.value.text else {
        fail(pair.value, "The value of '\(pair.key)' in '\(name)' is \(pair.value.kindName), not text")
        continue
      }
      map[pair.key] = text
    }
    return map
  }
}
