import TOMLKit
public import YAMLReading

/// Reads a TOML document (toml.io/en/v1.0.0), through TOMLKit, into the same tree as YAML is read into: who asks for a field need
/// not know how it was written.
public enum TOMLReader {
  /// - Parameters:
  ///   - text: the document, without fences.
  ///   - firstLine: the line of the file at which it starts.
  /// - Throws: `YAMLProblem`.
  public static func read(_ text: String, firstLine: Int = 1) throws -> YAMLNode {
    let places = TOMLKeyPlaces(text, firstLine: firstLine)
    if let excess = places.excess {
      throw YAMLProblem(.excessive, "a key has too many parts", line: excess.line, column: excess.column)
    }
    // A C library reads it, to which that is the end.
    guard !text.utf8.contains(0) else {
      throw YAMLProblem(.syntax, "there is a null character", line: firstLine, column: 1)
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw YAMLProblem(
        .syntax, error.description, line: firstLine + max(error.source.begin.line, 1) - 1,
        column: max(error.source.begin.column, 1))
    }
    return node(table, [], places)
  }

  private static func node(_ table: TOMLTable, _ path: [String], _ places: TOMLKeyPlaces) -> YAMLNode {
    let pairs = table.keys.compactMap { key -> YAMLNode.Pair? in
      guard let value = table[key] else { return nil }
      let own = path + [key]
      let place = places.place(of: own)
      return YAMLNode.Pair(
        key: key, keyLine: place.line, keyColumn: place.column, value: node(value, own, places))
    }
    let place = places.place(of: path)
    // TOMLKit has them by their names.
    let written = pairs.sorted { ($0.keyLine, $0.keyColumn, $0.key) < ($1.keyLine, $1.keyColumn, $1.key) }
    return YAMLNode(.mapping(written), line: place.line, column: place.column)
  }

  private static func node(_ value: any TOMLValueConvertible, _ path: [String], _ places: TOMLKeyPlaces) -> YAMLNode {
    let place = places.place(of: path)
    func scalar(_ text: String, isPlain: Bool = true) -> YAMLNode {
      YAMLNode(.scalar(text, isPlain: isPlain), line: place.line, column: place.column)
    }
    if let table = value.table { return node(table, path, places) }
    if let array = value.array {
      return YAMLNode(
        .sequence(array.map { node($0, path, places) }), line: place.line, column: place.column)
    }
    if let text = value.string { return scalar(text, isPlain: false) }
    if let bool = value.bool { return scalar(bool ? "true" : "false") }
    if let instant = value.dateTime {
      return scalar(date(instant.date) + "T" + time(instant.time) + zone(instant.offset))
    }
    if let day = value.date { return scalar(date(day)) }
    if let time = value.time { return scalar(self.time(time)) }
    if let number = value.int { return scalar("\(number)") }
    if let number = value.double { return scalar("\(number)") }
    return scalar("")
  }

  private static func date(_ date: TOMLDate) -> String {
    "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  private static func time(_ time: TOMLTime) -> String {
    let fraction = time.nanoSecond == 0 ? "" : "." + padded(time.nanoSecond, 9)
    return "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))\(fraction)"
  }

  /// Of a time without one, nothing: it is in the site's zone.
  private static func zone(_ offset: TOMLTimeOffset?) -> String {
    guard let minutes = offset?.offset else { return "" }
    let size = abs(minutes)
    return minutes == 0 ? "Z" : "\(minutes < 0 ? "-" : "+")\(padded(size / 60, 2)):\(padded(size % 60, 2))"
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
