import ContentCorpus
import DataFormats
import LocalFiles
import TidingsCore

/// Where pages are, and what plugins make of them.
extension JekyllSite {
  /// Plugins that stand in the configuration, or in the group of the Gemfile that Jekyll loads.
  var plugins: Set<String> { Set(["plugins", "gems"].flatMap { files[$0]?.texts ?? [] }).union(gems) }

  mutating func readPlugins() {
    let plugins = plugins
    rules.redirects = plugins.contains("jekyll-redirect-from")
    site.datesByCommits = plugins.contains("jekyll-last-modified-at")
    let markup: [String: [String]] = [
      "jekyll-asciidoc": ["asciidoc", "adoc", "ad"], "jekyll-textile-converter": ["textile"], "jekyll-org": ["org"],
      "jekyll-rst": ["rst"], "jekyll-pandoc": [], "jekyll-haml": ["haml"], "jekyll-slim": ["slim"],
    ]
    rules.otherMarkup = Set(markup.filter { plugins.contains($0.key) }.flatMap(\.value))
    if let endings = files["asciidoc_ext"]?.text ?? files["asciidoc"]?["ext"]?.text, plugins.contains("jekyll-asciidoc")
    {
      rules.otherMarkup.formUnion(endings.split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() })
    }
  }

  /// Gems of the group `jekyll_plugins`, all of which Jekyll loads (jekyllrb.com/docs/plugins/installation).
  func bundled() throws -> Set<String> {
    var gems: Set<String> = []
    for name in ["Gemfile", "gems.rb"] {
      guard let (bytes, _) = try LocalFile.readIfThere(files.folder + "/" + name, limit: FileLimit.configuration) else {
        continue
      }
      var isInGroup = false
      for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
        if line.prefixMatch(of: /\s*group\b.*:jekyll_plugins\b.*\bdo\s*$/) != nil { isInGroup = true }
        if line.prefixMatch(of: /\s*end\b/) != nil { isInGroup = false }
        guard isInGroup || line.contains(":jekyll_plugins") else { continue }
        if let gem = line.prefixMatch(of: /\s*gem\s*\(?\s*["']([^"']+)["']/) { gems.insert(String(gem.1)) }
      }
    }
    return gems
  }

  mutating func readAddresses() {
    if let style = files["permalink"], let text = style.text { rules.permalink = text }
    check("permalink", files["permalink"])
    for pair in files["collections"]?.mapping ?? [] { check("collections", pair.value["permalink"]) }
    for entry in files["defaults"]?.sequence ?? [] {
      // Pages know few marks, and leave others as they are.
      guard !["page", "pages"].contains(entry["scope"]?["type"]?.text) else { continue }
      check("defaults", entry["values"]?["permalink"])
    }
    site.topics = (["categories", "category", "tags", "tag"], folders)
    readArchives()
  }

  /// Jekyll makes no site with a mark that it does not know, so nobody can know where the pages would be.
  private mutating func check(_ key: String, _ node: YAMLNode?) {
    guard let node, let text = node.text else { return }
    for mark in Convention.unknownMarksOfJekyll(in: text) {
      note(key, node, "Jekyll knows no '\(mark)', which is in the pattern '\(text)'; its pages are not published")
    }
  }

  /// github.com/jekyll/jekyll-archives.
  private mutating func readArchives() {
    let node = files["jekyll-archives"]
    let kinds: Set = ["year", "month", "day", "categories", "tags"]
    let enabled = node?["enabled"]
    if enabled?.text == "all" || enabled?.bool == true {
      rules.archives.enabled = kinds
    } else {
      rules.archives.enabled = kinds.intersection(enabled?.texts ?? [])
    }
    for pair in node?["permalinks"]?.mapping ?? [] {
      if let text = pair.value.text { rules.archives.permalinks[pair.key] = text }
    }
    rules.archives.slugMode = node?["slug_mode"]?.text
    site.hasTopicPages = !rules.archives.enabled.isDisjoint(with: ["categories", "tags"])
  }

  /// Where the pages of topics lie: `/category/:name/`.
  private var folders: [String: String] {
    let permalinks = files["jekyll-archives"]?["permalinks"]
    func folder(_ kind: String) -> String {
      guard let pattern = permalinks?[kind]?.text, let mark = pattern.firstRange(of: ":name") else { return kind }
      let path = GeneratorSite.folder(String(pattern[..<mark.lowerBound]))
      return path.isEmpty ? kind : path
    }
    let (category, tag) = (folder("category"), folder("tag"))
    return ["categories": category, "category": category, "tags": tag, "tag": tag]
  }
}
