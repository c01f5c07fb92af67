/// Rules of sitemaps.
extension Explanations {
  static let sitemap: [Explanation] = [
    Explanation(
      "sitemap.namespace", .whole,
      wrong: #"""
        <urlset>
        <url><loc>https://example.org/</loc></url>
        </urlset>
        """#,
      right: #"""
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://example.org/</loc></url>
        </urlset>
        """#),
    Explanation(
      "sitemap.loc", .sitemapURL,
      wrong: "<loc>/news</loc>",
      right: "<loc>https://example.org/news</loc>",
      quote: #"""
        This URL must begin with the protocol (such as http) and end with a trailing slash, if your \#
        web server requires it.
        """#),
    Explanation(
      "sitemap.lastmod", .sitemapURL,
      wrong: "<lastmod>2026-02-03 10:00</lastmod>",
      right: "<lastmod>2026-02-03T10:00:00+01:00</lastmod>",
      quote: "This date should be in W3C Datetime format."),
    Explanation(
      "sitemap.element.required", .sitemapURL,
      wrong: "<lastmod>2026-02-03</lastmod>",
      right: #"""
        <loc>https://example.org/news</loc>
        <lastmod>2026-02-03</lastmod>
        """#),
    Explanation(
      "sitemap.element.known", .sitemapURL,
      wrong: "<lastmodified>2026-02-03</lastmodified>",
      right: "<lastmod>2026-02-03</lastmod>"),
    Explanation(
      "sitemap.element.once", .sitemapURL,
      wrong: #"""
        <lastmod>2026-02-03</lastmod>
        <lastmod>2026-02-04</lastmod>
        """#,
      right: "<lastmod>2026-02-04</lastmod>"),
    Explanation(
      "sitemap.text.place", .sitemapURL,
      wrong: #"""
        Our news:
        <loc>https://example.org/news</loc>
        """#,
      right: "<loc>https://example.org/news</loc>"),
    Explanation(
      "sitemap.value", .sitemapURL,
      wrong: "<priority>10</priority>",
      right: "<priority>1.0</priority>"),
    Explanation(
      "sitemap.scope", .sitemapURL,
      wrong: "<loc>https://shop.example.com/</loc>",
      right: "<loc>https://example.org/shop</loc>",
      harm: "In this example the sitemap is found at https://example.org/sitemap.xml."),
    Explanation(
      "sitemap.loc.unique", .sitemap,
      wrong: #"""
        <url><loc>https://example.org/news</loc></url>
        <url><loc>https://example.org/news</loc></url>
        """#,
      right: "<url><loc>https://example.org/news</loc></url>"),
    Explanation(
      "sitemap.hint", .sitemapURL,
      wrong: #"""
        <loc>https://example.org/</loc>
        <priority>1.0</priority>
        """#,
      right: "<loc>https://example.org/</loc>"),
    Explanation(
      "sitemap.extension.namespace", .sitemapURL,
      wrong: #"""
        <image:image xmlns:image="https://www.google.com/schemas/sitemap-image/1.1">
        <image:loc>https://example.org/a.jpg</image:loc></image:image>
        """#,
      right: #"""
        <image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <image:loc>https://example.org/a.jpg</image:loc></image:image>
        """#),
    Explanation(
      "sitemap.alternate.relation", .sitemapURL,
      wrong: #"""
        <loc>https://example.org/en</loc>
        <xhtml:link rel="alternate" href="https://example.org/de"/>
        <xhtml:link rel="alternate" hreflang="en" href="https://example.org/en"/>
        """#,
      right: #"""
        <loc>https://example.org/en</loc>
        <xhtml:link rel="alternate" hreflang="de" href="https://example.org/de"/>
        <xhtml:link rel="alternate" hreflang="en" href="https://example.org/en"/>
        """#),
    Explanation(
      "sitemap.alternate.self", .sitemapURL,
      wrong: #"""
        <loc>https://example.org/en</loc>
        <xhtml:link rel="alternate" hreflang="de" href="https://example.org/de"/>
        """#,
      right: #"""
        <loc>https://example.org/en</loc>
        <xhtml:link rel="alternate" hreflang="de" href="https://example.org/de"/>
        <xhtml:link rel="alternate" hreflang="en" href="https://example.org/en"/>
        """#),
  ]
}
