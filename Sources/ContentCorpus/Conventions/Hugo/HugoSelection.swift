/// What Hugo reads, and what it holds back.
extension Convention {
  /// The marks of a pattern of addresses that Hugo does not know: it makes no site with one.
  public static func unknownMarksOfHugo(in pattern: String) -> [String] {
    PermalinkPattern.unknownMarksOfHugo(in: pattern)
  }

  /// gohugo.io/content-management/build-options. What it renders not, or lists nowhere, is in no sitemap and in no feed (measured:
  /// Hugo 0.168).
  func hidesInHugo(_ front: FrontMatter) -> Bool {
    let options: [FieldPath] = ["build.render", "build.list", "_build.render", "_build.list"]
    return options.contains { ["never", "false", "local"].contains(front.text($0)?.lowercased()) }
      || front.bool("headless") == true
  }
}

/// Files that Hugo does not read (`ignoreFiles`), as compiled expressions.
struct IgnoredFiles {
  private let expressions: [Regex<AnyRegexOutput>]

  /// Those that cannot be compiled have been reported where the configuration was read.
  init(_ convention: Convention) {
    expressions = convention.hugo.ignoredFiles.compactMap { try? Regex($0) }
  }

  /// - Parameter path: relative to the site; Hugo holds expressions against the whole name.
  func contains(_ path: String) -> Bool {
    guard !expressions.isEmpty else { return false }
    let name = "/" + path
    return expressions.contains { (try? $0.firstMatch(in: name)) ?? nil != nil }
  }
}
