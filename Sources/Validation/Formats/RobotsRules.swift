import TidingsCore

/// Rules of robots.txt (RFC 9309), which has lines and no markup.
enum RobotsRules {
  static let all: [DocumentRule] = [line, group, path, sitemap, size, place]

  private static let specification = "RFC 9309"

  /// A line that says something.
  private struct Line {
    let key: String
    let value: String
    let offset: Int
    let hasColon: Bool
    /// The line as it stands there, without a comment.
    let written: String
  }

  static let line = DocumentRule(
    Rule(
      "robots.line", .warning, "A line is a word that crawlers know, a colon and a value",
      reason: "Crawlers ignore others, and so what they were meant to forbid.",
      reference: specification + ", section 2.2",
      remedy: "Write 'User-agent: *', 'Disallow: /path', 'Allow: /path' or 'Sitemap: https://…'."), [.robots]
  ) { subject, report in
    let known: Set = [
      "user-agent", "disallow", "allow", "sitemap", "crawl-delay", "host", "clean-param", "noindex", "content-signal",
      "license", "request-rate", "visit-time",
    ]
    for line in lines(subject) {
      if !line.hasColon {
        let words = line.written.split(separator: " ", maxSplits: 1).map(String.init)
        let isKnown = words.first.map { known.contains($0.lowercased()) } ?? false
        report(
          at: line.offset, "The line '\(line.written.prefix(60))' has no colon",
          remedy: isKnown ? "Put a colon after the first word: '\(words.joined(separator: ": "))'." : nil)
      } else if !known.contains(line.key) {
        report(at: line.offset, "Crawlers do not know '\(line.key.prefix(60))'")
      }
    }
  }

  static let group = DocumentRule(
    Rule(
      "robots.group", .error, "Allow and Disallow come after a User-agent",
      reason: "Crawlers do not know whom they are for, and ignore them.",
      reference: specification + ", section 2.2.1", remedy: "Put 'User-agent: *' in front."), [.robots]
  ) { subject, report in
    for line in lines(subject) {
      if line.key == "user-agent" { return }
      if line.key == "allow" || line.key == "disallow" {
        report(at: line.offset, "The rule comes before the first User-agent")
      }
    }
  }

  static let path = DocumentRule(
    Rule(
      "robots.path", .warning, "Paths begin with a slash", reason: "Others match nothing.",
      reference: specification + ", section 2.2.2", remedy: "Write the path from the root of the host: /private/."),
    [.robots]
  ) { subject, report in
    for line in lines(subject) where line.key == "allow" || line.key == "disallow" {
      if let first = line.value.first, first != "/", first != "*", first != "$" {
        report(at: line.offset, "The path '\(line.value.prefix(60))' has no slash in front")
      }
    }
  }

  static let sitemap = DocumentRule(
    Rule(
      "robots.sitemap", .error, "A sitemap is named by its whole address",
      reason: "Crawlers do not resolve a relative one.", reference: "sitemaps.org/protocol.html#submit_robots",
      remedy: "Write 'Sitemap: https://www.example.org/sitemap.xml'."), [.robots]
  ) { subject, report in
    for line in lines(subject) where line.key == "sitemap" {
      if Address(line.value)?.isWeb != true || Address.hasForbiddenCharacters(line.value) {
        report(at: line.offset, "The sitemap '\(line.value.prefix(100))' is not a complete address")
      }
    }
  }

  static let size = DocumentRule(
    Rule(
      "robots.size", .warning, "robots.txt has at most 500 KiB", reason: "Crawlers ignore the rest.",
      reference: specification + ", section 2.5", remedy: "Use patterns in place of single paths."), [.robots]
  ) { subject, report in
    if subject.size > 500 * 1024 { report(at: 0, "The document has \(subject.size) bytes") }
  }

  static let place = DocumentRule(
    Rule(
      "robots.place", .error, "robots.txt is at the root of its host", reason: "Crawlers look nowhere else.",
      reference: specification + ", section 2.3", remedy: "Serve it at /robots.txt."), [.robots]
  ) { subject, report in
    guard let address = subject.address.flatMap({ Address($0) }), address.path != "/robots.txt" else { return }
    report(at: 0, "The document is served at \(address.path)")
  }

  private static func lines(_ subject: DocumentContext) -> [Line] {
    var found: [Line] = []
    for line in subject.utf8.split(omittingEmptySubsequences: true, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let bare = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      guard !bare.isEmpty else { continue }
      let key = bare.prefix { $0 != UInt8(ascii: ":") }
      let value = bare[key.endIndex...].dropFirst()
      found.append(
        Line(
          key: String(decoding: key.trimmed, as: UTF8.self).lowercased(),
          value: String(decoding: value.trimmed, as: UTF8.self), offset: bare.startIndex,
          hasColon: key.endIndex < bare.endIndex, written: String(decoding: bare.prefix(200), as: UTF8.self)))
    }
    return found
  }

  /// The sitemaps that a robots.txt names, with their places.
  static func sitemaps(_ subject: DocumentContext) -> [(address: String, offset: Int)] {
    lines(subject).filter { $0.key == "sitemap" }.map { ($0.value, $0.offset) }
  }
}
