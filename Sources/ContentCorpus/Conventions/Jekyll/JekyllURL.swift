/// Addresses as Jekyll makes them out of patterns (Jekyll 4.3, `url.rb`).
enum JekyllURL {
  /// The address of a document.
  ///
  /// - Parameter value: of a mark's name; `nil` for one that is not known.
  /// - Returns: `nil` where there is a mark that is not known.
  static func document(_ pattern: String, value: (String) -> String?) -> String? {
    var out = ""
    var rest = pattern[...]
    while let colon = rest.firstIndex(of: ":") {
      out += rest[..<colon]
      rest = rest[rest.index(after: colon)...]
      let mark = rest.prefix(while: isOfMark)
      guard !mark.isEmpty else {
        out += ":"
        continue
      }
      rest = rest[mark.endIndex...]
      // An underscore behind a mark may be none of it: `:month_:day`.
      if let own = value(String(mark)) {
        out += own
      } else if mark.last == "_", let own = value(String(mark.dropLast())) {
        out += own + "_"
      } else {
        return nil
      }
    }
    return sanitized(out + rest)
  }

  /// The address of a page or a file, whose patterns know few marks and leave others as they are.
  static func page(_ pattern: String, _ values: [(mark: String, value: String)]) -> String {
    sanitized(values.reduce(pattern) { $0.replacing(":" + $1.mark, with: $1.value) })
  }

  /// The marks of documents' patterns that are not known.
  static func unknownMarks(in pattern: String) -> [String] {
    pattern.matches(of: /:([a-z_]+)/).map { String($0.1) }
      .filter { mark in !marks.contains(mark) && !(mark.last == "_" && marks.contains(String(mark.dropLast()))) }
      .map { ":" + $0 }
  }

  /// jekyllrb.com/docs/permalinks.
  static let marks: Set<String> = dateMarks.union([
    "collection", "path", "name", "title", "slug", "categories", "slugified_categories", "output_ext",
  ])

  /// Those that a document without a date has no value for.
  static let dateMarks: Set<String> = [
    "year", "short_year", "w_year", "month", "i_month", "short_month", "long_month", "week", "w_day", "day", "i_day",
    "y_day",
    "short_day", "long_day", "hour", "minute", "second",
  ]

  private static func isOfMark(_ character: Character) -> Bool {
    character.isASCII && character.isLowercase || character == "_"
  }

  /// An address that leads nowhere but down: measured, `..` is a slash, and `./` nothing.
  static func sanitized(_ text: String) -> String {
    var bytes: [UInt8] = [slash]
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == dot, rest.first == dot {
        rest.removeFirst()
        bytes.append(slash)
      } else {
        bytes.append(byte)
      }
    }
    var out: [UInt8] = []
    rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == dot, rest.first == slash {
        rest.removeFirst()
      } else if byte != slash || out.last != slash {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")
}
