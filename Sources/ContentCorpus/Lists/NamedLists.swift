import Markup
import TidingsCore

extension Corpus {
  /// The lists that front matter names: the home page, what items say is around them (`breadcrumbLinks`), and the pages of topics
  /// (`categoryUrl`).
  func namedLists(allTopics: Bool) -> [ListPage] {
    let site = URIReference(settings.siteAddress)
    var newest: [String: Timestamp] = [:]
    var home: Timestamp?
    var groups = [Timestamp](repeating: .unknown, count: listGroupOwners.count)
    var isNamed = [Bool](repeating: false, count: listGroupOwners.count)
    for index in published + pages where items[index].isIndexable {
      let modified = items[index].modified
      home = max(home ?? .unknown, modified)
      guard index < listGroups.count, listGroups[index] >= 0 else { continue }
      let group = Int(listGroups[index])
      isNamed[group] = true
      groups[group] = max(groups[group], modified)
    }
    if let home { newest[""] = home }
    for group in groups.indices where isNamed[group] {
      for text in items[listGroupOwners[group]].lists {
        guard let path = Corpus.path(text, on: site) else { continue }
        newest[path] = max(newest[path] ?? .unknown, groups[group])
      }
    }
    var lists = newest.mapValues { _ in ListPage(permalink: "") }
    for topic in topics.indices where topics[topic].hasPage || allTopics {
      let path = topics[topic].path
      let changes = itemsByTopic[topic].lazy.filter { items[$0].isIndexable }.map { items[$0].modified }
      guard let last = changes.max() else { continue }
      newest[path] = max(newest[path] ?? .unknown, last)
      lists[path] = ListPage(permalink: path, topic: topic)
    }
    for (path, modified) in newest {
      lists[path]?.permalink = path
      lists[path]?.modified = modified.known
    }
    return lists.values.sorted { $0.permalink.utf8.lexicographicallyPrecedes($1.permalink.utf8) }
  }

  /// A path below the site's base address; `nil` for what is none, or elsewhere.
  private static func path(_ text: String, on site: URIReference) -> String? {
    let target = URIReference(text).resolved(against: site)
    guard target.domain == site.domain, target.query == nil, target.fragment == nil else { return nil }
    let path = target.decodedPath.trimmingSlashes
    let base = site.decodedPath.trimmingSlashes
    guard !base.isEmpty, path == base || path.hasPrefix(base + "/") else {
      return path.isEmpty || SitePath.safe(path) != nil ? path : nil
    }
    let rest = String(path.dropFirst(base.count)).trimmingSlashes
    return rest.isEmpty || SitePath.safe(rest) != nil ? rest : nil
  }
}
