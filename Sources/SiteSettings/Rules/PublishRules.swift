public import TidingsCore

/// What Tidings demands of the documents that it is about to publish, beside what the validator does.
public enum PublishRules {
  package static let feedLarge = Rule(
    "feed.size.warn", .warning, "A feed is no larger than feeds.warnBytes",
    reason: "Every reader fetches it whole; some refuse large ones.",
    reference: "JSON Feed 1.1, Suggestions for publishers",
    remedy: "Lower feeds.entries, or set feeds.content to excerpt.")
  package static let entryShortened = Rule(
    "feed.entry.shortened", .warning, "An entry fits into its feed",
    reason: "It carries its summary instead of its content, so that the feed stays within feeds.limitBytes.",
    remedy: "Shorten the item, lower feeds.entries, or raise feeds.limitBytes.")
  package static let feedShortened = Rule(
    "feed.entries.shortened", .warning, "A feed has room for its entries",
    reason: "It carries fewer of them, so that it stays within feeds.limitBytes.",
    remedy: "Lower feeds.entries, or raise feeds.limitBytes.")
  package static let assetsUnknown = Rule(
    "site.asset-base.given", .info, "Pictures that items name by a bare file name have an address",
    reason: "They were left out.", remedy: "Set site.assetBaseURL in tidings.yaml.")
  package static let nothingPublished = Rule(
    "corpus.published", .error, "At least one item is published",
    reason: "An empty site is probably a mistake, so nothing was changed.",
    remedy: "Look at the findings above, and at dates, drafts and the corpus folder.")
  package static let foreignFile = Rule(
    "output.foreign-file", .error, "A document does not replace a file that Tidings did not write",
    reason: "The file may be somebody else's work, so it was not replaced.",
    remedy: "Remove the file, or run again with --overwrite.")
  package static let documentWithheld = Rule(
    "output.withheld", .error, "A document is valid before it is published",
    reason: "The last good one stays in its place.", remedy: "Fix what the findings on the document report.")

  package static let cacheUnwritable = Rule(
    "cache.writable", .info, "The cache can be written",
    reason: "The documents are correct, but the next build will take as long as this one.",
    remedy: "Give --cache or 'cache' in tidings.yaml a folder that can be written, or build with --no-cache.")

  package static let backupUnwritable = Rule(
    "ledger.backup.writable", .warning, "The export of the ledger can be written",
    reason: "The ledger itself is complete, but it cannot be repaired from an export if it is damaged.",
    remedy: "Give 'ledger.backup' a place that can be written, or set it to false.")

  package static let manifestOdd = Rule(
    "manifest.row", .warning, "The manifest lists what a build wrote",
    reason:
      "Listed files are removed when they are no longer published, so a line that lists another file was ignored.",
    remedy: "Nothing: the manifest was written again. Check what else writes to the folder.")

  package static let cacheDamaged = Rule(
    "cache.whole", .info, "The cache is what an earlier build left",
    reason: "It was not trusted, so everything was read and built again.",
    remedy: "Nothing: it was replaced. If this happens again, check the disk.")

  package static let modifiedAlone = Rule(
    "item.modified.alone", .warning, "lastMod moves only with what a reader sees",
    reason: "Crawlers stop trusting dates that move alone, so the documents show the last real change.",
    reference: "Google Search Central, Sitemaps, lastmod",
    remedy: "Put the date back, or leave lastMod to significant changes.")
  package static let modifiedBehind = Rule(
    "item.modified.behind", .info, "lastMod moves when what a reader sees changes",
    reason: "The documents show the time of the build that first saw the change.",
    remedy: "Move lastMod with each significant change, or leave it out: the ledger knows.")
  package static let dateMoved = Rule(
    "item.date.moved", .info, "The date of an item that was published stays",
    reason: "Readers sort by it, and some show the entry again; its last change is the new date or later.",
    remedy: "Put the date back, and set lastMod to the time of the change.")
  package static let templateChanged = Rule(
    "pages.template", .info, "Pages change one by one",
    reason:
      "More than a fifth of them changed in one build: that is taken for a change of their template, and no date moves.",
    remedy: "Nothing; where the pages did change, let them say so (dateModified, article:modified_time).")
  package static let dateLost = Rule(
    "item.date.lost", .error, "An entry that was published keeps its date",
    reason: "Without one it is in no feed; its withdrawal was not reported to subscribers.",
    remedy: "Restore the date, or remove the file if it should no longer be published.")
  package static let reannounced = Rule(
    "ledger.reannounced", .warning, "An entry that was published keeps its id",
    reason: "Readers take it for a new one, and show it again.",
    remedy: "Give the item back the 'id' that it had.")

  package static let combinedUnknown = Rule(
    "feed.combined.topic", .warning, "A combined feed names topics that exist",
    reason: "No item has this topic, so it adds nothing; it may be misspelt.",
    remedy: "Name the topic by its path, name or label as 'tidings topics' shows them, or 'Vocabulary: *'.")
  package static let combinedTaken = Rule(
    "feed.combined.path", .error, "A combined feed has a folder of its own",
    reason: "Its documents would replace those of another feed, so it was not written.",
    remedy: "Give it another 'path' in tidings.yaml.")
  package static let feedFileTaken = Rule(
    "feed.file.taken", .error, "Each document of a feed has a place of its own",
    reason: "Two documents cannot have one address; the feed stays at its usual place.",
    remedy: "Give it another path in 'feeds.files' or 'feeds.alsoAt'.")
  package static let feedFileUnsafe = Rule(
    "feed.file.path", .warning, "Each feed has a path that file systems and addresses take",
    reason: "The topic's name is too long for a file name, or not allowed in one; the feed stays at its usual place.",
    remedy: "Use {folder} or {name} in 'feeds.files', which are safe for any name.")
  package static let feedKept = Rule(
    "feed.address.kept", .info, "A feed is at the address that its subscribers poll",
    reason: "Subscribers do not notice that it has moved, so it is also published at its former address.",
    remedy: "Nothing. Where the server leads from there ('tidings redirects'), set feeds.keepFormer to false.")
  package static let feedForeign = Rule(
    "feed.kept.missing", .warning, "A feed that is published as its generator makes it is in the built site",
    reason: "There is nothing new to publish at its address; what was published there stays.",
    remedy: "Let the generator make it, or take it out of 'feeds.kept'.")
  package static let detailsUnknown = Rule(
    "feed.details.topic", .warning, "The details of topics name topics that exist",
    reason: "No feed uses them; the topic may be misspelt.",
    remedy: "Name the topic by its path, name or label as 'tidings topics' shows them.")

  package static let robotsTwice = Rule(
    "robots.own", .warning, "A site has one robots.txt",
    reason: "Only one of them is served: what the site forbids robots may be lost with its own one.",
    reference: "RFC 9309",
    remedy: "Set 'robots' to false, and add a line 'Sitemap:' with the address of the sitemap to the site's own file.")

  public static let all: [Rule] = [
    feedLarge, entryShortened, feedShortened, assetsUnknown, nothingPublished, foreignFile, documentWithheld,
    cacheUnwritable, backupUnwritable, manifestOdd, cacheDamaged, modifiedAlone, modifiedBehind, dateMoved,
    templateChanged,
    dateLost, reannounced,
    combinedUnknown, combinedTaken, detailsUnknown, feedFileTaken,
    feedFileUnsafe, feedKept, feedForeign, robotsTwice,
  ]
}
