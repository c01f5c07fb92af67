/// Bare addresses as Goldmark finds them: behind white space, a parenthesis or another inline.
extension InlineParser {
  /// Whether an address begins at a position that one may begin at; if so it becomes a link behind the text in front of it.
  mutating func linkBare(at start: Int) -> Bool {
    guard brackets.last == nil, let (stop, prefix) = bareAddress(start) else { return false }
    if start > index { add(.text, index..<start) }
    link(start..<stop, prefix: prefix)
    index = stop
    return true
  }

  /// Whether it is worth looking: with no at sign in the leaf only few letters begin an address.
  func mayBeginAddress(_ byte: UInt8) -> Bool {
    hasAt || byte == UInt8(ascii: "h") || byte == UInt8(ascii: "w") || byte == UInt8(ascii: "f")
  }

  private func bareAddress(_ start: Int) -> (stop: Int, prefix: String)? {
    guard start < end else { return nil }
    var found: (stop: Int, prefix: String)?
    switch tree.buffer[start] {
    case UInt8(ascii: "h"), UInt8(ascii: "f"):
      let scheme = ["https://", "http://", "ftp://"].first { tree.buffer[start..<end].starts(with: $0.utf8) }
      if let scheme, let stop = urlEnd(start, start + scheme.utf8.count, allowsPort: true) { found = (stop, "") }
    case UInt8(ascii: "w") where tree.buffer[start..<end].starts(with: "www.".utf8):
      if let stop = urlEnd(start, start + 4, allowsPort: false) { found = (stop, dialect.autolinkScheme + "://") }
    default: break
    }
    if found == nil, hasAt, let stop = mailboxEnd(start) { found = (stop, "mailto:") }
    return found
  }

  /// The end of an address whose host begins at a position.
  private func urlEnd(_ start: Int, _ host: Int, allowsPort: Bool) -> Int? {
    let text = tree.buffer
    let limit = min(end, host + 257)
    var position = host
    var dot: Int?
    while position < limit, text[position].isAlphanumeric || "-@:%._+~#=".utf8.contains(text[position]) {
      if text[position] == UInt8(ascii: "."), position > host, position + 1 < end, text[position + 1].isSmallLetter {
        dot = position
      }
      position += 1
    }
    guard let dot else { return nil }
    position = dot + 1
    while position < end, text[position].isSmallLetter { position += 1 }
    if allowsPort, position + 1 < end, text[position] == UInt8(ascii: ":"), text[position + 1].isDigit {
      position += 1
      while position < end, text[position].isDigit { position += 1 }
    }
    if position < end, "/#?".utf8.contains(text[position]) {
      while position < end,
        text[position].isAlphanumeric || "-@:%_+.~#!?&/=();,'\">^{}[]`".utf8.contains(text[position])
          || allowsPort && text[position] == UInt8(ascii: "$")
      { position += 1 }
    }
    return withoutTail(start, position)
  }

  /// What belongs to the sentence around an address is none of it.
  private func withoutTail(_ start: Int, _ whole: Int) -> Int {
    let text = tree.buffer
    var stop = whole
    while stop > start + 1, "?!.,:*_~".utf8.contains(text[stop - 1]) { stop -= 1 }
    switch text[stop - 1] {
    case UInt8(ascii: ")"):
      var open = 0
      for byte in text[start..<stop] {
        if byte == UInt8(ascii: ")") { open += 1 } else if byte == UInt8(ascii: "(") { open -= 1 }
      }
      return stop - max(open, 0)
    case UInt8(ascii: ";"):
      var name = stop - 2
      while name >= start, text[name].isAlphanumeric { name -= 1 }
      return name != stop - 2 && name >= start && text[name] == UInt8(ascii: "&") ? name : stop
    default: return stop
    }
  }

  private func mailboxEnd(_ start: Int) -> Int? {
    let text = tree.buffer
    guard !text[start].isPunctuation else { return nil }
    var position = start
    while position < end, text[position].isAlphanumeric || "!#$%&'*+-./=?^_`{|}~".utf8.contains(text[position]) {
      position += 1
    }
    guard position > start, position < end, text[position] == UInt8(ascii: "@") else { return nil }
    var stop: Int?
    var hasDot = false
    repeat {
      position += 1
      let part = position
      while position < end, position - part < 63, text[position].isAlphanumeric || text[position] == UInt8(ascii: "-") {
        position += 1
      }
      while position > part, !text[position - 1].isAlphanumeric { position -= 1 }
      guard position > part, text[part].isAlphanumeric else { break }
      hasDot = stop != nil
      stop = position
    } while position < end && text[position] == UInt8(ascii: ".")
    guard let stop, hasDot, stop == end || !"-_".utf8.contains(text[stop]) else { return nil }
    return stop
  }
}

extension UInt8 {
  fileprivate var isSmallLetter: Bool { (0x61...0x7A).contains(self) }
}
