/// Elements that the algorithm treats alike.
enum ElementGroups {
  /// "Special" elements of HTML (HTML Living Standard, section 13.2.4.2).
  static let special: ElementSet = [
    .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br, .button, .caption,
    .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption, .figure, .footer,
    .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html, .iframe, .img, .input,
    .keygen, .li, .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed, .noframes, .noscript, .object, .ol,
    .p, .param, .plaintext, .pre, .script, .search, .section, .select, .source, .style, .summary, .table, .tbody, .td,
    .template, .textarea, .tfoot, .th, .thead, .title, .tr, .track, .ul, .wbr, .xmp,
  ]

  /// Those of MathML and SVG that are special, and end every scope.
  static let foreignSpecial: ElementSet = [.mi, .mo, .mn, .ms, .mtext, .annotationXML, .foreignObject, .desc, .title]

  static let headings: ElementSet = [.h1, .h2, .h3, .h4, .h5, .h6]

  /// Elements whose end tag may be left out.
  static let impliedEnds: ElementSet = [.dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc]

  static let tableContext: ElementSet = [.table, .template, .html]
  static let tableBodyContext: ElementSet = [.tbody, .tfoot, .thead, .template, .html]
  static let tableRowContext: ElementSet = [.tr, .template, .html]
  static let tableBodies: ElementSet = [.tbody, .tfoot, .thead]
  static let cells: ElementSet = [.td, .th]
  /// Where text has to stand in front of the table.
  static let fosterTargets: ElementSet = [.table, .tbody, .tfoot, .thead, .tr]
  static let tableParts: ElementSet = [.caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]

  /// Start tags that end SVG and MathML.
  static let endsForeign: ElementSet = [
    .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4, .h5, .h6,
    .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strong,
    .strike, .sub, .sup, .table, .tt, .u, .ul, .`var`,
  ]

  static let mathText: ElementSet = [.mi, .mo, .mn, .ms, .mtext]

  // Scopes (section 13.2.4.2).
  static let scope: ElementSet = [.applet, .caption, .html, .table, .td, .th, .marquee, .object, .template]
  static let listScope: ElementSet = scope.union([.ol, .ul])
  static let buttonScope: ElementSet = scope.union([.button])
  static let tableScope: ElementSet = [.html, .table, .template]
}
