import DataFormats
import TidingsCore

/// An address as a template of Eleventy gives it: `/posts/{{ title | slugify }}/`. Values and common filters are known, nothing
/// else.
struct TemplateAddress {
  let front: FrontMatter
  let published: Timestamp
  /// Of the file, without date and ending; of its folder for an `index`.
  let fileSlug: String
  /// The path of the file, with a slash in front and no ending.
  let filePathStem: String

  /// - Returns: `nil` where there is something else in it.
  func text(_ template: String) -> String? {
    var out = ""
    var rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}"),
        let value = value(String(rest[open.upperBound..<close.lowerBound]))
      else { return nil }
      out += rest[..<open.lowerBound] + value
      rest = rest[close.upperBound...]
    }
    out += rest
    return out.contains("{%") ? nil : out
  }

  private func value(_ expression: String) -> String? {
    let parts = expression.split(separator: "|").map { String($0).trimmed }
    guard let name = parts.first?.trimmingMarks else { return nil }
    var filters = parts.dropFirst()
    if name == "page.date" || name == "date" {
      guard let filter = filters.popFirst(), filter.hasPrefix("date"), let format = argument(of: filter),
        let date = date(format)
      else { return nil }
      return filters.isEmpty ? date : nil
    }
    guard var text = plain(name) else { return nil }
    for filter in filters {
      switch filter.trimmingMarks {
      case "slug", "slugify": text = TemplateAddress.slug(text)
      case "lower", "downcase": text = text.lowercased()
      case "trim", "strip", "safe": text = text.trimmed
      default: return nil
      }
    }
    return text
  }

  private func plain(_ name: String) -> String? {
    switch name {
    case "page.fileSlug": fileSlug
    case "page.filePathStem": filePathStem
    default: front.text(FieldPath(name))
    }
  }

  /// What stands in the quotes of `date: "%Y"` or `date("%Y")`.
  private func argument(of filter: String) -> String? {
    guard let open = filter.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return nil }
    let rest = filter[filter.index(after: open)...]
    return rest.firstIndex(of: filter[open]).map { String(rest[..<$0]) }
  }

  /// strftime(3), as Liquid has it.
  private func date(_ format: String) -> String? {
    let parts = published.components
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var out = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        out.append(character)
        continue
      }
      let isBare = rest.first == "-"
      if isBare { rest.removeFirst() }
      switch rest.popFirst() {
      case "Y": out += "\(parts.year)"
      case "y": out += padded(parts.year % 100)
      case "m": out += isBare ? "\(parts.month)" : padded(parts.month)
      case "d": out += isBare ? "\(parts.day)" : padded(parts.day)
      default: return nil
      }
    }
    return out
  }

  /// Words with dashes, as the filter `slugify` has them: umlauts are two letters, and so is `&` a word.
  private static func slug(_ text: String) -> String {
    let pairs = ["ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "&": " and "]
    return Transliteration.slug(text.reduce(into: "") { $0 += pairs[String($1)] ?? String($1) })
  }
}

extension String {
  /// Without the dashes that a template takes white space away with.
  fileprivate var trimmingMarks: String {
    var text = trimmed
    if text.hasPrefix("-") { text.removeFirst() }
    if text.hasSuffix("-") { text.removeLast() }
    return text.trimmed
  }
}
