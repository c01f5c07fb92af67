/// Link reference definitions (CommonMark 0.29, section 4.7).
struct ReferenceMap {
  struct Definition {
    var address: [UInt8]
    var title: [UInt8]
  }

  private var definitions: [[UInt8]: Definition] = [:]
  /// Bytes that references may still put into the document: few definitions, named often, would make it as large as one likes.
  private var budget = 0

  var isEmpty: Bool { definitions.isEmpty }

  mutating func allow(_ bytes: Int) { budget = max(bytes, 100_000) }

  /// Adds a definition. Of several the first counts, to kramdown the last.
  mutating func add(_ label: ArraySlice<UInt8>, _ definition: Definition, overwrites: Bool = false) {
    guard let key = ReferenceMap.key(label), overwrites || definitions[key] == nil else { return }
    definitions[key] = definition
  }

  mutating func definition(_ label: ArraySlice<UInt8>) -> Definition? {
    guard !definitions.isEmpty, label.count <= 1_000, let key = ReferenceMap.key(label), let found = definitions[key]
    else { return nil }
    let size = found.address.count + found.title.count
    guard size <= budget else { return nil }
    budget -= size
    return found
  }

  /// A label without capitals, white space as single spaces; `nil` for one that is blank.
  static func key(_ label: ArraySlice<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var isPlain = true
    for byte in label.trimmingWhiteSpace {
      if byte.isWhiteSpace {
        if out.last != 0x20 { out.append(0x20) }
      } else {
        out.append(byte.lowercased)
        if byte >= 0x80 { isPlain = false }
      }
    }
    if out.isEmpty { return nil }
    // What a case mapping makes of other letters.
    return isPlain ? out : Array(String(decoding: out, as: UTF8.self).lowercased().uppercased().lowercased().utf8)
  }
}

/// The parts of links (CommonMark 0.29, section 6.6).
enum LinkScanner {
  /// The end of a label's content that begins behind a bracket; `nil` where it is no label.
  static func label(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end, index - start <= 1_000 {
      switch text[index] {
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\"):
        index += index + 1 < end && text[index + 1].isPunctuation ? 2 : 1
      default: index += 1
      }
    }
    return nil
  }

  /// The range of a destination and where it ends.
  static func destination(_ text: [UInt8], _ start: Int, _ end: Int) -> (range: Range<Int>, next: Int)? {
    guard start < end else { return nil }
    var index = start
    if text[index] == UInt8(ascii: "<") {
      index += 1
      while index < end {
        switch text[index] {
        case UInt8(ascii: ">"): return ((start + 1)..<index, index + 1)
        case UInt8(ascii: "\\"): index += 2
        case UInt8(ascii: "<"), 0x0A: return nil
        default: index += 1
        }
      }
      return nil
    }
    var depth = 0
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: "\\"), index + 1 < end, text[index + 1].isPunctuation {
        index += 2
      } else if byte == UInt8(ascii: "(") {
        depth += 1
        if depth > 32 { return nil }
        index += 1
      } else if byte == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
        index += 1
      } else if byte.isTrimmed {
        if index == start { return nil }
        break
      } else {
        index += 1
      }
    }
    // Parentheses need not be closed, but something has to follow.
    return index < end ? (start..<index, index) : nil
  }

  /// The range of what is between the signs of a title, and where it ends.
  ///
  /// A sign behind a backslash ends it too where no other does: the longest match counts.
  static func title(_ text: [UInt8], _ start: Int, _ end: Int) -> (range: Range<Int>, next: Int)? {
    guard start < end else { return nil }
    let open = text[start]
    guard open == UInt8(ascii: "\"") || open == UInt8(ascii: "'") || open == UInt8(ascii: "(") else { return nil }
    let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : open
    var index = start + 1
    var found: (range: Range<Int>, next: Int)?
    while index < end {
      let byte = text[index]
      let isEscaped = text[index - 1] == UInt8(ascii: "\\")
      if byte == close {
        found = ((start + 1)..<index, index + 1)
        if !isEscaped { break }
      }
      if byte == UInt8(ascii: "("), open == byte, !isEscaped { break }
      index += 1
    }
    return found
  }

  /// White space with at most one line's end.
  static func spaces(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, text[index].isSpaceOrTab { index += 1 }
    if index < end, text[index] == 0x0A {
      index += 1
      while index < end, text[index].isSpaceOrTab { index += 1 }
    }
    return index
  }

  /// A destination as an address in a document.
  static func address(_ raw: ArraySlice<UInt8>) -> [UInt8] { Escapes.unescaped(raw.trimmingWhiteSpace) }
}
