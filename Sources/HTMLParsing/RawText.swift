/// Text in which there is no markup: that of scripts, styles, titles and the like.
package enum RawText {
  /// Where the end tag of an element begins whose start tag ends at an offset (HTML Living Standard, sections 13.2.5.2 to 13.2.5.4).
  ///
  /// - Parameters:
  ///   - name: of the element, in lower case.
  ///   - input: the whole text.
  ///   - start: behind the start tag.
  ///   - limit: where the text ends.
  /// - Returns: the limit, where there is no end tag.
  package static func end(of name: [UInt8], in input: [UInt8], from start: Int, to limit: Int) -> Int {
    if name == script { return scriptEnd(in: input, from: start, to: limit) }
    var position = start
    while position < limit {
      if input[position] == 0x3C, isTag(position + 1, slash: true, name, input, limit) { return position }
      position += 1
    }
    return limit
  }

  private static let script = Array("script".utf8)

  /// A script, in which `<!-- <script> … </script>` is escaped (section 13.2.5.15 and after).
  private static func scriptEnd(in input: [UInt8], from start: Int, to limit: Int) -> Int {
    var escapes = 0
    var dashes = 0
    var position = start
    while position < limit {
      let byte = input[position]
      if byte == UInt8(ascii: "-") {
        dashes += escapes > 0 ? 1 : 0
        position += 1
        continue
      }
      defer { dashes = 0 }
      if byte == UInt8(ascii: ">"), dashes >= 2 { escapes = 0 }
      guard byte == 0x3C else {
        position += 1
        continue
      }
      if escapes < 2, isTag(position + 1, slash: true, script, input, limit) { return position }
      if escapes == 0, input[position..<limit].starts(with: "<!--".utf8) {
        escapes = 1
        position += 4
        // Its dashes may be those that end it too.
        while position < limit, input[position] == UInt8(ascii: "-") { position += 1 }
        if position < limit, input[position] == UInt8(ascii: ">") { escapes = 0 }
        continue
      }
      if escapes == 1, isTag(position + 1, slash: false, script, input, limit) {
        escapes = 2
      } else if escapes == 2, isTag(position + 1, slash: true, script, input, limit) {
        escapes = 1
      }
      position += 1
    }
    return limit
  }

  private static func isTag(_ start: Int, slash: Bool, _ name: [UInt8], _ input: [UInt8], _ limit: Int) -> Bool {
    var position = start
    if slash {
      guard position < limit, input[position] == UInt8(ascii: "/") else { return false }
      position += 1
    }
    guard position + name.count < limit else { return false }
    for byte in name {
      guard input[position].lowercasedASCII == byte else { return false }
      position += 1
    }
    let next = input[position]
    return next.isHTMLSpace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
  }
}
