import Documents

/// Rules of OPML 2.0 (opml.org/spec2.opml).
enum OPMLRules {
  static let all: [DocumentRule] = [version, parts, text, subscription]

  static let version = DocumentRule(
    Rule(
      "opml.version", .error, "The root has the version 2.0, 1.1 or 1.0", reason: "Readers tell the dialect by it.",
      reference: "OPML 2.0, What is <opml>?", remedy: "Write <opml version=\"2.0\">.", w3c: "InvalidOPMLVersion"),
    [.opml]
  ) { subject, report in
    guard let root = subject.xml.root else { return }
    if !["2.0", "1.1", "1.0"].contains(subject.xml.attribute(root, "version")) {
      report(at: subject.xml.nodes[root].offset)
    }
  }

  static let parts = DocumentRule(
    Rule(
      "opml.parts", .error, "There is a head, and a body with at least one outline",
      reason: "A list without outlines has nothing to subscribe to.", reference: "OPML 2.0, What is a <body>?",
      remedy: "Add the element.", w3c: "MissingElement"), [.opml]
  ) { subject, report in
    guard let root = subject.xml.root else { return }
    let offset = subject.xml.nodes[root].offset
    if subject.xml.first(root, subject.xml.id("head")) == nil { report(at: offset, "There is no head") }
    guard let body = subject.xml.first(root, subject.xml.id("body")) else {
      report(at: offset, "There is no body")
      return
    }
    if subject.xml.first(body, subject.xml.id("outline")) == nil {
      report(at: subject.xml.nodes[body].offset, "There is no outline")
    }
  }

  static let text = DocumentRule(
    Rule(
      "opml.outline.text", .error, "An outline has a text", reason: "It is what is shown.",
      reference: "OPML 2.0, Text attribute", remedy: "Add text=\"…\".", w3c: "MissingAttribute"), [.opml]
  ) { subject, report in
    for outline in outlines(subject) where subject.xml.attribute(outline, "text") == nil {
      report(at: subject.xml.nodes[outline].offset, "The outline has no text")
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
        report(at: subject.xml.nodes[outline].offset, "The subscription's xmlUrl is no web address")
      }
    }
  }

  private static func outlines(_ subject: Subject) -> [XMLTree.Element] {
    subject.xml.elements(named: "outline")
  }
}
