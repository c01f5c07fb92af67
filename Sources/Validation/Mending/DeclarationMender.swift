import TidingsCore

/// Mends what stands before a document, its XML declaration and the encoding that it names. It works on the bytes as they
/// are, before anything is decoded.
struct DeclarationMender {
  private let bytes: [UInt8]
  private let found: Set<String>
  /// Where the text begins, behind a byte order mark.
  private let start: Int

  /// - Parameter found: the rules that the document breaks.
  /// - Returns: the edits, and up to where everything is blank to a parser without them.
  static func edits(_ bytes: [UInt8], found: Set<String>, decoded: TextEncoding.Decoded) -> (
    edits: [TextEdit], end: Int
  ) {
    guard !bytes.starts(with: [0xFE, 0xFF]), !bytes.starts(with: [0xFF, 0xFE]), bytes.first != 0,
      !(bytes.count > 1 && bytes[1] == 0), XMLRecovery.webPage(bytes) == nil
    else { return ([], 0) }
    return DeclarationMender(bytes: bytes, found: found).edits(decoded)
  }

  private init(bytes: [UInt8], found: Set<String>) {
    self.bytes = bytes
    self.found = found
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private func edits(_ decoded: TextEncoding.Decoded) -> (edits: [TextEdit], end: Int) {
    var edits: [TextEdit] = []
    // What is none of ours stays as it is.
    guard let root = root() else { return ([], 0) }
    let late = WellFormedRules.declaration.id
    let declaration = place(before: root)
    let first = declaration?.lowerBound ?? bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? root
    if first > start, found.contains(late) { edits.append(TextEdit(start..<first, "", late)) }
    guard let declaration, first == start || !edits.isEmpty else { return (edits, first) }
    // A second one behind it, of a template's include: nobody may have seen it yet.
    let next = bytes[declaration.upperBound...].prefix(1000).drop(while: \.isXMLSpace)
    if next.starts(with: "<?xml ".utf8),
      let close = TagScan.end(of: "?>", in: bytes, from: next.startIndex), close <= root
    {
      edits.append(TextEdit(declaration.upperBound..<close, "", late))
    }
    edits += content(of: declaration, decoded)
    let end = edits.map(\.range.upperBound).max() ?? 0
    return (edits, max(end, declaration.upperBound))
  }

  /// The XML declaration, wherever it begins.
  private func place(before root: Int) -> Range<Int>? {
    let head = bytes[start...].prefix(20_000)
    let open = head.indices.first { index in
      head[index] == UInt8(ascii: "<")
        && head[index...].prefix(5).elementsEqual("<?xml".utf8) { $0 | 0x20 == $1 | 0x20 }
        && index + 5 < bytes.count && bytes[index + 5].isXMLSpace
    }
    guard let open, let close = bytes[open...].prefix(400).firstIndex(of: UInt8(ascii: ">")) else { return nil }
    // Behind a document's first tag it is another document's.
    return root < open ? nil : open..<(close + 1)
  }

  /// The first tag of a feed or sitemap.
  private func root() -> Int? {
    let head = bytes[start...].prefix(20_000)
    return head.indices.first { index in
      guard head[index] == UInt8(ascii: "<") else { return false }
      let name = head[(index + 1)...].prefix(40).prefix { !$0.isXMLSpace && $0 != UInt8(ascii: ">") }
      let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
      return ["rss", "feed", "entry", "urlset", "sitemapindex", "RDF", "opml"].contains { local.elementsEqual($0.utf8) }
    }
  }

  // MARK: The declaration itself

  private func content(of range: Range<Int>, _ decoded: TextEncoding.Decoded) -> [TextEdit] {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard let parts = DeclarationText(text) else { return [] }
    var edits: [TextEdit] = []
    let version = parts.value("version")
    let isMalformed = !parts.isRight || version == nil
    if isMalformed, found.contains(GeneralRules.wellFormed.id) || found.contains(GeneralRules.encoding.id) {
      let encoding = encoding(parts.value("encoding"), decoded)?.name ?? parts.value("encoding")
      var written = "<?xml version=\"1.0\""
      if let encoding { written += " encoding=\"\(encoding)\"" }
      if let standalone = parts.value("standalone")?.lowercased(), ["yes", "no"].contains(standalone) {
        written += " standalone=\"\(standalone)\""
      }
      return [TextEdit(range, written + "?>", GeneralRules.wellFormed.id)]
    }
    func edit(_ name: String, _ value: String, _ rule: String) {
      guard let place = parts.place(name) else { return }
      let offset = range.lowerBound + place.lowerBound
      edits.append(TextEdit(offset..<(offset + place.count), value, rule))
    }
    if let version, version != "1.0", found.contains(GeneralRules.version.id) {
      edit("version", "1.0", GeneralRules.version.id)
    }
    if let right = encoding(parts.value("encoding"), decoded) { edit("encoding", right.name, right.rule) }
    return edits
  }

  /// What to write in place of an encoding's name, if that is certain.
  private func encoding(_ name: String?, _ decoded: TextEncoding.Decoded) -> (name: String, rule: String)? {
    guard let lower = name?.lowercased(), !["utf-8", "us-ascii", "ascii"].contains(lower) else { return nil }
    let isUTF8 = TextEncoding.isUTF8(bytes)
    let isASCII = NonASCIIScan.first(in: bytes, from: 0) == nil
    if found.contains(GeneralRules.encodingName.id), let right = GeneralRules.misspelt[lower] {
      if isUTF8, !isASCII || !right.contains("1252") { return ("UTF-8", GeneralRules.encodingName.id) }
      return right.contains(" ") || isUTF8 ? nil : (right, GeneralRules.encodingName.id)
    }
    guard isUTF8, decoded.foreign != nil else { return nil }
    let isUnknown = decoded.utf8.isEmpty
    // The declaration is there to read, one byte a letter.
    let isWide = ["utf-16", "utf-16le", "utf-16be", "ucs-2", "utf-32", "iso-10646-ucs-2"].contains(lower)
    let rule = (found.contains(GeneralRules.encoding.id) ? GeneralRules.encoding : GeneralRules.foreignEncoding).id
    if isUnknown || isWide || decoded.invalid != nil { return ("UTF-8", rule) }
    let isSingle = lower.hasPrefix("iso-8859-") || lower.hasPrefix("windows-125") || lower.hasPrefix("koi8-")
    // What is well-formed as UTF-8 and has such letters is no text of one byte a letter.
    return isSingle && !isASCII ? ("UTF-8", GeneralRules.foreignEncoding.id) : nil
  }
}

/// The parts of an XML declaration, read more freely than XML has it.
private struct DeclarationText {
  private var parts: [(name: String, place: Range<Int>)] = []
  private let text: [UInt8]
  /// Whether it is as XML has it (XML 1.0, production 23), but for its values.
  private(set) var isRight = true

  init?(_ declaration: String) {
    text = Array(declaration.utf8)
    guard text.count > 6 else { return nil }
    isRight = text.starts(with: "<?xml".utf8) && text.suffix(2).elementsEqual("?>".utf8)
    var index = 5
    let end = text.count - (text[text.count - 2] == UInt8(ascii: "?") ? 2 : 1)
    while index < end {
      let gap = index
      while index < end, text[index].isXMLSpace { index += 1 }
      if index == end { break }
      let name = text[index..<end].prefix { ($0 | 0x20) &- 0x61 < 26 }
      guard !name.isEmpty else { return nil }
      if gap == index { isRight = false }
      index = name.endIndex
      while index < end, text[index].isXMLSpace { index += 1 }
      guard index < end, text[index] == UInt8(ascii: "=") else { return nil }
      index += 1
      while index < end, text[index].isXMLSpace { index += 1 }
      guard index < end else { return nil }
      let quote = text[index]
      let value: ArraySlice<UInt8>
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = text[(index + 1)..<end].prefix { $0 != quote }
        guard value.endIndex < end else { return nil }
        index = value.endIndex + 1
      } else {
        value = text[index..<end].prefix { !$0.isXMLSpace }
        index = value.endIndex
        isRight = false
      }
      let word = String(decoding: name, as: UTF8.self)
      guard ["version", "encoding", "standalone"].contains(word.lowercased()),
        value.allSatisfy({ $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || "._-:".utf8.contains($0) })
      else { return nil }
      if word != word.lowercased() { isRight = false }
      parts.append((word.lowercased(), value.startIndex..<value.endIndex))
    }
    let order = parts.map { ["version", "encoding", "standalone"].firstIndex(of: $0.name) ?? 0 }
    guard Set(order).count == order.count else { return nil }
    if order != order.sorted() { isRight = false }
  }

  func place(_ name: String) -> Range<Int>? { parts.first { $0.name == name }?.place }

  func value(_ name: String) -> String? { place(name).map { String(decoding: text[$0], as: UTF8.self) } }
}
