import TidingsCore

extension ParsedFeed {
  /// JSON Feed 1 and 1.1 (jsonfeed.org).
  init(json feed: JSONTree.Value) {
    self.init(format: .json)
    func plain(_ value: JSONTree.Value?) -> Text? {
      value?.string.flatMap { $0.isEmpty ? nil : Text(value: $0, isHTML: false) }
    }
    func date(_ value: JSONTree.Value?) -> Timestamp? { value?.string.flatMap(RawDates.parse) }
    func persons(_ holder: JSONTree.Value) -> [Person] {
      ([holder["author"]].compactMap { $0 } + holder["authors"].elements.map { $0 }).map {
        Person(name: $0["name"]?.string, address: $0["url"]?.string)
      }
    }
    title = plain(feed["title"])
    subtitle = plain(feed["description"])
    id = feed["feed_url"]?.string
    for (relation, key) in [("alternate", "home_page_url"), ("self", "feed_url"), ("next", "next_url")]
      as [(String, JSONTree.Key)]
    {
      if let address = feed[key]?.string { links.append(Link(relation: relation, address: address)) }
    }
    language = feed["language"]?.string
    icon = feed["icon"]?.string
    authors = persons(feed)
    entries = feed["items"].elements.map { item in
      var entry = Entry()
      // A number is none, and what most people who write one mean (JSON Feed 1.1, Items).
      entry.id = item["id"]?.string ?? item["id"]?.number
      for (relation, key) in [("alternate", "url"), ("related", "external_url")] as [(String, JSONTree.Key)] {
        if let address = item[key]?.string { entry.links.append(Link(relation: relation, address: address)) }
      }
      for attachment in item["attachments"].elements {
        guard let address = attachment["url"]?.string else { continue }
        entry.links.append(
          Link(
            relation: "enclosure", address: address, type: attachment["mime_type"]?.string,
            title: attachment["title"]?.string, length: attachment["size_in_bytes"]?.number))
      }
      entry.title = plain(item["title"])
      entry.summary = plain(item["summary"])
      entry.content =
        item["content_html"]?.string.map { Text(value: $0, isHTML: true) } ?? plain(item["content_text"])
      entry.published = date(item["date_published"])
      entry.updated = date(item["date_modified"])
      entry.authors = persons(item)
      entry.categories = item["tags"].elements.compactMap(\.string).map { Category(term: $0) }
      entry.picture = item["image"]?.string
      entry.offset = item.offset
      return entry
    }
  }
}
