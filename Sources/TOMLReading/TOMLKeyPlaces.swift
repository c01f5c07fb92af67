/// Where keys stand in a TOML document, as far as lines tell: the parser does not say.
struct TOMLKeyPlaces {
  struct Place {
    let line: Int
    let column: Int
  }

  private var places: [[String]: Place] = [:]
  /// Where a key has more parts than anybody means.
  private(set) var excess: Place?

  private static let depthLimit = 50

  private let start: Place

  init(_ text: String, firstLine: Int) {
    start = Place(line: firstLine, column: 1)
    var table: [String] = []
    var quotes: Substring?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      defer { quotes = TOMLKeyPlaces.openQuotes(in: line, quotes) }
      // Inside of a text of several lines there are no keys.
      guard quotes == nil else { continue }
      let content = line.drop { $0 == " " || $0 == "\t" }
      let place = Place(line: firstLine + number, column: line.count - content.count + 1)
      if content.hasPrefix("[") {
        let name = content.drop { $0 == "[" }.prefix { $0 != "]" }
        table = TOMLKeyPlaces.keys(name)
        note(table, place)
      } else if let equals = content.firstIndex(of: "="), !content.hasPrefix("#") {
        note(table + TOMLKeyPlaces.keys(content[..<equals]), place)
      }
    }
  }

  /// That of the nearest key around it, where a key stands in no line of its own.
  func place(of path: [String]) -> Place {
    var path = path
    while !path.isEmpty {
      if let place = places[path] { return place }
      path.removeLast()
    }
    return start
  }

  private mutating func note(_ path: [String], _ place: Place) {
    guard path.count <= TOMLKeyPlaces.depthLimit else {
      if excess == nil { excess = place }
      return
    }
    for count in 1..<max(path.count + 1, 1) where places[Array(path.prefix(count))] == nil {
      places[Array(path.prefix(count))] = place
    }
  }

  private static func keys(_ text: Substring) -> [String] {
    text.split(separator: ".").map { part in
      String(part.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" })
    }
  }

  /// The marks of a text of several lines that is open at the end of a line.
  private static func openQuotes(in line: Substring, _ open: Substring?) -> Substring? {
    var open = open
    var rest = line
    while true {
      if let mark = open {
        guard let end = rest.firstRange(of: mark) else { return mark }
        rest = rest[end.upperBound...]
        open = nil
      } else {
        let marks: [Substring] = ["\"\"\"", "'''"]
        let found = marks.compactMap { mark in rest.firstRange(of: mark).map { (mark, $0) } }
        guard let (mark, start) = found.min(by: { $0.1.lowerBound < $1.1.lowerBound }) else { return nil }
        rest = rest[start.upperBound...]
        open = mark
      }
    }
  }
}
