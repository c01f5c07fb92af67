import HTMLParsing
import TidingsCore

/// Mends what keeps XML from being well-formed where there is one way to mend it: bare `&` and `<` in text, entities of HTML,
/// halves of characters, and characters that XML has not. One pass, whatever there is of them.
struct EscapeMender {
  private let utf8: [UInt8]
  private var index = 0
  private var edits: [TextEdit] = []

  /// - Returns: nothing for a document that declares entities of its own: what they mean is its own matter.
  static func edits(_ utf8: [UInt8]) -> [TextEdit] {
    var mender = EscapeMender(utf8: utf8)
    return mender.document() ? mender.edits : []
  }

  private init(utf8: [UInt8]) { self.utf8 = utf8 }

  private mutating func document() -> Bool {
    while index < utf8.count {
      switch utf8[index] {
      case UInt8(ascii: "<"): guard markup() else { return false }
      case UInt8(ascii: "&"): reference()
      case UInt8(ascii: "]") where utf8[index...].starts(with: "]]>".utf8):
        edits.append(TextEdit((index + 2)..<(index + 3), "&gt;", WellFormed.general))
        index += 3
      default: character()
      }
    }
    return true
  }

  private enum WellFormed {
    static let general = GeneralRules.wellFormed.id
    static let ampersand = WellFormedRules.ampersand.id
    static let entity = WellFormedRules.entity.id
    static let character = WellFormedRules.character.id
  }

  // MARK: Markup

  /// - Returns: whether to go on.
  private mutating func markup() -> Bool {
    let rest = utf8[index...]
    let next = index + 1 < utf8.count ? utf8[index + 1] : 0x20
    switch next {
    case UInt8(ascii: "!"):
      if rest.starts(with: "<!--".utf8) { return skip(to: "-->") }
      if rest.starts(with: "<![CDATA[".utf8) { return skip(to: "]]>") }
      let declaration = rest.prefix { $0 != UInt8(ascii: ">") }
      guard rest.starts(with: "<!DOCTYPE".utf8), !declaration.contains(UInt8(ascii: "[")) else { return false }
      return skip(to: ">")
    case UInt8(ascii: "?"): return skip(to: "?>")
    case UInt8(ascii: "/"): return skip(to: ">")
    case _ where (next | 0x20) &- 0x61 < 26 || next == UInt8(ascii: "_") || next >= 0x80: return tag()
    default:
      edits.append(TextEdit(index..<(index + 1), "&lt;", WellFormed.general))
      index += 1
      return true
    }
  }

  /// Passes over what holds no references.
  private mutating func skip(to end: StaticString) -> Bool {
    guard let close = TagScan.end(of: end, in: utf8, from: index) else { return false }
    while index < close { character() }
    return true
  }

  private mutating func tag() -> Bool {
    var quote: UInt8?
    while index < utf8.count {
      let byte = utf8[index]
      switch byte {
      case UInt8(ascii: "&") where quote != nil:
        reference()
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = quote == nil ? byte : quote == byte ? nil : quote
      case UInt8(ascii: ">") where quote == nil:
        index += 1
        return true
      default: break
      }
      character()
    }
    return false
  }

  // MARK: Characters

  private mutating func character() {
    let byte = utf8[index]
    if byte < 0x20, !byte.isXMLSpace {
      edits.append(TextEdit(index..<(index + 1), EscapeMender.substitute(UInt32(byte)), WellFormed.character))
    } else if byte == 0xEF, index + 2 < utf8.count, utf8[index + 1] == 0xBF, utf8[index + 2] >= 0xBE {
      edits.append(TextEdit(index..<(index + 3), "", WellFormed.character))
    }
    index += 1
  }

  /// Vertical tabs and form feeds part words; all else is nothing that anybody sees.
  private static func substitute(_ code: UInt32) -> String { code == 0x0B || code == 0x0C ? " " : "" }

  private mutating func reference() {
    let start = index
    if start + 1 < utf8.count, utf8[start + 1] == UInt8(ascii: "#") { return number(at: start) }
    let name = utf8[(start + 1)...].prefix(40).prefix { HTMLReferences.isNameByte($0) }
    let isClosed = name.endIndex < utf8.count && utf8[name.endIndex] == UInt8(ascii: ";")
    let isOwn = ["amp", "lt", "gt", "quot", "apos"].contains(String(decoding: name, as: UTF8.self))
    guard isClosed, !name.isEmpty else {
      index = start + 1
      // `Tom &amp Jerry`.
      let isCut = isOwn && name.endIndex < utf8.count && utf8[name.endIndex].isXMLSpace
      edits.append(
        isCut
          ? TextEdit(name.endIndex..<name.endIndex, ";", WellFormed.ampersand)
          : TextEdit(start..<(start + 1), "&amp;", WellFormed.ampersand))
      return
    }
    index = name.endIndex + 1
    guard !isOwn, let text = NamedReferences.text(of: name) else { return }
    let numbers = String(decoding: text, as: UTF8.self).unicodeScalars.map { "&#\($0.value);" }.joined()
    edits.append(TextEdit(start..<index, numbers, WellFormed.entity))
  }

  private mutating func number(at start: Int) {
    guard let first = WrittenReference.number(in: utf8, at: start) else {
      // `&#` that begins no number.
      let next = start + 2 < utf8.count ? utf8[start + 2] : 0x20
      let isNumber = next &- 0x30 < 10 || next | 0x20 == UInt8(ascii: "x")
      if !isNumber { edits.append(TextEdit(start..<(start + 1), "&amp;", WellFormed.ampersand)) }
      index = start + 2
      return
    }
    index = first.end
    switch first.value {
    case 0xD800...0xDBFF:
      guard let halves = WrittenReference.halves(in: utf8, at: start) else { return }
      index = halves.end
      edits.append(TextEdit(start..<index, WrittenReference.written(halves.scalar), WellFormed.character))
    case 0x9, 0xA, 0xD: break
    case 0x80...0x9F:
      // Those of Windows-1252, which is what HTML has them stand for (HTML Living Standard, section 13.2.5.80).
      var meant: [UInt8] = []
      _ = CharacterReference.read(utf8, at: start, end: first.end, in: .text, to: &meant)
      guard let scalar = String(decoding: meant, as: UTF8.self).unicodeScalars.first, scalar.value > 0x9F else {
        return
      }
      edits.append(TextEdit(start..<first.end, "&#\(scalar.value);", PlainTextRules.characters.rule.id))
    case 0..<0x20, 0xFFFE, 0xFFFF:
      edits.append(TextEdit(start..<first.end, EscapeMender.substitute(first.value), WellFormed.character))
    default: break
    }
  }
}
