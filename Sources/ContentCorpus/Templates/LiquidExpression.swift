import Markup

/// An expression of Liquid whose value is known without running a program: `site.title | escape`,
/// `"/about/" | relative_url`, `page.author` (shopify.github.io/liquid, jekyllrb.com/docs/liquid/filters).
enum LiquidExpression {
  /// - Returns: `nil` where it asks for more than is known.
  static func value(
    of text: Substring, _ context: TemplateContext, variables: [String: String] = [:]
  ) -> String? {
    var parts = split(text, at: "|")
    guard !parts.isEmpty, var value = operand(parts.removeFirst(), context, variables) else { return nil }
    for part in parts {
      guard let next = filtered(value, by: part, context, variables) else { return nil }
      value = next
    }
    return value
  }

  private static func operand(
    _ text: Substring, _ context: TemplateContext, _ variables: [String: String]
  ) -> String? {
    let text = text.trimmedWhiteSpace
    if let quote = text.first, quote == "\"" || quote == "'" {
      let inner = text.dropFirst().dropLast()
      return text.count > 1 && text.last == quote && !inner.contains(quote) ? String(inner) : nil
    }
    guard !text.isEmpty, text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-" }) else {
      return nil
    }
    if text.hasPrefix("site.") { return context.siteValue(String(text.dropFirst(5))) }
    if text.hasPrefix("page.") { return context.pageValue(String(text.dropFirst(5))) }
    if let variable = variables[String(text)] { return variable }
    return context.convention.generator == .eleventy ? context.pageValue(String(text)) : nil
  }

  private static func filtered(
    _ value: String, by part: Substring, _ context: TemplateContext, _ variables: [String: String]
  ) -> String? {
    let name = part.trimmedWhiteSpace.prefix { $0.isLetter || $0 == "_" }
    let rest = part.trimmedWhiteSpace.dropFirst(name.count).drop { $0 == " " || $0 == ":" }
    func argument() -> String? { operand(rest, context, variables) }
    switch name {
    case "relative_url": return context.relative(value)
    case "absolute_url": return context.absolute(value)
    case "url" where context.convention.generator == .eleventy:
      return value.hasPrefix("/") ? context.relative(value) : value
    case "escape", "xml_escape", "escape_once", "h": return HTMLText.escaped(value)
    case "strip", "trim": return value.trimmed
    case "upcase", "upper": return value.uppercased()
    case "downcase", "lower": return value.lowercased()
    case "capitalize": return value.prefix(1).uppercased() + value.dropFirst()
    case "safe": return value
    case "prepend": return argument().map { $0 + value }
    case "append": return argument().map { value + $0 }
    case "default": return value.isEmpty ? argument() : value
    default: return nil
    }
  }

  /// The parts between marks that stand in no quotes.
  static func split(_ text: Substring, at mark: Character) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == mark {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return parts + [text[start...]]
  }
}

extension Substring {
  var trimmedWhiteSpace: Substring {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else {
      return start[start.startIndex..<start.startIndex]
    }
    return start[...last]
  }
}
