/// What of a WordPress export is taken.
public struct WordPressRules: Sendable, Hashable {
  /// The exports, relative to the corpus folder.
  public var files: [String] = []
  /// The types of posts that are content. Pages are in sitemaps only, all others are entries.
  public var postTypes = ["post", "page"]

  public init() {}

  /// Whether a file's name is that of an export, as WordPress names them or somebody has compressed them.
  public static func isExport(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".xml", ".xml.gz", ".wxr"].contains(where: lower.hasSuffix)
  }

  /// Types that WordPress itself makes and that are no content: nobody misses them.
  static let ownTypes: Set<String> = [
    "attachment", "custom_css", "customize_changeset", "nav_menu_item", "oembed_cache", "revision", "user_request",
    "wp_block", "wp_font_face", "wp_font_family", "wp_global_styles", "wp_navigation", "wp_template",
    "wp_template_part",
  ]

  /// A limit of what one item may hold, in bytes: a file that never closes an item must not fill the memory.
  static let itemLimit = 64_000_000
}
