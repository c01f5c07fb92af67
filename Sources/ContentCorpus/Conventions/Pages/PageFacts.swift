import DataFormats
import HTMLParsing
import Markup

/// What a page says of itself, in the form of front matter: JSON-LD counts most, then Open Graph, microformats, `time`, and `meta` last.
struct PageFacts {
  /// A mapping, with the places of what it was read from.
  private(set) var front: YAMLNode
  /// What its head calls it.
  private let headTitle: String?
  /// The page's content, not cleaned.
  let content: [UInt8]
  /// What its relative addresses are relative to, where it is not the page, as it is written.
  let base: String?
  /// Whether it has an element that the configuration names as that of the content, where it names any.
  let isChosen: Bool
  /// What of it cannot be read.
  private(set) var problems: [(message: String, line: Int, column: Int)] = []

  /// - Parameters:
  ///   - bytes: well-formed UTF-8.
  ///   - path: of the page's file.
  ///   - selection: which parts of the page are content.
  init(_ bytes: [UInt8], path: String, selection: RenderedPage.Selection = RenderedPage.Selection()) {
    let tree = PageContent.tree(of: bytes)
    let statements = PageStatements(tree)
    let dates = PageDates(tree, path: path)
    let data = LinkedData(tree, bytes)
    let article = data.article
    let reported = article?["headline"]?.text ?? statements.meta("og:title")
    let title =
      reported.map { PageFacts.whole(PageFacts.withoutBrand($0, statements.heading), statements.heading) } ?? dates
      .entryName ?? statements.heading
      ?? statements.title
    headTitle = statements.title
    var pairs: [YAMLNode.Pair] = []
    func node(_ content: YAMLNode.Content, _ key: String) -> YAMLNode {
      let place = statements.place(of: key, bytes)
      return YAMLNode(content, line: place.line, column: place.column)
    }
    func add(_ key: String, _ content: YAMLNode.Content?) {
      guard let content else { return }
      let value = node(content, key)
      pairs.append(.init(key: key, keyLine: value.line, keyColumn: value.column, value: value))
    }
    func text(_ text: String?) -> YAMLNode.Content? {
      text.flatMap { $0.isEmpty ? nil : .scalar($0, isPlain: false) }
    }
    add("title", text(title.map(PlainText.foldWhiteSpace)))
    add(
      "description",
      text(article?["description"]?.text ?? statements.meta("og:description") ?? statements.meta("description")))
    let published =
      article?["datePublished"]?.text ?? statements.meta("article:published_time") ?? statements.meta("datePublished")
    add("date", text(published ?? (dates.isList ? nil : dates.published) ?? statements.meta("date")))
    add(
      "lastmod",
      text(
        article?["dateModified"]?.text ?? statements.meta("article:modified_time") ?? statements.meta("og:updated_time")
          ?? dates.modified))
    let authors = data.authors(of: article) ?? statements.authors
    add("authors", authors.isEmpty ? nil : .sequence(authors.map { node($0, "authors") }))
    let tags = Set(statements.all("article:tag") + data.keywords(of: article) + statements.tags).sorted()
    add("tags", tags.isEmpty ? nil : .sequence(tags.map { node(.scalar($0, isPlain: false), "tags") }))
    add("image", text(data.image(of: article) ?? statements.meta("og:image")))
    add("language", text(statements.language))
    add("translationKey", text(statements.translationKey))
    add("robots", text(statements.meta("robots")))
    add("canonical", text(statements.canonical))
    if statements.isRedirect || PageFacts.isPart(bytes, statements.title) {
      add("nopage", .scalar("true", isPlain: true))
    }
    front = YAMLNode(.mapping(pairs), line: 1, column: 1)
    base = tree.first(below: HTMLTree.root) { tree.element($0) == .base && tree.attribute($0, "href") != nil }
      .flatMap { tree.attribute($0, "href") }
    isChosen = selection.content.isEmpty || PageContent.isChosen(in: tree, by: selection)
    content = PageContent.html(tree, title: title ?? "", selection: selection)
    problems = data.problems
  }

  /// The heading, where a title is its beginning: some programs cut titles for other sites off.
  private static func whole(_ title: String, _ heading: String?) -> String {
    guard let heading, isCut(title, from: heading) else { return title }
    return heading
  }

  /// Whether a text is the beginning of another one, as it is where a program has cut that.
  private static func isCut(_ text: String, from whole: String) -> Bool {
    var start = text[...]
    while let last = start.last, last == "…" || last == "." || last == " " { start.removeLast() }
    return start.utf8.count >= 20 && start.utf8.count < whole.utf8.count && whole.hasPrefix(start)
  }

  /// Leaves out what the site's own feed says better of the page: a title that is the site's, or cut, or not the one that the page's head
  /// has, too; a date that is none.
  ///
  /// - Parameters:
  ///   - feed: what feeds say of the page.
  ///   - siteTitles: what the site is called.
  mutating func yield(to feed: [YAMLValue], siteTitles: Set<String>) {
    guard !feed.isEmpty, let pairs = front.mapping else { return }
    func reported(_ key: String) -> String? { feed.lazy.compactMap { $0[YAMLKey(key)]?.text }.first }
    let kept = pairs.filter { pair in
      guard let own = pair.value.text else { return true }
      switch pair.key {
      case "title":
        guard let title = reported("title"), title != own else { return true }
        return !siteTitles.contains(own) && !PageFacts.isCut(own, from: title)
          && !PageFacts.isBranded(own, title, siteTitles) && headTitle != title
          && !PageFacts.isBranded(headTitle ?? "", title, siteTitles)
      case "date", "lastmod":
        guard reported(pair.key) != nil else { return true }
        return ContentDate.parse(own, zone: .utc) != nil
      default: return true
      }
    }
    if kept.count < pairs.count { front = YAMLNode(.mapping(kept), line: front.line, column: front.column) }
  }

  private static let dividers = [" - ", " | ", " – ", " — ", " · ", " :: "]

  /// Whether a text is a title with the site's name behind it.
  private static func isBranded(_ text: String, _ title: String, _ siteTitles: Set<String>) -> Bool {
    guard !title.isEmpty, text.hasPrefix(title) else { return false }
    let rest = text.dropFirst(title.count)
    return dividers.contains { rest.hasPrefix($0) && siteTitles.contains(String(rest.dropFirst($0.count))) }
  }

  /// A title without the site's name behind it, where the page's own heading is what stands in front.
  private static func withoutBrand(_ title: String, _ heading: String?) -> String {
    let title = PlainText.foldWhiteSpace(title)
    guard let heading, !heading.isEmpty, title.hasPrefix(heading), title != heading else { return title }
    let rest = title.dropFirst(heading.count)
    return rest.first == " " && dividers.contains { rest.hasPrefix($0) } ? heading : title
  }

  /// Whether a file is a part that pages are put together from, or a template: no browser is meant to show it by itself.
  private static func isPart(_ bytes: [UInt8], _ title: String?) -> Bool {
    if let title { return title.contains("{{") || title.contains("{%") }
    let start = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    return !["<!doctype", "<html", "<head", "<body"].contains(where: start.contains)
  }
}
