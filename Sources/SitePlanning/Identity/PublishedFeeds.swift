public import ContentCorpus
import FeedParsing
import LocalFiles
import SiteOutput
public import SiteSettings
public import Syndication
import TidingsCore

/// The feeds that a site's generator left where it built the site.
public struct PublishedFeeds {
  /// The feeds that Tidings itself published in a folder: one format of each.
  ///
  /// - Parameter output: the folder.
  /// - Throws: `SystemError` where a document cannot be read.
  public static func own(in output: String) throws -> [Feed] { try PublishedIDs(in: output).feeds }

  /// Where their documents lie on the site, in the same order.
  public let places: [String]
  /// With the paths of their files.
  public let feeds: [(path: String, feed: Feed)]

  /// - Parameters:
  ///   - corpus: of which ours are made.
  ///   - configuration: that says where the generator's feeds lie, since ours are to lie there.
  ///   - folders: in which the generator may have built.
  /// - Throws: `SystemError` where a feed is there and cannot be read.
  public init(_ corpus: Corpus, _ configuration: Configuration, in folders: [String]) throws {
    let plan = Plan(corpus, configuration: configuration)
    var found: [(String, Feed)] = []
    var places: [String] = []
    var taken: Set<String> = []
    for folder in folders {
      let own =
        try LocalFile.readIfThere(folder + "/" + Manifest.fileName).flatMap { try? Manifest.paths(in: $0.bytes) } ?? []
      let ours = Set(own)
      // Entries of a feed of terms are no items.
      for scope in plan.feeds.map(\.scope) where scope.terms == nil {
        for path in configuration.feeds.formats.flatMap(scope.allPaths) where !ours.contains(path) {
          let file = folder + "/" + path
          guard try LocalFile.isFile(file), taken.insert(file).inserted,
            let bytes = try LocalFile.readIfThere(file)?.bytes,
            let feed = FeedReader.feed(bytes)
          else { continue }
          found.append((file, feed))
          places.append(path)
        }
      }
    }
    (feeds, self.places) = (found, places)
  }
}
