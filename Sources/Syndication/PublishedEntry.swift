public import Documents
import Glibc

/// An entry as it stands in published documents, where nothing is left that it could be made of anew.
public final class PublishedEntry: Sendable, Hashable {
  /// All of it, with its tags, by format.
  let bytes: [DocumentFormat: [UInt8]]

  /// - Parameter bytes: what ``cut(id:from:format:)`` gave.
  public init(_ bytes: [DocumentFormat: [UInt8]]) { self.bytes = bytes }

  public static func == (left: PublishedEntry, right: PublishedEntry) -> Bool { left.bytes == right.bytes }

  public func hash(into hasher: inout Hasher) { hasher.combine(bytes.count) }

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
