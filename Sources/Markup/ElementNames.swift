/// HTML element names by what becomes of them in a feed.
enum ElementNames {
  /// Elements that pass, and the attributes that each may keep beside the global ones.
  static let allowed: [String: Set<String>] = [
    "a": ["href", "hreflang", "type"],
    "abbr": [], "address": [], "article": [], "aside": [],
    "audio": ["src", "controls", "loop", "muted", "preload"],
    "b": [], "bdi": [], "big": [],
    "blockquote": ["cite"],
    "br": [], "caption": [], "center": [], "cite": [], "code": [],
    "col": ["span"], "colgroup": ["span"],
    "dd": [], "del": ["cite", "datetime"], "details": ["open"], "dfn": [], "div": [], "dl": [], "dt": [], "em": [],
    "figcaption": [], "figure": [], "footer": [],
    "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [], "header": [], "hr": [], "i": [],
    "img": ["src", "srcset", "sizes", "alt", "width", "height"],
    "ins": ["cite", "datetime"], "kbd": [],
    "li": ["value"], "main": [], "mark": [], "nav": [],
    "ol": ["start", "reversed", "type"],
    "p": [], "picture": [], "pre": [],
    "q": ["cite"],
    "rp": [], "rt": [], "ruby": [], "s": [], "samp": [], "section": [], "small": [],
    "source": ["src", "srcset", "sizes", "type", "media"],
    "span": [], "strike": [], "strong": [], "sub": [], "summary": [], "sup": [],
    "table": [], "tbody": [],
    "td": ["colspan", "rowspan", "headers"],
    "tfoot": [],
    "th": ["colspan", "rowspan", "headers", "scope", "abbr"],
    "thead": [],
    "time": ["datetime"],
    "tr": [],
    "track": ["src", "kind", "srclang", "label", "default"],
    "tt": [], "u": [], "ul": [], "var": [],
    "video": ["src", "poster", "controls", "loop", "muted", "preload", "width", "height"],
    "wbr": [],
  ]

  /// Attributes that every allowed element may keep.
  static let globalAttributes: Set<String> = ["title", "lang", "dir"]

  /// Elements that go with all that is in them. Others that are not allowed leave their content behind.
  static let removedWhole: Set<String> = [
    "applet", "base", "basefont", "button", "canvas", "datalist", "dialog", "embed", "frame", "frameset", "head",
    "iframe", "input", "link", "math", "meta", "noembed", "noframes", "noscript", "object", "option", "optgroup",
    "param", "plaintext", "portal", "script", "select", "slot", "style", "svg", "template", "textarea", "title", "xml",
    "xmp",
  ]

  /// Elements whose presence is worth a finding: they act, embed or ask.
  static let unsafe: Set<String> = [
    "applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link", "meta", "object",
    "portal", "script", "select", "style", "svg", "math", "template", "textarea",
  ]

  /// Elements without an end tag (HTML Living Standard, section 13.1.2).
  static let void: Set<String> = ["br", "col", "hr", "img", "source", "track", "wbr"]

  /// Elements that stand on lines of their own, so that text on both sides is not one word.
  static let block: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Elements that end an open paragraph.
  static let endsParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "div", "dl", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "dd", "dt", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul",
  ]

  static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

  /// Elements behind which a new list item does not look for an old one to end.
  static let special: Set<String> = endsParagraph.union(["caption", "td", "th", "tr", "tbody", "tfoot", "thead"])
    .subtracting(["address", "div", "p", "summary"])

  /// Attributes that hold one address.
  static let addressAttributes: Set<String> = ["href", "src", "poster", "cite"]
}
