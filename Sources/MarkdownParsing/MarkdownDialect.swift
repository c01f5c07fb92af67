/// Whose Markdown a text is written in. All dialects share the block structure of CommonMark 0.29; each adds or leaves out what its
/// renderer does.
public struct MarkdownDialect: Sendable, Hashable {
  /// Signs between which Goldmark's passthrough extension leaves text as it is.
  public struct Delimiters: Sendable, Hashable {
    public var open: String
    public var close: String
    /// Whether they stand on lines of their own.
    public var isBlock: Bool

    public init(open: String, close: String, isBlock: Bool) {
      (self.open, self.close, self.isBlock) = (open, close, isBlock)
    }
  }

  public var tables = true
  public var strikethrough = true
  /// Bare addresses become links.
  public var autolinks = true
  /// What a bare `www.example.org` is taken for.
  public var autolinkScheme = "http"
  public var taskLists = true
  public var footnotes = true
  /// `Term` and `: Meaning` (PHP Markdown Extra).
  public var definitionLists = false
  /// Quotes, dashes and ellipses as printers set them.
  public var typographer = false
  /// `# Title {#id .class}`.
  public var headingAttributes = false
  /// Goldmark's `{.class}` on a line behind a block.
  public var blockAttributes = false
  /// `:tada:`.
  public var emoji = false
  /// A line's end is a line break.
  public var hardWraps = false
  /// Whether raw HTML is published; where not, a comment takes its place as Goldmark writes it.
  public var rawHTML = true
  public var passthrough: [Delimiters] = []
  /// Kramdown's own syntax: attribute lists, comments, abbreviations, math, HTML blocks that reach to their end tag, tables without
  /// a line of dashes.
  public var kramdown = false
  /// Whether kramdown reads Markdown inside all HTML blocks.
  public var parsesBlockHTML = false

  /// Whose rules count where the programs differ in what no option says.
  enum Family: Sendable, Hashable {
    case cmark, goldmark, kramdown, pulldown, markdownIt
  }

  var family = Family.cmark

  public init() {}

  /// CommonMark with GitHub's extensions.
  public static let gitHub = MarkdownDialect()

  /// Hugo's (gohugo.io/configuration/markup), as it comes.
  public static let goldmark: MarkdownDialect = {
    var dialect = MarkdownDialect()
    dialect.family = .goldmark
    dialect.definitionLists = true
    dialect.typographer = true
    dialect.headingAttributes = true
    dialect.rawHTML = false
    dialect.autolinkScheme = "https"
    return dialect
  }()

  /// Jekyll's (kramdown.gettalong.org/syntax.html, with `input: GFM`).
  public static let kramdown: MarkdownDialect = {
    var dialect = MarkdownDialect()
    dialect.family = .kramdown
    dialect.autolinks = false
    dialect.definitionLists = true
    dialect.typographer = true
    dialect.headingAttributes = true
    dialect.kramdown = true
    return dialect
  }()

  /// Zola's (pulldown-cmark).
  public static let pulldown: MarkdownDialect = {
    var dialect = MarkdownDialect()
    dialect.family = .pulldown
    dialect.autolinks = false
    dialect.headingAttributes = true
    return dialect
  }()

  /// Eleventy's (markdown-it with HTML).
  public static let markdownIt: MarkdownDialect = {
    var dialect = MarkdownDialect()
    dialect.family = .markdownIt
    dialect.autolinks = false
    dialect.taskLists = false
    dialect.footnotes = false
    return dialect
  }()
}
