import TidingsCore

/// Rules on the text and the links of Atom (RFC 4287, sections 3.1 and 4.2.7).
enum AtomTextRules {
  static let all: [DocumentRule] = [textType, xhtmlDiv, blank, relation, mediaType, email, whiteSpace]

  static let textType = DocumentRule(
    Rule(
      "atom.text.type", .error, "The type of a text construct is text, html or xhtml",
      reason: "Readers do not know how to show others.", reference: "RFC 4287, section 3.1.1",
      remedy: "Write type=\"html\" for markup that is escaped, or leave type out for plain text.",
      w3c: "InvalidTextType"),
    [.atom]
  ) { subject, report in
    for element in textConstructs(subject) {
      guard let type = subject.xml.attribute(element, "type"), !["text", "html", "xhtml"].contains(type) else {
        continue
      }
      let event = type.isEmpty ? "AttrNotBlank" : type.contains("/") ? nil : "InvalidMIMEType"
      report(
        at: subject.place(of: "type", in: element), "The type '\(type)' is not one of text, html, xhtml", w3c: event)
    }
  }

  static let xhtmlDiv = DocumentRule(
    Rule(
      "atom.text.xhtml-div", .error, "XHTML text is in one div of the XHTML namespace",
      reason: "Readers take what is in the div.", reference: "RFC 4287, sections 3.1.1.3 and 4.1.3.3",
      remedy: "Put the text into <div xmlns=\"http://www.w3.org/1999/xhtml\">.", w3c: "MissingXhtmlDiv"), [.atom]
  ) { subject, report in
    for element in textConstructs(subject) + contents(subject) {
      guard subject.xml.attribute(element, "type") == "xhtml", subject.xml.attribute(element, "src") == nil else {
        continue
      }
      let children = Array(subject.xml.children(element))
      let div = XMLTree.Name(namespace: Namespaces.xhtml, local: "div")
      let hasText = children.first.map { child in
        let whole = subject.xml.nodes[element].text
        let inner = subject.xml.nodes[child].text
        return !subject.xml.text[whole.lowerBound..<inner.lowerBound].allSatisfy(\.isXMLSpace)
          || !subject.xml.text[inner.upperBound..<whole.upperBound].allSatisfy(\.isXMLSpace)
      }
      if children.count != 1 || hasText == true || subject.xml.name(children[0]) != div {
        report(at: subject.xml.nodes[element].offset, "There is no div, or something beside it")
      }
    }
  }

  static let blank = DocumentRule(
    Rule(
      "atom.text.blank", .warning, "Titles, summaries, names and terms are not blank",
      reason: "Readers show an empty line.", reference: "RFC 4287, sections 4.2.14, 4.2.13, 3.2.1, 4.2.2.1",
      remedy: "Fill it, or leave the element out.", w3c: "NotBlank"), [.atom]
  ) { subject, report in
    let leaves = subject.xml.elements(
      named: "name", "uri", "email", "icon", "logo", "generator", in: Namespaces.atom)
    for element in textConstructs(subject) + leaves + contents(subject) {
      let isElsewhere = subject.xml.attribute(element, "src") != nil
      if subject.xml.isBlank(element), subject.xml.nodes[element].firstChild < 0, !isElsewhere {
        report(at: subject.xml.nodes[element].offset, "The \(subject.xml.name(element).local) is blank")
      }
    }
    for element in subject.xml.elements(named: "link", in: Namespaces.atom) {
      if subject.xml.attribute(element, "title") == "" {
        report(at: subject.place(of: "title", in: element), "The title of the link is blank", w3c: "AttrNotBlank")
      }
    }
    for element in subject.xml.elements(named: "category", in: Namespaces.atom) {
      if subject.xml.attribute(element, "term") == "" {
        report(at: subject.place(of: "term", in: element), "The term is blank")
      }
    }
  }

  static let relation = DocumentRule(
    Rule(
      "atom.link.rel", .warning, "A link's relation is registered, or an address",
      reason: "Readers ignore others.", reference: "RFC 4287, section 4.2.7.2; IANA, Link Relations",
      remedy: "Use a registered name such as related or via.", w3c: "UnregisteredAtomLinkRel"), [.rss, .atom]
  ) { subject, report in
    for element in subject.xml.elements(named: "link", in: Namespaces.atom) {
      guard let rel = subject.xml.attribute(element, "rel"), !registered.contains(rel.lowercased()), Address(rel) == nil
      else { continue }
      report(at: subject.place(of: "rel", in: element), "The relation '\(rel)' is not registered")
    }
  }

  static let mediaType = DocumentRule(
    Rule(
      "atom.type.media", .error, "A media type has the form type/subtype", reason: "Readers do not know what it is.",
      reference: "RFC 4287, section 4.2.7.3; RFC 6838, section 4.2", remedy: "Correct it, for example to text/html.",
      w3c: "InvalidMIMEType"), [.rss, .atom]
  ) { subject, report in
    let name = subject.xml.id("type")
    for element in subject.xml.elements(named: "link", in: Namespaces.atom) {
      guard let type = subject.xml.attributeBytes(element, name), !MediaType.isValid(type) else { continue }
      report(
        at: subject.place(of: "type", in: element),
        "The media type '\(String(decoding: type, as: UTF8.self))' is none")
    }
    for element in contents(subject) {
      guard let type = subject.xml.attribute(element, "type"), !["text", "html", "xhtml"].contains(type) else {
        continue
      }
      if !MediaType.isValid(type) {
        report(at: subject.place(of: "type", in: element), "The media type '\(type)' is none")
      }
    }
  }

  static let email = DocumentRule(
    Rule(
      "atom.person.email", .error, "An e-mail address is one, and nothing else", reason: "Readers write to it.",
      reference: "RFC 4287, section 3.2.3", remedy: "Put the name into atom:name.", w3c: "InvalidAddrSpec"), [.atom]
  ) { subject, report in
    for element in subject.xml.elements(named: "email", in: Namespaces.atom) {
      let text = subject.xml.string(element)
      if !MailContact.hasAddress(text) || text.contains(where: { $0 == " " || $0 == "(" || $0 == "<" }) {
        report(at: subject.xml.nodes[element].offset, "'\(text)' is not an e-mail address")
      }
    }
  }

  static let whiteSpace = DocumentRule(
    Rule(
      "atom.value.white-space", .error, "Ids, dates and addresses have no white space around them",
      reason: "They are compared character by character.", reference: "RFC 4287, section 2",
      remedy: "Write them on one line with their tags.", w3c: "UnexpectedWhitespace"), [.atom]
  ) { subject, report in
    for element in subject.xml.elements(
      named: "id", "updated", "published", "icon", "logo", "uri", in: Namespaces.atom)
    {
      let node = subject.xml.nodes[element]
      let text = subject.xml.text[node.text]
      guard let first = text.first, let last = text.last, first.isXMLSpace || last.isXMLSpace else { continue }
      if !subject.xml.isBlank(element) {
        report(at: node.offset, "There is white space around \(subject.xml.name(element).local)")
      }
    }
  }

  private static func textConstructs(_ subject: DocumentContext) -> [XMLTree.Element] {
    subject.xml.elements(named: "title", "subtitle", "summary", "rights", in: Namespaces.atom)
  }

  private static func contents(_ subject: DocumentContext) -> [XMLTree.Element] {
    subject.xml.elements(named: "content", in: Namespaces.atom)
  }

  /// Of IANA's registry, those that make sense in a feed.
  private static let registered: Set<String> = [
    "alternate", "current", "describedby", "edit", "edit-media", "enclosure", "first", "hub", "last", "license", "next",
    "next-archive", "payment", "prev-archive", "previous", "related", "replies", "search", "self", "service", "up",
    "via",
  ]
}
