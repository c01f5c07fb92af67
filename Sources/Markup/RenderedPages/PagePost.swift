import HTMLParsing

/// The author's part of a built page.
public struct PagePost: Sendable {
  /// HTML, not cleaned; `nil` where it was not found.
  public private(set) var content: [UInt8]?
  /// What of the page is left out, in no order; only where it was asked for.
  public private(set) var notes: [PageNote] = []
  /// The elements around the author's part, from the outermost; only where it was asked for.
  public private(set) var place: [String] = []
  /// How it was found.
  public private(set) var way = Way.nothing

  public enum Way: Sendable, Hashable {
    /// By a selector of the configuration's.
    case selector
    /// By the words of the source.
    case source
    /// By what the page marks as its content, since its source has no words that stand on it.
    case marks
    case nothing
  }

  /// - Parameters:
  ///   - html: the page; what is no UTF-8 in it is replaced.
  ///   - source: the body of the content file, with ``markCharacter`` for what only the generator knows the meaning of.
  ///   - selection: by which the configuration wants it found.
  ///   - title: of the entry, that stands beside the content there.
  ///   - template: what is known of the site's pages.
  ///   - keepsNotes: whether to note what is left out.
  public init(
    _ html: [UInt8], source: Body, selection: RenderedPage.Selection, title: String,
    template: PageTemplate = PageTemplate(),
    keepsNotes: Bool = false
  ) {
    var tree = PagePost.tree(html)
    if !selection.content.isEmpty {
      content = PagePost.chosen(selection, title, &tree)
      way = content == nil ? .nothing : .selector
      return
    }
    tree.removeElements(below: HTMLTree.root) { node, tree in selection.omitted.contains { $0.matches(node, tree) } }
    var finder = PostFinder(
      tree, source: PagePost.sourceTree(source), title: title, template: template, keepsNotes: keepsNotes)
    if let found = finder.content() {
      (content, way, notes, place) = (found, .source, finder.notes, finder.place)
    } else if finder.isWanted {
      content = PagePost.chosen(.common, title, &tree)
      way = content == nil ? .nothing : .marks
    }
  }

  /// Stands in a source for a mark whose meaning is not known.
  public static let markCharacter = WordStream.mark

  /// What a page shows of the site's template.
  ///
  /// - Returns: `nil` where its source does not show it.
  public static func sample(of html: [UInt8], source: Body) -> PageTemplate.Sample? {
    let finder = PostFinder(tree(html), source: sourceTree(source), title: "", template: PageTemplate())
    return finder.range == nil ? nil : finder.sample
  }

  /// How many words a source has, and of these the share that stands on a page, from 0 to 1.
  public static func likeness(of html: [UInt8], source: Body) -> (share: Double, words: Int) {
    let page = tree(html)
    let words = WordStream(sourceTree(source), in: HTMLTree.root).words
    let found = WordAlignment(of: words, in: WordStream(page, in: page.body ?? HTMLTree.root).words).found
    let wanted = words.count { $0 != WordStream.sign }
    return (wanted == 0 ? 1 : Double(found) / Double(wanted), wanted)
  }

  private static func tree(_ html: [UInt8]) -> HTMLTree { PageContent.tree(of: UTF8Text.replacing(html[...])) }

  private static func sourceTree(_ source: Body) -> HTMLTree {
    HTMLReader.fragment(source.renderedHTML)
  }

  // MARK: Selectors

  static func chosen(_ selection: RenderedPage.Selection, _ title: String, _ tree: inout HTMLTree) -> [UInt8]? {
    guard let chosen = first(selection.content, in: tree) else { return nil }
    tree.removeElements(below: chosen) { node, tree in selection.omitted.contains { $0.matches(node, tree) } }
    var isOver = false
    tree.removeElements(below: chosen) { node, tree in
      guard !isOver, tree.element(node) == .h1 else { return false }
      isOver = true
      return RenderedPage.isHeading(tree.allText(in: node), title)
    }
    return tree.html(in: chosen)
  }

  /// The first element that the first fitting selector chooses.
  static func first(_ selectors: [ElementSelector], in tree: HTMLTree) -> HTMLTree.Node? {
    selectors.lazy.compactMap { selector in
      tree.first(below: HTMLTree.root) { selector.matches($0, tree) }
    }.first
  }
}
