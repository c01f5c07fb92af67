/// The name of a shortcode or tag, and what it is given: `figure src="a.png" caption="A"`, `youtube(id="x")`.
struct ShortcodeArguments {
  private(set) var name = ""
  private(set) var positional: [String] = []
  private(set) var named: [String: String] = [:]

  /// - Parameter text: what stands between the marks.
  init(_ text: Substring) {
    var rest = text.drop { $0.isWhitespace }
    name = String(rest.prefix { !$0.isWhitespace && $0 != "(" })
    rest = rest.dropFirst(name.count)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")" }
      guard let first = rest.first else { return }
      if ShortcodeArguments.isQuote(first) {
        positional.append(ShortcodeArguments.quoted(&rest))
        continue
      }
      let key = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "," && $0 != ")" }
      rest = rest[key.endIndex...]
      let value = rest.drop { $0 == " " }
      guard value.first == "=", !key.isEmpty else {
        positional.append(String(key.isEmpty ? rest.prefix(1) : key))
        if key.isEmpty { rest = rest.dropFirst() }
        continue
      }
      rest = value.dropFirst().drop { $0 == " " }
      guard let quote = rest.first else { return }
      if ShortcodeArguments.isQuote(quote) {
        named[key.lowercased()] = ShortcodeArguments.quoted(&rest)
      } else {
        let bare = rest.prefix { !$0.isWhitespace && $0 != "," && $0 != ")" }
        named[key.lowercased()] = String(bare)
        rest = rest[bare.endIndex...]
      }
    }
  }

  /// The value of a name, else that of a position.
  func value(_ name: String, at position: Int) -> String? {
    named[name] ?? (positional.indices.contains(position) ? positional[position] : nil)
  }

  private static func isQuote(_ character: Character) -> Bool {
    character == "\"" || character == "'" || character == "`" || character == "“" || character == "”"
  }

  private static func quoted(_ rest: inout Substring) -> String {
    let open = rest.removeFirst()
    let close: Character = open == "“" ? "”" : open
    var out = ""
    while let character = rest.popFirst() {
      if character == close { break }
      if character == "\\", open == "\"", let next = rest.first, next == "\"" || next == "\\" {
        out.append(next)
        rest.removeFirst()
      } else {
        out.append(character)
      }
    }
    return out
  }
}
