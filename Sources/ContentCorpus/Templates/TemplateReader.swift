import HTMLParsing
import Markup

/// Reads marks whose meaning is known without running a program.
struct TemplateReader {
  private let context: TemplateContext?
  /// Of `capture` and `assign`.
  private var variables: [String: String] = [:]
  /// Of `assign` with `split`.
  private var lists: [String: [String]] = [:]
  /// Pages that are named, and where.
  private(set) var links: [(reference: ContentReference, offset: Int)] = []
  /// The range of the mark before, where that gave the site's address.
  private var baseRange: Range<Int>?

  init(_ context: TemplateContext?, _ variables: [String: String] = [:]) {
    (self.context, self.variables) = (context, variables)
  }

  /// What stands for a mark.
  ///
  /// - Parameters:
  ///   - mark: its place; what it means may reach further, to the mark that ends it.
  ///   - sign: that it begins with.
  /// - Returns: `nil` where that is not known.
  mutating func meaning(
    of bytes: ArraySlice<UInt8>, _ mark: Range<Int>, _ sign: StaticString
  ) -> (range: Range<Int>, text: String)? {
    guard let context else { return nil }
    let sign = "\(sign)"
    var text = String(decoding: bytes[mark], as: UTF8.self)[...].dropFirst(sign.count)
    text = text.dropLast(sign == "{{<" || sign == "{{%" ? 3 : 2)
    if sign != "{{<", sign != "{{%" {
      if text.first == "-" { text = text.dropFirst() }
      if text.last == "-" { text = text.dropLast() }
    }
    if sign == "{#" { return (mark, "") }
    switch context.convention.generator {
    case .medigy, .html, .wordpress: return nil
    case .hugo: return hugo(bytes, mark, text, context).map { (mark, $0) }
    case .jekyll, .eleventy:
      return sign == "{{"
        ? expression(text, mark, context).map { (mark, $0) } : tag(bytes, mark, text, context)
    case .zola:
      guard sign == "{{" else { return nil }
      return ShortcodeMarkup.html(ShortcodeArguments(text), context).map { (mark, $0) }
    }
  }

  // MARK: Hugo

  private mutating func hugo(
    _ bytes: ArraySlice<UInt8>, _ mark: Range<Int>, _ text: Substring, _ context: TemplateContext
  ) -> String? {
    let inner = text.trimmedWhiteSpace
    // One that is only talked of.
    if inner.hasPrefix("/*"), inner.hasSuffix("*/"), inner.count > 3 {
      let whole = String(decoding: bytes[mark], as: UTF8.self)
      return HTMLText.escaped(whole.replacing("/*", with: "").replacing("*/", with: ""))
    }
    let shortcode = ShortcodeArguments(inner.hasSuffix("/") ? inner.dropLast() : inner)
    switch shortcode.name {
    case "ref", "relref":
      guard let path = shortcode.value("path", at: 0) else { return nil }
      return link(.ref, path, at: mark.lowerBound, in: bytes)
    default: return ShortcodeMarkup.html(shortcode, context)
    }
  }

  // MARK: Liquid

  private mutating func expression(_ text: Substring, _ mark: Range<Int>, _ context: TemplateContext) -> String? {
    guard let value = LiquidExpression.value(of: text, context, variables: variables) else { return nil }
    let name = text.trimmedWhiteSpace
    if name == "site.url" || name == "site.baseurl" {
      baseRange =
        (baseRange?.upperBound == mark.lowerBound ? baseRange?.lowerBound ?? 0 : mark.lowerBound)..<mark.upperBound
    }
    return value
  }

  private mutating func tag(
    _ bytes: ArraySlice<UInt8>, _ mark: Range<Int>, _ text: Substring, _ context: TemplateContext
  ) -> (range: Range<Int>, text: String)? {
    let tag = ShortcodeArguments(text)
    let rest = text.trimmedWhiteSpace.dropFirst(tag.name.count).trimmedWhiteSpace
    switch tag.name {
    case "post_url" where context.convention.generator == .jekyll:
      return (joined(mark), link(.post, rest, at: mark.lowerBound, in: bytes))
    case "link" where context.convention.generator == .jekyll:
      return (joined(mark), link(.source, rest, at: mark.lowerBound, in: bytes))
    case "gist", "youtube", "vimeo": return ShortcodeMarkup.html(tag, context).map { (mark, $0) }
    case "assign":
      let parts = rest.split(separator: "=", maxSplits: 1)
      if parts.count == 2, let list = LiquidLoop.list(parts[1], context, variables) {
        lists[String(parts[0].trimmedWhiteSpace)] = list
        return (mark, "")
      }
      guard parts.count == 2, let value = LiquidExpression.value(of: parts[1], context, variables: variables) else {
        return nil
      }
      variables[String(parts[0].trimmedWhiteSpace)] = value
      return (mark, "")
    case "capture":
      guard let (inner, end) = TemplateReader.enclosed(bytes, mark.upperBound, by: "endcapture") else { return nil }
      let marks = TemplateTags(
        in: bytes[inner], of: context.convention.generator, context, variables: variables)
      let name = rest.filter { $0 != "\"" && $0 != "'" }
      variables[name] = String(decoding: marks.removed(from: bytes[inner]), as: UTF8.self)
      return (mark.lowerBound..<end, "")
    case "for":
      guard let (inner, end) = TemplateReader.enclosed(bytes, mark.upperBound, by: "endfor"),
        let text = LiquidLoop.text(rest, bytes[inner], lists: lists, variables, context)
      else { return nil }
      return (mark.lowerBound..<end, text)
    default: return nil
    }
  }

  /// What stands before the mark that ends a block, and the end of that mark.
  private static func enclosed(
    _ bytes: ArraySlice<UInt8>, _ start: Int, by name: String
  ) -> (inner: Range<Int>, end: Int)? {
    var rest = bytes[start...]
    while let open = rest.byteRange(of: Array("{%".utf8)) {
      guard let close = bytes[open.upperBound...].byteRange(of: Array("%}".utf8)) else { return nil }
      let word = String(decoding: bytes[open.upperBound..<close.lowerBound], as: UTF8.self)
      if word.filter({ !$0.isWhitespace && $0 != "-" }) == name { return (start..<open.lowerBound, close.upperBound) }
      rest = bytes[close.upperBound...]
    }
    return nil
  }

  // MARK: Links

  /// A mark, with those of the site's address directly in front of it: an address that is whole needs none.
  private func joined(_ mark: Range<Int>) -> Range<Int> {
    guard let base = baseRange, base.upperBound == mark.lowerBound else { return mark }
    return base.lowerBound..<mark.upperBound
  }

  /// The address of a page in a link; where there is no such page, and no link around, nothing.
  private mutating func link(
    _ kind: ContentReference.Kind, _ text: some StringProtocol, at offset: Int, in bytes: ArraySlice<UInt8>
  ) -> String {
    let address = link(kind, text, at: offset)
    guard address.hasPrefix(ContentReference.scheme + ":"), !isInLink(bytes, offset) else { return address }
    return ""
  }

  mutating func link(_ kind: ContentReference.Kind, _ text: some StringProtocol, at offset: Int) -> String {
    let reference = ContentReference(kind, text)
    links.append((reference, offset))
    return context?.address(of: reference) ?? reference.placeholder
  }

  /// Whether a mark is where an address is: `](`, `="`.
  private func isInLink(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Bool {
    var index = baseRange.map { $0.upperBound == offset ? $0.lowerBound : offset } ?? offset
    while index > bytes.startIndex {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "="): return true
      case UInt8(ascii: " "):
        // `[name]: address`.
        return index > bytes.startIndex && bytes[index - 1] == UInt8(ascii: ":")
      case 0...0x1F: return false
      default: continue
      }
    }
    return false
  }
}
