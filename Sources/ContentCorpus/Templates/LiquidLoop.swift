import Markup

/// Loops of Liquid over what stands in the text itself: `{% for x in names %}` behind an `assign` with `split`, `{% for i in (1..3) %}`
/// (shopify.github.io/liquid/tags/iteration).
enum LiquidLoop {
  /// Rounds, and bytes, beyond which a loop is a program.
  private static let limits = (rounds: 1000, bytes: 200_000)

  /// A text that is split: `"a|b" | split: "|"`.
  static func list(_ text: Substring, _ context: TemplateContext, _ variables: [String: String]) -> [String]? {
    guard let bar = text.lastIndex(of: "|"), let colon = text[bar...].firstIndex(of: ":") else {
      return quotedBar(text, context, variables)
    }
    let name = text[text.index(after: bar)..<colon].trimmedWhiteSpace
    guard name == "split" else { return quotedBar(text, context, variables) }
    return split(text[..<bar], text[text.index(after: colon)...], context, variables)
  }

  /// The same where the separator is a bar itself.
  private static func quotedBar(
    _ text: Substring, _ context: TemplateContext, _ variables: [String: String]
  ) -> [String]? {
    var found: Range<Substring.Index>?
    var rest = text
    while let next = rest.firstRange(of: "split:") {
      (found, rest) = (next, rest[next.upperBound...])
    }
    guard let found else { return nil }
    let before = text[..<found.lowerBound].trimmedWhiteSpace
    guard before.last == "|" else { return nil }
    return split(before.dropLast(), text[found.upperBound...], context, variables)
  }

  private static func split(
    _ value: Substring, _ separator: Substring, _ context: TemplateContext, _ variables: [String: String]
  ) -> [String]? {
    guard let value = LiquidExpression.value(of: value, context, variables: variables),
      let separator = LiquidExpression.value(of: separator, context, variables: variables), !separator.isEmpty
    else { return nil }
    return value.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  /// What a loop writes.
  ///
  /// - Parameters:
  ///   - head: `x in names`.
  ///   - body: between its marks.
  /// - Returns: `nil` where more is asked for than is known.
  static func text(
    _ head: Substring, _ body: ArraySlice<UInt8>, lists: [String: [String]], _ variables: [String: String],
    _ context: TemplateContext
  ) -> String? {
    let words = head.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, words[1] == "in", let values = lists[String(words[2])] ?? range(words[2]),
      values.count <= limits.rounds, values.count * body.count <= limits.bytes
    else { return nil }
    var text = ""
    for (index, value) in values.enumerated() {
      var own = variables
      own[String(words[0])] = value
      own["forloop.index"] = String(index + 1)
      own["forloop.index0"] = String(index)
      let marks = TemplateMarks(in: body, of: context.convention.generator, context, variables: own)
      // What is not known inside is told where it stands, and that is once.
      guard marks.ranges.isEmpty, marks.links.isEmpty else { return nil }
      text += String(decoding: marks.removed(from: body), as: UTF8.self)
    }
    return text
  }

  /// `(1..3)`.
  private static func range(_ text: Substring) -> [String]? {
    guard text.hasPrefix("("), text.hasSuffix(")") else { return nil }
    let ends = text.dropFirst().dropLast().split(separator: "..").compactMap { Int($0) }
    guard ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < limits.rounds else { return nil }
    return (ends[0]...ends[1]).map(String.init)
  }
}
