import TidingsCore

/// Rules of smaller extensions: robots for feeds, trackback, blogChannel.
enum ExtensionRules {
  static let all: [DocumentRule] = [
    robotsName, robotsContent, entryOnly, blogChannel, inner, licenseOnce, page, geoName, geoShape,
  ]

  private static let both: Set<DocumentFormat> = [.rss, .atom]

  static let robotsName = DocumentRule(
    Rule(
      "xhtml.meta.name", .error, "An xhtml:meta in a feed has a name and a content, and the name is robots",
      reason: "Crawlers know no other there.",
      reference: "Robots exclusion for feeds; HTML Living Standard, section 4.2.5",
      remedy: "Write <meta xmlns=\"http://www.w3.org/1999/xhtml\" name=\"robots\" content=\"noindex\"/>.",
      w3c: "InvalidMetaName"), both
  ) { subject, report in
    for meta in metas(subject) {
      let name = subject.xml.attribute(meta, "name")
      let content = subject.xml.attribute(meta, "content")
      let offset = subject.xml.nodes[meta].offset
      if name == nil || content == nil {
        report(at: offset, "There is no \(name == nil ? "name" : "content")", w3c: "MissingAttribute")
      }
      if let name, name.lowercased() != "robots" {
        report(at: subject.place(of: "name", in: meta), "The name '\(name)' is not robots")
      }
    }
  }

  static let robotsContent = DocumentRule(
    Rule(
      "xhtml.meta.content", .error, "Instructions for robots do not contradict each other",
      reason: "Crawlers ignore it.", reference: "Robots exclusion for feeds",
      remedy: "Write index or noindex, and follow or nofollow.", w3c: "InvalidMetaContent"), both
  ) { subject, report in
    for meta in metas(subject) {
      guard let content = subject.xml.attribute(meta, "content")?.lowercased() else { continue }
      let words = content.split(separator: ",").map { $0.trimmingSpace }
      let known: Set = ["index", "noindex", "follow", "nofollow", "all", "none", "noarchive", "nosnippet"]
      let isTwofold =
        Set(words).isSuperset(of: ["index", "noindex"]) || Set(words).isSuperset(of: ["follow", "nofollow"])
      if isTwofold || !words.allSatisfy(known.contains) {
        report(at: subject.place(of: "content", in: meta), "'\(content)' means nothing to robots")
      }
    }
  }

  static let entryOnly = DocumentRule(
    Rule(
      "trackback.place", .error, "Trackback is said of entries, by addresses",
      reason: "Programs look for it there.", reference: "Trackback module for RSS 2.0",
      remedy: "Write <trackback:ping>https://…</trackback:ping> in the entry.", w3c: "UndefinedElement"), both
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    for element in view.tree.elements(named: "ping", "about", in: Namespaces.trackback) {
      if view.tree.nodes[element].parent == view.feed, !view.entries.contains(view.feed) {
        report(at: view.offset(element), "Trackback is outside of an entry")
      } else if Address(address(element, view.tree)) == nil {
        report(at: view.offset(element), "Trackback has no address", w3c: "InvalidFullLink")
      }
    }
  }

  static let blogChannel = DocumentRule(
    Rule(
      "blogchannel.address", .error, "The elements of blogChannel are addresses", reason: "Programs fetch them.",
      reference: "backend.userland.com/blogChannelModule", remedy: "Write the address in full.", w3c: "InvalidFullLink"),
    [.rss]
  ) { subject, report in
    let names = ["blogRoll", "mySubscriptions", "blink", "changes"]
    for element in subject.xml.elements(named: names, in: Namespaces.blogChannel) {
      let value = subject.xml.string(element)
      if Address(value) == nil {
        report(at: subject.xml.nodes[element].offset, "'\(value)' is not an address")
      }
    }
  }

  /// In whose elements others may stand without a namespace. Media RSS has the parts of a scene so, in its own example, and
  /// SmartNews the address of a logo; Simple Sharing Extensions keep the items that were in conflict.
  private static let holders: Set = [
    "", Namespaces.rss1, Namespaces.rdf, Namespaces.xhtml, Namespaces.atom, Namespaces.media,
    Namespaces.smartNews, Namespaces.sharing,
  ]

  static let inner = DocumentRule(
    Rule(
      "feed.extension.namespace", .error, "Elements inside of an extension's element are of a namespace too",
      reason:
        "Elements without a namespace are RSS's own, and RSS has none there: programs take them for something else.",
      reference: "RSS 2.0, Extending RSS", remedy: "Give the element the prefix of its extension.",
      w3c: "NotInANamespace"), [.rss]
  ) { subject, report in
    let tree = subject.xml
    let isForeign = tree.names.map { !holders.contains($0.namespace) }
    guard isForeign.contains(true) else { return }
    for node in tree.nodes where node.parent >= 0 && tree.names[node.name].namespace.isEmpty {
      let parent = tree.nodes[node.parent]
      guard isForeign[parent.name] else { continue }
      let (child, holder) = (tree.names[node.name].local, tree.names[parent.name].local)
      report(at: node.offset, "The element '\(child)' in '\(holder)' is in no namespace")
    }
  }

  static let licenseOnce = DocumentRule(
    Rule(
      "feed.license.once", .warning, "A license is named in one way", reason: "Readers differ in which they take.",
      reference: "creativeCommons RSS module; Creative Commons, RDF in RSS 1.0",
      remedy: "Keep one of the two elements.",
      w3c: "DuplicateItemSemantics"), both
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let own = view.tree.id("license", Namespaces.creativeCommons)
    let rights = view.tree.id("license", Namespaces.rights)
    guard own >= 0, rights >= 0 else { return }
    for holder in [view.feed] + view.entries {
      guard let one = view.tree.first(holder, own), let other = view.tree.first(holder, rights) else { continue }
      report(
        at: view.offset(max(one, other)), "Both creativeCommons:license and cc:license are here",
        related: [view.offset(min(one, other))])
    }
  }

  static let page = DocumentRule(
    Rule(
      "atom.xhtml.place", .warning, "XHTML is only in content, summaries and titles of type xhtml",
      reason: "Readers do not show it elsewhere.", reference: "RFC 4287, sections 3.1.1.3 and 6.4",
      remedy: "Move it into <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">.",
      w3c: "MisplacedXHTMLContent"), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject), view.tree.names.contains(where: { $0.namespace == Namespaces.xhtml }) else {
      return
    }
    for holder in [view.feed] + view.entries {
      for child in view.tree.children(holder) {
        let name = view.tree.name(child)
        // What is said to crawlers and browsers has its place there.
        guard name.namespace == Namespaces.xhtml, !["meta", "link"].contains(name.local) else { continue }
        report(at: view.offset(child), "The element '\(name.local)' of XHTML is outside of the content")
      }
    }
  }

  static let geoName = DocumentRule(
    Rule(
      "georss.element.case", .warning, "The names of GeoRSS's elements are written as in its schema",
      reason: "Programs made from the schema do not find the element.",
      reference: "GeoRSS, georss.xsd 1.1 (featureName), against the examples of GeoRSS Simple (featurename)",
      remedy: "Write the name with capitals, as the schema has it.", w3c: "UndefinedElement",
      disagreement:
        "The W3C validator calls it an error. The specification has both: capitals in its schema, none in its examples."
    ), both
  ) { subject, report in
    for name in ["featureName", "featureTypeTag", "relationshipTag"] {
      for element in subject.xml.elements(named: [name.lowercased()], in: Namespaces.geoRSS) {
        report(
          at: subject.xml.nodes[element].offset, "The schema of GeoRSS has \(name), not \(name.lowercased())",
          remedy: "Write <georss:\(name)>.")
      }
    }
  }

  static let geoShape = DocumentRule(
    Rule(
      "georss.where.shape", .error, "A georss:where holds a shape",
      reason: "Without one it says of no place.", reference: "GeoRSS, georss.xsd 1.1, whereType",
      remedy: "Write <gml:Point><gml:pos>48.21 16.37</gml:pos></gml:Point> into it, or leave it out.",
      w3c: "MissingElement"), both
  ) { subject, report in
    for element in subject.xml.elements(named: "where", in: Namespaces.geoRSS) {
      if subject.xml.nodes[element].firstChild < 0 {
        report(at: subject.xml.nodes[element].offset, "There is no shape in georss:where")
      }
    }
  }

  private static func metas(_ subject: DocumentContext) -> [XMLTree.Element] {
    subject.xml.elements(named: "meta", in: Namespaces.xhtml).filter { element in
      let parent = subject.xml.nodes[element].parent
      return parent >= 0 && subject.xml.name(parent).namespace != Namespaces.xhtml
    }
  }

  /// RSS 1.0 has it as an attribute of RDF.
  private static func address(_ element: XMLTree.Element, _ tree: XMLTree) -> String {
    guard tree.name(0).namespace == Namespaces.rdf else { return tree.string(element) }
    return tree.attribute(element, "resource", Namespaces.rdf) ?? ""
  }
}
