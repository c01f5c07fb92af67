import TidingsCore

/// What is demanded of a WordPress export. A post has the rules of any other item.
enum WordPressFindings {
  static let export = Rule(
    "wordpress.export", .error, "A WordPress export is whole",
    reason: "What is missing would be withdrawn from everywhere, as if it had been deleted, so nothing is written.",
    remedy: "Export again (Tools > Export in WordPress), and check that the download ends with </rss>.")
  static let version = Rule(
    "wordpress.version", .error, "A WordPress export is of version 1.0, 1.1 or 1.2",
    reason: "What another version means is not known, and a guess may publish what is not public.",
    remedy: "Export with a WordPress that writes version 1.2, or convert the file.")
  static let versionNew = Rule(
    "wordpress.version.known", .warning, "A WordPress export is of a known version",
    reason: "It was read as version 1.2; new elements were ignored.",
    remedy: "Check that 'tidings inspect' shows posts as they are.")
  static let typesLeftOut = Rule(
    "wordpress.types", .info, "Types of posts that are content are named",
    reason: "Plug-ins keep all kinds of things as posts; only what is asked for is published.",
    remedy: "Name those that are to be entries in corpus.postTypes: [post, page, …].")
  static let shortcode = Rule(
    "wordpress.shortcode", .warning, "A body holds no shortcode or block that only its plug-in can show",
    reason: "What it shows is not in the export; the mark was left out, and the text in it was kept.",
    remedy: "Write what should be seen, or remove the mark.")
  static let address = Rule(
    "wordpress.permalink", .error, "A post has an address that is a path on the site",
    reason: "Plain permalinks (?p=1) do not work outside of WordPress.",
    remedy: "Set another structure at Settings > Permalinks in WordPress, and export again.")

  static let all = [export, version, versionNew, typesLeftOut, shortcode, address]
}
