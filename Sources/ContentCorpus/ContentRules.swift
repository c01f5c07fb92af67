public import TidingsCore

/// What Tidings demands of content files. Errors withhold the item; warnings are mended or put up with.
public enum ContentRules {
  static let unreadable = Rule(
    "file.readable", .error, "A content file can be read",
    reason: "What cannot be read cannot be published.", remedy: "Check the file's permissions.")
  static let encoding = Rule(
    "file.encoding", .error, "A content file is UTF-8",
    reason: "Readers would show bytes of another encoding as wrong characters.", reference: "RFC 3629",
    remedy: "Save the file as UTF-8.")
  static let zeros = Rule(
    "file.zeros", .error, "A content file holds text",
    reason: "A file of nothing but zeros is what a power cut leaves.",
    remedy: "Put the file back from version control or a copy, or remove it.")
  static let formatUnread = Rule(
    "file.format", .warning, "A content file is written in Markdown or HTML",
    reason: "Tidings reads no other format, so its content is in no feed.",
    remedy: "Convert it to Markdown or HTML.")
  static let controlCharacters = Rule(
    "file.control-characters", .warning, "A content file holds no control characters",
    reason: "XML 1.0 has no way to write them, and one makes a whole feed unreadable; they were left out.",
    reference: "XML 1.0, section 2.2", remedy: "Delete the character; it is invisible in most editors.")
  static let linkSkipped = Rule(
    "file.link", .info, "A content file is not a symbolic link",
    reason: "A link may lead outside the corpus, so links are not followed.",
    remedy: "Put the file itself in the corpus.")

  static let frontMatterMissing = Rule(
    "front-matter.present", .error, "A content file begins with front matter",
    reason: "Without it there is no title, date or address to publish under.",
    remedy:
      "Begin the file with a line ---, then YAML, then a line ---; or with TOML between lines +++, or a JSON object.")
  static let frontMatterOpen = Rule(
    "front-matter.closed", .error, "Front matter ends with a line --- or ..., TOML with +++, an object with its brace",
    reason: "Without it, it is not known where the body begins.",
    remedy: "Add a line like the first one after the last line of the front matter.")
  static let frontMatterSyntax = Rule(
    "front-matter.yaml", .error, "Front matter is YAML, TOML or JSON",
    reason: "What cannot be parsed cannot be trusted in part.", reference: "YAML 1.2.2; TOML 1.0.0; RFC 8259",
    remedy: "Correct the line; put values with ': ', '#' or brackets in quotes.")
  static let frontMatterExcessive = Rule(
    "front-matter.bounded", .error, "Front matter stays small with its aliases followed",
    reason: "Nested aliases can multiply a few lines into gigabytes.", reference: "YAML 1.2.2, section 7.1",
    remedy: "Write the values out instead of using anchors and aliases.")
  static let frontMatterKind = Rule(
    "front-matter.mapping", .error, "Front matter is a mapping of keys to values",
    reason: "A list or a bare text has no fields.", remedy: "Write lines of the form 'key: value'.")

  static let frontMatterUnclosed = Rule(
    "front-matter.unclosed", .warning, "Front matter ends with a line '---'",
    reason: "Without one, the whole file is the page's body, as for the site generator.",
    remedy: "Add the line after the last field.")
  static let keyRepeated = Rule(
    "front-matter.unique", .warning, "A key occurs once in front matter",
    reason: "The last one counts, as for the site generator; other readers take the first, or refuse the file.",
    reference: "YAML 1.2.2, section 3.2.1.1", remedy: "Delete the line that is not meant.")
  static let titleMissing = Rule(
    "item.title.present", .warning, "An item has a title",
    reason: "Readers show a list of titles; the first words of the body took its place.",
    remedy: "Add a line 'title: …' to the front matter.")
  static let nothingToShow = Rule(
    "item.title.possible", .error, "An item has a title, or a body that one can be taken from",
    reason: "An entry without title and text shows nothing.", remedy: "Add a line 'title: …' to the front matter.")
  static let undated = Rule(
    "item.date.none", .info, "An item that is an entry has a date",
    reason: "An item without a date is a page: it is in sitemaps, but in no feed.",
    remedy: "Nothing, for pages such as an imprint; else add a line 'date: YYYY-MM-DD'.")
  static let dateUnreadable = Rule(
    "item.date.format", .error, "A date is written in a form that the article Dates shows",
    reason: "A guessed date makes an item appear at the wrong place or again.", reference: "RFC 3339, section 5.6",
    remedy: "Write it as 2021-02-22 or 2021-02-22T10:46:42Z.")
  static let dateAmbiguous = Rule(
    "item.date.ambiguous", .error, "A date can be read in one way only",
    reason: "Half of the world writes the day first, the other half the month.", reference: "RFC 3339, section 5.6",
    remedy: "Write it as 2026-10-05.")
  static let dateImplausible = Rule(
    "item.date.plausible", .error, "A date is in the years 1900–9999",
    reason: "Software that knows no date writes the year 1.", remedy: "Correct the year.")
  static let modifiedUnreadable = Rule(
    "item.modified.format", .warning, "The date of the last change is readable",
    reason: "It was taken to be the publication date.", reference: "RFC 3339, section 5.6",
    remedy: "Write it as 2021-02-22 or 2021-02-22T10:46:42Z.")
  static let modifiedInFuture = Rule(
    "item.modified.past", .warning, "The last change is no more than a day in the future",
    reason: "Crawlers stop trusting a site's dates; it was taken to be the publication date.",
    remedy: "Correct the date.")
  static let modifiedBeforeDate = Rule(
    "item.modified.after-date", .info, "The last change is not before the publication",
    reason: "It was taken to be the publication date.", remedy: "Correct one of the two.")
  static let fieldKind = Rule(
    "item.field.kind", .warning, "A field holds what its name promises",
    reason: "Its meaning was not clear, so the item was not published.",
    remedy: "Write the value as the documentation of the field says.")
  static let statusUnknown = Rule(
    "item.status.known", .info, "A status is one that Tidings knows",
    reason: "It was taken to mean published.",
    remedy: "Use draft, pending, private, archived or withdrawn for an item that must not be published.")

  static let permalinkUnsafe = Rule(
    "item.permalink.safe", .error, "An item's address stays on the site",
    reason: "Steps such as .. lead out of the folder that the address is meant to be in.",
    remedy: "Correct slug and basePath: no '..', no backslash, no control character.")
  static let permalinkUndated = Rule(
    "item.permalink.dated", .warning, "A page whose address holds a date has one",
    reason: "Jekyll puts the day of each build there, so the address changes every day; no sitemap names it.",
    remedy: "Add 'date', or a permalink without a date.")
  static let permalinkLong = Rule(
    "item.permalink.length", .error, "An item's address is shorter than 2,048 characters",
    reason: "Crawlers refuse a longer one, and a sitemap with it.", reference: "sitemaps.org/protocol.html#locdef",
    remedy: "Shorten slug and basePath.")
  static let permalinkTaken = Rule(
    "item.permalink.unique", .error, "No two items have one address",
    reason: "Only one of them can be shown there; the first by path was published.",
    remedy: "Give one of them another slug.")
  static let permalinkTakenUnpublished = Rule(
    "item.permalink.reserved", .warning, "An item that is not published does not claim the address of one that is",
    reason: "It could not be published there.", remedy: "Give it another slug before it is published.")
  static let idTaken = Rule(
    "item.id.unique", .error, "No two items have one id",
    reason: "Readers distinguish entries by it and would show only one; the first by path was published.",
    reference: "RFC 4287, section 4.2.6", remedy: "Give the copy an id of its own.")
  static let pagePermalink = Rule(
    "page.permalink.known", .warning, "The address of a page is known without its generator",
    reason: "It depends on what only the generator knows, so no sitemap names the page.",
    remedy: "Write the address out, or use marks and filters that the article Moving to Tidings names.")
  static let nameEncoding = Rule(
    "file.name.encoding", .warning, "The name of a file or folder is UTF-8",
    reason:
      "The file was opened by its bytes and published. Other programs read such a name in other ways, or not at all, and an address that is made of it has the bytes as they are.",
    remedy: "Rename it, for instance with: convmv -f latin1 -t utf8 --notest")
  static let itemKept = Rule(
    "item.kept", .info, "A file that was published can be read",
    reason: "Its entry stays in feeds, and its page in sitemaps, as at the last build.",
    remedy: "Fix the file, or remove it if it should no longer be published.")
  static let pageTaken = Rule(
    "page.permalink.unique", .warning, "A page has an address of its own",
    reason:
      "Only one can be shown there: an entry before another page, else the first by path, or the newest of Jekyll's posts.",
    remedy: "Give it another address, or remove one of the two.")
  static let aliasLive = Rule(
    "item.alias.free", .warning, "A former address is not the address of a live page",
    reason: "A redirect from it would hide that page.", remedy: "Remove the alias.")

  static let topicUnsafe = Rule(
    "topic.path.safe", .warning, "A topic's path stays in the output folder",
    reason: "Its documents would be written elsewhere; the item was published without the topic.",
    remedy: "Correct categoryUrl: no '..', no empty or hidden segment, no backslash.")
  static let topicShared = Rule(
    "topic.path.unique", .warning, "No two topics have one path",
    reason: "Their items would be mixed in one feed, under the first name.",
    remedy: "Give one of them another categoryUrl, or merge them in tidings.yaml under topics.rename.")

  static let topicCount = Rule(
    "topic.count", .warning, "An item has at most 100 topics",
    reason: "Its entry would be in hundreds of feeds; the other topics were ignored.", remedy: "Remove topics.")

  static let bodyUnsafe = Rule(
    "item.body.safe", .warning, "A body holds no active content",
    reason: "Feed readers strip scripts, handlers, forms and frames; they were removed.",
    reference: "RFC 4287, section 8.1", remedy: "Remove it from the body.")
  static let bodyTemplate = Rule(
    "item.body.template", .warning, "A body holds nothing that only the site generator understands",
    reason:
      "Shortcodes and Liquid would reach readers as they are written; they were left out, and so was what they produce.",
    remedy: "Name the built site's folder in corpus.rendered: entries then contain what they produce.")
  static let originalAddress = Rule(
    "item.original.address", .warning, "The original of a curated item is a page on the web",
    reason: "Readers follow no other address; the item was published without its original.",
    remedy: "Write the article's address, beginning with https://.")
  static let mappedMap = Rule(
    "item.field.mapping", .warning, "A field that 'mapping' names holds a text",
    reason: "A mapping is not a text, so the field was ignored.",
    remedy: "Name the key in it that holds the text, as in cover.image.")
  static let attachmentLength = Rule(
    "item.attachment.length", .info, "The length of an attachment on another host is known",
    reason: "RSS requires it; without it the feed says 0, and players cannot show how long a download takes.",
    reference: "RSS Advisory Board, RSS Profile, element enclosure",
    remedy: "Give the length in bytes in the field that the mapping calls attachmentLength.")
  static let linkTarget = Rule(
    "item.link.target", .warning, "A link to a content file leads to a page that is published",
    reason: "Readers would follow it to a missing page; the link was removed and its text kept.",
    remedy: "Correct the path, or publish the page that it names.")
  static let bodyDeep = Rule(
    "item.body.depth", .warning, "Elements of a body are nested less than 190 deep",
    reason: "Readers show no deeper ones; in the entry they are siblings.",
    remedy: "Close elements where they end.")
  static let bodyLarge = Rule(
    "item.body.size", .warning, "A body is smaller than a megabyte",
    reason: "Readers refuse feeds that are too large; such an entry may carry its summary only.",
    remedy: "Move large pictures and tables out of the body.")

  static let historyShallow = Rule(
    "git.history.whole", .warning, "The clone has the whole history",
    reason: "Dates of missing commits are not known, so no date was taken from commits.",
    remedy: "Fetch it: git fetch --unshallow; in a workflow of GitHub, actions/checkout with fetch-depth: 0.")
  static let historyUnreadable = Rule(
    "git.history.readable", .warning, "The history can be read",
    reason: "Dates of commits are wanted, and none is known.",
    remedy: "See what 'git log' says in the folder; corpus.git: false does without.")
  static let dataProgram = Rule(
    "site.data.program", .warning, "Data files are data, not programs",
    reason: "Programs of a site are not run, so their data are not known.",
    reference: "11ty.dev/docs/data-template-dir",
    remedy: "Put the data into a file of the same name that ends in .11tydata.json, or into front matter.")
  static let pageMissing = Rule(
    "item.page.present", .warning, "A published item has a page on the built site",
    reason: "The generator made no page of it, so its link would be dead; it is not published.",
    remedy: "Nothing if the generator is meant to leave it out; else build the site before its feeds.")
  static let draftPublished = Rule(
    "item.draft.published", .warning, "A draft is a draft for the generator, too",
    reason:
      "YAML 1.2 has no booleans but true and false. The built site has its page, so it is published here as well.",
    remedy: "Write 'draft: true' if it must not be published, or remove the line.")
  static let pageData = Rule(
    "page.data.readable", .warning, "The data in a page can be read",
    reason: "Its date, title or authors may be known from that alone.", reference: "JSON-LD 1.1, section 7.5",
    remedy: "Correct the script of type application/ld+json in the page's template.")
  static let pageElsewhere = Rule(
    "item.page.elsewhere", .info, "A page is where the rule for its address puts it",
    reason: "The built site decides: the entry leads to the page that is there.",
    remedy:
      "Nothing. The site was built by another rule for addresses than its settings say.")
  static let pageStale = Rule(
    "item.page.stale", .warning, "A built page is newer than its content file",
    reason: "The page shows an earlier state, so its entry stays as it was.", remedy: "Build the site before its feeds."
  )
  static let builtSitePartial = Rule(
    "site.built.whole", .warning, "The built site has the pages of the content",
    reason:
      "It is older than the content, or has less than half of it, so it is not trusted, and items without a page are published too.",
    remedy: "Build the site before its feeds; corpus.rendered names the built site's folder.")
  static let pageContent = Rule(
    "item.page.content", .warning, "A built page has its content where corpus.selector says",
    reason:
      "The entry's content was taken otherwise: from the content file, or from what the page marks as its content.",
    remedy: "Name the element that holds the content in corpus.selector.")
  static let pageHidden = Rule(
    "item.page.listed", .info, "A built page asks to be listed",
    reason: "Sitemaps leave it out, as the page asks.", reference: "RFC 6596",
    remedy: "Correct the page's canonical link or robots directive if that was not meant.")
  static let listMissing = Rule(
    "page.list.present", .info, "A page that lists others is on the built site",
    reason: "Sitemaps leave it out, since its address leads nowhere.",
    remedy: "Nothing where the site has no such page; else build the site before its sitemaps.")
  static let pageAlone = Rule(
    "page.item", .info, "A page of the built site has a content file",
    reason: "Its source is not known, so it is in no feed; sitemaps name it without a date.",
    remedy: "Nothing, for lists and pages that a plug-in makes; else look why its content file gives no published item."
  )

  /// All of them, for documentation.
  public static let all: [Rule] =
    [
      unreadable, nameEncoding, itemKept, encoding, zeros, formatUnread, controlCharacters, linkSkipped,
      frontMatterMissing,
      frontMatterOpen,
      frontMatterSyntax,
      frontMatterExcessive, frontMatterKind, frontMatterUnclosed, keyRepeated, titleMissing, nothingToShow, undated,
      dateUnreadable,
      dateAmbiguous,
      dateImplausible,
      modifiedUnreadable, modifiedInFuture, modifiedBeforeDate, fieldKind, statusUnknown, permalinkUnsafe,
      permalinkUndated, permalinkLong,
      permalinkTaken,
      permalinkTakenUnpublished, pagePermalink, pageTaken, idTaken, aliasLive, topicUnsafe, topicShared, topicCount,
      bodyUnsafe,
      originalAddress, mappedMap, attachmentLength,
      bodyTemplate, linkTarget,
      bodyDeep,
      bodyLarge, historyShallow, historyUnreadable, dataProgram, pageMissing, draftPublished, pageData, pageElsewhere,
      pageStale,
      builtSitePartial,
      pageContent, pageHidden, listMissing,
      pageAlone,
    ] + WordPressFindings.all + RecordFindings.all
}
