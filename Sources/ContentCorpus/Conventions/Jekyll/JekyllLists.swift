import TidingsCore

extension Corpus {
  /// The lists of a site that Jekyll makes: those of terms and of periods that `jekyll-archives` makes, with the newest change of
  /// the posts in them. All others have files of their own.
  var jekyllLists: [ListPage] {
    let archives = settings.convention.jekyll.archives
    guard !archives.enabled.isEmpty else { return [] }
    var lists: [String: ListPage] = [:]
    func add(_ kind: String, _ values: [(mark: String, value: String)], _ modified: Timestamp, topic: Int? = nil) {
      guard let pattern = archives.permalinks[kind] else { return }
      var address = JekyllURL.page(pattern, values)
      if address.hasSuffix("/index.html") { address = String(address.dropLast("index.html".count)) }
      guard let path = address == "/" ? "" : SitePath.address(address) else { return }
      var list = lists[path] ?? ListPage(permalink: path, isBare: !address.hasSuffix("/"), topic: topic)
      list.modified = max(list.modified ?? modified, modified)
      lists[path] = list
    }
    for topic in topics.indices where !itemsByTopic[topic].isEmpty && !topics[topic].isAuthor {
      guard let kind = Corpus.kind(of: topics[topic]), archives.enabled.contains(kind.plural) else { continue }
      let name = JekyllSlug.text(topics[topic].label, mode: archives.slugMode)
      for index in itemsByTopic[topic] { add(kind.singular, [("name", name)], items[index].modified, topic: topic) }
    }
    let periods = ["year", "month", "day"].filter(archives.enabled.contains)
    for index in periods.isEmpty ? [] : published {
      let item = items[index]
      let day = item.published.advanced(bySeconds: settings.timeZone.offset(at: item.published)).rfc3339.prefix(10)
      let parts = zip(["year", "month", "day"], day.split(separator: "-")).map { (mark: $0, value: String($1)) }
      for (depth, period) in ["year", "month", "day"].enumerated() where periods.contains(period) {
        add(period, Array(parts.prefix(depth + 1)), item.modified)
      }
    }
    return lists.values.sorted { $0.permalink.utf8.lexicographicallyPrecedes($1.permalink.utf8) }
  }

  /// What `jekyll-archives` calls a term of a field.
  private static func kind(of topic: Topic) -> (singular: String, plural: String)? {
    switch topic.taxonomy {
    case "categories", "category": ("category", "categories")
    case "tags", "tag": ("tag", "tags")
    default: nil
    }
  }
}
