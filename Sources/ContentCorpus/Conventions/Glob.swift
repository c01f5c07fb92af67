/// A pattern of paths: `*`, `**`, `?`, `[a-z]`, `{a,b}`.
struct Glob: Sendable, Hashable {
  private enum Part: Hashable {
    case scalar(Unicode.Scalar)
    case any
    case anyOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    /// Any number of scalars.
    case run(crossesSlashes: Bool)
    /// Any number of folders, each with its slash.
    case folders
  }

  private let alternatives: [[Part]]

  /// - Parameter crossesSlashes: whether `*` and `?` stand for slashes too.
  init(_ text: some StringProtocol, crossesSlashes: Bool = false) {
    alternatives = Glob.expanded(Array(text.unicodeScalars)).map { Glob.parts($0) }
    self.crossesSlashes = crossesSlashes
  }

  /// A pattern as fnmatch(3) has it without FNM_PATHNAME: `*` and `?` stand for slashes too, `**` and braces for nothing more.
  init(names text: some StringProtocol) {
    alternatives = [Glob.parts(Array(text.unicodeScalars), hasFolders: false)]
    crossesSlashes = true
  }

  private let crossesSlashes: Bool

  func matches(_ path: some StringProtocol) -> Bool {
    let scalars = Array(path.unicodeScalars)
    return alternatives.contains { matches($0, scalars) }
  }

  /// Which beginnings of the path each beginning of the pattern fits: no pattern takes long.
  private func matches(_ parts: [Part], _ path: [Unicode.Scalar]) -> Bool {
    var fits = [Bool](repeating: false, count: path.count + 1)
    fits[0] = true
    for part in parts {
      var next = [Bool](repeating: false, count: path.count + 1)
      if case .run(let crosses) = part {
        for index in 0...path.count {
          next[index] =
            fits[index] || index > 0 && next[index - 1] && (crosses || crossesSlashes || path[index - 1] != "/")
        }
      } else if part == .folders {
        var isBegun = false
        for index in 0...path.count {
          next[index] = fits[index] || isBegun && path[index - 1] == "/"
          isBegun = isBegun || fits[index]
        }
      } else {
        for index in path.indices where fits[index] { next[index + 1] = isFit(part, path[index]) }
      }
      fits = next
    }
    return fits[path.count]
  }

  private func isFit(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .scalar(let own): own == scalar
    case .any: crossesSlashes || scalar != "/"
    case .anyOf(let ranges, let isNegated):
      (crossesSlashes || scalar != "/") && ranges.contains { $0.contains(scalar) } != isNegated
    case .run, .folders: false
    }
  }

  private static func parts(_ text: [Unicode.Scalar], hasFolders: Bool = true) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*":
        let isDouble = rest.first == "*"
        if isDouble { rest.removeFirst() }
        if hasFolders, isDouble, rest.first == "/", parts.isEmpty || parts.last == .scalar("/") {
          rest.removeFirst()
          parts.append(.folders)
        } else {
          parts.append(.run(crossesSlashes: isDouble))
        }
      case "?": parts.append(.any)
      case "[":
        guard let end = rest.dropFirst().firstIndex(of: "]") else {
          parts.append(.scalar(scalar))
          continue
        }
        var set = rest[..<end]
        rest = rest[(end + 1)...]
        let isNegated = set.first == "!" || set.first == "^"
        if isNegated { set.removeFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let low = set.popFirst() {
          if set.first == "-", let high = set.dropFirst().first, low <= high {
            set.removeFirst(2)
            ranges.append(low...high)
          } else {
            ranges.append(low...low)
          }
        }
        parts.append(.anyOf(ranges, isNegated: isNegated))
      case "\\": parts.append(.scalar(rest.popFirst() ?? scalar))
      default: parts.append(.scalar(scalar))
      }
    }
    return parts
  }

  /// The pattern for each choice that braces give; at most a few hundred.
  private static func expanded(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var done: [[Unicode.Scalar]] = []
    var pending = [text]
    while let next = pending.popLast(), done.count + pending.count < 500 {
      guard let close = next.firstIndex(of: "}"), let open = next[..<close].lastIndex(of: "{") else {
        done.append(next)
        continue
      }
      for choice in next[(open + 1)..<close].split(separator: ",", omittingEmptySubsequences: false) {
        pending.append(Array(next[..<open]) + choice + next[(close + 1)...])
      }
    }
    return done
  }
}
