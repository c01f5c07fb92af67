import TidingsCore

/// Rules on what may stand where: the grammar of each vocabulary, as rules.
enum StructureRules {
  static let all: [DocumentRule] = Grammar.Vocabulary.allCases.flatMap { vocabulary in
    GrammarViolation.Kind.allCases.filter { vocabulary.has($0) }.map { rule($0, of: vocabulary) }
  }

  /// The grammar of a format; `nil` where it has none.
  static func grammar(of format: DocumentFormat, _ tree: XMLTree) -> Grammar? {
    switch format {
    case .rss: RSSGrammar.grammar090(tree) ?? RSSGrammar.grammar091(tree) ?? RSSGrammar.grammar
    case .atom: AtomGrammar.grammar
    case .sitemap: SitemapGrammar.urlSet
    case .sitemapIndex: SitemapGrammar.index
    case .opml: OPMLGrammar.grammar
    default: nil
    }
  }

  private static func rule(_ kind: GrammarViolation.Kind, of vocabulary: Grammar.Vocabulary) -> DocumentRule {
    let text = kind.text
    let rule = Rule(
      "\(vocabulary.rawValue).\(kind.code)", kind == .unlisted ? .warning : .error,
      "\(vocabulary.title): \(text.sentence)", reason: text.reason, reference: vocabulary.reference,
      remedy: text.remedy, w3c: kind.event)
    return DocumentRule(rule, vocabulary.formats) { subject, report in
      for departure in subject.departures where departure.kind == kind && departure.vocabulary == vocabulary {
        let place = departure.attribute.map { StartTag.offset(of: $0, in: subject.utf8, at: departure.offset) }
        report(
          at: place ?? departure.offset, departure.message, related: departure.related, w3c: departure.event,
          remedy: departure.remedy)
      }
    }
  }
}

extension GrammarViolation.Kind {
  fileprivate var code: String {
    switch self {
    case .element: "element.known"
    case .unlisted: "element.listed"
    case .once: "element.once"
    case .required: "element.required"
    case .attribute: "attribute.known"
    case .requiredAttribute: "attribute.required"
    case .text: "text.place"
    case .value: "value"
    }
  }

  fileprivate var event: String {
    switch self {
    case .element: "UndefinedElement"
    case .unlisted: "UndefinedElement"
    case .once: "DuplicateElement"
    case .required: "MissingElement"
    case .attribute: "UnexpectedAttribute"
    case .requiredAttribute: "MissingAttribute"
    case .text: "UnexpectedText"
    case .value: "InvalidValue"
    }
  }

  fileprivate var text: (sentence: String, reason: String, remedy: String) {
    switch self {
    case .element:
      (
        "each element is where the format allows it", "Readers ignore it.",
        "Correct its name or its place; what is your own goes into a namespace of your own."
      )
    case .unlisted:
      (
        "each element is one that its specification has", "Readers ignore what they do not know.",
        "Compare its name and its place with the specification."
      )
    case .once:
      (
        "an element occurs once, unless it may repeat", "Readers differ in which of the two they take.",
        "Remove one."
      )
    case .required:
      ("what the format requires is there", "Readers and crawlers drop what lacks it.", "Add the element.")
    case .attribute:
      (
        "each attribute is one that the element has", "Readers ignore it.",
        "Correct its name, or remove it."
      )
    case .requiredAttribute:
      ("the attributes that an element requires are there", "Without them it says nothing.", "Add the attribute.")
    case .text:
      (
        "text is only in elements that may contain it", "Readers ignore it.",
        "Move the text into the element that it belongs to, or remove it."
      )
    case .value:
      (
        "values are of their element's type", "Readers and crawlers drop others.",
        "Write a value of the type that the message names."
      )
    }
  }
}

extension Grammar.Vocabulary {
  fileprivate var title: String {
    switch self {
    case .rss: "RSS"
    case .atom: "Atom"
    case .media: "Media RSS"
    case .sitemap: "Sitemaps"
    case .opml: "OPML"
    case .extension: "Extensions"
    }
  }

  fileprivate var reference: String {
    switch self {
    case .rss: "RSS 2.0, Required channel elements, Optional channel elements, Elements of <item>"
    case .atom: "RFC 4287, section 4"
    case .media: "Media RSS 1.5.1, Primary elements, Optional elements"
    case .sitemap: "sitemaps.org/protocol.html#xmlTagDefinitions; Google Search Central, Sitemap extensions"
    case .opml: "OPML 2.0, What is a <head>?, What is a <body>?, What is an <outline>?"
    case .extension: "The extension's own specification"
    }
  }

  fileprivate var formats: Set<DocumentFormat> {
    switch self {
    case .rss: [.rss]
    case .atom, .media, .extension: [.rss, .atom]
    case .sitemap: [.sitemap, .sitemapIndex]
    case .opml: [.opml]
    }
  }

  /// Whether the vocabulary's grammar can be departed from in this way.
  fileprivate func has(_ kind: GrammarViolation.Kind) -> Bool {
    switch (self, kind) {
    case (.media, .required): false
    case (.extension, .unlisted): true
    case (_, .unlisted): false
    default: true
    }
  }
}
