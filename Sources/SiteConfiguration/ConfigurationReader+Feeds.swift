import ContentCorpus
import DataFormats
import Markup
import SiteConventions
import SiteSettings
import Syndication
import TidingsCore

/// What the configuration says of feeds beside their form: which there are, and what they ask of readers.
extension ConfigurationReader {
  static func readMore(of feeds: inout FeedSettings, _ nodes: inout ConfigurationNodes) {
    feeds.combined = combined(&nodes)
    feeds.taxonomies = folder("feeds.taxonomies", &nodes, standard: "taxonomy")
    feeds.timeToLive = nodes.count("feeds.ttl")
    feeds.cloud = cloud(&nodes)
    feeds.before = lines("feeds.before", &nodes)
    feeds.after = lines("feeds.after", &nodes)
    feeds.styleSheet = nodes.text("feeds.styleSheet")
    feeds.without = Set((nodes.list("feeds.without") ?? []).map { GeneratorSite.folder($0.0) })
  }

  /// Lines around entries: one for all feeds, or a list of mappings with `of` and `html`.
  private static func lines(_ name: String, _ nodes: inout ConfigurationNodes) -> [EntryLine] {
    guard let node = nodes.node(name) else { return [] }
    guard node.sequence != nil || node.mapping != nil else {
      return nodes.text(name).map { [EntryLine($0, line: node.line)] } ?? []
    }
    return (node.sequence ?? [node]).compactMap { element in
      guard element.mapping != nil else {
        nodes.fail(
          element,
          "An element of '\(name)' is \(element.kindName), not a mapping such as {of: site, html: '<p>{author}</p>'}")
        return nil
      }
      checkKeys(of: element, ["of", "html"], "'\(name)'", &nodes)
      let html = element["html"]
      guard let html, html.isNull || html.text != nil else {
        nodes.fail(html ?? element, "An element of '\(name)' has no text 'html'; an empty one is for no line")
        return nil
      }
      return EntryLine(html.isNull ? "" : html.text ?? "", feeds: element["of"]?.text, line: element.line)
    }
  }

  /// `true` for the usual folder, or the folder's name; `nil` for `false`.
  static func folder(_ name: String, _ nodes: inout ConfigurationNodes, standard: String) -> String? {
    guard let node = nodes.node(name), node.bool != false else { return nil }
    if node.bool == true { return standard }
    guard let folder = node.text.flatMap(SitePath.safe) else {
      nodes.fail(node, "'\(name)' is neither true nor false nor a safe folder")
      return nil
    }
    return folder
  }

  private static func combined(_ nodes: inout ConfigurationNodes) -> [CombinedFeed] {
    guard let node = nodes.node("feeds.combined") else { return [] }
    guard let elements = node.sequence else {
      nodes.fail(
        node, "'feeds.combined' is \(node.kindName), not a list of mappings with 'name', 'include' and 'exclude'")
      return []
    }
    return elements.compactMap { combinedFeed($0, &nodes) }
  }

  enum SectionChoice: String, CaseIterable { case auto, none }
  enum SinceChoice: String, CaseIterable { case auto, none }

  /// Where feeds lie.
  static func feedFiles(_ nodes: inout ConfigurationNodes) -> FeedFiles {
    var files = FeedFiles()
    files.rules = feedFileRules("feeds.files", &nodes)
    files.copies = feedFileRules("feeds.alsoAt", &nodes)
    files.kept = (nodes.list("feeds.kept") ?? []).compactMap { path, node in
      guard FeedFiles.isSafe(path), !path.contains("{") else {
        nodes.fail(node, "'\(path)' is not a path of a file in the output folder")
        return nil
      }
      return .init(path: path.split(separator: "/").joined(separator: "/"), line: node.line)
    }
    return files
  }

  private static func feedFileRules(_ name: String, _ nodes: inout ConfigurationNodes) -> [FeedFiles.Rule] {
    guard let node = nodes.node(name) else { return [] }
    let formats = ["rss": DocumentFormat.rss, "atom": .atom, "json": .json]
    return (node.sequence ?? [node]).compactMap { element in
      guard element.mapping != nil else {
        nodes.fail(
          element, "An element of '\(name)' is \(element.kindName), not a mapping such as {of: site, rss: index.xml}")
        return nil
      }
      checkKeys(of: element, ["of", "rss", "atom", "json"], "'\(name)'", &nodes)
      var rule = FeedFiles.Rule(feeds: element["of"]?.text, paths: [:], line: element.line)
      for (key, format) in formats.sorted(by: { $0.key < $1.key }) {
        guard let value = element[key] else { continue }
        for place in value.sequence ?? [value] {
          guard let pattern = place.text, FeedFiles.isSafe(pattern) else {
            nodes.fail(
              place,
              "'\(place.text ?? place.kindName)' is not a path of a file in the output folder; marks are \(FeedFiles.marks.joined(separator: ", "))"
            )
            continue
          }
          rule.paths[format, default: []].append(pattern)
        }
      }
      return rule
    }
  }

  /// What topics' feeds say of themselves.
  static func topicDetails(_ nodes: inout ConfigurationNodes) -> [TopicDetails] {
    guard let node = nodes.node("topics.details") else { return [] }
    guard let elements = node.sequence else {
      nodes.fail(
        node, "'topics.details' is \(node.kindName), not a list of mappings with 'topic', 'description' and 'picture'")
      return []
    }
    return elements.compactMap { element in
      checkKeys(of: element, ["topic", "title", "feedTitle", "description", "picture"], "'topics.details'", &nodes)
      guard let topic = element["topic"]?.text, !topic.isEmpty else {
        nodes.fail(element, "An element of 'topics.details' has no 'topic'")
        return nil
      }
      func words(_ key: String) -> String? {
        guard let text = element[key]?.text.map(PlainText.fold), !text.isEmpty else { return nil }
        return text
      }
      return TopicDetails(
        topic: topic, title: words("title"), feedTitle: words("feedTitle"), description: words("description"),
        picture: words("picture"),
        line: element.line)
    }
  }

  private static func checkKeys(
    of node: YAMLNode, _ known: [String], _ what: String, _ nodes: inout ConfigurationNodes
  ) {
    for pair in node.mapping ?? [] where !known.contains(pair.key) {
      let hint = Suggestion.of(pair.key, among: known).map { "; did you mean '\($0)'?" } ?? ""
      nodes.fail(pair.value, "\(what) has no '\(pair.key)'\(hint)")
    }
  }

  private static func combinedFeed(_ node: YAMLNode, _ nodes: inout ConfigurationNodes) -> CombinedFeed? {
    checkKeys(of: node, ["name", "path", "description", "include", "exclude"], "A combined feed", &nodes)
    guard let name = node["name"]?.text, !name.isEmpty else {
      nodes.fail(node, "A combined feed has no 'name'")
      return nil
    }
    let given = node["path"]?.text ?? SitePath.slug(name)
    guard let path = SitePath.safe(given), TopicSettings.isFree(path) else {
      nodes.fail(
        node["path"] ?? node, "'\(given)' is not a safe folder for the feed '\(name)', or one that other documents need"
      )
      return nil
    }
    let include = topics(node, "include", &nodes)
    let exclude = topics(node, "exclude", &nodes)
    if include.isEmpty, exclude.isEmpty { nodes.fail(node, "The feed '\(name)' neither includes nor excludes a topic") }
    return CombinedFeed(
      name: name, path: path, description: node["description"]?.text, include: include, exclude: exclude,
      line: node.line)
  }

  private static func topics(_ node: YAMLNode, _ key: String, _ nodes: inout ConfigurationNodes) -> [String] {
    guard let value = node[key], !value.isNull else { return [] }
    return (value.sequence ?? [value]).compactMap { element in
      guard let text = element.text, !text.isEmpty else {
        nodes.fail(element, "An element of '\(key)' is \(element.kindName), not text")
        return nil
      }
      return text
    }
  }

  /// rssboard.org/rsscloud-interface.
  private static func cloud(_ nodes: inout ConfigurationNodes) -> Cloud? {
    guard let node = nodes.node("feeds.cloud") else { return nil }
    if let pairs = node.mapping, pairs.allSatisfy({ $0.value.isNull || ["port", "protocol"].contains($0.key) }) {
      return nil
    }
    guard let domain = nodes.text("feeds.cloud.domain"), let path = nodes.text("feeds.cloud.path") else {
      nodes.fail(node, "'feeds.cloud' needs 'domain' and 'path'")
      return nil
    }
    let transport = nodes.choice("feeds.cloud.protocol", CloudProtocol.self) ?? .httpPost
    return Cloud(
      domain: domain, port: nodes.count("feeds.cloud.port") ?? 80, path: path,
      registerProcedure: nodes.text("feeds.cloud.registerProcedure") ?? "", transport: transport.rawValue)
  }

  private enum CloudProtocol: String, CaseIterable {
    case httpPost = "http-post"
    case xmlRPC = "xml-rpc"
    case soap
  }
}
