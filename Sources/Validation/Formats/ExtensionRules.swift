import Documents

/// Rules of smaller extensions: robots for feeds, trackback, blogChannel.
enum ExtensionRules {
  static let all: [DocumentRule] = [robotsName, robotsContent, entryOnly, blogChannel]

  private static let both: Set<DocumentFormat> = [.rss, .atom]

  static let robotsName = DocumentRule(
    Rule(
      "xhtml.meta.name", .error, "An xhtml:meta in a feed has a name and a content, and the name is robots",
      reason: "Crawlers look for nothing else there.",
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
      "xhtml.meta.content", .error, "What robots are told does not contradict itself",
      reason: "Crawlers pass it over.", reference: "Robots exclusion for feeds",
      remedy: "Write index or noindex, and follow or nofollow.", w3c: "InvalidMetaContent"), both
  ) { subject, report in
    for meta in metas(subject) {
      guard let content = subject.xml.attribute(meta, "content")?.lowercased() else { continue }
      let words = content.split(separator: ",").map { $0.trimmingSpace }
      let known: Set = ["index", "noindex", "follow", "nofollow", "all", "none", "noarchive", "nosnippet"]
      let isTwofold =
        Set(words).isSuperset(of: ["index", "noindex"]) || Set(words).isSuperset(of: ["follow", "nofollow"])
      if isTwofold || !words.allSatisfy(known.contains) {
        report(at: subject.place(of: "content", in: meta), "'\(content)' tells robots nothing")
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
        report(at: view.offset(element), "Trackback stands outside of an entry")
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
    let namespace = "http://backend.userland.com/blogChannelModule"
    for element in subject.xml.elements(named: ["blogRoll", "mySubscriptions", "blink", "changes"], in: namespace) {
      let value = subject.xml.string(element)
      if Address(value) == nil {
        report(at: subject.xml.nodes[element].offset, "'\(value)' is no address")
      }
    }
  }

  private static func metas(_ subject: Subject) -> [XMLTree.Element] {
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
