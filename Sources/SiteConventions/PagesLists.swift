package import ContentCorpus
import DataFormats
import FeedParsing
import LocalFiles
package import SiteSettings
import Syndication
import TidingsCore

/// Topics that nothing names but a feed of the site's own generator: whatever that lists is of the topic.
///
/// `{of: 'list/bookmark', rss: 'categories/cat_bookmark.xml'}` in `feeds.files` asks for one.
package enum PagesLists {
  /// The field that names them.
  private static let field = "lists"
  /// The folder of their documents.
  static let folder = "list"

  /// What a list is called.
  ///
  /// - Parameter feeds: which feeds a rule is of.
  static func name(of feeds: String?) -> String? {
    guard let feeds, feeds.hasPrefix(folder + "/"), feeds.utf8.count > folder.utf8.count + 1 else { return nil }
    return String(feeds.dropFirst(folder.count + 1))
  }

  /// What a rule calls the feed of a topic that is a list; `nil` of any other.
  package static func rule(of topic: Topic, in configuration: Configuration) -> String? {
    configuration.corpus.convention.listStarts[topic.path].map { _ in folder + "/" + topic.label }
  }

  /// Takes the lists that the configuration asks for from their feeds.
  ///
  /// - Parameters:
  ///   - configuration: of a built site.
  ///   - pages: the folder of the built site.
  /// - Throws: `SystemError` where a feed cannot be read.
  package static func take(into configuration: inout Configuration, pages: String) throws {
    let rules = configuration.feeds.files.rules.filter { name(of: $0.feeds) != nil }
    guard !rules.isEmpty else { return }
    var names: [String: [String]] = [:]
    var known = Set(configuration.corpus.convention.defaults.map(\.path))
    for rule in rules {
      guard let name = name(of: rule.feeds),
        let path = rule.paths.sorted(by: { $0.key.rawValue < $1.key.rawValue }).first?.value.first,
        let bytes = try LocalFile.readIfThere(pages + "/" + path)?.bytes, let feed = FeedReader.feed(bytes)
      else { continue }
      // Lists of pages are entries only where a topic is asked for that lists them.
      let more = try PagesSite.defaults([feed], base: configuration.site.baseURL, pages, except: known)
      configuration.corpus.convention.defaults += more
      known.formUnion(more.map(\.path))
      for entry in feed.entries {
        guard let file = try PagesSite.file(of: entry.page, configuration.site.baseURL, pages) else { continue }
        if names[file]?.contains(name) != true { names[file, default: []].append(name) }
      }
      let dates = feed.entries.map(\.date).filter { $0 != .unknown }
      for path in configuration.topics.paths(of: name, in: folder) {
        configuration.corpus.convention.listStarts[path] = dates.min() ?? .unknown
      }
    }
    func node(_ content: YAMLNode.Content) -> YAMLNode { YAMLNode(content, line: 1, column: 1) }
    for (path, lists) in names.sorted(by: { $0.key < $1.key }) {
      let value = node(.sequence(lists.map { node(.scalar($0, isPlain: false)) }))
      configuration.corpus.convention.defaults.append(
        .init(path: path, values: node(.mapping([.init(key: field, keyLine: 1, keyColumn: 1, value: value)]))))
    }
    configuration.topics.fields.append(field)
    configuration.topics.folders[field] = folder
  }

  /// What a list is called whose feed nothing else gives a name: by its title beside the site's, else by its place.
  ///
  /// - Parameters:
  ///   - feed: the feed.
  ///   - path: where it lies.
  ///   - site: what the site is called.
  ///   - taken: names that are given already, as they stand in addresses.
  static func name(_ feed: Feed, _ path: String, site: String, taken: inout Set<String>) -> String {
    let place = path.split(separator: "/").map { $0.split(separator: ".").first ?? "" }
      .filter { !["index", "feed", "rss", "atom"].contains($0) }.joined(separator: " ")
    for name in [reported(feed.head.title, site), place, path] {
      guard !TopicSettings().slug(name).isEmpty else { continue }
      // `C` and `C++` are two.
      if let path = TopicSettings().paths(of: name, in: folder).last, taken.insert(path).inserted { return name }
    }
    return path
  }

  private static let beginnings = ["posts about ", "posts tagged ", "recent content in ", "category: ", "tag: "]

  /// `bookmark` of `Random Geekery (Posts about bookmark)`.
  private static func reported(_ title: String, _ site: String) -> String {
    var rest = title[...]
    if !site.isEmpty {
      if rest.hasPrefix(site) {
        rest.removeFirst(site.count)
      } else if rest.hasSuffix(site) {
        rest.removeLast(site.count)
      }
    }
    func trim() {
      rest = rest.trimmingPrefix { $0.isWhitespace || "()[]-|–—·:»«".contains($0) }
      while let last = rest.last, last.isWhitespace || "()[]-|–—·:»«".contains(last) { rest.removeLast() }
    }
    trim()
    if rest.lowercased().hasSuffix(" on") { rest.removeLast(3) }
    for beginning in beginnings where rest.lowercased().hasPrefix(beginning) { rest.removeFirst(beginning.count) }
    trim()
    return String(rest)
  }
}
