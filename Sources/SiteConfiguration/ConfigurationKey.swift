import SiteSettings
import Validation

/// A key of `tidings.yaml`, as a value: the reader knows no other keys, and the starter file is made from these.
public struct ConfigurationKey: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case text
    case address
    case flag
    case count
    /// Bytes, also as `250KB` or `1MB`.
    case size
    case choice([String])
    case list
    /// Text to text.
    case map
    /// Keys of its own.
    case group
  }

  /// From the top, with dots: `site.baseURL`.
  public let name: String
  public let kind: Kind
  /// As it would be written; `nil` for a key that must be given, an empty text for one that is left out.
  public let standard: String?
  public let sentence: String

  init(_ name: String, _ kind: Kind, standard: String? = "", _ sentence: String) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.sentence = sentence
  }

  public var isRequired: Bool { standard == nil }

  /// The key that a mistyped one most likely stands for.
  public static func nearest(_ name: String) -> String? {
    all.first { $0.leaf == name }?.name ?? Suggestion.of(name, among: all.map(\.name))
  }

  /// The last part of the name, and the group that it stands in.
  package var leaf: String { String(name.split(separator: ".").last ?? "") }
  package var group: String { name.split(separator: ".").dropLast().joined(separator: ".") }

  public static let all: [ConfigurationKey] = [
    .init("site", .group, "The web site that the documents belong to."),
    .init("site.baseURL", .address, standard: nil, "Address of the site's root; documents and pages are below it."),
    .init("site.title", .text, "Name of the site, and of its main feed; else the name of its host."),
    .init("site.description", .text, "What the site is about, in a sentence."),
    .init("site.language", .text, "Language of the content, such as en or pt-BR."),
    .init("site.timeZone", .text, standard: "UTC", "Zone of dates that name none, such as Europe/Berlin."),
    .init("site.author", .group, "The author of items that name none: a name, or the keys below."),
    .init("site.author.name", .text, "Name of the person or body."),
    .init("site.author.email", .text, "E-mail address; it is published."),
    .init("site.author.url", .address, "Web page."),
    .init("site.copyright", .text, "Rights notice of the feeds."),
    .init("site.icon", .text, "Square picture of the site: an address, or a path on the site."),
    .init("site.logo", .text, "Larger picture of the site, twice as wide as it is high, for RSS and Atom."),
    .init("site.assetBaseURL", .address, "Address of the folder of pictures that items name by a bare file name."),
    .init(
      "site.tagAuthority", .text,
      "Domain in whose name ids are given, with a date on which it was yours: example.org,2019."),
    .init("corpus", .group, "Where the content is."),
    .init(
      "corpus.convention", .choice(["auto", "medigy", "hugo", "jekyll", "zola", "eleventy", "html", "wordpress"]),
      standard: "auto",
      "The generator of the site. auto: the one whose configuration is here, from which missing settings are taken. html: the pages of a built site. wordpress: an export of WordPress."
    ),
    .init(
      "corpus.environment", .text, standard: "production",
      "Hugo's environment: the folder of its configuration that is used."),
    .init(
      "corpus.configurations", .list,
      "Jekyll's configuration files, if there are several; later ones override earlier ones."),
    .init(
      "corpus.git", .choice(["auto", "true", "false"]), standard: "auto",
      "Take dates of changes from commits: if the generator does, wherever front matter has none, or never."),
    .init(
      "corpus.path", .text, "Folder of the content files, relative to this file; of WordPress one export, or a list."),
    .init(
      "corpus.records", .list,
      "Files with an item on each line as a JSON object, plain or as gzip, in place of content files; relative to this file."
    ),
    .init(
      "corpus.postTypes", .list, standard: "[post, page]",
      "Types of WordPress's posts that are content: pages are in sitemaps only, others are entries."),
    .init("corpus.assets", .text, "Folder of the files that items name by a bare file name, relative to this file."),
    .init(
      "corpus.rendered", .text,
      "Folder of the pages that the site generator made, relative to this file; entries take their content from them."),
    .init(
      "corpus.renderedDates", .list,
      "Folders of content files whose pages show data, so that a change of the page is one of the entry; true for all."),
    .init(
      "corpus.selector", .list,
      "Elements that hold a built page's content, such as article, .post, main > #text; the first one found is used. Without it, the content is found by the words of the content file, or by the page's own marks."
    ),
    .init("corpus.omit", .list, "Elements to leave out of it."),
    .init("corpus.contentFolders", .list, standard: "[content]", "Top folders that are not part of an address."),
    .init("feeds", .group, "RSS, Atom and JSON Feed, for the site and for each topic."),
    .init("feeds.formats", .list, standard: "[rss, atom, json]", "Formats to write."),
    .init("feeds.entries", .count, standard: "50", "Maximum number of entries in a feed."),
    .init("feeds.warnBytes", .size, standard: "250KB", "A feed larger than this gets a warning."),
    .init(
      "feeds.limitBytes", .size, standard: "1MB", "Maximum size of a feed; summaries replace content to stay within it."
    ),
    .init(
      "feeds.content", .choice(["full", "excerpt", "summary"]), standard: "full",
      "How much of an item is in its entry."),
    .init("feeds.excerptCharacters", .count, standard: "600", "Length of an excerpt."),
    .init(
      "feeds.embeds", .choice(["link", "keep", "drop"]), standard: "link",
      "What replaces frames of other sites: a link with title and picture, the frame itself if its site is well known, or nothing."
    ),
    .init(
      "feeds.picture", .choice(["auto", "named"]), standard: "auto",
      "An entry's picture. auto: the one that front matter names, else the first in the content; named: only the former."
    ),
    .init(
      "feeds.titleMarkup", .choice(["none", "markdown"]), standard: "none",
      "How titles are written: as text, or as Markdown, whose marks are removed."),
    .init(
      "feeds.curated", .choice(["permalink-first", "link-first"]), standard: "permalink-first",
      "What an entry about an external article links to first: the item's own page, or the article."),
    .init("feeds.attribution", .flag, standard: "true", "Begin such an item with a line that names the original."),
    .init(
      "feeds.tombstoneDays", .count, standard: "90",
      "Days for which Atom reports that an entry is withdrawn; 0 for never."),
    .init(
      "feeds.archives", .choice(["none", "year", "month"]), standard: "none",
      "Keep a feed's older entries in archive pages that never change, one or more for each period (RFC 5005)."),
    .init(
      "feeds.before", .list,
      "HTML in front of each entry's content; {title}, {address}, {author} and {email} are replaced by those of the entry. By feed: - {of: site, html: …}, the first that names a feed counts."
    ),
    .init(
      "feeds.after", .list, "The same after it, such as <p><a href=\"mailto:{email}?subject={title}\">Reply</a></p>."),
    .init(
      "feeds.styleSheet", .text, "The site's own XSLT or CSS by which browsers show feeds: a path, or an address."),
    .init(
      "feeds.files", .list,
      "Paths of feeds instead of rss.xml, atom.xml and feed.json: - {of: tags, rss: '{folder}/index.xml'}."),
    .init("feeds.alsoAt", .list, "Further paths of the same documents: - {of: site, atom: feed/index.xml}."),
    .init(
      "feeds.kept", .list,
      "Feeds of the built site that are published as its generator makes them: [galleries/rss.xml]."),
    .init(
      "feeds.without", .list, "Folders of feeds that are not made, such as that of a language without a feed: [it]."),
    .init(
      "feeds.since", .choice(["auto", "none"]), standard: "auto",
      "How far back feeds reach that were taken over by 'ids adopt'. auto: no further than before; none: as far as there is room."
    ),
    .init(
      "feeds.keepFormer", .flag, standard: "true",
      "Also publish feeds at their former addresses after the configuration has moved them."),
    .init(
      "feeds.combined", .list,
      "Feeds that combine topics: - {name: All but billing, path: mixed, include: [a, b], exclude: [c]}."),
    .init(
      "feeds.taxonomies", .text, standard: "false",
      "A feed for each vocabulary, such as Symplur: true, or their folder in place of taxonomy."),
    .init("feeds.ttl", .count, "Minutes for which readers may keep a copy (RSS ttl)."),
    .init("feeds.cloud", .group, "A service that reports changes (RSS cloud); hubs are the newer way."),
    .init("feeds.cloud.domain", .text, "Its domain."),
    .init("feeds.cloud.port", .count, standard: "80", "Its port."),
    .init("feeds.cloud.path", .text, "Its path."),
    .init("feeds.cloud.registerProcedure", .text, "The procedure to call; none with http-post."),
    .init(
      "feeds.cloud.protocol", .choice(["http-post", "xml-rpc", "soap"]), standard: "http-post", "How it is asked."),
    .init("topics", .group, "What items are filed under."),
    .init("topics.fields", .list, standard: "[categories]", "Front-matter fields that name topics."),
    .init("topics.basePath", .text, standard: "topic", "Folder of topics that get their path from their name."),
    .init(
      "topics.authors", .text, standard: "false", "A feed for each author: true, or their folder in place of author."),
    .init(
      "topics.sections", .choice(["auto", "none"]), standard: "none",
      "Feeds of sections and collections. auto: those that the site's generator makes too; none: no such feeds."),
    .init(
      "topics.details", .list,
      "Titles, descriptions and pictures of topics' feeds: - {topic: Billing, title: …, description: …, picture: /img/billing.png}; feedTitle: the whole title of the feed."
    ),
    .init("topics.minimumEntries", .count, standard: "1", "Published items that a topic needs to get documents."),
    .init("topics.rename", .map, "New paths by old path or name; topics that get one path are merged."),
    .init(
      "mapping", .map,
      "Front-matter fields by their meaning; the first one found counts: original: [extra.link, source.url]."),
    .init("sitemaps", .group, "Sitemaps for search engines."),
    .init("sitemaps.enabled", .flag, standard: "true", "Write them."),
    .init("sitemaps.images", .flag, standard: "true", "Name the picture of each page."),
    .init(
      "sitemaps.files", .list,
      "Extensions of files that sitemaps also name, such as pdf; for a Jekyll site, pdf is the default."),
    .init(
      "sitemaps.lists", .choice(SitemapSettings.Lists.allCases.map(\.rawValue)), standard: "auto",
      "Name pages that list others. auto: those that the site is known to have; or also one for each topic; or none."),
    .init("sitemaps.news", .group, "Google News sitemap: true, or the keys below; off without this key."),
    .init(
      "sitemaps.news.publication", .text,
      "Name of the publication, exactly as Google News knows it; else the site's title."),
    .init("sitemaps.news.curated", .flag, standard: "true", "List items about external articles too."),
    .init("pages", .group, "Pages that present feeds to people: one for each, and one with all of them."),
    .init("pages.enabled", .flag, standard: "false", "Write them, and a style sheet by which browsers show feeds."),
    .init(
      "pages.language", .text,
      "Language of the pages: en, de, hi, ar, or one that your templates add; else the site's, else English."),
    .init("pages.entries", .count, standard: "10", "Number of entries that a page shows."),
    .init(
      "pages.templates", .text,
      "Folder with your own subscribe.mustache, directory.mustache, strings/LANGUAGE.json, subscribe.css, relative to this file."
    ),
    .init("hosting", .group, "Files for the web server beside the documents."),
    .init(
      "hosting.compressed", .list, standard: "[]", "Compressed variants to write beside each document: gzip, brotli."),
    .init(
      "hosting.headers", .list, standard: "[]",
      "Files with response headers: nginx, apache, caddy, netlify, cloudflare, json."),
    .init("hosting.maximumAge", .count, standard: "300", "Seconds for which clients may use a copy without asking."),
    .init("hubs", .list, "WebSub hubs that report changes to subscribers."),
    .init("indexNow", .group, "IndexNow, by which 'tidings notify' reports changed pages to search engines."),
    .init("indexNow.key", .text, "A text of 8 to 128 letters, digits and dashes; its file is written into the output."),
    .init(
      "indexNow.endpoint", .address, standard: "https://api.indexnow.org/indexnow",
      "Where to report them; one search engine passes them on to the others."),
    .init("robots", .flag, standard: "false", "Write a robots.txt that names the sitemaps."),
    .init("validation", .group, "How documents are validated, in builds and by 'tidings validate'."),
    .init(
      "validation.rules", .map,
      "Decisions on rules: 'html.style archive/*': off because old posts keep their styles (or info, warning, error)."),
    .init(
      "validation.profiles", .list, standard: "[]",
      "Platforms whose demands 'tidings validate' also checks: \(Profile.names)."),
    .init(
      "output", .text, standard: "output",
      "Folder for the documents, relative to this file; on the command line to the current one."),
    .init(
      "cache", .text, standard: ".tidings-cache",
      "Folder of the cache, which makes the next build quick, relative to this file; it may be deleted at any time."),
    .init("ledger", .group, "The memory from build to build: the name of a file, or the keys below."),
    .init(
      "ledger.backup", .text, standard: "true",
      "Where to keep its newest three exports, which repair a damaged ledger: a file, true for beside it, or false."
    ),
    .init(
      "ledger.file", .text, standard: "tidings.sqlite",
      "File of the ledger: ids, first publications, real changes. Relative to this file; do not delete it."),
    .init(
      "reannounceLimit", .count, standard: "3",
      "A build stops before it writes if more published entries than this would look new, or more pages would move."),
    .init(
      "withdrawLimit", .text, standard: "10%",
      "A build stops before it writes if it would withdraw more than this share of the published items, and more than 10; or a number of items."
    ),
  ]
}
