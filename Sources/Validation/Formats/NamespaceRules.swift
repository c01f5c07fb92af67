import TidingsCore

/// Rules on namespaces, and on the attributes that XML itself defines.
enum NamespaceRules {
  static let all: [DocumentRule] = [base, known, none, prefix]

  static let base = DocumentRule(
    Rule(
      "xml.base", .error, "xml:base is an IRI", reason: "Every relative address below it depends on it.",
      reference: "XML Base, section 3.1", remedy: "Write the address in full, percent-encoded.", w3c: "InvalidUriChar"),
    [.rss, .atom]
  ) { subject, report in
    let tree = subject.xml
    let base = tree.id("base", Namespaces.xml)
    guard base >= 0 else { return }
    for (element, node) in tree.nodes.enumerated() {
      for attribute in tree.attributes[node.attributes] where attribute.name == base {
        if let fault = ValueType.reference.fault(in: tree.attributeText[attribute.value]) {
          report(at: subject.place(of: "base", in: element), "xml:base \(fault.what)")
        }
      }
    }
  }

  static let known = DocumentRule(
    Rule(
      "feed.namespace.known", .warning, "Extensions are of namespaces that readers know",
      reason:
        "A namespace that is mistyped hides every element in it; one of your own is read by your own programs only.",
      reference: "Namespaces in XML 1.0, section 2.2",
      remedy: "Compare the namespace with the extension's specification.",
      w3c: "UnknownNamespace",
      disagreement:
        "The W3C validator warns of a namespace that is declared and not used, and of prefixes that are not the customary ones. Neither changes what a feed says."
    ), [.rss, .atom]
  ) { subject, report in
    let tree = subject.xml
    var seen: Set<String> = []
    let unknown = tree.names.map { name in
      !name.namespace.isEmpty && Namespaces.prefixes[name.namespace] == nil && !others.contains(name.namespace)
        && name.namespace != "http://search.yahoo.com/mrss"
    }
    guard unknown.contains(true) else { return }
    for node in tree.nodes {
      for name in [node.name] + tree.attributes[node.attributes].map(\.name) where unknown[name] {
        let namespace = tree.names[name].namespace
        if seen.insert(namespace).inserted { report(at: node.offset, "The namespace '\(namespace)' is not known") }
      }
    }
  }

  static let none = DocumentRule(
    Rule(
      "atom.element.namespace", .warning, "Elements that are not of Atom are in a namespace of their own",
      reason: "Their meaning is not known.", reference: "RFC 4287, section 6.1",
      remedy: "Give them the namespace of their vocabulary.", w3c: "UndeterminableVocabulary"), [.atom]
  ) { subject, report in
    for node in subject.xml.nodes where node.parent >= 0 && subject.xml.names[node.name].namespace.isEmpty {
      if subject.xml.name(node.parent).namespace == Namespaces.atom {
        report(at: node.offset, "The element \(subject.xml.names[node.name].local) is in no namespace")
      }
    }
  }

  static let prefix = DocumentRule(
    Rule(
      "atom.element.prefix", .warning, "Atom's own elements, and XHTML's in its texts, are written without a prefix",
      reason: "To XML both are the same. Readers that go by names as they are written find no feed, or no text.",
      reference: "Namespaces in XML 1.0, section 6.2; RFC 4287, section 1.2",
      remedy: "Declare the namespace with xmlns=\"…\", and take the prefix off all names.", w3c: "AvoidNamespacePrefix"),
    [.atom]
  ) { subject, report in
    let tree = subject.xml
    var reported: Set<String> = []
    let meant = tree.names.map { name in
      // meta and link speak to crawlers and browsers from among Atom's own elements, where a prefix is usual.
      name.namespace == Namespaces.atom || name.namespace == Namespaces.xhtml && !["meta", "link"].contains(name.local)
    }
    for node in tree.nodes where meant[node.name] {
      guard let bytes = StartTag.prefix(in: subject.utf8, at: node.offset) else { continue }
      let (prefix, name) = (String(decoding: bytes, as: UTF8.self), tree.names[node.name])
      guard reported.insert(prefix).inserted else { continue }
      let whose = name.namespace == Namespaces.atom ? "Atom" : "XHTML"
      // XHTML begins again in each text.
      let place = name.namespace == Namespaces.atom ? tree.name(0).local : "div"
      report(
        at: node.offset, "\(whose)'s elements have the prefix '\(prefix)', as in <\(prefix):\(name.local)>",
        remedy:
          "Write <\(place) xmlns=\"\(name.namespace)\">, and take '\(prefix):' off the names of \(whose)'s elements: <\(name.local)>."
      )
    }
  }

  /// Namespaces of extensions that feeds use, of which no rule here knows more.
  private static let others: Set<String> = [
    Namespaces.atom, Namespaces.xml, Namespaces.rss1,
    "http://purl.org/atom/app#", "http://a9.com/-/spec/opensearch/1.1/",
    "http://a9.com/-/spec/opensearchrss/1.0/", "com-wordpress:feed-additions:1",
    "http://schemas.google.com/blogger/2008",
    "http://schemas.google.com/blogger/2018", "http://www.georss.org/georss", "http://base.google.com/cns/1.0",
    "http://purl.org/rss/1.0/modules/prism/", "http://rssnamespace.org/feedburner/ext/1.0",
    "http://creativecommons.org/ns#", "http://xmlns.com/foaf/0.1/", "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/01/rdf-schema#",
    "http://purl.org/rss/1.0/modules/link/", "http://purl.org/rss/1.0/modules/event/",
    "http://purl.org/rss/1.0/modules/threading/", "http://purl.org/rss/1.0/modules/annotate/",
    "http://purl.org/rss/1.0/modules/rss091#", "http://purl.org/rss/1.0/modules/reference/",
    "http://purl.org/rss/1.0/modules/richequiv/", "http://purl.org/rss/1.0/modules/search/",
    "http://purl.org/rss/1.0/modules/servicestatus/", "http://purl.org/rss/1.0/modules/streaming/",
    "http://purl.org/rss/1.0/modules/subscription/", "http://purl.org/rss/1.0/modules/changedpage/",
    "http://purl.org/rss/1.0/modules/aggregation/", "http://purl.org/rss/1.0/modules/image/",
    "http://purl.org/rss/1.0/modules/audio/",
    "http://purl.org/rss/1.0/modules/company/", "http://purl.org/rss/1.0/modules/textinput/",
    "http://purl.org/rss/1.0/modules/email/", "http://purl.org/net/rss1.1#",
    "http://prismstandard.org/namespaces/1.2/basic/", "http://prismstandard.org/namespaces/basic/2.0/",
    "http://activitystrea.ms/spec/1.0/", "http://webfeeds.org/rss/1.0", "http://source.scripting.com/",
    "http://www.rssboard.org/media-rss", "http://schemas.google.com/g/2005", "http://gdata.youtube.com/schemas/2007",
    "http://www.youtube.com/xml/schemas/2015",
    "http://www.rawvoice.com/rawvoiceRssModule/", "https://www.spotify.com/ns/rss",
    "http://usefulinc.com/rss/manifest/",
    "http://podlove.org/simple-chapters", "https://schema.acast.com/1.0/", "https://access.acast.com/schema/1.0/",
    "http://www.spotify.com/ns/rss", "https://omny.fm/rss-extensions", "https://blubrry.com/developer/rawvoice-rss/",
    "http://prismstandard.org/namespaces/basic/3.0/", "http://prismstandard.org/namespaces/basic/2.1/",
    "http://schemas.ingestion.microsoft.com/common/", "http://www.smartnews.be/snf", "http://www.discourse.org/",
    "https://rslstandard.org/rsl", "http://fireside.fm/modules/rss/fireside", "https://feed.press/xmlns",
    "https://anchor.fm/xmlns", "https://fyyd.de/fyyd-ns/", "http://bitlove.org", "http://bbc.co.uk/2009/01/ppgRss",
    "http://news.yandex.ru", "http://turbo.yandex.ru", "http://www.hatena.ne.jp/info/xmlns#",
    "http://www.nytimes.com/namespaces/rss/2.0", "http://www.pheedo.com/namespace/pheedo",
    "http://mastodon.social/schema/1.0", "http://portablecontacts.net/spec/1.0", "http://ostatus.org/schema/1.0",
    "http://arxiv.org/schemas/atom", "http://wordpress.org/export/1.2/", "http://wordpress.org/export/1.2/excerpt/",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html", "http://micro.blog/", "http://purl.org/atom/ns#",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    "http://www.w3.org/2001/XMLSchema-instance", Namespaces.rss090, Namespaces.formerRSS090,
    "urn:yahoo:yn", "http://purl.org/net/rss1.1/payload#",
  ]
}
