import MarkdownParsing
import Markup
import TidingsCore

/// The dialects with everything on that an option can turn on.
private let dialects = [MarkdownDialect.gitHub, .goldmark, .kramdown, .pulldown, .markdownIt].flatMap { dialect in
  var whole = dialect
  whole.blockAttributes = true
  whole.emoji = true
  whole.hardWraps = true
  whole.parsesBlockHTML = true
  whole.rawHTML = true
  whole.passthrough = [.init(open: "$$", close: "$$", isBlock: true), .init(open: "\\(", close: "\\)", isBlock: false)]
  return [dialect, whole]
}

/// Every dialect comes to an end with well-formed text, from which both cleaners make the same.
func readMarkdown(_ bytes: [UInt8]) {
  for dialect in dialects {
    let html = MarkdownRenderer.html(from: bytes, dialect: dialect)
    precondition(UTF8Text.firstInvalid(in: html) == nil, "Characters were cut through")
    precondition(
      Body.cleanersAgree(on: html, page: "https://example.org/news/"), "The parser makes something else of it")
  }
}

/// The input is a source and its page, with a byte of value 1 between them: what is found is well-formed and can be cleaned.
func findPost(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false)
  let source = Body(Array(parts[0]), syntax: .markdown)
  let page = parts.count == 2 ? Array(parts[1]) : bytes
  let head = RenderedPage(page)
  _ = head.canonical
  let template = PagePost.sample(of: page, source: source).map { PageTemplate([$0, $0]) } ?? PageTemplate()
  for template in [PageTemplate(), template] {
    let post = PagePost(page, source: source, selection: .init(), title: "A title", template: template)
    guard let content = post.content else { continue }
    precondition(UTF8Text.firstInvalid(in: content) == nil, "Characters were cut through")
    precondition(
      Body.cleanersAgree(on: content, page: "https://example.org/news/"), "The parser makes something else of it")
  }
}
