import HTMLParsing

/// Groups of elements that cleaning, and any code that looks at its result, asks for.
enum ElementNames {
  /// Elements whose presence is worth a finding: they act, or ask.
  static let unsafe: Set<String> = [
    "applet", "base", "button", "form", "frame", "frameset", "input", "link", "meta", "portal", "script", "select",
    "style", "template", "textarea",
  ]

  /// Elements without an end tag (HTML Living Standard, section 13.1.2).
  static let void: ElementSet = [.br, .col, .hr, .img, .source, .track, .wbr]

  /// Elements that stand on lines of their own, so that text on both sides is not one word.
  static let blocks: ElementSet = [
    .address, .article, .aside, .blockquote, .br, .caption, .center, .dd, .details, .dir, .div, .dl, .dt, .fieldset,
    .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .legend, .li, .listing,
    .main, .menu, .nav, .ol, .optgroup, .option, .p, .plaintext, .pre, .search, .section, .summary, .table, .tbody,
    .td, .tfoot, .th, .thead, .tr, .ul, .xmp,
  ]

  /// The same by name.
  static let block = Set(KnownElement.allCases.filter { blocks.contains($0) }.map(\.name))

  /// Elements that end an open paragraph.
  static let endsParagraph: ElementSet = [
    .address, .article, .aside, .blockquote, .center, .dd, .details, .dir, .div, .dl, .dt, .fieldset, .figcaption,
    .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .legend, .li, .listing, .main, .menu,
    .nav, .ol, .optgroup, .option, .p, .plaintext, .pre, .search, .section, .summary, .table, .ul, .xmp,
  ]

  static let headings: ElementSet = [.h1, .h2, .h3, .h4, .h5, .h6]

  /// Elements in which a paragraph may stand.
  static let flow: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "dd", "del", "details", "div", "figcaption", "figure",
    "footer", "header", "ins", "li", "main", "nav", "section", "td", "th",
  ]

  /// Elements behind which a new list item does not look for an old one to end.
  static let special: Set<String> = Set(
    KnownElement.allCases.filter { endsParagraph.contains($0) }.map(\.name)
      + ["caption", "td", "th", "tr", "tbody", "tfoot", "thead"]
  ).subtracting(["address", "div", "p", "summary"])

  /// Attributes that hold one address.
  static let addressAttributes: Set<String> = ["href", "src", "poster", "cite"]
}
