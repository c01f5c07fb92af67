public import ContentCorpus
import SiteConfiguration
import SitePlanning
public import SiteSettings
import Syndication
import TidingsCore

/// What counts for a site, and where each of it was said: by its own configuration, by its generator's, or by nobody.
public struct SiteInspection: Sendable, Hashable {
  /// A setting with what it is.
  public struct Setting: Sendable, Hashable {
    /// What people call it: `title`, `entries of a feed`.
    public let name: String
    public let value: String
    /// `nil` for what holds where nothing is said.
    public let origin: SettingOrigin?
  }

  /// A document of a feed.
  public struct Document: Sendable, Hashable {
    /// In the output folder.
    public let path: String
    /// What the feed is called.
    public let title: String
    /// Entries that it has, of those that it could have.
    public let entries: Int
    public let total: Int
    /// What says that it lies there; `nil` for a usual place.
    public let origin: SettingOrigin?
  }

  public let settings: [Setting]
  /// Feeds in their order, each in its formats, with further places of the same documents.
  public let documents: [Document]

  /// - Parameters:
  ///   - corpus: the site's.
  ///   - configuration: by which it was read.
  ///   - origins: what ``ConfigurationReader/origins(_:named:)`` found.
  ///   - file: what the configuration file is called; `nil` where there is none.
  public init(
    _ corpus: Corpus, configuration: Configuration, origins: [String: SettingOrigin], file: String?
  ) {
    let values = SettingValues(configuration)
    settings = SettingValues.names.compactMap { name, keys in
      guard let value = values.value(of: keys[0]) else { return nil }
      return Setting(name: name, value: value, origin: keys.lazy.compactMap { origins[$0] }.first)
    }
    let plan = Plan(corpus, configuration: configuration)
    let names = FeedNames(corpus: corpus, configuration: configuration, addresses: SiteAddresses(configuration))
    documents = plan.feeds.flatMap { feed in
      let called = feed.scope.names(in: corpus, configuration)
      return configuration.feeds.formats.flatMap { format in
        let places = [feed.scope.path(format)] + (feed.scope.copies[format] ?? [])
        return places.enumerated().map { number, path in
          let isUsual = number == 0 && feed.scope.files[format] == nil
          let rules =
            number == 0
            ? configuration.feeds.files.rules : configuration.feeds.files.rules + configuration.feeds.files.copies
          let label = feed.topic.map { corpus.topics[$0].label }
          let rule = rules.first { rule in
            rule.feeds.map(called.contains) ?? true
              && rule.paths[format]?.contains { FeedFiles.path($0, of: feed.scope, label: label) == path } == true
          }
          return Document(
            path: path, title: names.title(feed.scope), entries: feed.scope.terms?.count ?? feed.items.count,
            total: feed.scope.terms?.count ?? feed.total,
            origin: isUsual
              ? nil : rule.map { SettingOrigin(path: file ?? ConfigurationReader.fileName, line: $0.line) })
        }
      }
    }
  }
}

/// The settings that people ask for, as texts.
private struct SettingValues {
  private let configuration: Configuration

  init(_ configuration: Configuration) { self.configuration = configuration }

  /// What each is called, and the keys that may have said it, the first of which names its value.
  static let names: [(name: String, keys: [String])] = [
    ("address", ["site.baseURL"]), ("title", ["site.title"]), ("subtitle", ["site.description"]),
    ("language", ["site.language"]), ("languages", ["site.languages"]), ("time zone", ["site.timeZone"]),
    ("author", ["site.author", "site.author.name"]), ("rights", ["site.copyright"]),
    ("icon", ["site.icon"]), ("logo", ["site.logo"]), ("convention", ["corpus.convention"]),
    ("content", ["corpus.path"]),
    ("drafts", ["posts.drafts"]), ("what is to come", ["posts.future"]), ("what has expired", ["posts.expired"]),
    ("newest posts only", ["posts.limit"]), ("topics", ["topics.fields"]),
    ("feeds of sections", ["topics.sections", "posts.collections"]), ("feeds of authors", ["topics.authors"]),
    ("formats", ["feeds.formats"]), ("entries of a feed", ["feeds.entries"]), ("how much of each", ["feeds.content"]),
    ("older entries", ["feeds.since"]), ("line in front", ["feeds.before"]), ("line behind", ["feeds.after"]),
    ("style sheet (XSL)", ["feeds.styleSheet"]), ("left to the generator", ["feeds.kept"]),
  ]

  func value(of key: String) -> String? {
    let (site, feeds, convention) = (configuration.site, configuration.feeds, configuration.corpus.convention)
    let isKnown = convention.generator != .medigy
    func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ", ") }
    func held(_ isPublished: Bool) -> String? { isKnown ? isPublished ? "published" : "held back" : nil }
    switch key {
    case "site.baseURL": return site.baseURL
    case "site.title": return site.title
    case "site.description": return site.description ?? "none"
    case "site.language": return site.language ?? "none"
    case "site.languages": return list(site.languages.map(\.tag))
    case "site.timeZone": return site.timeZone.identifier
    case "site.author":
      guard let author = site.author else { return "none; the title stands for it" }
      return [author.name, author.email.map { "<\($0)>" }, author.address].compactMap { $0 }.joined(separator: " ")
    case "site.copyright": return site.copyright ?? "none"
    case "site.icon": return site.icon ?? "none"
    case "site.logo": return site.logo ?? "none"
    case "corpus.convention": return convention.generator.rawValue
    case "corpus.path": return configuration.corpus.path ?? list(convention.contentFolders)
    case "posts.drafts": return held(convention.hugo.buildsDrafts || convention.jekyll.showsDrafts)
    case "posts.future": return held(convention.publishesFuture)
    case "posts.expired": return convention.generator == .hugo ? held(convention.hugo.buildsExpired) : nil
    case "posts.limit": return convention.jekyll.postLimit.map { "\($0)" }
    case "topics.fields": return list(configuration.topics.fields) ?? "none"
    case "topics.sections":
      return configuration.topics.hasSections
        ? (["those that the generator makes"] + convention.jekyll.feedCollections.sorted()).joined(separator: ", ")
        : "none"
    case "topics.authors": return configuration.topics.authors ?? "none"
    case "feeds.formats": return list(feeds.formats.map(\.shownName)) ?? "none"
    case "feeds.entries": return "\(feeds.entries)"
    case "feeds.content":
      switch feeds.content {
      case .full: return "the full content"
      case .excerpt: return "an excerpt of \(feeds.excerptCharacters) characters"
      case .summary: return "the summary"
      }
    case "feeds.since":
      return feeds.reachesBack ? "as far as there is room" : "no further back than the feeds that were taken over"
    case "feeds.before": return lines(feeds.before)
    case "feeds.after": return lines(feeds.after)
    case "feeds.styleSheet": return feeds.styleSheet ?? (configuration.pages.isEnabled ? PageNames.feedStyle : "none")
    case "feeds.kept": return list(feeds.files.kept.map(\.path))
    default: return nil
    }
  }

  private func lines(_ lines: [EntryLine]) -> String? {
    guard !lines.isEmpty else { return nil }
    return lines.map { ($0.feeds.map { $0 + ": " } ?? "") + $0.html }.joined(separator: "; ")
  }
}
