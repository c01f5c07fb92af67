import TidingsCore

/// Rules on atom:content and on what must stand beside it (RFC 4287, section 4.1.3).
enum AtomContentRules {
  static let all: [DocumentRule] = [
    summary, sourceType, mediaTypeOfSource, children, base64, inline, fragment, escaped, source, order,
  ]

  static let summary = DocumentRule(
    Rule(
      "atom.content.summary", .error, "An entry whose content is elsewhere or is not text has a summary",
      reason: "Readers that do not fetch or show it have nothing else to show.",
      reference: "RFC 4287, section 4.1.2", remedy: "Add a summary.", w3c: "MissingSummary"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for content in contents(tree) {
      let isElsewhere = tree.attribute(content, "src") != nil
      guard isElsewhere || kind(of: content, tree) == .binary else { continue }
      if tree.first(tree.nodes[content].parent, tree.id("summary", Namespaces.atom)) == nil {
        report(at: tree.nodes[content].offset, "There is no summary beside content that is elsewhere or is not text")
      }
    }
  }

  static let sourceType = DocumentRule(
    Rule(
      "atom.content.src-type", .warning, "Content that is elsewhere says its media type",
      reason: "Readers decide by it whether to fetch it.", reference: "RFC 4287, section 4.1.3.2",
      remedy: "Add type, such as type=\"text/html\".", w3c: "MissingTypeAttr"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for content in contents(tree) where tree.attribute(content, "src") != nil && tree.attribute(content, "type") == nil
    {
      report(at: tree.nodes[content].offset, "The content is elsewhere, and has no type")
    }
  }

  static let mediaTypeOfSource = DocumentRule(
    Rule(
      "atom.content.src", .error, "Content that is elsewhere has a media type as its type, and is empty",
      reason: "text, html and xhtml say how what is here is written, and there is nothing here.",
      reference: "RFC 4287, section 4.1.3.2", remedy: "Write the media type, and leave the element empty.",
      w3c: "InvalidMIMEType"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for content in contents(tree) where tree.attribute(content, "src") != nil {
      let type = tree.attribute(content, "type")
      if let type, ["text", "html", "xhtml"].contains(type) {
        report(at: subject.place(of: "type", in: content), "The type '\(type)' is not a media type")
      }
      if !tree.isBlank(content) || tree.nodes[content].firstChild >= 0 {
        report(at: tree.nodes[content].offset, "There is content here and elsewhere", w3c: "UnexpectedText")
      }
    }
  }

  static let children = DocumentRule(
    Rule(
      "atom.text.children", .error, "Text of type text or html has no elements: its markup is escaped",
      reason: "Readers drop elements there.", reference: "RFC 4287, sections 3.1.1.1, 3.1.1.2 and 4.1.3.3",
      remedy: "Escape the markup, or use type=\"xhtml\" with a div.", w3c: "UndefinedElement"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for element in texts(tree) {
      let kind = kind(of: element, tree)
      guard [.text, .html, .plain, .binary].contains(kind),
        let child = tree.children(element).first(where: { _ in true })
      else { continue }
      report(at: tree.nodes[child].offset, "The element \(tree.name(child).local) is in text that may have none")
    }
  }

  static let base64 = DocumentRule(
    Rule(
      "atom.content.base64", .error, "Content that is not text is Base64", reason: "Readers cannot decode it.",
      reference: "RFC 4287, section 4.1.3.3; RFC 4648, section 4", remedy: "Encode it, or point to it with src.",
      w3c: "NotBase64"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for content in contents(tree) where kind(of: content, tree) == .binary && tree.attribute(content, "src") == nil {
      if let fault = ValueType.base64.fault(in: tree.text[tree.nodes[content].text]) {
        report(at: tree.nodes[content].offset, "The content \(fault.what)")
      }
    }
  }

  static let inline = DocumentRule(
    Rule(
      "atom.xhtml.inline", .warning, "XHTML content has its markup as elements",
      reason: "Readers show escaped tags as text.", reference: "RFC 4287, section 3.1.1.3",
      remedy: "Write the elements as they are, or use type=\"html\".", w3c: "NotInline"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for element in texts(tree) where kind(of: element, tree) == .xhtml {
      if PlainTextRules.endTag(in: tree.text[tree.nodes[element].text]) != nil {
        report(at: tree.nodes[element].offset, "There is escaped markup in XHTML")
      }
    }
  }

  static let fragment = DocumentRule(
    Rule(
      "atom.content.fragment", .warning, "Content of the media type text/html is a whole document",
      reason: "Few readers show it; a fragment has the type html.", reference: "RFC 4287, section 4.1.3.3",
      remedy: "Write type=\"html\".", w3c: "HtmlFragment"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for element in texts(tree) where tree.attribute(element, "type") == "text/html" {
      let text = tree.text[tree.nodes[element].text].trimmed.prefix(9).map { $0 | 0x20 }
      if tree.attribute(element, "src") == nil, !text.starts(with: "<html".utf8), text != Array("<!doctype".utf8) {
        report(at: subject.place(of: "type", in: element), "This is a fragment, not a document of text/html")
      }
    }
  }

  static let escaped = DocumentRule(
    Rule(
      "atom.text.mode", .error, "Text constructs have no mode: that is of Atom 0.3",
      reason: "In Atom 1.0 the type says how text is escaped.", reference: "RFC 4287, section 3.1.1",
      remedy: "Remove mode, and use type=\"html\" for escaped markup.", w3c: "UnexpectedAttribute"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    let mode = tree.id("mode")
    guard mode >= 0 else { return }
    for element in texts(tree) where tree.attribute(element, "mode") == "escaped" {
      if tree.nodes[element].firstChild >= 0 {
        report(at: tree.nodes[element].offset, "The text says that it is escaped, and is not", w3c: "NotEscaped")
      }
    }
  }

  static let source = DocumentRule(
    Rule(
      "atom.source.complete", .warning, "A source has an id, a title and an updated",
      reason: "Readers name and find the entry's first feed by them.", reference: "RFC 4287, section 4.2.11",
      remedy: "Copy them from the feed that the entry comes from.", w3c: "MissingSourceElement"), [.atom]
  ) { subject, report in
    let tree = subject.xml
    for source in tree.elements(named: "source", in: Namespaces.atom) {
      for name in ["id", "title", "updated"] where tree.first(source, tree.id(name, Namespaces.atom)) == nil {
        report(at: tree.nodes[source].offset, "The source has no \(name)")
      }
    }
  }

  static let order = DocumentRule(
    Rule(
      "atom.feed.order", .warning, "A feed's own elements come before its entries",
      reason:
        "Programs that read a feed as it arrives need them first. RFC 4287 sets no order, so it is not an error.",
      reference: "RFC 4287, section 4.1.1 (the schema)", remedy: "Move it before the first entry.",
      w3c: "MisplacedMetadata",
      disagreement:
        "The W3C validator calls it an error, after the schema in the RFC. That schema is informative, and the text gives the order of elements no meaning."
    ), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject), let first = view.entries.first, first != view.feed else { return }
    for child in view.tree.children(view.feed) where child > first {
      let name = view.tree.name(child)
      if name.namespace == Namespaces.atom, name.local != "entry" {
        report(at: view.offset(child), "\(name.local) comes after an entry", related: [view.offset(first)])
      }
    }
  }

  private enum Kind {
    case text, html, xhtml
    /// XML of another kind.
    case xml
    /// A text/… media type.
    case plain
    /// Any other media type.
    case binary
  }

  private static func kind(of element: Int, _ tree: XMLTree) -> Kind {
    guard let type = tree.attribute(element, "type")?.lowercased() else { return .text }
    switch type {
    case "", "text": return .text
    case "html": return .html
    case "xhtml": return .xhtml
    case "text/xml", "application/xml", "text/xml-external-parsed-entity", "application/xml-external-parsed-entity",
      "application/xml-dtd":
      return .xml
    default:
      if type.hasSuffix("+xml") || type.hasSuffix("/xml") { return .xml }
      if !type.contains("/") { return .xml }
      return type.hasPrefix("text/") ? .plain : .binary
    }
  }

  private static func contents(_ tree: XMLTree) -> [Int] { tree.elements(named: "content", in: Namespaces.atom) }

  private static func texts(_ tree: XMLTree) -> [Int] {
    tree.elements(named: "title", "subtitle", "summary", "rights", "content", in: Namespaces.atom)
  }
}
