import TidingsCore

/// Rules of the Atom Threading Extensions (RFC 4685).
enum ThreadingRules {
  static let all: [DocumentRule] = [count, updated, reply]

  private static let namespace = "http://purl.org/syndication/thread/1.0"

  static let count = DocumentRule(
    Rule(
      "thr.count", .error, "Counts of replies are whole numbers", reason: "Readers show them.",
      reference: "RFC 4685, sections 4 and 5", remedy: "Write digits only.", w3c: "InvalidNonNegativeInteger"),
    [.rss, .atom]
  ) { subject, report in
    func check(_ value: String, _ offset: Int) {
      if value.isEmpty || !value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        report(at: offset, "'\(value)' is not a whole number")
      }
    }
    let total = subject.xml.id("total", namespace)
    guard total >= 0 || subject.xml.id("count", namespace) >= 0 else { return }
    for (element, node) in subject.xml.nodes.enumerated() {
      if node.name == total, total >= 0 { check(subject.xml.string(element), node.offset) }
      if let value = subject.xml.attribute(element, "count", namespace) {
        check(value, subject.place(of: "count", in: element))
      }
    }
  }

  static let updated = DocumentRule(
    Rule(
      "thr.updated", .error, "The date of the last reply follows RFC 3339", reason: "Readers drop others.",
      reference: "RFC 4685, section 4", remedy: "Write it as 2021-02-22T10:46:42Z.", w3c: "InvalidRFC3339Date"),
    [.rss, .atom]
  ) { subject, report in
    // Drafts of the extension called it "when".
    for name in ["updated", "when"] where subject.xml.id(name, namespace) >= 0 {
      for element in subject.xml.nodes.indices {
        guard let value = subject.xml.attribute(element, name, namespace) else { continue }
        if DateFormats.rfc3339(value) == nil {
          report(at: subject.place(of: name, in: element), "The \(name) '\(value)' is not a date of RFC 3339")
        }
      }
    }
  }

  static let reply = DocumentRule(
    Rule(
      "thr.in-reply-to", .error, "A reply names what it answers by an absolute IRI",
      reason: "Readers put the thread together by it.", reference: "RFC 4685, section 3",
      remedy: "Repeat the id of the entry that is answered.", w3c: "InvalidFullLink"), [.rss, .atom]
  ) { subject, report in
    let name = subject.xml.id("in-reply-to", namespace)
    guard name >= 0 else { return }
    for (element, node) in subject.xml.nodes.enumerated() where node.name == name {
      if subject.xml.attribute(element, "ref").flatMap({ Address($0) }) == nil {
        report(at: subject.place(of: "ref", in: element), "There is no absolute ref")
      }
      if let href = subject.xml.attribute(element, "href"), Address.hasForbiddenCharacters(href) {
        report(
          at: subject.place(of: "href", in: element), "'\(href)' is not an address", w3c: "InvalidUriChar",
          remedy: "Write the address of the page that is answered, with %XX for characters that it may not have.")
      }
      if let type = subject.xml.attribute(element, "type"), !MediaType.isValid(type) {
        report(
          at: subject.place(of: "type", in: element), "'\(type)' is not a media type", w3c: "InvalidMIMEType",
          remedy: "Write the type of the page at href, such as text/html.")
      }
      if let source = subject.xml.attribute(element, "source"), Address.hasForbiddenCharacters(source) {
        report(
          at: subject.place(of: "source", in: element), "'\(source)' is not an address", w3c: "InvalidUriChar",
          remedy: "Write the address of the feed that has the answered entry.")
      }
    }
  }
}
