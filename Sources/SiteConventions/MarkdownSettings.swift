import DataFormats
import MarkdownParsing

/// How generators' configurations say that Markdown is read.
extension MarkdownDialect {
  /// gohugo.io/configuration/markup#goldmark.
  ///
  /// - Parameter root: of the configuration, its keys in lower case.
  static func goldmark(_ root: YAMLNode) -> MarkdownDialect {
    var dialect = MarkdownDialect.goldmark
    let goldmark = root["markup"]?["goldmark"]
    let extensions = goldmark?["extensions"]
    dialect.definitionLists = extensions?["definitionlist"]?.bool ?? true
    // Both are mappings in newer versions.
    dialect.footnotes = extensions?["footnote"]?.bool ?? extensions?["footnote"]?["enable"]?.bool ?? true
    dialect.autolinks = extensions?["linkify"]?.bool ?? true
    dialect.autolinkScheme = extensions?["linkifyprotocol"]?.text ?? "https"
    dialect.strikethrough =
      extensions?["strikethrough"]?.bool ?? (extensions?["extras"]?["delete"]?["enable"]?.bool ?? true)
    dialect.tables = extensions?["table"]?.bool ?? true
    dialect.taskLists = extensions?["tasklist"]?.bool ?? true
    let typographer = extensions?["typographer"]
    dialect.typographer = typographer?.bool ?? !(typographer?["disable"]?.bool ?? false)
    let attributes = goldmark?["parser"]?["attribute"]
    dialect.headingAttributes = attributes?["title"]?.bool ?? true
    dialect.blockAttributes = attributes?["block"]?.bool ?? false
    dialect.hardWraps = goldmark?["renderer"]?["hardwraps"]?.bool ?? false
    dialect.rawHTML = goldmark?["renderer"]?["unsafe"]?.bool ?? false
    dialect.emoji = root["enableemoji"]?.bool ?? false
    let passthrough = extensions?["passthrough"]
    if passthrough?["enable"]?.bool == true {
      for (key, isBlock) in [("block", true), ("inline", false)] {
        for pair in passthrough?["delimiters"]?[key]?.sequence ?? [] {
          let signs = pair.sequence?.compactMap(\.text) ?? []
          if signs.count == 2 { dialect.passthrough.append(.init(open: signs[0], close: signs[1], isBlock: isBlock)) }
        }
      }
    }
    return dialect
  }

  /// jekyllrb.com/docs/configuration/markdown.
  static func jekyll(_ processor: String?, _ kramdown: YAMLNode?) -> MarkdownDialect {
    if let processor, processor.lowercased() != "kramdown" {
      var dialect = MarkdownDialect.gitHub
      dialect.autolinks = processor.lowercased() != "commonmark"
      return dialect
    }
    var dialect = MarkdownDialect.kramdown
    dialect.hardWraps = kramdown?["hard_wrap"]?.bool ?? false
    dialect.parsesBlockHTML = kramdown?["parse_block_html"]?.bool ?? false
    return dialect
  }

  /// getzola.org/documentation/getting-started/configuration.
  static func zola(_ markdown: YAMLNode?) -> MarkdownDialect {
    var dialect = MarkdownDialect.pulldown
    dialect.typographer = markdown?["smart_punctuation"]?.bool ?? false
    dialect.emoji = markdown?["render_emoji"]?.bool ?? false
    dialect.definitionLists = markdown?["definition_list"]?.bool ?? false
    return dialect
  }
}
