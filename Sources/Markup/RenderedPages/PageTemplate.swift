import HTMLParsing

/// What is known of the template that a site's pages are made with: where the post stands, and what stands beside it on pages whose source
/// shows where it ends.
public struct PageTemplate: Sendable, Hashable {
  /// From the body to the element that holds the post, as ``signature(_:_:)`` writes each; empty where nothing is known.
  public private(set) var path: [String] = []
  /// Blocks that stand before and behind the post.
  public private(set) var before: [String] = []
  public private(set) var after: [String] = []

  public init() {}

  /// The form of a node: its name, its classes in order, its id, without digits, which count things.
  static func signature(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String {
    var text = tree.name(node)
    for name in ClassNames(node, tree).sorted { text += "." + name.filter { !$0.isNumber } }
    if let id = tree.attribute(node, "id"), !id.isEmpty { text += "#" + id.filter { !$0.isNumber } }
    return text
  }

  // MARK: Learning

  /// What one page shows.
  public struct Sample: Sendable, Hashable {
    var path: [String] = []
    var before: Set<String> = []
    var after: Set<String> = []
    /// Whether the source has something at that edge that has no words, so that what stands there may be the author's.
    var isOpenBefore = false
    var isOpenAfter = false
  }

  /// What most pages of a site agree on.
  ///
  /// - Parameter samples: in the order of their sources' paths.
  public init(_ samples: [Sample]) {
    var counts: [[String]: Int] = [:]
    for sample in samples where !sample.path.isEmpty { counts[sample.path, default: 0] += 1 }
    guard
      let common = counts.max(by: {
        ($0.value, $1.key.joined(separator: " ")) < ($1.value, $0.key.joined(separator: " "))
      }),
      common.value >= 2, 2 * common.value >= samples.count
    else { return }
    path = common.key
    let like = samples.filter { $0.path == path }
    before = PageTemplate.common(like.filter { !$0.isOpenBefore }.map(\.before))
    after = PageTemplate.common(like.filter { !$0.isOpenAfter }.map(\.after))
  }

  /// What stands on at least two pages, and on a third of them.
  private static func common(_ sets: [Set<String>]) -> [String] {
    var counts: [String: Int] = [:]
    for set in sets { for name in set { counts[name, default: 0] += 1 } }
    return counts.filter { $0.value >= 2 && 3 * $0.value >= sets.count }.keys.sorted()
  }

  // MARK: Asking

  /// The element that holds the post on a page.
  func container(in tree: HTMLTree) -> HTMLTree.Node? {
    guard !path.isEmpty, var node = tree.body else { return nil }
    for step in path {
      var child = tree.firstChild(node)
      while child != HTMLTree.none, !tree.isElement(child) || PageTemplate.signature(child, tree) != step {
        child = tree.next(child)
      }
      guard child != HTMLTree.none else { return nil }
      node = child
    }
    return node
  }

  /// Whether a block beside the post is the template's.
  func isKnown(_ node: HTMLTree.Node, _ tree: HTMLTree, isBefore: Bool) -> Bool {
    guard tree.isElement(node) else { return false }
    let known = isBefore ? before : after
    guard !known.isEmpty else { return false }
    let form = PageTemplate.signature(node, tree)
    guard known.contains(form) else { return false }
    // A bare paragraph may be anybody's.
    return form.contains(".") || form.contains("#") || known.contains(PageTemplate.worded(node, tree))
      || !["p", "div", "ul", "ol", "blockquote", "pre", "img", "figure", "table", "iframe"].contains(form)
  }

  /// A block by its form and its words.
  static func worded(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String {
    signature(node, tree) + " " + PlainText.foldWhiteSpace(tree.allText(in: node)).prefix(200)
  }

  private static let names: Set<Substring> = [
    "toc", "share", "sharing", "social", "related", "bio", "author", "byline", "meta", "tags", "taglist", "categories",
    "comments",
    "disqus", "giscus", "utterances", "newsletter", "subscribe", "breadcrumb", "breadcrumbs", "pagination", "pager",
    "nav", "navbar",
    "navigation", "menu", "sidebar", "footer", "header", "copyright", "advert", "ads", "promo", "webmentions",
    "readtime", "prevnext",
  ]
  private static let phrases = [
    "table-of-contents", "tableofcontents", "reading-time", "share-buttons", "post-info", "post-nav",
  ]

  /// Whether a block is part of a template by what it is called.
  static func isFurniture(_ node: HTMLTree.Node, _ tree: HTMLTree, title: String) -> Bool {
    guard tree.isElement(node) else { return false }
    switch tree.element(node) {
    case .nav, .form, .footer, .header: return true
    case .h1: return RenderedPage.isHeading(tree.allText(in: node), title)
    default: break
    }
    guard tree.hasAttributes(node) else { return false }
    let classes = ClassNames(node, tree)
    let id = tree.attribute(node, "id")?.lowercased() ?? ""
    // kramdown's own list of contents stands where the author wants it.
    if id == "markdown-toc" { return false }
    if classes.words.contains(where: PageTemplate.names.contains) || PageTemplate.names.contains(id[...]) {
      return true
    }
    let all = classes.sorted.joined(separator: " ") + " " + id
    return PageTemplate.phrases.contains { all.contains($0) }
  }

  /// The content of a page whose source has no words: what stands where other pages have their posts.
  func content(of tree: HTMLTree, title: String) -> [UInt8]? {
    guard let root = container(in: tree) else { return nil }
    var nodes: [HTMLTree.Node] = []
    var child = tree.firstChild(root)
    while child != HTMLTree.none {
      nodes.append(child)
      child = tree.next(child)
    }
    let start = nodes.lastIndex { isKnown($0, tree, isBefore: true) }.map { $0 + 1 } ?? 0
    let end = nodes[start...].firstIndex { isKnown($0, tree, isBefore: false) } ?? nodes.count
    var out: [UInt8] = []
    for node in nodes[start..<end]
    where tree.kind(node) != .comment && !PageTemplate.isFurniture(node, tree, title: title) {
      out += tree.html(of: node)
    }
    return out.allSatisfy { $0 <= 0x20 } ? nil : out
  }
}

extension PostFinder {
  /// What a page shows of its template.
  var sample: PageTemplate.Sample {
    guard let range else { return PageTemplate.Sample() }
    var sample = PageTemplate.Sample()
    var node = container
    while node != HTMLTree.none, node != tree.body {
      sample.path.insert(PageTemplate.signature(node, tree), at: 0)
      node = tree.parent(node)
    }
    sample.before = forms(from: range.first, isBefore: true)
    sample.after = forms(from: range.last, isBefore: false)
    sample.isOpenBefore = hasMore(isBefore: true)
    sample.isOpenAfter = hasMore(isBefore: false)
    return sample
  }

  private func forms(from start: HTMLTree.Node, isBefore: Bool) -> Set<String> {
    var found: Set<String> = []
    var node = isBefore ? tree.previous(start) : tree.next(start)
    while node != HTMLTree.none {
      if tree.isElement(node) {
        found.insert(PageTemplate.signature(node, tree))
        found.insert(PageTemplate.worded(node, tree))
      }
      node = isBefore ? tree.previous(node) : tree.next(node)
    }
    return found
  }
}
