import DataFormats

/// Values that Jekyll's configuration gives to what files do not say (Jekyll 4.3, `frontmatter_defaults.rb`).
struct JekyllDefaults: Sendable {
  private struct Entry {
    let rule: JekyllRules.Defaults
    let glob: Glob?
    let values: YAMLDocument
  }

  private let entries: [Entry]
  private let rules: JekyllRules

  init(_ rules: JekyllRules) {
    self.rules = rules
    entries = rules.defaults.map { rule in
      // Only an asterisk makes a pattern of a path.
      Entry(
        rule: rule, glob: rule.path.contains("*") ? Glob(rule.path.trimmingSlashes) : nil,
        values: YAMLDocument(rule.values.atFirstLine))
    }
  }

  /// The values for a file, those that count first in front.
  ///
  /// - Parameter isFile: whether it has no front matter, and so no type.
  func of(_ place: JekyllPlace, isFile: Bool) -> [YAMLValue] {
    let type = place.collection ?? (isFile ? nil : "pages")
    var found: [YAMLValue] = []
    var last: JekyllRules.Defaults?
    for entry in entries where entry.rule.type == nil || entry.rule.type == type {
      guard fits(entry, place) else { continue }
      // It is the last that came first which the next one is held against.
      if last.map({ JekyllDefaults.precedes($0, entry.rule) }) ?? true {
        found.insert(entry.values.root, at: 0)
        last = entry.rule
      } else {
        found.append(entry.values.root)
      }
    }
    return found
  }

  private func fits(_ entry: Entry, _ place: JekyllPlace) -> Bool {
    guard !entry.rule.path.isEmpty else { return true }
    guard let glob = entry.glob else { return place.path.hasPrefix(withoutCollections(entry.rule.path)) }
    // What the pattern finds are files and folders, with those of the collections.
    var path = place.fullPath[...]
    while true {
      if glob.matches(path) { return true }
      guard let slash = path.lastIndex(of: "/") else { return false }
      path = path[..<slash]
    }
  }

  private func withoutCollections(_ path: String) -> String {
    let top = rules.collectionsFolder
    return !top.isEmpty && path.hasPrefix(top + "/") ? String(path.dropFirst(top.utf8.count + 1)) : path
  }

  private static func precedes(_ old: JekyllRules.Defaults, _ new: JekyllRules.Defaults) -> Bool {
    let (own, former) = (length(new.path), length(old.path))
    return own == former ? new.type != nil || old.type == nil : own > former
  }

  private static func length(_ path: String) -> Int { path.hasPrefix("/") ? path.count - 1 : path.count }
}
