import TidingsCore

/// Rules on the HTML that feeds carry: escaped in RSS and Atom, as a string in JSON Feed, as elements in Atom's XHTML.
enum HTMLContentRules {
  static let all: [DocumentRule] = HTMLScanner.Kind.allCases.map(rule)

  /// A fault, and where its piece of HTML begins.
  struct Found: Sendable {
    let kind: HTMLScanner.Kind
    let message: String
    let offset: Int
    /// The address that it is about, where there is one.
    var address: String?
  }

  /// Every fault of every piece of HTML in a document.
  static func faults(_ format: DocumentFormat, _ tree: XMLTree, _ json: JSONTree?) -> [Found] {
    switch format {
    case .rss: rssFaults(tree)
    case .atom: atomFaults(tree)
    case .json: jsonFaults(json)
    default: []
    }
  }

  private static func rule(_ kind: HTMLScanner.Kind) -> DocumentRule {
    let (rule, event) = description(kind)
    return DocumentRule(rule, [.rss, .atom, .json]) { subject, report in
      let site = kind == .relativeAddress ? site(of: subject) : nil
      for fault in subject.htmlFaults where fault.kind == kind {
        report(at: fault.offset, fault.message, w3c: event, remedy: fault.address.flatMap { remedy(for: $0, on: site) })
      }
    }
  }

  /// The scheme and the host of the site, as the feed has them.
  private static func site(of subject: DocumentContext) -> String? {
    var link = subject.object?["home_page_url"]?.string
    if let view = FeedView(subject) {
      let tree = view.tree
      link =
        view.links(view.feed, rel: "alternate").first.flatMap { tree.attribute($0, "href") }
        ?? tree.first(view.feed, tree.id("link")).map { tree.string($0) }
    }
    guard let address = link.flatMap({ Address($0) }), address.isWeb else { return nil }
    return "\(address.scheme)://\(address.host)"
  }

  /// What to write in the place of a relative address, where nothing but the host is missing.
  private static func remedy(for address: String, on site: String?) -> String? {
    if address.hasPrefix("//") { return "Write https:\(address)." }
    return address.hasPrefix("/") ? site.map { "Write \($0)\(address)." } : nil
  }

  private static func description(_ kind: HTMLScanner.Kind) -> (rule: Rule, event: String?) {
    let rule =
      switch kind {
      case .markup:
        Rule(
          "html.markup", .warning, "HTML in a feed is a fragment that needs no repair",
          reason: "Each reader repairs it in its own way; what is not closed can swallow what follows.",
          reference: "HTML Living Standard, section 13.2.2; RFC 4287, section 3.1.1.2",
          remedy: "Close what is open in the order in which it was opened, and write '&' as '&amp;'.", w3c: "NotHtml",
          disagreement:
            "The W3C validator stops at the first fault of the markup. The search for unsafe elements goes on here, since readers strip them all the same."
        )
      case .unknownElement:
        Rule(
          "html.element.known", .warning, "HTML in a feed has elements of HTML only",
          reason: "Readers strip or show others.", reference: "HTML Living Standard, section 4",
          remedy: "Use an element of HTML; components of your own site mean nothing elsewhere.", w3c: "NotHtml")
      case .unsafeElement:
        Rule(
          "html.element.safe", .warning, "HTML in a feed has no elements that run code, load frames or change the page",
          reason: "Readers strip them, and so the sentence that relies on them.",
          reference: "RFC 4287, section 8.1", remedy: "Replace it by a picture or a link.", w3c: "SecurityRisk")
      case .unsafeAttribute:
        Rule(
          "html.attribute.safe", .warning, "HTML in a feed has no attributes that run code",
          reason: "Readers strip them.", reference: "RFC 4287, section 8.1", remedy: "Remove the attribute.",
          w3c: "SecurityRiskAttr")
      case .style:
        Rule(
          "html.style", .warning, "Styles in a feed's HTML are those that readers keep",
          reason: "Others could cover the reader's own page, so they are stripped.",
          reference: "RFC 4287, section 8.1", remedy: "Remove the declaration.", w3c: "DangerousStyleAttr")
      case .relativeAddress:
        Rule(
          "html.address.absolute", .warning, "Addresses in a feed's HTML are absolute",
          reason: "Readers do not agree on what a relative one is relative to.",
          reference: "RSS Profile, section description; JSON Feed 1.1, Items",
          remedy: "Write the address in full, with https:// and the host.", w3c: "ContainsRelRef")
      case .escapedTwice:
        Rule(
          "html.escaped-twice", .warning, "HTML in a feed is escaped once",
          reason: "Readers show the tags as text.", reference: "RSS Profile, section description",
          remedy: "Escape the markup once, or put it into a CDATA section unescaped.")
      }
    return (rule, rule.w3c)
  }

  private static func rssFaults(_ tree: XMLTree) -> [Found] {
    guard let root = tree.root, let channel = tree.first(root, tree.id("channel")) else { return [] }
    let description = tree.id("description")
    let names = [description, tree.id("encoded", Namespaces.content)].filter { $0 >= 0 }
    var found: [Found] = []
    for item in tree.children(channel, tree.id("item")) {
      for child in tree.children(item) where names.contains(tree.nodes[child].name) {
        found += scan(tree, child, base: false)
      }
    }
    return found + xhtmlFaults(tree)
  }

  private static func atomFaults(_ tree: XMLTree) -> [Found] {
    let names = ["title", "subtitle", "summary", "rights", "content"].map { tree.id($0, Namespaces.atom) }.filter {
      $0 >= 0
    }
    let typeName = tree.id("type")
    guard typeName >= 0 else { return [] }
    let base = tree.id("base", Namespaces.xml)
    var found: [Found] = []
    for (element, node) in tree.nodes.enumerated() where names.contains(node.name) {
      let type = tree.attributes[node.attributes].first { $0.name == typeName }.map { tree.attributeText[$0.value] }
      if let type, type.elementsEqual("html".utf8) || type.elementsEqual("text/html".utf8) {
        found += scan(tree, element, base: base >= 0)
      }
    }
    return found + xhtmlFaults(tree)
  }

  private static func jsonFaults(_ json: JSONTree?) -> [Found] {
    (json?.root["items"]).elements.flatMap { item -> [Found] in
      guard let content = item["content_html"], let text = content.text else { return [] }
      return HTMLScanner.faults(in: text.buffer, text.range).map {
        Found(kind: $0.kind, message: $0.message, offset: content.offset, address: $0.address)
      }
    }
  }

  private static func scan(_ tree: XMLTree, _ element: Int, base: Bool) -> [Found] {
    HTMLScanner.faults(in: tree.text, tree.nodes[element].text).compactMap { fault in
      if base, fault.kind == .relativeAddress { return nil }
      return Found(
        kind: fault.kind, message: fault.message, offset: tree.nodes[element].offset, address: fault.address)
    }
  }

  /// Elements of XHTML, wherever they stand.
  private static func xhtmlFaults(_ tree: XMLTree) -> [Found] {
    guard tree.names.contains(where: { $0.namespace == Namespaces.xhtml }) else { return [] }
    var found: [Found] = []
    let style = tree.id("style")
    for (element, node) in tree.nodes.enumerated() where found.count < Reporter.limit {
      let name = tree.names[node.name]
      // What stands in a feed's head (xhtml:meta, xhtml:link) is no content.
      guard name.namespace == Namespaces.xhtml, node.parent >= 0, isContent(tree, element) else { continue }
      switch HTMLVocabulary.isSafe(name.local) {
      case nil:
        found.append(.init(kind: .unknownElement, message: "HTML has no element <\(name.local)>", offset: node.offset))
      case false?:
        found.append(.init(kind: .unsafeElement, message: "Readers strip <\(name.local)>", offset: node.offset))
      case true?: break
      }
      for attribute in tree.attributes[node.attributes] {
        let local = tree.names[attribute.name].local
        if local.hasPrefix("on") {
          found.append(
            .init(kind: .unsafeAttribute, message: "Readers strip \(local): it runs code", offset: node.offset))
        }
        if attribute.name == style, style >= 0 {
          let value = String(decoding: tree.attributeText[attribute.value], as: UTF8.self)
          if let fault = StyleVocabulary.fault(in: value) {
            found.append(.init(kind: .style, message: "Readers strip the style \(fault)", offset: node.offset))
          }
        }
      }
    }
    return found
  }

  private static func isContent(_ tree: XMLTree, _ element: Int) -> Bool {
    let parent = tree.name(tree.nodes[element].parent)
    let isHead = parent.namespace == Namespaces.atom && (parent.local == "feed" || parent.local == "entry")
    return !isHead && !(parent.namespace.isEmpty && parent.local == "channel")
  }
}
