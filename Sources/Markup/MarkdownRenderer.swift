import CMarkGFM
import Glibc
import Synchronization

/// CommonMark with GitHub's extensions to HTML, through cmark-gfm. HTML in the text passes through: cleaning is the
/// cleaner's job.
enum MarkdownRenderer {
  static func html(from markdown: [UInt8]) -> [UInt8] {
    HTMLBlock.isWhole(markdown) ? markdown : htmlOfAny(markdown)
  }

  static func htmlOfAny(_ markdown: [UInt8]) -> [UInt8] {
    unsafe withDocument(markdown) { document, extensions in
      guard let rendered = unsafe cmark_render_html(document, options, extensions) else { return [] }
      defer { unsafe free(rendered) }
      return unsafe Array(UnsafeRawBufferPointer(start: rendered, count: strlen(rendered)))
    } ?? []
  }

  /// The pieces of raw HTML in a text, each with the line (from 1) at which it begins.
  ///
  /// Code, where `<script>` is only text, is not among them.
  static func rawHTML(in markdown: [UInt8]) -> [(html: [UInt8], line: Int)] {
    unsafe withDocument(markdown) { document, _ in
      guard let iterator = unsafe cmark_iter_new(document) else { return [] }
      defer { unsafe cmark_iter_free(iterator) }
      var pieces: [(html: [UInt8], line: Int)] = []
      while true {
        let event = unsafe cmark_iter_next(iterator)
        guard event != CMARK_EVENT_DONE else { return pieces }
        guard event == CMARK_EVENT_ENTER, let node = unsafe cmark_iter_get_node(iterator) else { continue }
        let type = unsafe cmark_node_get_type(node)
        let isRaw = type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE
        guard isRaw, let literal = unsafe cmark_node_get_literal(node) else { continue }
        pieces.append((unsafe Array(String(cString: literal).utf8), unsafe Int(cmark_node_get_start_line(node))))
      }
    } ?? []
  }

  private static let options = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES

  private static func withDocument<Result>(
    _ markdown: [UInt8], _ body: (OpaquePointer, UnsafeMutablePointer<cmark_llist>?) -> Result
  ) -> Result? {
    _ = registered
    guard let parser = unsafe cmark_parser_new(options) else { return nil }
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      if let found = unsafe cmark_find_syntax_extension(name) {
        _ = unsafe cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    unsafe markdown.withUnsafeBytes { bytes in
      unsafe cmark_parser_feed(parser, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
    }
    // While it reads inlines, cmark-gfm keeps the characters that its extensions look for in a table of the whole process,
    // and takes them out when it is done, whoever else is still reading.
    let finished = inlines.withLock { _ in unsafe UInt(bitPattern: cmark_parser_finish(parser)) }
    guard let document = unsafe OpaquePointer(bitPattern: finished) else { return nil }
    defer { unsafe cmark_node_free(document) }
    return unsafe body(document, cmark_parser_get_syntax_extensions(parser))
  }

  private static let inlines = Mutex(())

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
