/// How deep the elements of raw HTML are nested, about.
enum NestingDepth {
  /// Beyond this cleaning writes elements beside each other.
  static let limit = 190

  /// The offset of the first tag that is nested deeper than the limit.
  ///
  /// Elements whose end tag people leave out count for nothing: they end each other.
  static func firstTooDeep(in html: [UInt8]) -> Int? {
    var depth = 0
    var index = 0
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      let isEnd = index < html.count && html[index] == UInt8(ascii: "/")
      let name = html[(isEnd ? index + 1 : index)...].prefix { $0.isLetter || $0.isDigit }
      guard !name.isEmpty else { continue }
      if isEnd {
        depth = max(depth - 1, 0)
      } else if !uncounted.contains(String(decoding: name, as: UTF8.self).lowercased()) {
        depth += 1
        if depth > limit { return open }
      }
    }
    return nil
  }

  private static let uncounted = Set([
    "br", "col", "hr", "img", "source", "track", "wbr", "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody",
    "tfoot", "option", "area", "base", "embed", "input",
    "link", "meta", "param",
  ])
}
