import Markup

/// A line of the site's own at each entry's beginning or end: *Reply by e-mail*, a notice of rights.
///
/// `{title}`, `{address}`, `{author}` and `{email}` stand for what the entry has: as text, and in addresses as these need it.
struct EntrySurroundings: Sendable {
  struct Values {
    let title: String
    let address: String
    let author: String
    let email: String
  }

  private enum Piece {
    case html(String)
    /// A mark; whether it stands in a tag, and whether at the beginning of a value there.
    case mark(String, isInTag: Bool, beginsValue: Bool)
  }

  static let marks = ["title", "address", "author", "email"]

  private let pieces: [Piece]
  private let base: URIReference

  /// - Parameters:
  ///   - html: with marks.
  ///   - base: of the site, for addresses in it.
  init(_ html: String, base: String) {
    self.base = URIReference(base)
    var pieces: [Piece] = []
    var (isInTag, last, rest) = (false, Character(" "), html[...])
    var text = ""
    while let first = rest.first {
      if first == "{", let mark = EntrySurroundings.marks.first(where: { rest.hasPrefix("{\($0)}") }) {
        pieces.append(.html(text))
        pieces.append(.mark(mark, isInTag: isInTag, beginsValue: last == "\"" || last == "'" || last == "="))
        (text, rest, last) = ("", rest.dropFirst(mark.count + 2), "}")
        continue
      }
      if first == "<" { isInTag = true }
      if first == ">" { isInTag = false }
      (text, last, rest) = (text + String(first), first, rest.dropFirst())
    }
    pieces.append(.html(text))
    self.pieces = pieces
  }

  /// Clean, as all content is.
  func html(_ values: Values) -> [UInt8] {
    var out = ""
    for piece in pieces {
      switch piece {
      case .html(let text): out += text
      case .mark(let name, let isInTag, let beginsValue):
        let value =
          switch name {
          case "title": values.title
          case "address": values.address
          case "author": values.author
          default: values.email
          }
        out +=
          isInTag && !beginsValue && name != "email"
          ? URIReference.encodedPath(value).replacing("/", with: "%2F") : HTMLText.escaped(value)
      }
    }
    return Body(Array(out.utf8), syntax: .html).cleanHTML(page: base.description)
  }
}
