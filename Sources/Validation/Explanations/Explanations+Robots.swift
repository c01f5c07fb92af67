/// Rules of robots.txt.
extension Explanations {
  static let robots: [Explanation] = [
    Explanation(
      "robots.line", .whole,
      wrong: #"""
        User-agent: *
        Disallow /private/
        """#,
      right: #"""
        User-agent: *
        Disallow: /private/
        """#,
      quote: "Rule: A line with a key-value pair that defines how a crawler may access URIs.",
      harm: "Crawlers ignore the line, and read what it was to forbid."),
    Explanation(
      "robots.group", .whole,
      wrong: #"""
        Disallow: /private/
        User-agent: *
        Disallow: /drafts/
        """#,
      right: #"""
        User-agent: *
        Disallow: /private/
        Disallow: /drafts/
        """#,
      quote: #"""
        The crawler SHOULD ignore "disallow" and "allow" rules that are not in any group (for example, any rule that \#
        precedes the first user-agent line).
        """#),
    Explanation(
      "robots.path", .whole,
      wrong: #"""
        User-agent: *
        Disallow: private/
        """#,
      right: #"""
        User-agent: *
        Disallow: /private/
        """#,
      quote: "The matching MUST start with the first octet of the path.",
      harm: "No path begins so: nothing is forbidden."),
    Explanation(
      "robots.sitemap", .whole,
      wrong: #"""
        User-agent: *
        Disallow:
        Sitemap: /sitemap.xml
        """#,
      right: #"""
        User-agent: *
        Disallow:
        Sitemap: https://example.org/sitemap.xml
        """#,
      quote: #"""
        To do this, simply add the following line including the full URL to the sitemap: Sitemap: \#
        http://www.example.com/sitemap.xml
        """#),
  ]
}
