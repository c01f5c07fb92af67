public import ContentCorpus
import Documents
import FeedReading
import LocalFiles
public import Syndication

/// The feeds that a site's generator left where it built the site.
public struct PublishedFeeds {
  /// With the paths of their files.
  public let feeds: [(path: String, feed: Feed)]

  /// - Parameters:
  ///   - corpus: of which ours are made.
  ///   - configuration: that says where the generator's feeds lie, since ours are to lie there.
  ///   - folders: in which the generator may have built.
  public init(_ corpus: Corpus, _ configuration: Configuration, in folders: [String]) {
    let plan = Plan(corpus, configuration: configuration)
    var found: [(String, Feed)] = []
    var taken: Set<String> = []
    for folder in folders {
      let own =
        (try? LocalFile.read(folder + "/" + Manifest.fileName).bytes).flatMap { try? Manifest.paths(in: $0) } ?? []
      let ours = Set(own)
      // Entries of a feed of terms are no items.
      for scope in plan.feeds.map(\.scope) where scope.terms == nil {
        for path in configuration.feeds.formats.flatMap(scope.allPaths) where !ours.contains(path) {
          let file = folder + "/" + path
          guard LocalFile.isFile(file), taken.insert(file).inserted, let bytes = try? LocalFile.read(file).bytes,
            let feed = FeedReader.feed(bytes)
          else { continue }
          found.append((file, feed))
        }
      }
    }
    feeds = found
  }
}
