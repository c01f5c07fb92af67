package import ContentCorpus
import Markup
package import SiteSettings
package import TidingsCore

/// What feeds are called, which pages they belong to, and how pages name them.
package struct FeedNames: Sendable {
  package let corpus: Corpus
  package let configuration: Configuration
  package let addresses: SiteAddresses

  package init(corpus: Corpus, configuration: Configuration, addresses: SiteAddresses) {
    self.corpus = corpus
    self.configuration = configuration
    self.addresses = addresses
  }

  /// Two vocabularies may use one label, so a topic's title names its vocabulary.
  package func title(_ scope: FeedScope) -> String {
    if let whole = scope.feedTitle { return whole }
    let language = configuration.site.languages.first { $0.tag == scope.language }
    let site = language?.title ?? configuration.site.title
    if let topic = scope.topic { return (scope.title ?? corpus.topics[topic].name) + " – " + site }
    // A language's own feed is called as the site is.
    guard let title = scope.title, title != site else { return site }
    return title + " – " + site
  }

  /// The page that a feed belongs to. One that is put together has none of its own but the page that names it.
  package func home(of scope: FeedScope) -> String {
    switch scope.kind(in: corpus, configuration) {
    case .site where scope.page == nil: return addresses.home
    case .site where scope.page != nil, .section where scope.page != nil, .terms where scope.page != nil,
      .topic where scope.page != nil:
      return addresses.page(of: ListPage(permalink: scope.page ?? "", isBare: scope.isBare))
    case .topic where configuration.topics.havePages && !hasNoTermPages, .language:
      return addresses.page(String(scope.folder.dropLast()))
    case .site, .section, .terms, .topic, .author, .combined, .taxonomy:
      // Whether the site has a page for these is not known.
      return configuration.pages.isEnabled ? addresses.document(PageNames.page(scope.folder)) : addresses.home
    }
  }

  /// Whether a topic whose page is not known has none: Hugo and Zola can be set to make none of terms.
  private var hasNoTermPages: Bool {
    let convention = corpus.settings.convention
    return convention.generator == .hugo && convention.hugo.disabledKinds.contains("term")
      || convention.generator == .zola
  }

  /// The `link` elements by which a page names feeds to browsers and readers
  /// (html.spec.whatwg.org/multipage/links.html#rel-alternate).
  package func links(of scopes: [FeedScope]) -> String {
    var out = ""
    for scope in scopes {
      for format in configuration.feeds.formats {
        let title = title(scope) + " (\(format.shownName))"
        out += "<link rel=\"alternate\" type=\"\(format.mediaType)\" title=\"\(HTMLText.escaped(title))\" "
        out += "href=\"\(HTMLText.escaped(addresses.document(scope.path(format))))\">\n"
      }
    }
    return out
  }
}

extension DocumentFormat {
  /// What people call a feed's format.
  package var shownName: String {
    switch self {
    case .rss: "RSS"
    case .atom: "Atom"
    case .json: "JSON Feed"
    default: rawValue
    }
  }
}
