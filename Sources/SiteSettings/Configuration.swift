import ChangeNotifications
public import ContentCorpus
public import Markup
public import Syndication
public import TidingsCore
public import Validation

/// Everything that a build depends on, beside the corpus.
public struct Configuration: Sendable, Hashable {
  public var site: Site
  public var corpus = CorpusFolders()
  public var feeds = FeedSettings()
  public var topics = TopicSettings()
  /// What topics' feeds say of themselves.
  public var topicDetails: [TopicDetails] = []
  /// Fields of front matter that have a meaning in place of the common ones, in order of preference.
  public var mapping: [FieldMap.Meaning: [FieldPath]] = [:]
  /// Those that the site generator's configuration names; what ``mapping`` says counts more.
  package var generatorFields: [FieldMap.Meaning: [FieldPath]] = [:]
  public var sitemaps = SitemapSettings()
  /// WebSub hubs that every feed names.
  public var hubs: [String] = []
  /// What changes are reported to search engines by.
  public var indexNow: IndexNowSettings?
  /// Pages for people, beside feeds.
  public var pages = PageSettings()
  /// Files for the web server beside the documents.
  public var hosting = HostingSettings()
  /// Whether to write a `robots.txt` that names the sitemaps.
  public var robots = false
  /// What the site has decided on the rules that documents are validated by.
  public var validation = Policy()
  /// The output folder, if the configuration names one.
  public var output: String?
  /// The folder for the cache, if the configuration names one.
  public var cache: String?

  /// The file that the ledger is kept in, if the configuration names one.
  public var ledger: String?
  /// The file of the ledger's newest export, if the configuration names one; else it lies beside the ledger.
  public var ledgerBackup: String?
  /// Whether exports of the ledger are kept.
  public var keepsBackup = true
  /// What is reported of the configuration, and of the site generator's, though all of it that fits is used.
  public var findings: [Finding] = []
  /// More entries than this that were published already are not announced again without being asked.
  public var reannounceLimit = 3
  /// How much one build may withdraw.
  public var withdrawLimit = WithdrawLimit.share(percent: 10)

  public init(site: Site) { self.site = site }
}

/// Where the content lies.
public struct CorpusFolders: Sendable, Hashable {
  /// The corpus folder, if the configuration names one.
  public var path: String?
  /// Files with a record on each line, whose items take the place of those of the folder; `-` for standard input.
  public var records: [String] = []
  /// The folder that the site's generator builds in, where that is known.
  public var generatorFolder: String?
  /// A folder with the files that bare file names refer to; from there their length in bytes is taken.
  public var assets: String?
  /// When dates of commits count; `nil` for never.
  public var gitUse: GitUse?
  /// The pages that the site generator made, where entries take their content from those.
  public var builtSite: RenderedSite?
  /// Folders at the top of the corpus that are no part of an address.
  public var contentFolders: [String] = ["content"]
  /// How the content is laid out.
  public var convention = Convention()

  public init() {}
}

public struct FeedSettings: Sendable, Hashable {
  /// How much of an item is in its entry.
  public enum Content: String, Sendable, Hashable, CaseIterable {
    case full
    case excerpt
    case summary
  }

  /// Which address of a curated item a reader opens first.
  public enum Curated: String, Sendable, Hashable, CaseIterable {
    case permalinkFirst = "permalink-first"
    case linkFirst = "link-first"
  }

  /// Where an entry's picture is from.
  public enum PictureChoice: String, Sendable, Hashable, CaseIterable {
    /// Front matter, else the first one of the content.
    case auto
    /// Front matter only.
    case named
  }

  /// The calendar period that a page of a feed's history covers.
  public enum Archives: String, Sendable, Hashable, CaseIterable {
    case none
    case year
    case month
  }

  public var formats: [DocumentFormat] = [.rss, .atom, .json]
  /// Folders of feeds that are not made, without slashes around them.
  public var without: Set<String> = []
  /// Maximum number of entries in a feed.
  public var entries = 50
  /// A feed larger than this gets a warning, in bytes.
  public var warnBytes = 250_000
  /// No feed is larger than this, in bytes.
  public var limitBytes = 1_000_000
  public var content = Content.full
  /// Characters of an excerpt.
  public var excerptCharacters = 600
  /// What becomes of frames of other sites in the content.
  public var embeds = ContentPolicy.Embeds.link
  /// Which picture an entry has where its item names none.
  public var picture = PictureChoice.auto
  /// How titles are written.
  public var titleMarkup = TitleMarkup.none
  public var curated = Curated.permalinkFirst
  /// Days for which Atom says that an entry is withdrawn; 0 for never.
  public var tombstoneDays = 90
  /// Whether entries that leave a feed stay in pages of its history (RFC 5005, section 4).
  public var archives = Archives.none
  /// Whether a curated item's content begins with a line that names the original.
  public var attribution = true
  /// Where the documents lie.
  public var files = FeedFiles()
  /// Whether feeds have older entries than they had before they were taken over.
  public var reachesBack = false
  /// Whether documents go on at the addresses that they had.
  public var keepsFormer = true
  /// Feeds that are put together from topics.
  public var combined: [CombinedFeed] = []
  /// The folder of feeds of whole vocabularies; `nil` where there are none.
  public var taxonomies: String?
  /// Minutes for which readers may keep a copy: RSS `ttl`.
  public var timeToLive: Int?
  /// HTML at each entry's beginning and end, with marks: the first that names a feed counts there.
  public var before: [EntryLine] = []
  public var after: [EntryLine] = []
  /// How a browser shows feeds: an address, or a path on the site, of CSS or XSLT.
  public var styleSheet: String?
  /// RSS `cloud`.
  public var cloud: Cloud?

  public init() {}
}

/// Pages that show feeds to people.
public struct PageSettings: Sendable, Hashable {
  public var isEnabled = false
  /// The language of the pages' words; that of the site, if there are words in it, else English.
  public var language: String?
  /// A folder with templates and texts that take the place of the built-in ones.
  public var templates: String?
  /// What is in it: templates by name, words by language, files by name.
  package var templateTexts: [String: String] = [:]
  package var stringTexts: [String: String] = [:]
  package var fileTexts: [String: String] = [:]

  /// The folders that the site's own templates and words lie in.
  public var folders: [String] { templates.map { [$0, $0 + "/strings"] } ?? [] }
  /// Number of entries that a page shows.
  public var entries = 10

  public init() {}
}

/// Files for the web server beside the documents.
public struct HostingSettings: Sendable, Hashable {
  /// Compressed forms that lie beside each document.
  public var compressed: [DocumentFormat] = []
  /// Servers that get a file with response headers.
  public var headers: [HeaderFile] = []
  /// Seconds for which a copy of a document may be used unasked.
  public var maximumAge = 300

  public init() {}
}

public struct IndexNowSettings: Sendable, Hashable {
  /// 8 to 128 letters, digits and dashes; it is published.
  public var key: String
  public var endpoint = IndexNow.commonEndpoint

  public init(key: String) { self.key = key }
}

public struct SitemapSettings: Sendable, Hashable {
  public struct News: Sendable, Hashable {
    /// The name of the publication, exactly as Google News knows it.
    public var publication: String
    /// Whether items about external articles are listed too.
    public var curated = true

    public init(publication: String) { self.publication = publication }
  }

  /// Whether pages that list others are named: the home page, sections, terms.
  public enum Lists: String, Sendable, Hashable, CaseIterable {
    /// Those that the site is known to have.
    case known = "auto"
    /// A page for each topic, too.
    case all = "true"
    case none = "false"
  }

  public var enabled = true
  public var images = true
  public var lists = Lists.known
  /// Endings of files that are named beside pages.
  public var files: [String] = []
  public var news: News?

  public init() {}
}
