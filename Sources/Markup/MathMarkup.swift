/// MathML that may stand in a feed (MathML Core, sections 2 and 3): formulas as they are drawn, and nothing that acts.
enum MathMarkup {
  static let elements: Set<String> = [
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded",
    "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none",
    "mtable", "mtr", "mtd", "mlabeledtr", "mfenced", "menclose",
  ]

  /// Elements that repeat the formula for programs.
  static let removed: Set<String> = ["annotation", "annotation-xml", "maction", "mglyph", "malignmark"]

  static let attributes: Set<String> = [
    "accent", "accentunder", "alttext", "columnalign", "columnlines", "columnspacing", "columnspan", "depth", "dir",
    "display", "displaystyle", "fence", "form", "frame", "height", "largeop", "linethickness", "lspace",
    "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowalign", "rowlines", "rowspacing",
    "rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width", "open", "close",
    "separators",
  ]
}
