/// How deep templates go: a program that follows them as deep as they like comes to the end of its stack.
struct TemplateNesting {
  /// Sections in each other.
  static let sectionLimit = 64
  /// Templates in each other.
  static let partialLimit = 64

  /// What a tag does, and where it stands.
  private struct Tag {
    let sign: UInt8
    let name: String
    let line: Int
  }

  private var tags: [String: [Tag]] = [:]

  /// - Parameter templates: their texts by their names.
  init(_ templates: [(name: String, text: String)]) {
    for (name, text) in templates { tags[name] = TemplateNesting.tags(in: text) }
  }

  /// - Throws: ``TemplateError`` at the first section that is too deep, or the first template that comes back to itself.
  func check() throws(TemplateError) {
    for name in tags.keys.sorted() {
      try checkSections(name)
      try checkPartials(name)
    }
  }

  private func checkSections(_ name: String) throws(TemplateError) {
    var depth = 0
    for tag in tags[name] ?? [] {
      switch tag.sign {
      case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "/"): depth = max(0, depth - 1)
      default: continue
      }
      if depth > TemplateNesting.sectionLimit {
        throw TemplateError(
          template: name, line: tag.line, column: 1,
          message: "More than \(TemplateNesting.sectionLimit) sections are nested")
      }
    }
  }

  private func checkPartials(_ start: String) throws(TemplateError) {
    // One way through the templates at a time, with the tag that each was reached by.
    var path: [(name: String, next: Int)] = [(start, 0)]
    var isOnPath: Set<String> = [start]
    var isDone: Set<String> = []
    while let current = path.last {
      let inner = (tags[current.name] ?? []).filter {
        ($0.sign == UInt8(ascii: ">") || $0.sign == UInt8(ascii: "<")) && tags[$0.name] != nil
      }
      guard current.next < inner.count else {
        path.removeLast()
        isOnPath.remove(current.name)
        isDone.insert(current.name)
        continue
      }
      path[path.count - 1].next += 1
      let tag = inner[current.next]
      guard !isOnPath.contains(tag.name), path.count < TemplateNesting.partialLimit else {
        throw TemplateError(
          template: current.name, line: tag.line, column: 1,
          message: "The template '\(tag.name)' includes itself, or too many are nested")
      }
      guard !isDone.contains(tag.name) else { continue }
      path.append((tag.name, 0))
      isOnPath.insert(tag.name)
    }
  }

  private static func tags(in text: String) -> [Tag] {
    let bytes = Array(text.utf8)
    var tags: [Tag] = []
    var (index, line) = (0, 1)
    while index + 2 < bytes.count {
      if bytes[index] == 0x0A { line += 1 }
      guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      index += 2
      let inner = bytes[index...].prefix { $0 != UInt8(ascii: "}") && $0 != 0x0A }
      if let sign = inner.first, "#^$<>/".utf8.contains(sign) {
        let name = String(decoding: inner.dropFirst(), as: UTF8.self).filter { !$0.isWhitespace }
        tags.append(Tag(sign: sign, name: name, line: line))
      }
      index += inner.count
    }
    return tags
  }
}
