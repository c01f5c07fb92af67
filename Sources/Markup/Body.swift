public import MarkdownParsing

/// The body of a content file: HTML or Markdown, from hands that are not trusted.
public struct Body: Sendable, Hashable {
  public enum Syntax: Sendable, Hashable {
    /// CommonMark with GitHub's extensions; HTML in it passes through.
    case markdown
    /// Markdown as a generator reads it.
    case dialect(MarkdownDialect)
    case html
  }

  public let syntax: Syntax
  /// Well-formed UTF-8.
  public let bytes: [UInt8]
  /// HTML that takes the place of signs in the text once that is HTML itself.
  public let inserts: Inserts

  public init(_ bytes: [UInt8], syntax: Syntax, inserts: Inserts = Inserts()) {
    self.bytes = bytes
    self.syntax = syntax
    self.inserts = inserts
  }

  /// The body as HTML that is safe, balanced and stands alone: an allow-list of elements and attributes, every address
  /// absolute, no character that XML forbids.
  ///
  /// - Parameters:
  ///   - page: the address that relative addresses are relative to.
  ///   - policy: what becomes of frames, and of links to content files.
  public func cleanHTML(page: String, policy: ContentPolicy = ContentPolicy()) -> [UInt8] {
    HTMLCleaner.clean(html, base: URIReference(page), policy: policy)
  }

  /// The text of the body without markup, white space folded, at most about `limit` bytes of it.
  public func plainText(limit: Int) -> String {
    HTMLTextExtraction.text(of: html, limit: limit)
  }

  /// The same for a summary: without blocks of code, footnotes, and headings, which would run into the text.
  public func prose(limit: Int) -> String {
    let html = html
    let text = HTMLTextExtraction.text(of: html, limit: limit, without: [.code, .notes, .headings])
    return text.isEmpty ? HTMLTextExtraction.text(of: html, limit: limit, without: [.code, .notes]) : text
  }

  /// The text of the first heading; `nil` where there is none.
  public var firstHeading: String? {
    bytes.contains {
      $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "<")
    }
      ? HTMLTextExtraction.firstHeading(of: html) : nil
  }

  /// What cleaning will take away for safety's sake: descriptions, and their places as byte offsets in the body.
  ///
  /// - Parameter limit: places that are looked for at most.
  public func unsafePlaces(limit: Int) -> [(what: String, offset: Int)] {
    guard bytes.contains(UInt8(ascii: "<")) else { return [] }
    // A scan of the whole text first: in Markdown it sees too much, and costs far less than parsing.
    let all = UnsafeMarkup.places(in: bytes[...], limit: limit).map { ($0.what, $0.offset) }
    guard !all.isEmpty, let dialect else { return all }
    var found: [(String, Int)] = []
    for range in MarkdownRenderer.rawHTML(in: bytes, dialect: dialect) where found.count < limit {
      found += UnsafeMarkup.places(in: bytes[range], limit: limit - found.count).map { ($0.what, $0.offset) }
    }
    return found
  }

  private var dialect: MarkdownDialect? {
    switch syntax {
    case .markdown: .gitHub
    case .dialect(let dialect): dialect
    case .html: nil
    }
  }

  /// The byte offset from which on elements are nested so deep that cleaning leaves them out.
  public var firstTooDeep: Int? { NestingDepth.firstTooDeep(in: bytes) }

  /// Whether the cleaner of simple HTML declines a text, or makes of it what the one behind a parser makes. For the fuzzer.
  package static func cleanersAgree(on html: [UInt8], page: String) -> Bool {
    let base = URIReference(page)
    let legal = XMLCharacters.removingForbidden(from: html)
    guard let simple = unsafe FastHTMLCleaner.clean(legal, addresses: URLPolicy(base: base)) else { return true }
    return simple == TreeHTMLCleaner.clean(legal, base: base)
  }

  /// What the syntax makes of it, before anything is cleaned.
  package var renderedHTML: [UInt8] { html }

  private var html: [UInt8] {
    let legal = XMLCharacters.removingForbidden(from: bytes)
    guard let dialect else { return legal }
    let isWhole = dialect == .gitHub && inserts.isEmpty && HTMLBlock.isWhole(legal)
    return inserts.filled(isWhole ? legal : MarkdownRenderer.html(from: legal, dialect: dialect))
  }
}
