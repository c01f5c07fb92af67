import HTMLParsing
import Markup

/// An element of an export, with all that is in it. Names are taken as they are written: WordPress has always written the same ones.
struct ExportElement: Sendable {
  let name: String
  var attributes: [String: String] = [:]
  /// Its own text, references replaced.
  var content: [UInt8] = []
  /// Where in the bytes its text begins.
  var start = 0
  var children: [ExportElement] = []

  func first(_ name: String) -> ExportElement? { children.first { $0.name == name } }

  func all(_ name: String) -> [ExportElement] { children.filter { $0.name == name } }

  /// The text of the first child of a name, without white space at its ends and what XML forbids; empty where there is none.
  func text(_ name: String) -> String { first(name)?.text ?? "" }

  var text: String { XMLCharacters.removingForbidden(from: String(decoding: content, as: UTF8.self)).trimmed }

  /// The value of a custom field.
  func meta(_ key: String) -> String? {
    all("wp:postmeta").first { $0.text("wp:meta_key") == key }?.text("wp:meta_value")
  }
}

/// Reads a piece of an export that is held in memory: one item, or what stands in front of the first. It knows no entities but the five
/// of XML, opens no other file, and takes what is not well-formed for text.
struct ExportReader {
  private let bytes: [UInt8]
  private var stack: [ExportElement]
  private var index = 0

  /// Elements around each other at most; what is deeper is text of the one that is not.
  private static let depth = 16

  /// - Returns: an element without a name that holds all others.
  static func read(_ bytes: [UInt8]) -> ExportElement {
    var reader = ExportReader(bytes)
    return reader.root()
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    stack = [ExportElement(name: "")]
  }

  private mutating func root() -> ExportElement {
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        add(bytes[index..<end], decodes: true)
        index = end
      } else if !begins("<!"), !begins("</"), !begins("<?") {
        open()
      } else if begins("<![CDATA[") {
        let start = index + 9
        let close = bytes[start...].byteRange(of: Array("]]>".utf8))
        index = start
        add(bytes[start..<(close?.lowerBound ?? bytes.count)], decodes: false)
        index = close?.upperBound ?? bytes.count
      } else if begins("<!--") {
        skip(past: "-->")
      } else if begins("<?") {
        skip(past: "?>")
      } else if begins("<!") {
        skip(past: ">")
      } else {
        let start = index + 2
        skip(past: ">")
        close(String(decoding: bytes[start..<index].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }, as: UTF8.self))
      }
    }
    while stack.count > 1 { pop() }
    return stack[0]
  }

  private func begins(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func skip(past sign: String) {
    index = bytes[index...].byteRange(of: Array(sign.utf8))?.upperBound ?? bytes.count
  }

  private mutating func add(_ text: ArraySlice<UInt8>, decodes: Bool) {
    let top = stack.count - 1
    if stack[top].content.isEmpty { stack[top].start = text.startIndex }
    if decodes, text.contains(UInt8(ascii: "&")) {
      stack[top].content += ExportReader.decoded(text)
    } else {
      stack[top].content += text
    }
  }

  private mutating func pop() {
    let last = stack.removeLast()
    stack[stack.count - 1].children.append(last)
  }

  private mutating func close(_ name: String) {
    guard let place = stack.lastIndex(where: { $0.name == name }), place > 0 else { return }
    while stack.count > place { pop() }
  }

  private mutating func open() {
    let start = index
    var end = index + 1
    var quote: UInt8?
    while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
      if let open = quote {
        if bytes[end] == open { quote = nil }
      } else if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
        quote = bytes[end]
      }
      end += 1
    }
    let tag = bytes[(start + 1)..<end]
    let name = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
    // A sign that is no tag.
    guard let first = name.first, first | 0x20 >= UInt8(ascii: "a"), first | 0x20 <= UInt8(ascii: "z"),
      stack.count <= ExportReader.depth
    else {
      add(bytes[start...start], decodes: false)
      index = start + 1
      return
    }
    var element = ExportElement(name: String(decoding: name, as: UTF8.self))
    element.attributes = ExportReader.attributes(tag[name.endIndex...])
    element.start = min(end + 1, bytes.count)
    index = min(end + 1, bytes.count)
    stack.append(element)
    if tag.last == UInt8(ascii: "/") { pop() }
  }

  private static func attributes(_ tag: ArraySlice<UInt8>) -> [String: String] {
    var attributes: [String: String] = [:]
    var rest = tag
    while let sign = rest.firstIndex(of: UInt8(ascii: "=")) {
      let name = rest[..<sign].drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
      let value = rest[(sign + 1)...].drop { $0 <= 0x20 }
      guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = value.dropFirst().firstIndex(of: quote)
      else { break }
      attributes[String(decoding: name, as: UTF8.self)] = String(
        decoding: decoded(value.dropFirst()[..<end]), as: UTF8.self)
      rest = rest[(end + 1)...]
    }
    return attributes
  }

  /// Text with its references replaced: those of XML itself, and those of characters by their numbers.
  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var rest = text
    while let sign = rest.firstIndex(of: UInt8(ascii: "&")) {
      out += rest[..<sign]
      let name = rest[(sign + 1)...].prefix(12).prefix { $0 != UInt8(ascii: ";") }
      if name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ";"), let found = character(name) {
        out += found
        rest = rest[(name.endIndex + 1)...]
      } else {
        out.append(UInt8(ascii: "&"))
        rest = rest[(sign + 1)...]
      }
    }
    return out + rest
  }

  private static func character(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "amp": return [UInt8(ascii: "&")]
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default: break
    }
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst()
    let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init).map { Array(String(Character($0)).utf8) }
  }
}
