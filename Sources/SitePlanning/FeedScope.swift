package import ContentCorpus
import SiteConventions
package import SiteSettings
public import TidingsCore

/// What a feed is about, and where its documents lie.
public struct FeedScope: Sendable, Hashable {
  /// The position of its topic in the corpus; `nil` for the feed of the site, and for one that is put together.
  public var topic: Int?
  /// The folder of its documents, with a slash at its end unless it is the root.
  public var folder: String
  /// What it is called where it is not the site's feed, and a topic's only where that has another title than its name.
  public var title: String?
  /// The whole title of its documents, where that is not made of its own and the site's.
  public var feedTitle: String?
  public var description: String?
  /// Its picture: an address, or a path on the site; `nil` for that of the site.
  public var picture: String?
  /// The language of its entries (BCP 47), where it is another than the site's.
  public var language: String?
  /// Where its documents lie, by format, where that is not the usual place.
  public var files: [DocumentFormat: String] = [:]
  /// Further places at which the same documents lie.
  public var copies: [DocumentFormat: [String]] = [:]
  /// Lines around its entries.
  package var lines = EntryLines()
  /// Whether it is a section of the site.
  package var isSection = false
  /// Positions of the topics that are its entries, the one that changed last first; `nil` where items are.
  package var terms: [Int]?
  /// The pages of those topics, where they are known.
  package var termPages: [Int: ListPage] = [:]
  /// The path of the page that it belongs to, where that is known.
  var page: String?
  /// Whether that ends as it is, without a slash.
  var isBare = false
  /// The paths of the topics that its entries come from; `nil` where they may come from anywhere.
  package var sources: Set<String>?

  /// The feed of the whole site.
  package static let site = FeedScope(folder: "")

  package var isSite: Bool { folder.isEmpty }

  /// The folder of its page, without a slash at its end: that of `tags/go.html` is `tags/go`.
  package var pageFolder: String {
    guard let page, isBare else { return page ?? String(folder.dropLast()) }
    let name = page.lastSegment
    let above = String(page.dropLast(name.count)).trimmingSlashes
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    return stem == "index" ? above : above.isEmpty ? String(stem) : above + "/" + stem
  }

  /// Where its document of a format lies.
  public func path(_ format: DocumentFormat) -> String { files[format] ?? folder + format.fileName }

  /// From its folder to the root: nothing, or with a slash at its end.
  package var root: String { String(repeating: "../", count: folder.count { $0 == "/" }) }

  /// Its words, for those who look whether it is what it was.
  package var words: [String] {
    let places = files.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
    let copies = copies.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value)
    let about = [title ?? "\n", description ?? "\n", picture ?? "\n", language ?? "\n"]
    return about + (feedTitle.map { ["feed title", $0] } ?? []) + [page ?? "\n", isBare ? "bare" : ""] + places + ["\n"]
      + copies
  }
}

extension FeedScope {
  /// Takes a list for the page that it belongs to.
  mutating func name(_ list: ListPage) {
    page = list.permalink
    isBare = list.isBare
  }

  package enum Kind: String {
    case site
    case language
    case topic
    case section
    case terms
    case author
    case taxonomy
    case combined
  }

  /// What a term is called among the entries of its vocabulary's feed: its page's title, else as Hugo writes it.
  package func termTitle(_ topic: Int, _ corpus: Corpus) -> String {
    let (label, convention) = (corpus.topics[topic].label, corpus.settings.convention)
    if let item = termPages[topic]?.item {
      let title = corpus.items[item].title
      // Without a title, a page is called after its file.
      if title != "_index", title != String(corpus.topics[topic].path.lastSegment) { return title }
    }
    return convention.generator == .hugo ? convention.hugo.titles.term(label) : label
  }

  /// What the configuration may call it: its kind, its vocabulary, its topic's name, or its folder.
  package func names(in corpus: Corpus, _ configuration: Configuration) -> Set<String> {
    let topic = topic.map { corpus.topics[$0] }
    let kind = kind(in: corpus, configuration)
    let place = String(folder.dropLast())
    var names: Set<String> = [kind.rawValue, place]
    if let taxonomy = topic?.taxonomy { names.insert(taxonomy) }
    // All feeds of a language: its own, and those of its topics and sections.
    if let folder = configuration.site.languages.first(where: { $0.tag == language })?.folder {
      names.insert(PagesLanguages.rule(of: folder))
    }
    guard let topic else { return names }
    // One that is what a feed lists has that for its name: another topic may have the same label. So has one that is called as a kind of
    // feed its folder.
    if let list = PagesLists.rule(of: topic, in: configuration) { return names.union([list]) }
    return names.union([topic.label, topic.name].filter { Kind(rawValue: $0) == nil })
  }

  package func kind(in corpus: Corpus, _ configuration: Configuration) -> Kind {
    if let topic { return corpus.topics[topic].isAuthor ? .author : .topic }
    if folder.isEmpty { return .site }
    if isSection { return .section }
    if terms != nil { return .terms }
    if configuration.site.languages.contains(where: { $0.folder + "/" == folder }) { return .language }
    return configuration.feeds.combined.contains { $0.path + "/" == folder } ? .combined : .taxonomy
  }
}
