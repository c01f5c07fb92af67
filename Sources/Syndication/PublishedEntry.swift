import Platform
public import TidingsCore

/// An entry as it stands in published documents, where nothing is left that it could be rebuilt from.
public final class PublishedEntry: Sendable, Hashable {
  /// All of it, with its tags, by format.
  let bytes: [DocumentFormat: [UInt8]]

  /// - Parameter bytes: what ``cut(id:from:format:)`` gave.
  public init(_ bytes: [DocumentFormat: [UInt8]]) { self.bytes = bytes }

  public static func == (left: PublishedEntry, right: PublishedEntry) -> Bool { left.bytes == right.bytes }

  public func hash(into hasher: inout Hasher) { hasher.combine(bytes.count) }

  /// Its title, as far as one of its formats names it.
  public var title: String? {
    for format in [DocumentFormat.json, .rss, .atom] {
      guard let bytes = bytes[format] else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let mark = format == .json ? "\n      \"title\": \"" : format == .rss ? "\n      <title>" : "\n    <title>"
      guard let start = text.firstRange(of: mark)?.upperBound else { continue }
      guard format == .json else {
        guard let end = text[start...].firstRange(of: "</title>")?.lowerBound else { continue }
        return PublishedEntry.unescaped(text[start..<end])
      }
      return PublishedEntry.unquoted(text[start...])
    }
    return nil
  }

  /// Text of XML that ``XMLEscape`` wrote.
  private static func unescaped(_ text: Substring) -> String {
    var out = String(text)
    for (name, sign) in [
      ("lt", "<"), ("gt", ">"), ("quot", "\""), ("#x26", "&"), ("#x3C", "<"), ("#13", "\r"), ("amp", "&"),
    ] {
      out = out.replacing("&\(name);", with: sign)
    }
    return out
  }

  /// A text of JSON up to its closing quote, as ``JSONWriter`` wrote it.
  private static func unquoted(_ text: Substring) -> String {
    var out = ""
    var rest = text
    while let character = rest.unicodeScalars.popFirst(), character != "\"" {
      guard character == "\\", let escape = rest.unicodeScalars.popFirst() else {
        out.unicodeScalars.append(character)
        continue
      }
      switch escape {
      case "n": out += "\n"
      case "t": out += "\t"
      case "r": out += "\r"
      case "b": out += "\u{8}"
      case "f": out += "\u{C}"
      case "u":
        if let code = UInt32(rest.prefix(4), radix: 16), let scalar = Unicode.Scalar(code) {
          out.unicodeScalars.append(scalar)
          rest = rest.dropFirst(4)
        }
      default: out.unicodeScalars.append(escape)
      }
    }
    return out
  }

  /// Takes an entry out of a document that a ``FeedWriter`` made.
  ///
  /// - Parameters:
  ///   - id: as the format has it.
  ///   - document: the bytes of the document.
  ///   - format: what it is.
  /// - Returns: `nil` where the document has no such entry, or is laid out otherwise.
  public static func cut(id: String, from document: [UInt8], format: DocumentFormat) -> [UInt8]? {
    let (mark, start, end): (String, String, String)
    switch format {
    case .rss: (mark, start, end) = (">\(escaped(id))</guid>\n", "\n    <item>\n", "\n    </item>\n")
    case .atom: (mark, start, end) = ("\n    <id>\(escaped(id))</id>\n", "\n  <entry", "\n  </entry>\n")
    case .json:
      var text = JSONWriter()
      text.string(id)
      (mark, start, end) = ("\n      \"id\": \(String(decoding: text.bytes, as: UTF8.self)),\n", "\n    {", "\n    }")
    default: return nil
    }
    return cut(mark, from: document, start: start, end: end)
  }

  /// What stands in front of a place, and behind it, with the marks themselves.
  static func cut(_ mark: String, from document: [UInt8], start: String, end: String) -> [UInt8]? {
    // What an author writes holds no line break in front of a tag: text is escaped, and so are breaks in JSON.
    guard let place = first(Array(mark.utf8), in: document[...]),
      let begin = last(Array(start.utf8), in: document[..<(place + 1)]),
      let finish = first(Array(end.utf8), in: document[place...])
    else { return nil }
    return Array(document[(begin + 1)..<(finish + end.utf8.count)])
  }

  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    var copy = text
    copy.withUTF8 { unsafe XMLEscape.append($0, isAttribute: false, to: &out) }
    return String(decoding: out, as: UTF8.self)
  }

  private static func first(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let sign = pattern.first else { return nil }
      var start = 0
      while start + pattern.count <= buffer.count,
        let found = unsafe memchr(base + start, Int32(sign), buffer.count - pattern.count + 1 - start)
      {
        let place = unsafe UnsafeRawPointer(found) - base
        if unsafe buffer[place..<(place + pattern.count)].elementsEqual(pattern) { return bytes.startIndex + place }
        start = place + 1
      }
      return nil
    }
  }

  private static func last(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    // Entries are short: what is looked for is near.
    var size = 4096
    while true {
      let piece = bytes.suffix(size)
      var found: Int?
      var from = piece.startIndex
      while let place = first(pattern, in: piece[from...]) { (found, from) = (place, place + 1) }
      if found != nil || size >= bytes.count { return found }
      size *= 8
    }
  }
}
