import DataFormats
import FeedParsing
import LocalFiles
package import SiteSettings
import Syndication
package import TidingsCore

/// What feeds a site's generator makes: anyone who follows them is to get ours at the same addresses.
package struct GeneratorFeeds: Sendable, Hashable {
  /// Where they lie.
  package var files: [FeedFiles.Rule] = []
  /// Further places of the site's feed: templates of terms and sections that list the whole site.
  package var sitePlaces: [DocumentFormat: [String]] = [:]
  /// Feeds that only the generator can make.
  package var kept: [String] = []
  /// Folders of feeds that the generator does not make.
  package var without: [String] = []
  /// Entries that they have at most.
  package var entries: Int?
  /// How much of each.
  package var content: FeedSettings.Content?
  /// By which browsers show them.
  package var styleSheet: String?
  /// Whether there are feeds of sections or collections.
  package var hasSections = false
  /// Whether there are feeds of authors.
  package var hasAuthors = false
  /// What feeds of topics are called.
  package var details: [TopicDetails] = []
  /// What cannot be taken over, in words.
  package var notes: [String] = []

  package init(entries: Int? = nil) {
    self.entries = entries
  }

  /// Adds a place, or a note where it is none in the output folder.
  ///
  /// - Parameters:
  ///   - path: as the generator has it, with our marks in it.
  ///   - format: of the document there.
  ///   - feeds: which feeds; `nil` for all.
  package mutating func add(_ path: String, _ format: DocumentFormat, of feeds: String?) {
    // What leads out of the folder leads nowhere in an address, and generators leave it out.
    let parts = path.split(separator: "/").filter { $0 != ".." && $0 != "." }
    let pattern = parts.joined(separator: "/")
    guard FeedFiles.isSafe(pattern) else {
      notes.append("'\(path)' is not a path of a feed in the output folder, and is left out.")
      return
    }
    if path.split(separator: "/").contains("..") {
      notes.append("The feed at '\(path)' would be outside of the output folder; it is at '\(pattern)'.")
    }
    if let index = files.firstIndex(where: { $0.feeds == feeds }) {
      if files[index].paths[format]?.contains(pattern) != true {
        files[index].paths[format, default: []].append(pattern)
      }
    } else {
      files.append(.init(feeds: feeds, paths: [format: [pattern]]))
    }
  }

  /// Leaves a feed to the generator, in whatever rule it stood before.
  ///
  /// - Parameters:
  ///   - path: of the feed, in the built site.
  ///   - reason: why we cannot make it.
  package mutating func keep(_ path: String, _ reason: String) {
    guard FeedFiles.isSafe(path), !path.contains("{"), !kept.contains(path) else { return }
    kept.append(path)
    for rule in files { for format in rule.paths.keys { remove(path, format, of: rule.feeds) } }
    for format in sitePlaces.keys { sitePlaces[format]?.removeAll { $0 == path } }
    sitePlaces = sitePlaces.filter { !$0.value.isEmpty }
    notes.append("The feed at '\(path)' stays as the generator makes it (feeds.kept): \(reason).")
  }

  /// Takes a place away from feeds that it is none of.
  package mutating func remove(_ path: String, _ format: DocumentFormat, of feeds: String?) {
    for index in files.indices where files[index].feeds == feeds {
      files[index].paths[format]?.removeAll { $0 == path }
      if files[index].paths[format]?.isEmpty == true { files[index].paths[format] = nil }
    }
    files.removeAll(where: \.paths.isEmpty)
  }

  /// Where the site's feeds lie in a folder.
  private func places(in folder: String) -> [String] {
    files.filter { $0.feeds == nil || $0.feeds == "site" }.flatMap(\.paths).flatMap(\.value).compactMap { place in
      let path = place.replacing("{folder}/", with: "").replacing("{page}/", with: "")
      return path.contains("{") ? nil : folder + "/" + path
    }
  }

  /// The address of the site's home page, as its feeds that lie in a folder have it: some say it nowhere else.
  package func home(in folder: String) throws -> String? {
    for place in places(in: folder).sorted() {
      guard let bytes = try LocalFile.readIfThere(place)?.bytes, bytes.count < 20_000_000,
        let home = FeedReader.feed(bytes)?.head.home, let address = Site.baseAddress(home)
      else { continue }
      return address
    }
    return nil
  }

  /// Entries of the site's feed that lies in a folder, where they are more than a feed of ours has by default.
  package func count(in folder: String) throws -> Int? {
    let counts = try places(in: folder).compactMap { place in
      try LocalFile.readIfThere(place).flatMap { FeedReader.feed($0.bytes)?.entries.count }
    }
    return counts.max().flatMap { $0 > FeedSettings().entries ? $0 : nil }
  }

  /// The site's feeds at their usual places too, where the generator has them elsewhere: anyone who knows of `atom.xml` finds it.
  package var copies: [FeedFiles.Rule] {
    let moved = files.filter { $0.feeds == nil || $0.feeds == "site" }.flatMap(\.paths)
    let usual = Dictionary(moved.filter { !$0.value.contains($0.key.fileName) }.map { ($0.key, [$0.key.fileName]) }) {
      first, _ in first
    }
    let places = usual.merging(sitePlaces) { $0 + $1 }
    return places.isEmpty ? [] : [.init(feeds: "site", paths: places)]
  }
}

extension GeneratorFeeds {
  /// A feed that is written by hand, as a template.
  struct Template: Sendable, Hashable {
    let format: DocumentFormat
    /// Where its document lies.
    let path: String
  }

  /// Looks into templates that may be of feeds.
  ///
  /// - Parameters:
  ///   - folder: the site's content.
  ///   - places: folders below it; empty for itself.
  ///   - endings: of templates.
  ///   - ownPath: where the document of a template lies that does not say so, by its path.
  static func templates(
    in folder: String, places: [String], endings: [String], ownPath: (String) -> String?
  ) throws -> [Template] {
    var found: [Template] = []
    for place in places {
      let base = place.isEmpty ? folder : folder + "/" + place
      for name in try FileTree.filesIfThere(in: base) where endings.contains(where: name.lowercased().hasSuffix) {
        let path = place.isEmpty ? name : place + "/" + name
        guard let bytes = try LocalFile.head(base + "/" + name, count: 50_000),
          let template = template(String(decoding: bytes, as: UTF8.self), path, ownPath), !found.contains(template)
        else { continue }
        found.append(template)
      }
    }
    return found
  }

  private static func template(_ text: String, _ path: String, _ ownPath: (String) -> String?) -> Template? {
    guard let format = format(of: text) else { return nil }
    let fence = text.hasPrefix("---") ? text.dropFirst(3).firstRange(of: "\n---").map { text[..<$0.lowerBound] } : nil
    let permalink = fence.flatMap(permalink)
    let endings = [".xml", ".json", ".rss", ".atom"]
    guard let target = permalink ?? ownPath(path), endings.contains(where: target.hasSuffix) else { return nil }
    return Template(format: format, path: target)
  }

  /// What a document is, or a template becomes.
  static func format(of text: String) -> DocumentFormat? {
    let signs: [(String, DocumentFormat)] = [("<rss", .rss), ("<feed", .atom), ("jsonfeed.org/version", .json)]
    return signs.first { text.contains($0.0) }?.1
  }

  /// In YAML, JSON and JavaScript alike.
  private static func permalink(_ front: Substring) -> String? {
    guard let match = front.firstMatch(of: /(?m)^\s*["']?permalink["']?\s*:\s*["'`]?([^"'`\n,{}]+)/) else { return nil }
    let path = String(match.1).filter { !$0.isWhitespace }
    return path.isEmpty ? nil : path
  }
}
