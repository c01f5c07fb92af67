import TidingsCore

/// Rules on what outlines of OPML are of a type (opml.org/spec2.opml).
enum OPMLTypeRules {
  static let all: [DocumentRule] = [obsolete, title, link, type, version]

  static let obsolete = DocumentRule(
    Rule(
      "opml.obsolete", .warning, "The root is opml", reason: "outlineDocument is of a draft; few programs know it.",
      reference: "OPML 1.0", remedy: "Write <opml version=\"2.0\">.", w3c: "ObsoleteVersion"), [.opml]
  ) { subject, report in
    guard let root = subject.xml.root, subject.xml.name(root).local == "outlineDocument" else { return }
    report(at: subject.xml.nodes[root].offset, "The root is outlineDocument")
  }

  static let title = DocumentRule(
    Rule(
      "opml.subscription.title", .warning, "A subscription has the title of its feed",
      reason: "Readers name it by it until they have fetched the feed.", reference: "OPML 2.0, Subscription lists",
      remedy: "Add title=\"…\".", w3c: "MissingTitleAttr"), [.opml]
  ) { subject, report in
    for outline in outlines(subject, "rss") where subject.xml.attribute(outline, "title") == nil {
      report(at: subject.xml.nodes[outline].offset, "The subscription has no title")
    }
  }

  static let link = DocumentRule(
    Rule(
      "opml.link.address", .warning, "An outline that links or includes has an address",
      reason: "Without it it leads nowhere.", reference: "OPML 2.0, Inclusion", remedy: "Add url=\"https://…\".",
      w3c: "MissingUrlAttr"), [.opml]
  ) { subject, report in
    for outline in outlines(subject, "link") + outlines(subject, "include") {
      if subject.xml.attribute(outline, "url") == nil {
        report(at: subject.xml.nodes[outline].offset, "The outline has no url")
      }
    }
  }

  static let type = DocumentRule(
    Rule(
      "opml.outline.type", .warning, "An outline that has what subscriptions have says its type",
      reason: "Readers ignore an xmlUrl in an outline that is not a subscription.",
      reference: "OPML 2.0, Subscription lists", remedy: "Add type=\"rss\".", w3c: "MissingOutlineType"), [.opml]
  ) { subject, report in
    let tree = subject.xml
    for outline in tree.elements(named: "outline") {
      guard let type = tree.attribute(outline, "type")?.lowercased() else {
        if ["xmlUrl", "htmlUrl", "version"].contains(where: { tree.attribute(outline, $0) != nil }) {
          report(at: tree.nodes[outline].offset, "The outline has addresses and no type")
        }
        continue
      }
      let isOld = tree.attribute(0, "version") != "2.0"
      if isOld, !["link", "rss"].contains(type) {
        report(
          at: subject.place(of: "type", in: outline), "The type '\(type)' is not one of OPML 1",
          w3c: "InvalidOutlineType")
      }
    }
  }

  static let version = DocumentRule(
    Rule(
      "opml.subscription.version", .warning, "The version of a subscription is one that OPML names",
      reason: "Readers that look at it know no other.", reference: "OPML 2.0, Subscription lists",
      remedy: "Write RSS, RSS1, RSS2 or scriptingNews, or leave it out, as for Atom.", w3c: "InvalidOutlineVersion"),
    [.opml]
  ) { subject, report in
    for outline in subject.xml.elements(named: "outline") {
      guard let version = subject.xml.attribute(outline, "version"),
        !["RSS", "RSS1", "RSS2", "scriptingNews"].contains(version)
      else { continue }
      report(at: subject.place(of: "version", in: outline), "The version '\(version)' is not one of OPML's")
    }
  }

  private static func outlines(_ subject: DocumentContext, _ type: String) -> [XMLTree.Element] {
    subject.xml.elements(named: "outline").filter { subject.xml.attribute($0, "type")?.lowercased() == type }
  }
}
