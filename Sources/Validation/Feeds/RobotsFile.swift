/// What a robots.txt allows (RFC 9309, section 2.2).
public struct RobotsFile: Sendable {
  private var patterns = RobotsPatterns()
  public private(set) var sitemaps: [String] = []
  /// Whether a group of the file names the crawler itself.
  let isNamed: Bool

  /// - Parameter agent: the crawler that obeys it, in lower case; where no group names it, those for `*` count.
  public init(_ bytes: [UInt8], agent: String) {
    var own = RobotsPatterns()
    var others = RobotsPatterns()
    var agents: [String] = []
    var isOpen = false
    var isNamed = false
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let bare = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      let key = String(decoding: bare.prefix { $0 != UInt8(ascii: ":") }.trimmed, as: UTF8.self).lowercased()
      let value = bare.drop { $0 != UInt8(ascii: ":") }.dropFirst().trimmed
      switch key {
      case "user-agent":
        if !isOpen { agents = [] }
        isOpen = true
        let name = RobotsFile.product(value)
        if name == agent { isNamed = true }
        if name == agent || name == "*" { agents.append(name) }
      case "allow", "disallow":
        isOpen = false
        // An empty path forbids nothing.
        guard !value.isEmpty else { continue }
        if agents.contains(agent) { own.add(value, isAllowed: key == "allow") }
        if agent != "*", agents.contains("*") { others.add(value, isAllowed: key == "allow") }
      case "sitemap": sitemaps.append(String(decoding: value, as: UTF8.self))
      default: break
      }
    }
    patterns = isNamed ? own : others
    self.isNamed = isNamed
  }

  /// The name by which a group calls a crawler: `Googlebot/2.1` and `Googlebot*` are `googlebot` (RFC 9309, section 2.2.1).
  private static func product(_ value: ArraySlice<UInt8>) -> String {
    let token = value.prefix { ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    return String(decoding: token.isEmpty ? value : token, as: UTF8.self).lowercased()
  }

  /// Whether it forbids nothing at all.
  var isOpen: Bool { patterns.isOpen }

  /// Whether the longest pattern that fits a path, with its query, allows it. `/robots.txt` itself always is.
  public func allows(_ path: String) -> Bool {
    var steps = Int.max
    return allows(Array(path.utf8), steps: &steps)
  }

  /// The same, within a number of steps: patterns with many `*` are slow, and who writes the file may want them to be.
  ///
  /// - Returns: `true` once the steps are used up.
  func allows(_ path: [UInt8], steps: inout Int) -> Bool {
    patterns.allow(path, steps: &steps) || path.elementsEqual("/robots.txt".utf8)
  }
}
