/// What an Eleventy site says of what is published.
public struct EleventyRules: Sendable, Hashable {
  /// Patterns of paths that are not read, with the site's folder as their root; a pattern without a slash is for names.
  public var ignored: [String] = []
  /// The folders of data, layouts and parts, where they have other names.
  public var ownFolders: [String] = []

  public init() {}

  /// Kinds of templates that only programs understand, and whose pages are known by their front matter all the same.
  static let templates = [".njk", ".liquid", ".webc", ".hbs", ".ejs", ".mustache", ".pug"]

  /// Whether patterns of `.eleventyignore` and `.gitignore` name a path, or a folder around it.
  func ignores(_ path: String) -> Bool {
    guard !ignored.isEmpty else { return false }
    return ignored.contains { pattern in
      let glob = Glob(pattern.hasPrefix("./") ? pattern.dropFirst(2) : pattern[...])
      var path = path[...]
      while true {
        if glob.matches(path) || !pattern.contains("/") && glob.matches(path.split(separator: "/").last ?? path) {
          return true
        }
        guard let slash = path.lastIndex(of: "/") else { return false }
        path = path[..<slash]
      }
    }
  }
}
