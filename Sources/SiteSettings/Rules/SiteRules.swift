public import TidingsCore

/// What sitemaps have to do with the pages of a site.
public enum SiteRules {
  package static let missing = Rule(
    "sitemap.page.missing", .warning, "A page that a sitemap names is there",
    reason: "Search engines report it as an error, and trust the sitemap less.",
    remedy: "Build the site again, or correct the address.")
  package static let unlisted = Rule(
    "sitemap.page.unlisted", .info, "A page of the site is in a sitemap",
    reason: "Search engines may find it late, or never.",
    remedy: "Check why no item has this page, or add noindex if it should not be found.")
  package static let hidden = Rule(
    "sitemap.page.hidden", .warning, "A page that a sitemap names asks to be listed",
    reason: "Search engines get contradictory instructions, and report an error.",
    reference: "Google Search Central, Page indexing report",
    remedy: "Take the page out of the sitemap, or correct its robots directive or canonical link.")
  package static let sameDate = Rule(
    "sitemap.lastmod.same", .warning, "lastmod is the date of a page's last change",
    reason: "One date on nearly all pages is that of a build; search engines stop believing any of them.",
    reference: "Google Search Central, Sitemaps, lastmod",
    remedy: "Change lastmod only when the page has changed significantly.")

  public static let all: [Rule] = [missing, unlisted, hidden, sameDate]
}
