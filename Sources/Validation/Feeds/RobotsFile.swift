/// What a robots.txt allows (RFC 9309, section 2.2).
public struct RobotsFile: Sendable {
  private struct Rule: Sendable {
    let pattern: [UInt8]
    let isAllowed: Bool
  }

  private var rules: [Rule] = []
  public private(set) var sitemaps: [String] = []

  /// - Parameter agent: the crawler that obeys it, in lower case; where no group names it, those for `*` count.
  public init(_ bytes: [UInt8], agent: String) {
    var groups: [String: [Rule]] = [:]
    var agents: [String] = []
    var isOpen = false
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let bare = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      let key = String(decoding: bare.prefix { $0 != UInt8(ascii: ":") }.trimmed, as: UTF8.self).lowercased()
      let value = bare.drop { $0 != UInt8(ascii: ":") }.dropFirst().trimmed
      switch key {
      case "user-agent":
        if !isOpen { agents = [] }
        isOpen = true
        agents.append(String(decoding: value, as: UTF8.self).lowercased())
        for agent in agents where groups[agent] == nil { groups[agent] = [] }
      case "allow", "disallow":
        isOpen = false
        // An empty path forbids nothing.
        guard !value.isEmpty else { continue }
        let rule = Rule(pattern: Array(value), isAllowed: key == "allow")
        for agent in agents { groups[agent, default: []].append(rule) }
      case "sitemap": sitemaps.append(String(decoding: value, as: UTF8.self))
      default: break
      }
    }
    rules = groups[agent] ?? groups["*"] ?? []
  }

  /// Whether the longest pattern that fits a path, with its query, allows it. `/robots.txt` itself always is.
  public func allows(_ path: String) -> Bool {
    guard path != "/robots.txt" else { return true }
    let path = Array(path.utf8)
    var best: Rule?
    for rule in rules where RobotsFile.isMatch(path, rule.pattern) {
      guard let known = best else {
        best = rule
        continue
      }
      let isLonger = rule.pattern.count > known.pattern.count
      if isLonger || (rule.pattern.count == known.pattern.count && rule.isAllowed) { best = rule }
    }
    return best?.isAllowed ?? true
  }

  /// `*` stands for anything, `$` for the end.
  private static func isMatch(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
    let isWhole = pattern.last == UInt8(ascii: "$")
    let pattern = isWhole ? pattern.dropLast() : pattern[...]
    var (at, part) = (0, pattern.startIndex)
    var star: (path: Int, pattern: Int)?
    while true {
      if part == pattern.endIndex {
        if !isWhole || at == path.count { return true }
      } else if pattern[part] == UInt8(ascii: "*") {
        part += 1
        star = (at, part)
        continue
      } else if at < path.count, pattern[part] == path[at] {
        at += 1
        part += 1
        continue
      }
      guard let last = star, last.path < path.count else { return false }
      star = (last.path + 1, last.pattern)
      (at, part) = (last.path + 1, last.pattern)
    }
  }
}
