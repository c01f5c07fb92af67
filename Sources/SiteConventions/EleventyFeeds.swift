import LocalFiles
import TidingsCore

extension GeneratorFeeds {
  /// The feeds of a site that Eleventy makes: those of its plugin (11ty.dev/docs/plugins/rss), and such as are written by hand.
  ///
  /// - Parameters:
  ///   - program: the text of the configuration.
  ///   - content: the folder of the content.
  static func eleventy(_ program: String, content: String) throws -> GeneratorFeeds {
    var feeds = GeneratorFeeds()
    var rest = program[...]
    while let use = rest.firstMatch(of: /addPlugin\s*\(\s*\w*[fF]eed\w*\s*,/) {
      rest = rest[use.range.upperBound...]
      let end = rest.firstRange(of: "addPlugin")?.lowerBound ?? rest.endIndex
      let options = rest[..<end]
      func word(_ key: String) -> String? {
        guard let pattern = try? Regex<(Substring, Substring)>("\\b\(key)\\s*:\\s*[\"'`]([^\"'`]+)[\"'`]") else {
          return nil
        }
        return options.firstMatch(of: pattern).map { String($0.output.1) }
      }
      let format: DocumentFormat = ["rss": .rss, "json": .json][word("type") ?? ""] ?? .atom
      feeds.add(word("outputPath") ?? "/feed.xml", format, of: "site")
      if let limit = options.firstMatch(of: /\blimit\s*:\s*(\d+)/).flatMap({ Int($0.1) }), limit > 0 {
        feeds.entries = limit
      }
    }
    let places = ["", "feed", "feeds", "content", "content/feed", "pages", "blog"]
    for template in try templates(
      in: content, places: places, endings: [".njk", ".liquid", ".hbs", ".11ty.js"], ownPath: { _ in nil })
    {
      feeds.add(template.path, template.format, of: "site")
    }
    return feeds
  }
}
