/// What Hugo reads, and what it holds back.
extension Convention {
  /// The marks of a pattern of addresses that Hugo does not know: it makes no site with one.
  public static func unknownMarksOfHugo(in pattern: String) -> [String] {
    PermalinkPattern.unknownMarksOfHugo(in: pattern)
  }

  /// gohugo.io/content-management/build-options. What has no page, or is listed nowhere, is in no sitemap and in no feed; a list that
  /// is itself listed nowhere has its page and its feed (measured: Hugo 0.168).
  func hidesInHugo(_ front: FrontMatter, _ place: ContentLocation?) -> Bool {
    front.bool("headless") == true || ["never", "false"].contains(buildOption("render", front))
      || place?.kind != .list && ["never", "false"].contains(buildOption("list", front))
  }

  /// Whether only the section that a page lies in lists it.
  func isListedLocally(_ front: FrontMatter) -> Bool { generator == .hugo && buildOption("list", front) == "local" }

  /// Whether Hugo lists an item under an address at which it makes no page (`render: link`).
  func isListedOnly(_ front: FrontMatter, _ place: ContentLocation?) -> Bool {
    generator == .hugo && place?.kind != .list && buildOption("render", front) == "link"
  }

  func isUnlistedInHugo(_ front: FrontMatter) -> Bool {
    ["never", "false", "local"].contains(buildOption("list", front))
      || front.bool("sitemap.disable") ?? hugo.hidesFromSitemaps
  }

  private func buildOption(_ name: String, _ front: FrontMatter) -> String {
    (front.text(FieldPath("build." + name)) ?? front.text(FieldPath("_build." + name)))?.lowercased() ?? ""
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
