/// Rules of extensions: Media RSS, OpenSearch, threads.
extension Explanations {
  static let extensions: [Explanation] = [
    media(
      "media.word", wrong: #"<media:content url="https://example.org/a.jpg" medium="picture"/>"#,
      right: #"<media:content url="https://example.org/a.jpg" medium="image"/>"#,
      harm: "Readers that go by medium show nothing."),
    media(
      "media.number", wrong: #"<media:content url="https://example.org/a.jpg" width="400px"/>"#,
      right: #"<media:content url="https://example.org/a.jpg" width="400"/>"#),
    media(
      "media.rating", wrong: "<media:rating>PG</media:rating>",
      right: #"<media:rating scheme="urn:mpaa">pg</media:rating>"#,
      harm: "Readers for families hide media whose rating they do not know."),
    media(
      "media.restriction", wrong: #"<media:restriction type="country">at de</media:restriction>"#,
      right: #"<media:restriction relationship="allow" type="country">at de</media:restriction>"#,
      harm: "It is not known whether it may be seen in these countries, or in all others."),
    media(
      "media.credit", wrong: #"<media:credit role="Producer">Ana Lind</media:credit>"#,
      right: #"<media:credit role="producer">Ana Lind</media:credit>"#,
      quote: "role specifies the role the entity played. Must be lowercase."),
    media(
      "media.hash", wrong: #"<media:hash algo="sha-256">dfdec888b72151965a34b4b59031290a</media:hash>"#,
      right: #"<media:hash algo="md5">dfdec888b72151965a34b4b59031290a</media:hash>"#),
    media(
      "media.time", wrong: #"<media:thumbnail url="https://example.org/a.jpg" time="two minutes"/>"#,
      right: #"<media:thumbnail url="https://example.org/a.jpg" time="00:02:00"/>"#),
    media(
      "media.state", wrong: #"<media:rights status="usercreated"/>"#, right: #"<media:rights status="userCreated"/>"#,
      quote: #"Supported values are "userCreated" and "official"."#),
    media(
      "media.count",
      wrong: #"<media:community><media:starRating average="3,5" count="20"/></media:community>"#,
      right: #"<media:community><media:starRating average="3.5" count="20"/></media:community>"#),
    media(
      "media.currency", wrong: #"<media:price type="rent" price="2.50"/>"#,
      right: #"<media:price type="rent" price="2.50" currency="EUR"/>"#),
    Explanation(
      "opensearch.query.role", .rssChannel,
      wrong: #"<s:Query xmlns:s="http://a9.com/-/spec/opensearch/1.1/" searchTerms="river"/>"#,
      right: #"<s:Query xmlns:s="http://a9.com/-/spec/opensearch/1.1/" role="request" searchTerms="river"/>"#,
      quote: #"""
        role - Contains a string identifying how the search client should interpret the search request defined by this \#
        Query element. […] Requirements: This attribute is required.
        """#,
      harm: "A program cannot distinguish the search that was made from one that is proposed."),
    Explanation(
      "opensearch.query.attribute", .rssChannel,
      wrong: #"<s:Query xmlns:s="http://a9.com/-/spec/opensearch/1.1/" role="request" terms="river"/>"#,
      right: #"<s:Query xmlns:s="http://a9.com/-/spec/opensearch/1.1/" role="request" searchTerms="river"/>"#,
      quote: #"""
        The Query element may contain additional attributes if the extended attributes are associated with a namespace.
        """#),
    Explanation(
      "thr.count", .atomEntry,
      wrong: #"<t:total xmlns:t="http://purl.org/syndication/thread/1.0">many</t:total>"#,
      right: #"<t:total xmlns:t="http://purl.org/syndication/thread/1.0">12</t:total>"#),
    Explanation(
      "thr.updated", .atomEntry,
      wrong: #"""
        <link rel="replies" href="https://example.org/r"
          xmlns:t="http://purl.org/syndication/thread/1.0" t:updated="3 March"/>
        <link href="https://example.org/summer"/>
        """#,
      right: #"""
        <link rel="replies" href="https://example.org/r"
          xmlns:t="http://purl.org/syndication/thread/1.0" t:updated="2026-03-03T10:00:00Z"/>
        <link href="https://example.org/summer"/>
        """#),
    Explanation(
      "thr.in-reply-to", .atomEntry,
      wrong: #"""
        <t:in-reply-to xmlns:t="http://purl.org/syndication/thread/1.0"
          href="https://example.org/spring"/>
        """#,
      right: #"""
        <t:in-reply-to xmlns:t="http://purl.org/syndication/thread/1.0"
          ref="tag:example.org,2026:spring" href="https://example.org/spring"/>
        """#,
      harm: "Readers that show threads show the reply by itself."),
  ]

  private static func media(
    _ rule: String, wrong: String, right: String, quote: String? = nil, harm: String? = nil
  ) -> Explanation {
    func item(_ element: String) -> String {
      let end = element.firstIndex { $0 == " " || $0 == ">" || $0 == "/" } ?? element.endIndex
      return element[..<end] + " xmlns:media=\"\(Namespaces.media)\"" + element[end...]
    }
    return Explanation(rule, .rssItem, wrong: item(wrong), right: item(right), quote: quote, harm: harm)
  }
}
