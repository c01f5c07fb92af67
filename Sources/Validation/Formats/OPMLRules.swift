import TidingsCore

/// Rules of OPML 2.0 (opml.org/spec2.opml).
enum OPMLRules {
  static let all: [DocumentRule] = [
    version, subscription,
  ]

  static let version = DocumentRule(
    Rule(
      "opml.version", .error, "The root has the version 2.0, 1.1 or 1.0",
      reason: "Readers recognise the dialect by it.",
      reference: "OPML 2.0, What is <opml>?", remedy: "Write <opml version=\"2.0\">.", w3c: "InvalidOPMLVersion"),
    [.opml]
  ) { subject, report in
    guard let root = subject.xml.root else { return }
    if subject.xml.name(root).local == "opml", !["2.0", "1.1", "1.0"].contains(subject.xml.attribute(root, "version")) {
      report(at: subject.xml.nodes[root].offset)
    }
  }

  static let subscription = DocumentRule(
    Rule(
      "opml.subscription.address", .error, "A subscription has the absolute address of its feed",
      reason: "Without it there is nothing to subscribe to.", reference: "OPML 2.0, Subscription lists",
      remedy: "Add xmlUrl=\"https://…\".", w3c: "MissingXmlURL"), [.opml]
  ) { subject, report in
    for outline in outlines(subject) where subject.xml.attribute(outline, "type")?.lowercased() == "rss" {
      let address = subject.xml.attribute(outline, "xmlUrl")
      if address.flatMap({ Address($0) })?.isWeb != true {
        report(at: subject.place(of: "xmlUrl", in: outline), "The subscription's xmlUrl is not a web address")
      }
    }
  }

  private static func outlines(_ subject: DocumentContext) -> [XMLTree.Element] {
    subject.xml.elements(named: "outline")
  }
}
