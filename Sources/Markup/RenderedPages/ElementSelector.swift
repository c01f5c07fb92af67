import HTMLParsing

/// A choice of elements as CSS writes it (Selectors Level 4): names, `#id`, `.class`, `[attribute]`, `[attribute=value]`,
/// and what stands in what: `main .post > div`.
public struct ElementSelector: Sendable, Hashable {
  /// What has to hold of one element.
  struct Compound: Sendable, Hashable {
    var name: String?
    var identifier: String?
    var classes: [String] = []
    /// Values are `nil` where any will do.
    var attributes: [Attribute] = []

    struct Attribute: Sendable, Hashable {
      let name: String
      let value: String?
    }
  }

  struct Step: Sendable, Hashable {
    let compound: Compound
    /// Whether it is the parent of the next one, and not only somewhere above.
    var isParent = false
  }

  /// As it was written.
  public let text: String
  /// From the outermost.
  let steps: [Step]

  /// - Returns: `nil` where the text says something else, such as a pseudo-class.
  public init?(_ text: String) {
    self.text = text
    var steps: [Step] = []
    var rest = text.trimmedWhiteSpace[...]
    while !rest.isEmpty {
      guard let compound = Compound(reading: &rest) else { return nil }
      steps.append(Step(compound: compound))
      let space = rest.prefix { $0.isWhitespace }
      rest = rest[space.endIndex...]
      if rest.first == ">" {
        steps[steps.count - 1].isParent = true
        rest = rest.dropFirst().drop { $0.isWhitespace }
        if rest.isEmpty { return nil }
      } else if space.isEmpty, !rest.isEmpty {
        return nil
      }
    }
    guard !steps.isEmpty else { return nil }
    self.steps = steps
  }

  func matches(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool { matches(node, tree, steps.count - 1) }

  /// Whether a node is what a step chooses, and what the steps before it choose stands around it.
  private func matches(_ node: HTMLTree.Node, _ tree: HTMLTree, _ index: Int) -> Bool {
    guard steps[index].compound.matches(node, tree) else { return false }
    guard index > 0 else { return true }
    var parent = tree.parent(node)
    while parent != HTMLTree.none {
      if matches(parent, tree, index - 1) { return true }
      if steps[index - 1].isParent { return false }
      parent = tree.parent(parent)
    }
    return false
  }
}

extension ElementSelector.Compound {
  fileprivate init?(reading rest: inout Substring) {
    self.init()
    let start = rest
    if rest.first == "*" {
      rest = rest.dropFirst()
    } else {
      name = rest.takeName()?.lowercased()
    }
    while let mark = rest.first, "#.[".contains(mark) {
      rest = rest.dropFirst()
      guard let word = rest.takeName() else { return nil }
      switch mark {
      case "#": identifier = word
      case ".": classes.append(word)
      default:
        var value: String?
        if rest.first == "=" {
          rest = rest.dropFirst()
          guard let end = rest.firstIndex(of: "]") else { return nil }
          value = rest[..<end].trimmingCharacters { $0 == "\"" || $0 == "'" }
          rest = rest[end...]
        }
        guard rest.first == "]" else { return nil }
        rest = rest.dropFirst()
        attributes.append(Attribute(name: word.lowercased(), value: value))
      }
    }
    guard rest.startIndex > start.startIndex else { return nil }
  }

  func matches(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    guard tree.isElement(node) else { return false }
    if let name, tree.name(node) != name { return false }
    if let identifier, tree.attribute(node, "id") != identifier { return false }
    if !classes.isEmpty {
      let own = tree.classes(node)
      guard classes.allSatisfy({ wanted in own.contains { $0 == wanted } }) else { return false }
    }
    return attributes.allSatisfy { wanted in
      guard let value = tree.attribute(node, wanted.name) else { return false }
      return wanted.value == nil || wanted.value == value
    }
  }
}

extension Substring {
  /// A name at the beginning.
  fileprivate mutating func takeName() -> String? {
    let name = prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    guard !name.isEmpty else { return nil }
    self = self[name.endIndex...]
    return String(name)
  }

  fileprivate func trimmingCharacters(_ isTrimmed: (Character) -> Bool) -> String {
    String(drop(while: isTrimmed).reversed().drop(while: isTrimmed).reversed())
  }
}

extension String {
  fileprivate var trimmedWhiteSpace: String { self[...].trimmingCharacters(\.isWhitespace) }
}
