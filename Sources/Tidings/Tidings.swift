// One import gives a program all that it needs. The rooms stand in the order in which data flows through them.
// swift-format-ignore-file: OrderedImports

// Documents, findings, rules and instants: the types that all share.
@_exported public import TidingsCore
// What must be remembered of published items, and where.
@_exported public import PublishingLedger
// Items and topics, read from content.
@_exported public import ContentCorpus
// What a site says of itself, as values; all rules.
@_exported public import SiteSettings
// The output folder and its manifest.
@_exported public import SiteOutput
// What the configurations of site generators say.
@_exported public import SiteConventions
// The reader of `tidings.yaml`, and its keys.
@_exported public import SiteConfiguration
// Which documents there will be; ids, redirects, and what the ledger says of the corpus.
@_exported public import SitePlanning
// A first `tidings.yaml` for a site that is there already.
@_exported public import SiteSetup
// Documents from the plan: feeds, sitemaps, lists, pages, response headers.
@_exported public import SiteRendering
// Builds: documents are validated, compared, staged and published, or taken from the cache.
@_exported public import SitePublishing
// Reports, differences, and checks of what is published.
@_exported public import SiteReporting
// Builds in parts, by many processes.
@_exported public import ClusterParts
