public import TidingsCore

/// A page that lists others: the home page, a section, a taxonomy, a term.
public struct ListPage: Sendable, Hashable {
  /// The path below the site's base address, without slashes at its ends; empty for the home page.
  public var permalink: String
  /// Whether its address ends as it is, without a slash.
  public var isBare = false
  /// The newest change of its members, and of itself; `nil` where none is known.
  public var modified: Timestamp?
  /// The position of the topic whose page it is.
  public var topic: Int?
  /// The position of the record of its own file, where it has one.
  public var item: Int?
  /// One of the site's other languages.
  public var language: String?
  /// What its translations share.
  public var translationKey: String?

  public init(
    permalink: String, isBare: Bool = false, modified: Timestamp? = nil, topic: Int? = nil, item: Int? = nil,
    language: String? = nil, translationKey: String? = nil
  ) {
    self.permalink = permalink
    self.isBare = isBare
    self.modified = modified
    self.topic = topic
    self.item = item
    self.language = language
    self.translationKey = translationKey
  }
}

extension Corpus {
  /// The lists that the site has, as its generator publishes them, but for those that ask search engines to pass them over.
  ///
  /// - Parameter allTopics: whether each topic has a page of its own, where nobody says so.
  public func lists(allTopics: Bool = false) -> [ListPage] {
    switch settings.convention.generator {
    case .medigy, .wordpress: namedLists(allTopics: allTopics)
    case .hugo: hugoLists
    case .jekyll: jekyllLists
    case .zola: zolaLists
    case .eleventy, .html: homeLists
    }
  }
}
