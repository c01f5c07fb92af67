import Markup

/// Loops of Liquid over what stands in the text itself: `{% for x in names %}` behind an `assign` with `split`, `{% for i in (1..3) %}`
/// (shopify.github.io/liquid/tags/iteration).
enum LiquidLoop {
  /// Rounds, and bytes, beyond which a loop is a program.
  private static let limits = (rounds: 1000, bytes: 200_000)

  /// A text that is split: `"a|b" | split: "|"`.
  static func list(_ text: Substring, _ context: TemplateContext, _ variables: [String: String]) -> [String]? {
    let parts = LiquidExpression.split(text, at: "|")
    guard parts.count > 1, let filter = parts.last, let colon = filter.firstIndex(of: ":"),
      filter[..<colon].trimmedWhiteSpace == "split",
      let value = LiquidExpression.value(of: text[..<filter.startIndex].dropLast(), context, variables: variables),
      let separator = LiquidExpression.value(of: filter[colon...].dropFirst(), context, variables: variables),
      !separator.isEmpty
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
      let marks = TemplateTags(in: body, of: context.convention.generator, context, variables: own)
      // What is not known inside is reported where it stands, and that is once.
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
