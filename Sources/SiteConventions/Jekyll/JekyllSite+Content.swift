import ContentCorpus
import DataFormats
import SiteSettings
import TidingsCore

/// What is content, and what of it is held back.
extension JekyllSite {
  /// jekyllrb.com/docs/collections: labels, or a mapping of what is said of each.
  mutating func readCollections() {
    guard let node = files["collections"] else { return }
    guard node.mapping != nil || node.sequence != nil else {
      note("collections", node, "'collections' is \(node.kindName), neither a list nor a mapping")
      return
    }
    let labels = node.mapping?.map { ($0.key, Optional($0.value)) } ?? node.texts.map { ($0, nil) }
    for (label, value) in labels {
      if let value, !value.isNull, value.mapping == nil {
        note(
          "collections", value,
          "The collection '\(label)' is \(value.kindName), not a mapping; nothing of it is published")
      }
      let pattern = value?["permalink"]
      if label == "posts" {
        rules.postPermalink = pattern?.text
        continue
      }
      var collection = JekyllRules.Collection(
        isPublished: JekyllSite.isTrue(value?["output"]), permalink: pattern?.text)
      collection.publishesFuture = JekyllSite.isTrue(value?["future"])
      rules.collections[label] = collection
    }
  }

  /// To Ruby, all is true that is neither nothing nor `false`; what is in quotes means what it says.
  private static func isTrue(_ node: YAMLNode?) -> Bool {
    guard let node, !node.isNull else { return false }
    return node.bool ?? (node.text?.lowercased() != "false")
  }

  mutating func readSelection() throws {
    let included = try patterns("include").map { JekyllPattern($0) }
    // What both name is included.
    rules.included = JekyllRules().included + included
    rules.excluded = (try patterns("exclude").map { JekyllPattern($0) } + rules.excluded).filter {
      !included.contains($0)
    }
    if let endings = files["markdown_ext"]?.text {
      rules.markdownEndings = Set(
        endings.split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() }.filter { !$0.isEmpty })
    }
    if let separator = files["excerpt_separator"]?.text { rules.excerptSeparator = separator }
    rules.showsDrafts = JekyllSite.isTrue(files["show_drafts"])
    rules.publishesUnpublished = JekyllSite.isTrue(files["unpublished"])
    site.convention.publishesFuture = JekyllSite.isTrue(files["future"])
    if let node = files["limit_posts"] {
      let count = node.text.flatMap { Int($0) }
      if let count, count > 0 { rules.postLimit = count }
      if count == nil { note("limit_posts", node, "'limit_posts' is not a number; all posts are published") }
    }
  }

  /// - Throws: ``ConfigurationError`` for what is no list: Jekyll makes no site of it, and what it holds back would be published.
  private func patterns(_ key: String) throws -> [String] {
    guard let node = files[key] else { return [] }
    guard let entries = node.sequence else {
      throw ConfigurationError(findings: [
        ConfigurationRules.value.finding(
          at: files.place(key, node),
          "'\(key)' is \(node.kindName), not a list; files that it excludes would be published")
      ])
    }
    return entries.compactMap(\.text)
  }

  /// jekyllrb.com/docs/configuration/front-matter-defaults.
  mutating func readDefaults() {
    guard let node = files["defaults"] else { return }
    guard let entries = node.sequence else {
      note("defaults", node, "'defaults' is \(node.kindName), not a list")
      return
    }
    let former = ["post": "posts", "page": "pages", "draft": "drafts"]
    for entry in entries {
      guard let values = entry["values"], values.mapping != nil else {
        note("defaults", entry, "An entry of 'defaults' has no mapping 'values'")
        continue
      }
      let type = entry["scope"]?["type"]?.text.map { former[$0] ?? $0 }
      if let type, !["posts", "pages", "drafts"].contains(type), rules.collections[type] == nil {
        note("defaults", entry["scope"]?["type"], "There is no collection '\(type)' that these values are for")
      }
      rules.defaults.append(.init(path: entry["scope"]?["path"]?.text ?? "", type: type, values: values))
    }
  }
}
