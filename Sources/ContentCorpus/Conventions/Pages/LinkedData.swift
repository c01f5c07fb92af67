import DataFormats
import HTMLParsing
import TidingsCore

typealias YAMLContent = YAMLNode.Content

/// JSON-LD of a page in terms of schema.org (w3.org/TR/json-ld11, section 7.5).
struct LinkedData {
  private var objects: [YAMLNode] = []
  private(set) var problems: [(message: String, line: Int, column: Int)] = []

  init(_ tree: HTMLTree, _ bytes: [UInt8]) {
    var node = tree.following(HTMLTree.root, below: HTMLTree.root)
    while node != HTMLTree.none {
      if tree.element(node) == .script,
        tree.attribute(node, "type")?.lowercased().hasPrefix("application/ld+json") == true
      {
        read(Array(tree.allText(in: node).utf8), tree.offset(node), bytes)
      }
      node = tree.following(node, below: HTMLTree.root)
    }
  }

  private mutating func read(_ text: [UInt8], _ offset: Int, _ bytes: [UInt8]) {
    guard text.count < 1_000_000 else { return }
    do {
      take(try YAMLReader.read(JSONFrontMatter.asYAML(text[...])), depth: 4)
    } catch {
      let place = SourceLocation(path: "", offset: max(offset, 0), in: bytes)
      problems.append(("JSON-LD is not readable as JSON", place.line, place.column))
    }
  }

  private mutating func take(_ node: YAMLNode, depth: Int) {
    guard depth > 0 else { return }
    for element in node.sequence ?? [] { take(element, depth: depth - 1) }
    guard node.mapping != nil else { return }
    objects.append(node)
    if let graph = node["@graph"] { take(graph, depth: depth - 1) }
  }

  private static let articles: Set<String> = [
    "Article", "NewsArticle", "BlogPosting", "TechArticle", "SocialMediaPosting", "Report", "ScholarlyArticle",
    "Review",
    "OpinionNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting",
  ]

  private static func types(of node: YAMLNode) -> [String] {
    guard let type = node["@type"] else { return [] }
    return (type.sequence ?? [type]).compactMap(\.text)
  }

  /// What the page is, where it is an article.
  var article: YAMLNode? {
    objects.first { !LinkedData.articles.isDisjoint(with: LinkedData.types(of: $0)) }
  }

  /// - Returns: `nil` where nothing is said of them.
  func authors(of article: YAMLNode?) -> [YAMLContent]? {
    guard let author = article?["author"] else { return nil }
    let people = (author.sequence ?? [author]).compactMap { person -> YAMLContent? in
      if let name = person.text { return .scalar(name, isPlain: false) }
      let known = person["name"] == nil ? object(person["@id"]?.text) : person
      guard let name = known?["name"]?.text else { return nil }
      return PageStatements.person(name, known?["url"]?.text ?? "")
    }
    return people.isEmpty ? nil : people
  }

  private func object(_ id: String?) -> YAMLNode? {
    guard let id else { return nil }
    return objects.first { $0["@id"]?.text == id && $0["name"] != nil }
  }

  func keywords(of article: YAMLNode?) -> [String] {
    guard let keywords = article?["keywords"] else { return [] }
    return (keywords.sequence?.compactMap(\.text) ?? (keywords.text ?? "").split(separator: ",").map(String.init))
      .map(\.trimmed).filter { !$0.isEmpty }
  }

  func image(of article: YAMLNode?) -> String? {
    guard let image = article?["image"] else { return nil }
    let first = image.sequence?.first ?? image
    return first.text ?? first["url"]?.text ?? first["contentUrl"]?.text ?? object(first["@id"]?.text)?["url"]?.text
  }
}

extension PageStatements {
  static func person(_ name: String, _ address: String) -> YAMLContent {
    func pair(_ key: String, _ text: String) -> YAMLNode.Pair {
      .init(
        key: key, keyLine: 1, keyColumn: 1, value: YAMLNode(.scalar(text, isPlain: false), line: 1, column: 1))
    }
    return .mapping([pair("name", name)] + (address.contains("://") ? [pair("url", address)] : []))
  }
}
