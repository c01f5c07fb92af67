import ContentCorpus
import Documents
import FeedReading
import LocalFiles
import Syndication

extension ConfigurationStarter {
  /// The same, with the feeds that the generator made and that no rule of its configuration tells of: a page's front matter may ask for
  /// one, too. Where the built site is not there, nothing is known of these.
  ///
  /// - Parameters:
  ///   - known: of the site.
  ///   - folder: the site's.
  ///   - jobs: threads to read with.
  /// - Throws: what reading a configuration and its content throws.
  public static func completed(_ known: Known, in folder: String, jobs: Int) async throws -> Known {
    guard let built = known.builtFolder, known.pages == nil, known.baseURL != nil else { return known }
    let missing = try feeds(in: folder + "/" + built)
    guard !missing.isEmpty else { return known }
    var wished = known
    wished.feeds.hasSections = true
    let plan = try await plan(wished, in: folder, jobs: jobs)
    let taken = Set(plan.feeds.flatMap { feed in [.rss, .atom, .json].flatMap(feed.scope.allPaths) })
    var completed = known
    for (path, format) in missing where !taken.contains(path) {
      let place = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      guard let scope = plan.feeds.first(where: { $0.scope.pageFolder == place })?.scope else {
        completed.feeds.notes.append("The feed at '\(path)' is not made: no feed of ours is that of its page.")
        continue
      }
      completed.feeds.add(path, format, of: scope.isSite ? "site" : String(scope.folder.dropLast()))
      if scope.isSection || scope.terms != nil { completed.feeds.hasSections = true }
    }
    return completed
  }

  /// The feeds that lie in a built site and have entries.
  private static func feeds(in folder: String) throws -> [(path: String, format: DocumentFormat)] {
    let names = [".xml", ".rss", ".atom", ".json"]
    let paths = try FileTree.listIfThere(folder) { name in
      names.contains(where: name.hasSuffix) && !name.hasPrefix("sitemap")
    }.files
    return try paths.prefix(2000).compactMap { path in
      guard let head = try LocalFile.head(folder + "/" + path, count: 2048),
        let format = GeneratorFeeds.format(of: String(decoding: head, as: UTF8.self)),
        let bytes = try LocalFile.readIfThere(folder + "/" + path)?.bytes, bytes.count < 20_000_000,
        let feed = FeedReader.feed(bytes), !feed.entries.isEmpty
      else { return nil }
      return (path, format)
    }
  }

  private static func plan(_ known: Known, in folder: String, jobs: Int) async throws -> Plan {
    let text = Array(self.text(baseURL: nil, title: nil, known: known).utf8)
    let configuration = try ConfigurationReader.read(
      text: text, named: ConfigurationReader.fileName, folder: folder, overrides: .init(), looksAround: true)
    let content = configuration.corpus.path ?? folder
    // What is still to come has no feed yet, and makes none.
    let settings = try configuration.corpusSettings(
      now: Timestamp(microseconds: 4_102_444_800_000_000), folder: content)
    let corpus = try await CorpusReader(folder: content, settings: settings).read(jobs: jobs)
    return Plan(corpus, configuration: configuration)
  }
}
