/// Rules of Atom, and of feeds with an example in Atom.
extension Explanations {
  static let atom: [Explanation] = [
    Explanation(
      "atom.namespace", .whole,
      wrong: #"""
        <feed>
        <id>tag:example.org,2026:news</id><title>News</title>
        <updated>2026-02-03T10:00:00Z</updated>
        <author><name>Ana</name></author>
        </feed>
        """#,
      right: #"""
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>tag:example.org,2026:news</id><title>News</title>
        <updated>2026-02-03T10:00:00Z</updated>
        <author><name>Ana</name></author>
        </feed>
        """#,
      harm: "To a program that knows namespaces this is not a feed."),
    Explanation(
      "atom.element.prefix", .whole,
      wrong: #"""
        <atom:feed xmlns:atom="http://www.w3.org/2005/Atom">
        <atom:id>tag:example.org,2026:news</atom:id><atom:title>News</atom:title>
        <atom:updated>2026-02-03T10:00:00Z</atom:updated>
        <atom:author><atom:name>Ana</atom:name></atom:author>
        </atom:feed>
        """#,
      right: #"""
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>tag:example.org,2026:news</id><title>News</title>
        <updated>2026-02-03T10:00:00Z</updated>
        <author><name>Ana</name></author>
        </feed>
        """#,
      quote: "The choice of any namespace prefix is arbitrary and not semantically significant.",
      harm: "Readers that look for <feed> as it is written find no feed."),
    Explanation(
      "atom.element.required", .atomEntry,
      wrong: #"""
        <title>Summer</title>
        <updated>2026-02-03T10:00:00Z</updated>
        """#,
      right: #"""
        <id>tag:example.org,2026:summer</id>
        <title>Summer</title>
        <updated>2026-02-03T10:00:00Z</updated>
        """#,
      quote: "atom:entry elements MUST contain exactly one atom:id element."),
    Explanation(
      "atom.element.known", .atomEntry,
      wrong: "<description>It is warm.</description>",
      right: "<summary>It is warm.</summary>",
      harm: "Readers know no such element in Atom, and show the title alone."),
    Explanation(
      "atom.element.once", .atomEntry,
      wrong: #"""
        <title>Summer</title>
        <title>Warm days</title>
        """#,
      right: "<title>Summer</title>",
      quote: "atom:entry elements MUST contain exactly one atom:title element."),
    Explanation(
      "atom.attribute.required", .atomEntry,
      wrong: #"""
        <link rel="related"/>
        <link href="https://example.org/summer"/>
        """#,
      right: #"""
        <link rel="related" href="https://example.org/warm"/>
        <link href="https://example.org/summer"/>
        """#,
      quote: #"""
        atom:link elements MUST have an href attribute, whose value MUST be a IRI reference [RFC3987].
        """#),
    Explanation(
      "atom.attribute.known", .atomEntry,
      wrong: #"<link href="https://example.org/summer" target="_blank"/>"#,
      right: #"<link href="https://example.org/summer"/>"#),
    Explanation(
      "atom.author.present", .atomFeed,
      wrong: "<subtitle>What is new</subtitle>",
      right: #"""
        <subtitle>What is new</subtitle>
        <author><name>Ana Lima</name></author>
        """#,
      quote: #"""
        atom:feed elements MUST contain one or more atom:author elements, unless all of the atom:feed \#
        element's child atom:entry elements contain at least one atom:author element.
        """#),
    Explanation(
      "atom.date.format", .atomEntry,
      wrong: "<updated>2026-02-03 10:00:00</updated>",
      right: "<updated>2026-02-03T10:00:00Z</updated>",
      quote: #"""
        A Date construct is an element whose content MUST conform to the "date-time" production in \#
        [RFC3339].
        """#,
      harm: #"""
        It is not known in which zone it was ten o'clock; programs that know RFC 3339 only have no date.
        """#),
    Explanation(
      "atom.id.iri", .atomEntry,
      wrong: "<id>42</id>",
      right: "<id>tag:example.org,2026:42</id>",
      quote: "Its content MUST be an IRI, as defined by [RFC3987].",
      harm: "Readers that keep entries of all feeds in one list take two entries of two feeds for one."),
    Explanation(
      "atom.id.same", .atomFeed,
      wrong: #"""
        <entry><id>https://example.org/</id><title>Spring</title>
        <updated>2026-02-01T10:00:00Z</updated><summary>Mild</summary>
        <link href="https://example.org/spring"/></entry>
        <entry><id>https://example.org/</id><title>Summer</title>
        <updated>2026-02-02T10:00:00Z</updated><summary>Warm</summary>
        <link href="https://example.org/summer"/></entry>
        <entry><id>https://example.org/</id><title>Autumn</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Cool</summary>
        <link href="https://example.org/autumn"/></entry>
        """#,
      right: #"""
        <entry><id>https://example.org/spring</id><title>Spring</title>
        <updated>2026-02-01T10:00:00Z</updated><summary>Mild</summary>
        <link href="https://example.org/spring"/></entry>
        <entry><id>https://example.org/summer</id><title>Summer</title>
        <updated>2026-02-02T10:00:00Z</updated><summary>Warm</summary>
        <link href="https://example.org/summer"/></entry>
        <entry><id>https://example.org/autumn</id><title>Autumn</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Cool</summary>
        <link href="https://example.org/autumn"/></entry>
        """#,
      quote: "The content of an atom:id element MUST be created in a way that assures uniqueness.",
      harm: "Readers show one entry, the last one that they have read."),
    Explanation(
      "atom.id.unique", .atomFeed,
      wrong: #"""
        <entry><id>tag:example.org,2026:news</id><title>Summer</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Warm</summary>
        <link href="https://example.org/summer"/></entry>
        <entry><id>tag:example.org,2026:news</id><title>Autumn</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Cool</summary>
        <link href="https://example.org/autumn"/></entry>
        """#,
      right: #"""
        <entry><id>tag:example.org,2026:summer</id><title>Summer</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Warm</summary>
        <link href="https://example.org/summer"/></entry>
        <entry><id>tag:example.org,2026:autumn</id><title>Autumn</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Cool</summary>
        <link href="https://example.org/autumn"/></entry>
        """#,
      quote: #"""
        If multiple atom:entry elements with the same atom:id value appear in an Atom Feed Document, they represent \#
        the same entry. Their atom:updated timestamps SHOULD be different.
        """#,
      harm: "Readers that keep what they have seen by its id never show the second entry."),
    Explanation(
      "atom.link.alternate-unique", .atomEntry,
      wrong: #"""
        <link href="https://example.org/summer"/>
        <link href="https://example.com/summer"/>
        """#,
      right: #"""
        <link href="https://example.org/summer"/>
        <link href="https://example.com/summer" rel="related"/>
        """#,
      quote: #"""
        atom:entry elements MUST NOT contain more than one atom:link element with a rel attribute \#
        value of "alternate" that has the same combination of type and hreflang attribute values.
        """#,
      harm: "Some readers open the first, some the last."),
    Explanation(
      "atom.entry.content-or-alternate", .atomEntry,
      wrong: "<summary>It is warm.</summary>",
      right: #"""
        <summary>It is warm.</summary>
        <link href="https://example.org/summer"/>
        """#,
      quote: #"""
        atom:entry elements that contain no child atom:content element MUST contain at least one \#
        atom:link element with a rel attribute value of "alternate".
        """#,
      harm: "A click on the entry leads nowhere."),
    Explanation(
      "atom.entry.text", .atomEntry,
      wrong: #"<link href="https://example.org/summer"/>"#,
      right: #"""
        <link href="https://example.org/summer"/>
        <summary>It is warm.</summary>
        """#),
    Explanation(
      "atom.text.type", .atomEntry,
      wrong: #"<title type="text/html">A &amp;amp; B</title>"#,
      right: #"<title type="html">A &amp;amp; B</title>"#,
      quote: #"When present, the value MUST be one of "text", "html", or "xhtml"."#),
    Explanation(
      "atom.text.children", .atomEntry,
      wrong: #"<content type="html"><p>It is warm.</p></content>"#,
      right: #"<content type="html">&lt;p&gt;It is warm.&lt;/p&gt;</content>"#,
      quote: #"The HTML markup MUST be escaped; for example, "<br>" as "&lt;br>"."#,
      harm: "Readers that take the text of the element lose all markup, or all of it."),
    Explanation(
      "atom.text.xhtml-div", .atomEntry,
      wrong: #"<content type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">Warm</p></content>"#,
      right: #"""
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Warm</p></div></content>
        """#,
      quote: #"""
        If the value of "type" is "xhtml", the content of atom:content MUST be a single XHTML div \#
        element [XHTML] and SHOULD be suitable for handling as XHTML.
        """#),
    Explanation(
      "atom.text.mode", .atomEntry,
      wrong: #"<summary type="html" mode="escaped"><b>Warm</b></summary>"#,
      right: #"<summary type="html">&lt;b&gt;Warm&lt;/b&gt;</summary>"#),
    Explanation(
      "atom.text.blank", .atomEntry,
      wrong: #"""
        <title></title>
        <summary>It is warm.</summary>
        """#,
      right: #"""
        <title>Summer</title>
        <summary>It is warm.</summary>
        """#),
    Explanation(
      "atom.feed.order", .atomFeed,
      wrong: #"""
        <entry><id>tag:example.org,2026:summer</id><title>Summer</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Warm</summary>
        <link href="https://example.org/summer"/></entry>
        <subtitle>What is new</subtitle>
        """#,
      right: #"""
        <subtitle>What is new</subtitle>
        <entry><id>tag:example.org,2026:summer</id><title>Summer</title>
        <updated>2026-02-03T10:00:00Z</updated><summary>Warm</summary>
        <link href="https://example.org/summer"/></entry>
        """#),
    Explanation(
      "atom.content.src", .atomEntry,
      wrong: #"""
        <content src="https://example.org/talk.mp3" type="html"/>
        <summary>A talk</summary>
        """#,
      right: #"""
        <content src="https://example.org/talk.mp3" type="audio/mpeg"/>
        <summary>A talk</summary>
        """#,
      quote: #"""
        If the "src" attribute is present, the "type" attribute SHOULD be provided and MUST be a MIME \#
        media type [MIMEREG], rather than "text", "html", or "xhtml".
        """#),
    Explanation(
      "atom.content.summary", .atomEntry,
      wrong: #"<content src="https://example.org/talk.mp3" type="audio/mpeg"/>"#,
      right: #"""
        <content src="https://example.org/talk.mp3" type="audio/mpeg"/>
        <summary>A talk</summary>
        """#,
      quote: #"""
        atom:entry elements MUST contain an atom:summary element in either of the following cases:
        """#),
    Explanation(
      "atom.link.rel", .atomEntry,
      wrong: #"""
        <link href="https://example.org/summer"/>
        <link rel="shortlink" href="https://example.org/s"/>
        """#,
      right: #"""
        <link href="https://example.org/summer"/>
        <link rel="related" href="https://example.org/s"/>
        """#),
    Explanation(
      "atom.person.email", .atomEntry,
      wrong: "<author><name>Ana</name><email>Ana &lt;ana@example.org&gt;</email></author>",
      right: "<author><name>Ana</name><email>ana@example.org</email></author>",
      quote: #"Its content MUST conform to the "addr-spec" production in [RFC2822]."#),
    Explanation(
      "atom.value.white-space", .atomEntry,
      wrong: #"""
        <id>
          tag:example.org,2026:summer
        </id>
        """#,
      right: "<id>tag:example.org,2026:summer</id>",
      quote: "Note that there MUST NOT be any white space in a Date construct or in any IRI.",
      harm: #"""
        To a program that compares ids letter by letter the id is another once the template's \#
        indentation changes.
        """#),
    Explanation(
      "atom.value", .atomEntry,
      wrong: #"""
        <link href="https://example.org/summer"/>
        <link href="https://example.org/talk.mp3" rel="enclosure" length="1 MB"/>
        """#,
      right: #"""
        <link href="https://example.org/summer"/>
        <link href="https://example.org/talk.mp3" rel="enclosure" length="1069871"/>
        """#),
    Explanation(
      "feed.link.absolute", .atomEntry,
      wrong: #"<link href="/news/summer"/>"#,
      right: #"<link href="https://example.org/news/summer"/>"#,
      harm: #"""
        Readers that have the feed from elsewhere, such as an aggregator, lack the base, and open \#
        nothing.
        """#),
    Explanation(
      "feed.link.iri", .atomEntry,
      wrong: #"<link href="warm days"/>"#,
      right: #"<link href="https://example.org/warm%20days"/>"#),
    Explanation(
      "uri.tag", .atomEntry,
      wrong: "<id>tag:example.org:42</id>",
      right: "<id>tag:example.org,2026:42</id>"),
    Explanation(
      "uri.uuid", .atomEntry,
      wrong: "<id>urn:uuid:42</id>",
      right: "<id>urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6</id>"),
  ]
}
