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
  var leaf: String { String(name.split(separator: ".").last ?? "") }
  var group: String { name.split(separator: ".").dropLast().joined(separator: ".") }

  public static let all: [ConfigurationKey] = [
    .init("site", .group, "The web site that the documents belong to."),
    .init("site.baseURL", .address, standard: nil, "Address of the site's root; documents and pages lie below it."),
    .init("site.title", .text, "Name of the site, and of its main feed; else the name of its host."),
    .init("site.description", .text, "What the site is about, in a sentence."),
    .init("site.language", .text, "Language of the content, such as en or pt-BR."),
    .init("site.timeZone", .text, standard: "UTC", "Zone of dates that name none, such as Europe/Berlin."),
    .init("site.author", .group, "Who stands for an item that names nobody: a name, or the keys below."),
    .init("site.author.name", .text, "Name of the person or body."),
    .init("site.author.email", .text, "E-mail address; it is published."),
    .init("site.author.url", .address, "Web page."),
    .init("site.copyright", .text, "Rights notice of the feeds."),
    .init("site.icon", .text, "Square picture of the site: an address, or a path on the site."),
    .init("site.logo", .text, "Larger picture of the site, twice as wide as it is high, for RSS and Atom."),
    .init("site.assetBaseURL", .address, "Where pictures lie that items name by a bare file name."),
    .init(
      "site.tagAuthority", .text,
      "Domain in whose name ids are given, with a date on which it was yours: example.org,2019."),
    .init("corpus", .group, "Where the content lies."),
    .init(
      "corpus.convention", .choice(["auto", "medigy", "hugo", "jekyll", "zola", "eleventy", "html", "wordpress"]),
      standard: "auto",
      "Whose content it is; auto looks for the generator's configuration here, and takes from it what is not said here. html: the pages of a built site, whoever built it. wordpress: what WordPress exports."
    ),
    .init(
      "corpus.environment", .text, standard: "production",
      "Hugo's environment, whose folder of the configuration counts."),
    .init(
      "corpus.configurations", .list,
      "Jekyll's configuration files, where there are several: what later ones say counts."),
    .init(
      "corpus.git", .choice(["auto", "true", "false"]), standard: "auto",
      "Take dates of changes from commits: where the generator says so, wherever front matter has none, or never."),
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
      "Elements that hold a built page's content, the first that is there: article, .post, main > #text. Without it, the words of the content file tell, or what pages mark as their content."
    ),
    .init("corpus.omit", .list, "Elements that are left out of it."),
    .init("corpus.contentFolders", .list, standard: "[content]", "Top folders that are no part of an address."),
    .init("feeds", .group, "RSS, Atom and JSON Feed, for the site and for each topic."),
    .init("feeds.formats", .list, standard: "[rss, atom, json]", "Formats to write."),
    .init("feeds.entries", .count, standard: "50", "Entries that a feed has at most."),
    .init("feeds.warnBytes", .size, standard: "250KB", "A feed larger than this gets a warning."),
    .init(
      "feeds.limitBytes", .size, standard: "1MB", "No feed is larger than this; summaries take the place of content."),
    .init(
      "feeds.content", .choice(["full", "excerpt", "summary"]), standard: "full",
      "How much of an item an entry carries."),
    .init("feeds.excerptCharacters", .count, standard: "600", "Length of an excerpt."),
    .init(
      "feeds.embeds", .choice(["link", "keep", "drop"]), standard: "link",
      "What becomes of frames of other sites: a link with title and picture, the frame where its site is well-known, or nothing."
    ),
    .init(
      "feeds.picture", .choice(["auto", "named"]), standard: "auto",
      "An entry's picture: what front matter names, else the first one of the content; or only what is named."),
    .init(
      "feeds.titleMarkup", .choice(["none", "markdown"]), standard: "none",
      "How titles are written: as text, or as Markdown, whose marks are taken off."),
    .init(
      "feeds.curated", .choice(["permalink-first", "link-first"]), standard: "permalink-first",
      "What opens first of an item about an external article: the own page, or the article."),
    .init("feeds.attribution", .flag, standard: "true", "Begin such an item with a line that names the original."),
    .init(
      "feeds.tombstoneDays", .count, standard: "90",
      "Days for which Atom tells that an entry is withdrawn; 0 for never."),
    .init(
      "feeds.archives", .choice(["none", "year", "month"]), standard: "none",
      "Keep a feed's older entries in pages that never change, one or more for each period (RFC 5005)."),
    .init(
      "feeds.before", .list,
      "HTML in front of each entry's content; {title}, {address}, {author} and {email} stand for those of the entry. By feed: - {of: site, html: …}, the first that names a feed counts."
    ),
    .init(
      "feeds.after", .list, "The same behind it, such as <p><a href=\"mailto:{email}?subject={title}\">Reply</a></p>."),
    .init(
      "feeds.styleSheet", .text, "XSLT or CSS of the site's own that browsers show feeds by: a path, or an address."),
    .init(
      "feeds.files", .list,
      "Where feeds lie instead of rss.xml, atom.xml and feed.json: - {of: tags, rss: '{folder}/index.xml'}."),
    .init("feeds.alsoAt", .list, "Further places of the same documents: - {of: site, atom: feed/index.xml}."),
    .init(
      "feeds.kept", .list,
      "Feeds of the built site that are published as its generator makes them: [galleries/rss.xml]."),
    .init(
      "feeds.since", .choice(["auto", "none"]), standard: "auto",
      "How far feeds reach back that were taken over by 'ids adopt': no further than they did, or as far as there is room."
    ),
    .init(
      "feeds.keepFormer", .flag, standard: "true",
      "Whether feeds go on at the addresses that they had, where the configuration gives them others."),
    .init(
      "feeds.combined", .list,
      "Feeds put together from topics: - {name: All but billing, path: mixed, include: [a, b], exclude: [c]}."),
    .init(
      "feeds.taxonomies", .text, standard: "false",
      "A feed for each vocabulary, such as Symplur: true, or their folder in place of taxonomy."),
    .init("feeds.ttl", .count, "Minutes for which readers may keep a copy (RSS ttl)."),
    .init("feeds.cloud", .group, "A service that tells of changes (RSS cloud); hubs are the newer way."),
    .init("feeds.cloud.domain", .text, "Its domain."),
    .init("feeds.cloud.port", .count, standard: "80", "Its port."),
    .init("feeds.cloud.path", .text, "Its path."),
    .init("feeds.cloud.registerProcedure", .text, "The procedure to call; none with http-post."),
    .init(
      "feeds.cloud.protocol", .choice(["http-post", "xml-rpc", "soap"]), standard: "http-post", "How it is asked."),
    .init("topics", .group, "What items are filed under."),
    .init("topics.fields", .list, standard: "[categories]", "Front-matter fields that name topics."),
    .init("topics.basePath", .text, standard: "topic", "Folder of topics whose path is made from their name."),
    .init(
      "topics.authors", .text, standard: "false", "A feed for each author: true, or their folder in place of author."),
    .init(
      "topics.sections", .choice(["auto", "none"]), standard: "none",
      "Feeds of sections and collections: those that the site's generator makes, too, or none."),
    .init(
      "topics.details", .list,
      "What topics' feeds say of themselves: - {topic: Billing, title: …, description: …, picture: /img/billing.png}; feedTitle: the whole title of the feed."
    ),
    .init("topics.minimumEntries", .count, standard: "1", "Published items that a topic needs to get documents."),
    .init("topics.rename", .map, "New paths by old path or name; topics that get one path are merged."),
    .init(
      "mapping", .map,
      "Front-matter fields by what they mean, the first one that is there counts: original: [extra.link, source.url]."),
    .init("sitemaps", .group, "Sitemaps for search engines."),
    .init("sitemaps.enabled", .flag, standard: "true", "Write them."),
    .init("sitemaps.images", .flag, standard: "true", "Name the picture of each page."),
    .init(
      "sitemaps.files", .list,
      "Endings of files that are no pages and are named all the same, such as pdf; where Jekyll is at work, pdf is."),
    .init(
      "sitemaps.lists", .choice(SitemapSettings.Lists.allCases.map(\.rawValue)), standard: "auto",
      "Name pages that list others: those that the site is known to have, also one for each topic, or none."),
    .init("sitemaps.news", .group, "Google News sitemap, off unless this is given: true, or the keys below."),
    .init(
      "sitemaps.news.publication", .text,
      "Name of the publication, exactly as Google News knows it; else the site's title."),
    .init("sitemaps.news.curated", .flag, standard: "true", "List items about external articles too."),
    .init("pages", .group, "Pages that tell people of feeds: one for each, and one with all of them."),
    .init("pages.enabled", .flag, standard: "false", "Write them, and a style sheet by which browsers show feeds."),
    .init(
      "pages.language", .text,
      "Language of their words: en, de, hi, ar, or one that the templates bring; else the site's, else English."),
    .init("pages.entries", .count, standard: "10", "Entries that a page shows."),
    .init(
      "pages.templates", .text,
      "Folder with your own subscribe.mustache, directory.mustache, strings/LANGUAGE.json, subscribe.css, relative to this file."
    ),
    .init("hosting", .group, "What servers need beside documents."),
    .init("hosting.compressed", .list, standard: "[]", "Compressed forms that lie beside each document: gzip, brotli."),
    .init(
      "hosting.headers", .list, standard: "[]",
      "Files with response headers: nginx, apache, caddy, netlify, cloudflare, json."),
    .init("hosting.maximumAge", .count, standard: "300", "Seconds for which a copy may be used unasked."),
    .init("hubs", .list, "WebSub hubs that tell subscribers of changes."),
    .init("indexNow", .group, "IndexNow, by which 'tidings notify' tells search engines of changed pages."),
    .init("indexNow.key", .text, "A text of 8 to 128 letters, digits and dashes; its file is written into the output."),
    .init(
      "indexNow.endpoint", .address, standard: "https://api.indexnow.org/indexnow",
      "Where to tell it; one search engine passes it on to the others."),
    .init("robots", .flag, standard: "false", "Write a robots.txt that names the sitemaps."),
    .init("validation", .group, "How documents are judged, in builds and by 'tidings validate'."),
    .init(
      "validation.rules", .map,
      "Decisions on rules: 'html.style archive/*': off because old posts keep their styles (or info, warning, error)."),
    .init(
      "validation.profiles", .list, standard: "[]",
      "Platforms whose demands 'tidings validate' holds documents against too: \(Profile.names)."),
    .init(
      "output", .text, standard: "output",
      "Folder for the documents, relative to this file; on the command line to the current one."),
    .init(
      "cache", .text, standard: ".tidings-cache",
      "Folder for what a build keeps to make the next one quick, relative to this file; it may be deleted at any time."),
    .init("ledger", .group, "What must be remembered from build to build: the name of a file, or the keys below."),
    .init(
      "ledger.backup", .text, standard: "true",
      "Where exports of it lie, the newest three, by which a damaged one is repaired: a file, true for beside it, or false."
    ),
    .init(
      "ledger.file", .text, standard: "tidings.sqlite",
      "File for what must be remembered: ids, first publications, real changes. Relative to this file; keep it."),
    .init(
      "reannounceLimit", .count, standard: "3",
      "A build that would make more published entries than this look new, or move more pages, stops before it writes."),
    .init(
      "withdrawLimit", .text, standard: "10%",
      "A build that would withdraw more of the published items than this, and more than 10, stops before it writes; or a number of items."
    ),
  ]
}
