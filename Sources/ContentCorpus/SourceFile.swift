import DataFormats
import HTMLParsing
import LocalFiles
import MarkdownParsing
import Markup
import Platform
import TidingsCore

/// A content file, split into its front matter and its body.
struct SourceFile {
  /// Relative to the corpus folder.
  let path: String
  let stamp: FileStamp
  let bytes: [UInt8]
  /// How the front matter is written.
  let frontMatterSyntax: FrontMatterSyntax
  /// The front matter, without fences.
  let frontMatter: Range<Int>
  /// The line of the file at which it starts.
  let frontMatterLine: Int
  let bodyLine: Int
  /// The offset at which the body begins.
  let bodyStart: Int
  /// Whether there is front matter, be it empty.
  let hasFrontMatter: Bool
  /// Whether front matter begins, and never ends: all of the file is body to Jekyll then.
  var isUnclosed = false

  /// What the file says of itself, where it is a page that was made.
  private(set) var facts: PageFacts?
  /// The post, where the file holds many.
  private(set) var export: ExportItem?

  /// The record, where the file is a line of one with many.
  private(set) var record: ContentRecord?

  /// Leaves out of a page's facts what the site's own feed says better.
  mutating func yield(to feed: [YAMLValue], siteTitles: Set<String>) { facts?.yield(to: feed, siteTitles: siteTitles) }

  /// Whose marks in the body stand for something else.
  let generator: Convention.Generator
  /// What they can name.
  var context: TemplateContext?

  /// A copy of the body: most files of a corpus are never asked for it.
  var body: Body {
    if let facts { return Body(facts.content, syntax: .html) }
    return body(marks, of: bytes[bodyStart...])
  }

  /// The body with a character in the place of each mark whose meaning is not known.
  var markedBody: Body {
    if facts != nil { return body }
    let marks = marks
    return Body(
      marks.removed(from: bytes[bodyStart...], leaving: PagePost.markCharacter), syntax: syntax, inserts: marks.inserts)
  }

  /// The body as far as a mark; `nil` where there is no such mark.
  func body(before mark: String) -> Body? {
    let whole = bytes[bodyStart...].drop { $0 <= 0x20 }
    guard !mark.isEmpty, let found = whole.byteRange(of: Array(mark.utf8)) else { return nil }
    let head = whole[..<found.lowerBound]
    return body(TemplateTags(in: head, of: generator, context), of: head)
  }

  /// The body as far as the mark that authors put behind what sums it up (`<!--more-->`: Hugo, Zola, Hexo, WordPress); `nil` where
  /// there is none.
  var bodyBeforeMark: Body? {
    let whole = bytes[bodyStart...]
    var rest = whole
    while let open = rest.byteRange(of: Array("<!--".utf8)) {
      let words = whole[open.upperBound...].drop { $0 == 0x20 }
      if words.prefix(4).map({ $0 | 0x20 }).elementsEqual("more".utf8),
        words.dropFirst(4).first.map({ $0 <= 0x20 || $0 == 0x2D }) == true
      {
        let head = whole[..<open.lowerBound]
        return body(TemplateTags(in: head, of: generator, context), of: head)
      }
      rest = whole[open.upperBound...]
    }
    return nil
  }

  /// The body with every byte in its place.
  var bodyInPlace: Body {
    Body(marks.blanked(in: bytes[bodyStart...]), syntax: syntax)
  }

  /// What in the body stands for something else.
  var marks: TemplateTags {
    path.utf8.last.map { $0 | 0x20 } == UInt8(ascii: "x") && path.lowercased().hasSuffix(".mdx")
      ? MDXMarks.marks(in: bytes[bodyStart...]) : TemplateTags(in: bytes[bodyStart...], of: generator, context)
  }

  /// What front matter says that the body is written in, where it says so.
  var markup: String?

  /// A piece of the body, with what its marks stand for.
  func body(_ marks: TemplateTags, of text: ArraySlice<UInt8>) -> Body {
    if let export {
      return Body(PostMarkup.html(marks.removed(from: text), language: export.language), syntax: .html)
    }
    return Body(marks.removed(from: text), syntax: syntax, inserts: marks.inserts)
  }

  private var syntax: Body.Syntax {
    if export != nil { return .html }
    let isHTML = [".html", ".htm", ".xhtml"].contains(where: path.lowercased().hasSuffix)
    if markup.map({ $0 == "html" }) ?? isHTML { return .html }
    guard let dialect = context?.convention.dialect, dialect != .gitHub else { return .markdown }
    return .dialect(dialect)
  }

  /// How the body is written where nothing here can read that: by the name's ending, unless front matter says otherwise.
  var unreadFormat: String? {
    guard let format = SourceFile.unreadFormat(path) else { return nil }
    return markup.map { ["html", "markdown", "goldmark", "md"].contains($0) } == true ? nil : format
  }

  static func unreadFormat(_ path: String) -> String? {
    let name = path.lastSegment.lowercased()
    return unread.first { ending, _ in name.hasSuffix(ending) }?.1
  }

  private static let unread = [
    (".adoc", "AsciiDoc"), (".asciidoc", "AsciiDoc"), (".ad", "AsciiDoc"), (".rst", "reStructuredText"),
    (".org", "Org"), (".pandoc", "Pandoc's Markdown"), (".pdc", "Pandoc's Markdown"), (".textile", "Textile"),
  ]

  /// The names of content files.
  static func isContent(_ name: String) -> Bool {
    if name.utf8.last == UInt8(ascii: "d"), name.hasSuffix(".md") { return true }
    let lower = name.lowercased()
    return [".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown", ".mdx", ".html", ".htm", ".xhtml"]
      .contains(where: lower.hasSuffix) || unread.contains { ending, _ in lower.hasSuffix(ending) }
  }

  /// Whether a file describes the folder that it lies in, as repositories have them.
  static func isAboutItself(_ path: String) -> Bool {
    let name = path.lastSegment.lowercased()
    return ["readme.", "license.", "contributing.", "changelog.", "code_of_conduct.", "security."].contains {
      name.hasPrefix($0)
    }
  }

  /// - Parameter selection: which parts of a page that was made are content.
  /// - Throws: ``ItemRejection`` where the file has no readable front matter.
  init(
    path: String, bytes: [UInt8], stamp: FileStamp, generator: Convention.Generator = .medigy,
    selection: RenderedPage.Selection = RenderedPage.Selection()
  ) throws {
    func refusal(_ rule: Rule, offset: Int = 0) -> ItemRejection {
      ItemRejection(rule.finding(at: SourceLocation(path: path, offset: offset, in: bytes)))
    }
    if bytes.first == 0, bytes.allSatisfy({ $0 == 0 }) { throw refusal(ContentRules.zeros) }
    if generator == .html {
      self = SourceFile(page: bytes, path: path, stamp: stamp, selection)
      return
    }
    if let invalid = UTF8Text.firstInvalid(in: bytes) { throw refusal(ContentRules.encoding, offset: invalid) }
    self.path = path
    self.bytes = bytes
    self.stamp = stamp
    self.generator = generator
    let isJekyll = generator == .jekyll
    let start = Fence.start(of: bytes, skipsLines: !isJekyll)
    let firstLine = 1 + bytes[..<start].count { $0 == 0x0A }
    let opening = isJekyll ? Fence.jekyll(bytes, at: start, path) : Fence.opening(of: bytes, at: start)
    guard let opening else {
      // An object without fences, as Hugo has it.
      guard !isJekyll, JSONFrontMatter.begins(bytes[start...]) else {
        guard generator.readsBareFiles else { throw refusal(ContentRules.frontMatterMissing) }
        (frontMatterSyntax, frontMatter, frontMatterLine, hasFrontMatter) = (.yaml, start..<start, firstLine, false)
        (bodyStart, bodyLine) = (start, firstLine)
        return
      }
      guard let end = JSONFrontMatter.end(of: bytes[start...]) else {
        throw refusal(ContentRules.frontMatterOpen, offset: start)
      }
      (frontMatterSyntax, frontMatter, frontMatterLine, hasFrontMatter) = (.json, start..<end, firstLine, true)
      bodyStart = Fence.lineEnd(bytes, from: end)
      bodyLine = firstLine + 1 + bytes[start..<end].count { $0 == 0x0A }
      return
    }
    guard let closing = Fence.closing(of: bytes, opening, isPrefix: generator == .hugo) else {
      guard isJekyll else { throw refusal(ContentRules.frontMatterOpen, offset: opening.start) }
      (frontMatterSyntax, frontMatter, frontMatterLine, hasFrontMatter) = (.yaml, start..<start, firstLine, true)
      (bodyStart, bodyLine, isUnclosed) = (start, firstLine, true)
      return
    }
    (frontMatterSyntax, frontMatter, frontMatterLine) = (opening.syntax, opening.end..<closing.start, firstLine + 1)
    hasFrontMatter = true
    bodyStart = closing.end
    bodyLine = frontMatterLine + closing.linesBefore + (closing.isWholeLine ? 1 : 0)
  }

  /// A page that was made.
  private init(page: [UInt8], path: String, stamp: FileStamp, _ selection: RenderedPage.Selection) {
    self.path = path
    bytes = UTF8Text.replacing(page[...])
    self.stamp = stamp
    generator = .html
    (frontMatterSyntax, frontMatter, frontMatterLine, hasFrontMatter) = (.yaml, 0..<0, 1, true)
    (bodyStart, bodyLine) = (0, 1)
    facts = PageFacts(bytes, path: path, selection: selection)
  }

  /// A post of an export.
  init(export: ExportItem, path: String, stamp: FileStamp) {
    self.path = path
    self.stamp = stamp
    self.export = export
    bytes = export.content
    generator = .wordpress
    (frontMatterSyntax, frontMatter, frontMatterLine, hasFrontMatter) = (.yaml, 0..<0, export.front.line, true)
    (bodyStart, bodyLine) = (0, export.contentLine)
  }

  /// A record of a file that has one on each line: read as the file that would have its path.
  init(record: ContentRecord, path: String, stamp: FileStamp, generator: Convention.Generator) {
    self.path = path
    self.stamp = stamp
    self.record = record
    self.generator = generator
    bytes = record.body
    (frontMatterSyntax, frontMatter, frontMatterLine, hasFrontMatter) = (.json, 0..<0, 1, true)
    (bodyStart, bodyLine) = (0, 1)
    markup = record.format
  }

  /// The place of an offset in the body.
  func location(inBody offset: Int) -> SourceLocation {
    if let record { return record.location(inBody: offset, path: path) }
    return SourceLocation(path: path, offset: offset, in: bytes[bodyStart...], firstLine: bodyLine)
  }
}

/// Why a file gives no item.
struct ItemRejection: Error {
  let finding: Finding

  init(_ finding: Finding) { self.finding = finding }
}

/// How front matter is written.
enum FrontMatterSyntax: Sendable, Hashable {
  case yaml
  case toml
  case json

  var name: String {
    switch self {
    case .yaml: "YAML"
    case .toml: "TOML"
    case .json: "JSON"
    }
  }
}

/// A line that begins or ends front matter: `---`, for YAML at the end also `...`, for TOML `+++`, white space after it allowed; after
/// the first one may stand which it is.
private struct Fence {
  let start: Int
  /// The first byte after the line.
  let end: Int
  var syntax = FrontMatterSyntax.yaml
  /// Lines between the opening fence and this one.
  var linesBefore = 0
  /// Whether nothing stands behind the marks.
  var isWholeLine = true

  /// Where a file begins: after a byte order mark, and after white space where that means nothing.
  static func start(of bytes: [UInt8], skipsLines: Bool) -> Int {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard skipsLines, start < bytes.count, bytes[start] <= 0x20 else { return start }
    var lineStart = start
    while start < bytes.count, [0x20, 0x9, 0xD, 0xA].contains(bytes[start]) {
      start += 1
      if bytes[start - 1] == 0x0A { lineStart = start }
    }
    // White space in front of a fence means nothing either, in front of text it does.
    return opening(of: bytes, at: start) != nil ? start : lineStart
  }

  static func opening(of bytes: [UInt8], at start: Int) -> Fence? {
    let end = lineEnd(bytes, from: start)
    let line = bytes[start..<end]
    if isFence(line, UInt8(ascii: "-")) { return Fence(start: start, end: end) }
    if isFence(line, UInt8(ascii: "+")) { return Fence(start: start, end: end, syntax: .toml) }
    guard line.count < 12, line.prefix(3).elementsEqual("---".utf8) else { return nil }
    switch String(decoding: line.dropFirst(3), as: UTF8.self).trimmed.lowercased() {
    case "yaml", "yml": return Fence(start: start, end: end)
    case "toml": return Fence(start: start, end: end, syntax: .toml)
    case "json": return Fence(start: start, end: end, syntax: .json)
    default: return nil
    }
  }

  /// To Jekyll, only dashes begin front matter, and but for posts a byte order mark begins something else.
  static func jekyll(_ bytes: [UInt8], at start: Int, _ path: String) -> Fence? {
    guard start == 0 || path.contains("_posts/") || path.contains("_drafts/") else { return nil }
    let end = lineEnd(bytes, from: start)
    return isFence(bytes[start..<end], UInt8(ascii: "-")) ? Fence(start: start, end: end) : nil
  }

  /// - Parameter isPrefix: whether three marks end front matter whatever stands behind them, which is text then, as Hugo has it.
  static func closing(of bytes: [UInt8], _ opening: Fence, isPrefix: Bool) -> Fence? {
    let mark = bytes[opening.start]
    let other = opening.syntax == .yaml ? UInt8(ascii: ".") : mark
    var lineStart = opening.end
    var lines = 0
    while lineStart < bytes.count {
      let end = lineEnd(bytes, from: lineStart)
      let first = bytes[lineStart]
      if first == mark || first == other, isFence(bytes[lineStart..<end], first) {
        return Fence(start: lineStart, end: end, linesBefore: lines)
      }
      if isPrefix, first == mark, bytes[lineStart..<end].prefix(3).elementsEqual([mark, mark, mark]) {
        return Fence(start: lineStart, end: lineStart + 3, linesBefore: lines, isWholeLine: false)
      }
      lines += 1
      lineStart = end
    }
    return nil
  }

  static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = unsafe memchr(base + start, 0x0A, buffer.count - start) else {
        return buffer.count
      }
      return unsafe UnsafeRawPointer(found) - base + 1
    }
  }

  private static func isFence(_ line: ArraySlice<UInt8>, _ mark: UInt8) -> Bool {
    line.prefix(3).elementsEqual([mark, mark, mark])
      && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x9 || $0 == 0xD || $0 == 0xA }
  }
}
