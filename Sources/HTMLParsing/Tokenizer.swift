/// The tokens of HTML (HTML Living Standard, section 13.2.5), one after the other, written into a tree's text.
///
/// The whole text is at hand, so the states of the standard are ways through functions. None of them looks at a byte more
/// than a few times, whatever the text.
struct Tokenizer {
  enum Token {
    case text, startTag, endTag, comment, doctype, end
  }

  /// How text is read; the tree decides.
  enum State {
    case data, rcdata, rawText, script, plaintext
  }

  let input: [UInt8]
  var index = 0
  var state = State.data

  // What the token that was read last says.
  var offset = 0
  var name: UInt32 = 0
  var isSelfClosing = false
  /// In the tree's attributes.
  var attributes: Range<Int32> = 0..<0
  /// In the tree's text: of text and comments.
  var text: Range<Int32> = 0..<0
  var doctype = Doctype()

  /// The name of the last start tag, which alone ends raw text.
  private var lastStartTag: [UInt8] = []
  private var scratch: [UInt8] = []
  /// For each name the number of the tag that last had it as an attribute.
  private var lastTagOfName: [Int32] = []
  private var tags: Int32 = 0

  init(_ input: [UInt8]) {
    self.input = input
  }

  // MARK: Tokens

  /// - Parameters:
  ///   - allowsCDATA: whether the place is in SVG or MathML.
  ///   - keepsNUL: whether a NUL in text is U+FFFD there, and not nothing.
  mutating func next(_ tree: inout HTMLTree, allowsCDATA: Bool, keepsNUL: Bool) -> Token {
    while true {
      offset = index
      let start = tree.text.count
      switch state {
      case .data: readData(&tree, keepsNUL: keepsNUL)
      case .plaintext: copy(input.count, to: &tree)
      case .rcdata, .rawText, .script: readRawText(&tree)
      }
      if tree.text.count > start {
        text = Int32(start)..<Int32(tree.text.count)
        return .text
      }
      guard index < input.count else { return .end }
      offset = index
      if let token = readMarkup(&tree, allowsCDATA: allowsCDATA) { return token }
    }
  }

  /// Text up to the next markup. A NUL is nothing in HTML, and U+FFFD in SVG and MathML.
  private mutating func readData(_ tree: inout HTMLTree, keepsNUL: Bool) {
    var start = index
    while index < input.count {
      let byte = input[index]
      if byte > 0x3C {
        index += 1
        continue
      }
      switch byte {
      case 0x3C where beginsMarkup(index):
        tree.text += input[start..<index]
        return
      case 0x26:
        tree.text += input[start..<index]
        readReference(&tree.text, in: .text)
        start = index
      case 0x0D:
        tree.text += input[start..<index]
        readReturn(&tree.text)
        start = index
      case 0:
        tree.text += input[start..<index]
        if keepsNUL { tree.text += Tokenizer.replacement }
        index += 1
        start = index
      default: index += 1
      }
    }
    tree.text += input[start..<index]
  }

  private func beginsMarkup(_ open: Int) -> Bool {
    guard open + 1 < input.count else { return false }
    let next = input[open + 1]
    if next == UInt8(ascii: "/") { return open + 2 < input.count }
    return next.isASCIILetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
  }

  private mutating func readReference(_ out: inout [UInt8], in place: CharacterReference.Place) {
    let length = CharacterReference.read(input, at: index, end: input.count, in: place, to: &out)
    if length == 0 { out.append(UInt8(ascii: "&")) }
    index += max(length, 1)
  }

  /// A line's end, however it is written, as a line feed.
  private mutating func readReturn(_ out: inout [UInt8]) {
    out.append(0x0A)
    index += index + 1 < input.count && input[index + 1] == 0x0A ? 2 : 1
  }

  /// Copies up to an offset: line ends as line feeds, U+FFFD for NUL, references as what they stand for where those count.
  private mutating func copy(_ end: Int, decoding place: CharacterReference.Place? = nil, to tree: inout HTMLTree) {
    var start = index
    while index < end {
      let byte = input[index]
      guard byte == 0x0D || byte == 0 || byte == 0x26 && place != nil else {
        index += 1
        continue
      }
      tree.text += input[start..<index]
      if let place, byte == 0x26 {
        readReference(&tree.text, in: place)
      } else if byte == 0x0D {
        readReturn(&tree.text)
      } else {
        tree.text += Tokenizer.replacement
        index += 1
      }
      start = index
    }
    if start < end { tree.text += input[start..<end] }
    index = max(index, end)
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  // MARK: Raw text

  private mutating func readRawText(_ tree: inout HTMLTree) {
    let end = RawText.end(of: lastStartTag, in: input, from: index, to: input.count)
    copy(end, decoding: state == .rcdata ? .text : nil, to: &tree)
    if index < input.count { state = .data }
  }

  // MARK: Markup

  /// - Returns: `nil` for what leaves nothing.
  private mutating func readMarkup(_ tree: inout HTMLTree, allowsCDATA: Bool) -> Token? {
    let next = input[index + 1]
    if next == UInt8(ascii: "!") { return readDeclaration(&tree, allowsCDATA: allowsCDATA) }
    if next == UInt8(ascii: "?") {
      index += 1
      return readBogusComment(&tree)
    }
    guard next == UInt8(ascii: "/") else {
      index += 1
      return readTag(&tree) ? .startTag : nil
    }
    let letter = input[index + 2]
    index += 2
    if letter == UInt8(ascii: ">") {
      index += 1
      return nil
    }
    guard letter.isASCIILetter else { return readBogusComment(&tree) }
    return readTag(&tree, isEnd: true) ? .endTag : nil
  }

  private mutating func readDeclaration(_ tree: inout HTMLTree, allowsCDATA: Bool) -> Token? {
    let rest = input[(index + 2)...]
    if rest.starts(with: "--".utf8) {
      index += 4
      return readComment(&tree)
    }
    if rest.count >= 7, rest.prefix(7).map(\.lowercasedASCII).elementsEqual("doctype".utf8) {
      index += 9
      doctype = Doctype(input, &index)
      return .doctype
    }
    if allowsCDATA, rest.starts(with: "[CDATA[".utf8) {
      index += 9
      let start = tree.text.count
      let end = find("]]>", from: index) ?? input.count
      copy(end, to: &tree)
      index = min(end + 3, input.count)
      text = Int32(start)..<Int32(tree.text.count)
      return text.isEmpty ? nil : .text
    }
    index += 2
    return readBogusComment(&tree)
  }

  private mutating func readComment(_ tree: inout HTMLTree) -> Token {
    let start = tree.text.count
    if input[index...].starts(with: ">".utf8) {
      index += 1
    } else if input[index...].starts(with: "->".utf8) {
      index += 2
    } else {
      var position = index
      var length = 0
      while true {
        guard let dashes = find("--", from: position) else {
          position = input.count
          // What a comment ends with where the text does, is no part of it.
          while position > index, length < 2, input[position - 1] == UInt8(ascii: "-") {
            position -= 1
            length += 1
          }
          break
        }
        if dashes + 2 < input.count, input[dashes + 2] == UInt8(ascii: ">") {
          (position, length) = (dashes, 3)
          break
        }
        if input[(dashes + 2)...].starts(with: "!>".utf8) {
          (position, length) = (dashes, 4)
          break
        }
        position = dashes + 1
      }
      copy(position, to: &tree)
      index = min(position + length, input.count)
    }
    text = Int32(start)..<Int32(tree.text.count)
    return .comment
  }

  private mutating func readBogusComment(_ tree: inout HTMLTree) -> Token {
    let start = tree.text.count
    let end = input[index...].firstIndex(of: UInt8(ascii: ">")) ?? input.count
    copy(end, to: &tree)
    index = min(end + 1, input.count)
    text = Int32(start)..<Int32(tree.text.count)
    return .comment
  }

  private func find(_ mark: StaticString, from start: Int) -> Int? {
    input[start...].byteRange(of: Array(mark.description.utf8))?.lowerBound
  }

  // MARK: Tags

  /// Reads a tag from its name on; `false` where the text ends in it, which leaves nothing of it.
  private mutating func readTag(_ tree: inout HTMLTree, isEnd: Bool = false) -> Bool {
    tags += 1
    isSelfClosing = false
    let first = Int32(tree.attributes.count)
    readName(untilEquals: false)
    name = tree.names.number(of: scratch[...])
    if !isEnd { swap(&lastStartTag, &scratch) }
    while true {
      while index < input.count, input[index].isHTMLSpace { index += 1 }
      guard index < input.count else {
        tree.attributes.removeSubrange(Int(first)...)
        return false
      }
      switch input[index] {
      case UInt8(ascii: ">"):
        index += 1
        attributes = first..<Int32(tree.attributes.count)
        return true
      case UInt8(ascii: "/"):
        index += 1
        isSelfClosing = index < input.count && input[index] == UInt8(ascii: ">")
      default: readAttribute(&tree)
      }
    }
  }

  /// A name, in lower case, into the scratch.
  private mutating func readName(untilEquals: Bool) {
    scratch.removeAll(keepingCapacity: true)
    while index < input.count {
      let byte = input[index]
      if byte.isHTMLSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { return }
      // One at the beginning belongs to the name.
      if untilEquals, byte == UInt8(ascii: "="), !scratch.isEmpty { return }
      if byte == 0 {
        scratch += Tokenizer.replacement
      } else {
        scratch.append(byte.lowercasedASCII)
      }
      index += 1
    }
  }

  private mutating func readAttribute(_ tree: inout HTMLTree) {
    readName(untilEquals: true)
    let attribute = tree.names.number(of: scratch[...])
    while index < input.count, input[index].isHTMLSpace { index += 1 }
    let start = Int32(tree.text.count)
    if index < input.count, input[index] == UInt8(ascii: "=") {
      index += 1
      readValue(&tree)
    }
    if Int(attribute) >= lastTagOfName.count {
      lastTagOfName += Array(repeating: 0, count: Int(attribute) + 64 - lastTagOfName.count)
    }
    // Of two with one name the first counts.
    guard lastTagOfName[Int(attribute)] != tags else { return }
    lastTagOfName[Int(attribute)] = tags
    tree.attributes.append(HTMLTree.Attribute(name: attribute, start: start, end: Int32(tree.text.count)))
  }

  private mutating func readValue(_ tree: inout HTMLTree) {
    while index < input.count, input[index].isHTMLSpace { index += 1 }
    guard index < input.count, input[index] != UInt8(ascii: ">") else { return }
    let quote = input[index]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { index += 1 }
    // No reference has a sign in it that ends a value.
    let end = input[index...].firstIndex { isQuoted ? $0 == quote : $0.isHTMLSpace || $0 == UInt8(ascii: ">") }
    copy(end ?? input.count, decoding: .attribute, to: &tree)
    if isQuoted, index < input.count { index += 1 }
  }
}
