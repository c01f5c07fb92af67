import HTMLParsing

/// What becomes of an element of HTML in a feed.
enum ElementFate: Sendable, Hashable {
  /// It passes, with the attributes that its rule names.
  case kept
  /// It passes under another name.
  case renamed(String)
  /// What is in it stands there without it.
  case opened
  /// It goes with all that is in it.
  case dropped
  /// A picture with the address that a browser would show in the end.
  case picture
  /// By `feeds.embeds`: a link to what it shows, the frame itself, or nothing.
  case embed
  /// It passes with a link in it, for readers that play nothing.
  case player
  /// A box to tick is ☐ or ☑; anything else goes.
  case control
  /// Its pictures, frames and players stand for those that need a script, once.
  case fallback
  /// MathML passes by a list of its own.
  case math
  /// Its title takes its place.
  case title
  /// A link where it embeds a known thing (a gist, a terminal recording); else it goes.
  case script

  /// In a few words.
  var words: String {
    switch self {
    case .kept: "kept"
    case .renamed(let name): "becomes `\(name)`"
    case .opened: "its content is kept"
    case .dropped: "removed, with its content"
    case .picture: "kept, with its real address"
    case .embed: "by `feeds.embeds`: a link, the frame, or nothing"
    case .player: "kept, with a link in it"
    case .control: "☐ or ☑; others are removed"
    case .fallback: "its pictures and frames replace those that need a script"
    case .math: "kept"
    case .title: "replaced by its title"
    case .script: "a link to a known embed; else removed"
    }
  }
}

/// One line of the table of elements.
struct ElementRule: Sendable {
  let elements: [KnownElement]
  let fate: ElementFate
  /// Attributes that stay, beside `title`, `lang` and `dir`.
  let attributes: [String]
  /// Why, for the documentation.
  let reason: String

  init(_ elements: [KnownElement], _ fate: ElementFate, _ attributes: [String] = [], because reason: String) {
    self.elements = elements
    self.fate = fate
    self.attributes = attributes
    self.reason = reason
  }
}
