import HTMLParsing

/// What becomes of every element of HTML, and why. The documentation prints this table; an element that is not in it leaves its
/// content behind.
enum ElementTable {
  static let rules: [ElementRule] = [
    ElementRule(
      [.p, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .hr, .br, .wbr, .div, .span, .center], .kept,
      because: "Text, as it is laid out."),
    ElementRule(
      [.article, .section, .header, .footer, .main, .aside, .nav, .address], .kept, because: "Parts of a text."),
    ElementRule([.blockquote, .q], .kept, ["cite"], because: "Quotations, with their source."),
    ElementRule([.ul, .dl, .dt, .dd], .kept, because: "Lists."),
    ElementRule([.ol], .kept, ["start", "reversed", "type"], because: "The numbers that the author counts by."),
    ElementRule([.li], .kept, ["value"], because: "The number that the author gives it."),
    ElementRule([.figure, .figcaption], .kept, because: "Pictures with their captions."),
    ElementRule([.details], .kept, ["open"], because: "Most readers fold it; the others show all."),
    ElementRule([.summary], .kept, because: "It is separate from what it folds."),
    ElementRule(
      [
        .b, .strong, .i, .em, .u, .s, .small, .big, .strike, .tt, .mark, .sub, .sup, .cite, .dfn, .abbr, .kbd, .samp,
        .`var`, .bdi,
      ], .kept, because: "Marked words; an abbreviation keeps its `title`."),
    ElementRule([.bdo], .kept, because: "Its `dir` turns the text, which means something."),
    ElementRule([.code], .kept, ["class"], because: "Of its classes `language-…` stays, by which readers colour it."),
    ElementRule([.del, .ins], .kept, ["cite", "datetime"], because: "What was changed, and when."),
    ElementRule([.time], .kept, ["datetime"], because: "The instant that the text means."),
    ElementRule([.ruby, .rt, .rp], .kept, because: "Readings beside the characters."),
    ElementRule([.a], .kept, ["href", "hreflang", "type"], because: "Links, with absolute addresses."),
    ElementRule([.table, .caption, .thead, .tbody, .tfoot, .tr], .kept, because: "Tables."),
    ElementRule([.col, .colgroup], .kept, ["span"], because: "Tables."),
    ElementRule([.td], .kept, ["colspan", "rowspan", "headers"], because: "Tables."),
    ElementRule([.th], .kept, ["colspan", "rowspan", "headers", "scope", "abbr"], because: "Tables."),
    ElementRule(
      [.img], .picture, ["src", "srcset", "sizes", "alt", "width", "height"],
      because: "Readers run no scripts, so the address that a script would fill in is there from the start."),
    ElementRule([.picture], .kept, because: "It keeps its `img`, which every reader shows."),
    ElementRule(
      [.source], .kept, ["src", "srcset", "sizes", "type", "media", "width", "height"],
      because: "Other forms of a picture or a recording."),
    ElementRule([.track], .kept, ["src", "kind", "srclang", "label", "default"], because: "Subtitles."),
    ElementRule(
      [.video], .player,
      ["src", "poster", "controls", "loop", "muted", "preload", "width", "height"],
      because: "Many readers play it; the link is for the others."),
    ElementRule(
      [.audio], .player, ["src", "controls", "loop", "muted", "preload"],
      because: "Many readers play it; the link is for the others."),
    ElementRule(
      [.iframe, .embed, .frame], .embed, because: "Few readers show frames of other sites; a link works everywhere."
    ),
    ElementRule([.object], .embed, because: "Its content replaces it; without content, a link does."),
    ElementRule([.math], .math, because: "Formulas: readers that draw none show the letters and signs."),
    ElementRule([.svg], .title, because: "Drawings in the text can hold scripts, and readers remove them."),
    ElementRule([.input], .control, because: "Task lists show what is done."),
    ElementRule([.noscript], .fallback, because: "Readers run no script, so this is for them."),
    ElementRule([.script], .script, because: "Scripts do not run in a reader."),
    ElementRule([.menu, .dir], .renamed("ul"), because: "Obsolete lists, and menus of programs."),
    ElementRule([.acronym], .renamed("abbr"), because: "Its present name."),
    ElementRule([.listing, .xmp, .plaintext], .renamed("pre"), because: "Text as it is written."),
    ElementRule(
      [.form, .fieldset, .legend, .hgroup, .search, .optgroup, .option], .renamed("div"),
      because: "What can be read in it stays on lines of its own."),
    ElementRule(
      [.font, .marquee, .blink, .nobr, .data, .label, .output, .meter, .progress, .canvas, .map, .rb, .rtc],
      .opened, because: "It says how the text looks, or what a program does with it."),
    ElementRule(
      [.button, .select, .textarea, .datalist, .keygen, .isindex], .dropped, because: "Forms do not work in a reader."),
    ElementRule(
      [.style, .link, .meta, .base, .basefont, .bgsound, .title, .head, .template, .slot, .param, .area],
      .dropped, because: "It is for the page, not for its readers."),
    ElementRule(
      [.applet, .frameset, .noframes, .noembed, .dialog], .dropped,
      because: "Browsers no longer show it, or show it only on request."),
  ]

  /// Attributes that every element keeps.
  static let globalAttributes = ["title", "lang", "dir"]

  static func fate(of element: KnownElement) -> ElementFate { fates[Int(element.rawValue)] }

  /// Whether an element keeps an attribute.
  static func keeps(_ attribute: String, of element: KnownElement) -> Bool {
    globalAttributes.contains(attribute) || attributes[Int(element.rawValue)].contains(attribute)
  }

  private static let fates: [ElementFate] = {
    var fates = [ElementFate](repeating: .opened, count: 256)
    for rule in rules { for element in rule.elements { fates[Int(element.rawValue)] = rule.fate } }
    return fates
  }()

  private static let attributes: [[String]] = {
    var attributes = [[String]](repeating: [], count: 256)
    for rule in rules { for element in rule.elements { attributes[Int(element.rawValue)] = rule.attributes } }
    return attributes
  }()
}
