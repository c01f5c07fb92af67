import Platform

/// Cleans the HTML that most bodies consist of without building a tree: paragraphs, headings and lists of balanced inline
/// elements with quoted attributes, where every parser agrees on what is meant. Whatever else it meets, it declines, and
/// ``HTMLCleaner`` decides by the whole algorithm; the result is the same, which a test holds.
///
/// Raw bytes, since all content of all feeds passes here; every access lies below `html.count`.
@unsafe struct FastHTMLCleaner {
  private let html: UnsafeBufferPointer<UInt8>
  private let addresses: URLPolicy
  private var index = 0
  private var out: [UInt8] = []
  /// Names of the open elements, as numbers.
  private var open: [UInt64] = []

  /// - Returns: `nil` where the text is for a parser.
  static func clean(_ html: [UInt8], addresses: URLPolicy) -> [UInt8]? {
    unsafe html.withUnsafeBufferPointer { buffer in
      var cleaner = unsafe FastHTMLCleaner(html: buffer, addresses: addresses)
      return unsafe cleaner.run() ? cleaner.out : nil
    }
  }

  private init(html: UnsafeBufferPointer<UInt8>, addresses: URLPolicy) {
    unsafe self.html = unsafe html
    unsafe self.addresses = addresses
    unsafe out.reserveCapacity(html.count + html.count / 8 + 64)
  }

  private mutating func run() -> Bool {
    unsafe skipSpace()
    while unsafe index < html.count {
      if unsafe open.isEmpty {
        guard unsafe readBetweenBlocks() else { return false }
      } else if unsafe html[index] == UInt8(ascii: "<") {
        guard unsafe readTag() else { return false }
      } else if unsafe open[open.count - 1].mayHoldText {
        guard unsafe readText() else { return false }
      } else {
        guard unsafe readBetweenItems() else { return false }
      }
    }
    guard unsafe open.isEmpty else { return false }
    while let last = unsafe out.last, last <= 0x20 { unsafe out.removeLast() }
    return true
  }

  private mutating func skipSpace() {
    while unsafe index < html.count, unsafe html[index] == 0x20 || html[index] == 0x0A { unsafe index += 1 }
  }

  /// White space or a block.
  private mutating func readBetweenBlocks() -> Bool {
    let start = unsafe index
    unsafe skipSpace()
    if unsafe index > start {
      if unsafe index < html.count, unsafe !out.isEmpty { unsafe out.append(contentsOf: html[start..<index]) }
      return true
    }
    guard unsafe html[index] == UInt8(ascii: "<") else { return false }
    return unsafe readTag()
  }

  /// White space in a list.
  private mutating func readBetweenItems() -> Bool {
    let start = unsafe index
    unsafe skipSpace()
    guard unsafe index > start else { return false }
    unsafe out.append(contentsOf: html[start..<index])
    return true
  }

  // MARK: Tags

  private mutating func readTag() -> Bool {
    unsafe index += 1
    guard unsafe index < html.count else { return false }
    if unsafe html[index] == UInt8(ascii: "/") { return unsafe readEndTag() }
    let start = unsafe index
    let name = unsafe readName()
    guard unsafe canStand(name) else { return false }
    if name == .img { return unsafe readPicture() }
    unsafe out.append(0x3C)
    unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<index]))
    guard unsafe readAttributes(of: name) != nil else { return false }
    unsafe out.append(0x3E)
    if name != .br { unsafe open.append(name) }
    return true
  }

  private mutating func readEndTag() -> Bool {
    // As it stands, from `</` to `>`.
    let start = unsafe index - 1
    unsafe index += 1
    let name = unsafe readName()
    guard unsafe open.last == name, unsafe index < html.count, unsafe html[index] == 0x3E else { return false }
    unsafe index += 1
    unsafe open.removeLast()
    unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<index]))
    return true
  }

  /// A name of at most eight lower-case letters and digits; 0 for any other.
  private mutating func readName() -> UInt64 {
    var name: UInt64 = 0
    while unsafe index < html.count {
      let byte = unsafe html[index]
      guard (0x61...0x7A).contains(byte) || byte.isDigit else {
        return byte.isLetter || byte == 0x2D || byte == 0x3A || byte == 0x5F || byte == 0x2E ? 0 : name
      }
      if name >> 56 != 0 { return 0 }
      name = name << 8 | UInt64(byte)
      unsafe index += 1
    }
    return 0
  }

  /// Whether every parser lets an element stand where it is.
  private func canStand(_ name: UInt64) -> Bool {
    guard let parent = unsafe open.last else { return name.isTextBlock || name == .ul || name == .ol }
    if parent == .ul || parent == .ol { return name == .li }
    guard name.isInline, unsafe open.count < 20 else { return false }
    return unsafe name != .a || !open.contains(.a)
  }

  // MARK: Attributes

  /// A picture without an address is none.
  private mutating func readPicture() -> Bool {
    let start = unsafe out.count
    unsafe out += [0x3C, 0x69, 0x6D, 0x67]
    guard let written = unsafe readAttributes(of: .img) else { return false }
    if written & AttributeSet.src == 0 {
      unsafe out.removeSubrange(start...)
      return true
    }
    if written & AttributeSet.alt == 0 { unsafe out += " alt=\"\"".utf8 }
    unsafe out.append(0x3E)
    return true
  }

  /// The attributes up to the end of the tag, those that may be published written; `nil` where they are for a parser.
  private mutating func readAttributes(of element: UInt64) -> UInt32? {
    var seen: UInt32 = 0
    var others: [UInt64] = []
    var written: UInt32 = 0
    while unsafe index < html.count {
      switch unsafe html[index] {
      case 0x3E:
        unsafe index += 1
        return written
      case 0x2F:
        guard element == .br || element == .img, unsafe index + 1 < html.count, unsafe html[index + 1] == 0x3E else {
          return nil
        }
        unsafe index += 1
        continue
      case 0x20: break
      default: return nil
      }
      while unsafe index < html.count, unsafe html[index] == 0x20 { unsafe index += 1 }
      guard unsafe index < html.count else { return nil }
      if unsafe html[index] == 0x3E || html[index] == 0x2F { continue }
      guard unsafe html[index].isLetter else { return nil }
      let start = unsafe index
      let name = unsafe readName()
      let nameEnd = unsafe index
      let bit = AttributeSet.bit(of: name)
      guard name != 0, seen & bit == 0, bit != 0 || !others.contains(name), let value = unsafe attributeValue() else {
        return nil
      }
      seen |= bit
      if bit == 0 { others.append(name) }
      guard let isWritten = unsafe write(name, start..<nameEnd, value, of: element) else { return nil }
      if isWritten { written |= bit }
    }
    return nil
  }

  /// The bytes between the quotes behind `=`.
  private mutating func attributeValue() -> Range<Int>? {
    guard unsafe index + 1 < html.count, unsafe html[index] == 0x3D else { return nil }
    let quote = unsafe html[index + 1]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    let start = unsafe index + 2
    unsafe index = start
    while unsafe index < html.count, unsafe html[index] != quote {
      let byte = unsafe html[index]
      if byte < 0x20 || byte == 0x7F || byte == 0x3C { return nil }
      unsafe index += 1
    }
    guard unsafe index < html.count else { return nil }
    let range = unsafe start..<index
    unsafe index += 1
    return range
  }

  /// Whether the attribute was written; `nil` where it is for a parser.
  private mutating func write(
    _ name: UInt64, _ nameRange: Range<Int>, _ value: Range<Int>, of element: UInt64
  ) -> Bool? {
    let isAddress = name == .href && element == .a || name == .src && element == .img
    guard isAddress || name.isGlobalAttribute || element == .img && name.isPictureAttribute else {
      // One that is kept where it is rare, or that hides its element; or one that goes.
      return name == .hreflang || name == .type || name == .srcset || name == .sizes || name == .hidden
        || name == .style
        || element == .ol || element == .li || element == .code ? nil : false
    }
    let start = unsafe out.count
    unsafe out.append(0x20)
    unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: html[nameRange]))
    unsafe out.append(0x3D)
    unsafe out.append(0x22)
    let valueStart = unsafe out.count
    guard unsafe writeText(value, isAddress: isAddress) else { return nil }
    if isAddress {
      let common =
        unsafe addresses.links?.concern(html[value]) == true
        ? nil : unsafe FastURLCheck.published(html[value], base: addresses.base)
      guard let common else {
        guard let isKept = unsafe writeAddress(value, at: valueStart, allowsData: element == .img) else { return nil }
        if !isKept { unsafe out.removeSubrange(start...) }
        unsafe out.append(contentsOf: isKept ? [0x22] : [])
        return isKept
      }
      if !common.isEmpty { unsafe out.insert(contentsOf: common, at: valueStart) }
    }
    unsafe out.append(0x22)
    return true
  }

  /// An address by the whole policy; `nil` where more than the address changes.
  private mutating func writeAddress(_ value: Range<Int>, at start: Int, allowsData: Bool) -> Bool? {
    let text = unsafe CharacterEntities.decode(String(decoding: html[value], as: UTF8.self)[...])
    if unsafe addresses.links?.target(of: text) == .missing { return nil }
    let found =
      unsafe allowsData ? addresses.published(text, allowsData: true) : addresses.publishedLink(text)
    guard let address = found else { return false }
    unsafe out.removeSubrange(start...)
    unsafe HTMLText.append(address, to: &out)
    return true
  }

  // MARK: Text

  private mutating func readText() -> Bool {
    let start = unsafe index
    if let base = unsafe html.baseAddress, let found = unsafe memchr(base + start, 0x3C, html.count - start) {
      unsafe index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
    } else {
      unsafe index = html.count
    }
    return unsafe writeText(start..<index, isAddress: false)
  }

  /// Text with its references as what they stand for, escaped again.
  private mutating func writeText(_ range: Range<Int>, isAddress: Bool) -> Bool {
    var start = range.lowerBound
    var position = start
    while position < range.upperBound {
      position = unsafe nextMark(from: position, to: range.upperBound)
      guard position < range.upperBound else { break }
      let byte = unsafe html[position]
      if byte > 0x3E || byte == 0x20 || (0x27...0x3B).contains(byte) || byte == 0x3D || byte == 0x0A || byte == 0x09
        || byte == 0x21 || (0x23...0x25).contains(byte)
      {
        if byte == 0x7F { return false }
        position += 1
        continue
      }
      unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<position]))
      switch byte {
      case 0x22: unsafe out += "&quot;".utf8
      case 0x3E: unsafe out += "&gt;".utf8
      case 0x26:
        guard let length = unsafe writeReference(at: position, end: range.upperBound) else { return false }
        position += length - 1
      default: return false
      }
      position += 1
      start = position
    }
    unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<range.upperBound]))
    return true
  }

  /// The next byte that is `"`, `&`, `<`, `>`, a control or DEL, eight bytes at a time.
  private func nextMark(from start: Int, to end: Int) -> Int {
    let raw = unsafe UnsafeRawBufferPointer(html)
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeroes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    var index = start
    while index + 8 <= end {
      let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let low = (word &- ones &* 0x20) & ~word
      let quotes = zeroes((word & (ones &* 0xFB)) ^ (ones &* 0x22))
      let angles = zeroes((word & (ones &* 0xFD)) ^ (ones &* 0x3C))
      let marks = (low | quotes | angles | zeroes(word ^ (ones &* 0x7F))) & (ones &* 0x80)
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    return index
  }

  /// The length of a reference that is well-formed and stands for one of the usual characters.
  private mutating func writeReference(at start: Int, end: Int) -> Int? {
    var position = start + 1
    var name: UInt64 = 0
    while position < end, unsafe html[position] != 0x3B {
      guard unsafe html[position].isLetter, name >> 40 == 0 else { return nil }
      name = unsafe name << 8 | UInt64(html[position])
      position += 1
    }
    guard position < end else { return nil }
    switch name {
    case .amp: unsafe out += "&amp;".utf8
    case .lt: unsafe out += "&lt;".utf8
    case .gt: unsafe out += "&gt;".utf8
    case .quot: unsafe out += "&quot;".utf8
    case .nbsp: unsafe out += [0xC2, 0xA0]
    default: return nil
    }
    return position - start + 1
  }
}

/// Names as numbers: their letters, the last one lowest.
extension UInt64 {
  fileprivate static let p = packed("p"), a = packed("a"), img = packed("img"), br = packed("br"), li = packed("li")
  fileprivate static let ul = packed("ul"), ol = packed("ol"), code = packed("code")
  fileprivate static let hidden = packed("hidden"), style = packed("style")
  fileprivate static let href = packed("href"), src = packed("src"), alt = packed("alt"), title = packed("title")
  fileprivate static let lang = packed("lang"), dir = packed("dir"), width = packed("width"), height = packed("height")
  fileprivate static let type = packed("type"), srcset = packed("srcset"), sizes = packed("sizes")
  fileprivate static let hreflang = packed("hreflang")
  fileprivate static let rel = packed("rel"), target = packed("target"), `class` = packed("class")
  fileprivate static let amp = packed("amp"), lt = packed("lt"), gt = packed("gt"), quot = packed("quot")
  fileprivate static let nbsp = packed("nbsp")

  private static let inline = Set(["b", "i", "em", "strong", "code", "sub", "sup", "u", "s", "small"].map(packed))

  private static func packed(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

  fileprivate var isInline: Bool { self == .a || self == .img || self == .br || UInt64.inline.contains(self) }
  fileprivate var isTextBlock: Bool { self == .p || (self >> 8 == 0x68 && (0x31...0x36).contains(self & 0xFF)) }
  fileprivate var mayHoldText: Bool { self != .ul && self != .ol }
  fileprivate var isGlobalAttribute: Bool { self == .title || self == .lang || self == .dir }
  fileprivate var isPictureAttribute: Bool { self == .alt || self == .width || self == .height }
}

/// The usual attributes as bits.
private enum AttributeSet {
  static let src: UInt32 = 1
  static let alt: UInt32 = 2

  /// 0 for any other attribute.
  static func bit(of name: UInt64) -> UInt32 {
    switch name {
    case .src: src
    case .alt: alt
    case .href: 4
    case .title: 8
    case .width: 16
    case .height: 32
    case .rel: 64
    case .target: 128
    case .class: 256
    default: 0
    }
  }
}
