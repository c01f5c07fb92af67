import TidingsCore

/// An item of a JSON Feed (jsonfeed.org/version/1.1).
enum JSONItem {
  /// Everything before the content.
  static func head(of entry: Entry) -> [UInt8] {
    var out = JSONWriter()
    out.raw("    {")
    var members = JSONMembers(depth: 3)
    members.string("id", entry.id, to: &out)
    members.string("url", entry.page, to: &out)
    members.string("external_url", entry.original?.address, to: &out)
    members.string("title", entry.title, to: &out)
    members.string("summary", entry.summary, to: &out)
    members.string("image", entry.picture?.address, to: &out)
    members.string("date_published", entry.published.rfc3339, to: &out)
    members.string("date_modified", entry.updated.rfc3339, to: &out)
    members.list("authors", entry.authors, to: &out, JSONPerson.write)
    var seen: Set<String> = []
    let tags = entry.categories.map(\.label).filter { seen.insert($0).inserted }
    members.list("tags", tags, to: &out) { tag, out in out.string(tag) }
    members.list("attachments", entry.enclosures, to: &out, write)
    write(extensionOf: entry, &members, to: &out)
    out.raw(",\n")
    return out.bytes
  }

  /// - Parameter language: of the feed.
  static func append(_ placed: PlacedEntry, in language: String?, isFirst: Bool, to out: inout [UInt8]) {
    out.append(isFirst ? "\n" : ",\n")
    placed.entry.appendJSON(to: &out)
    if let own = placed.entry.language, own != language { out += "      \"language\": \"\(own)\",\n".utf8 }
    if placed.form == .full, placed.entry.hasContent {
      out.append("      \"content_html\": ")
      placed.entry.appendJSONContent(to: &out)
    } else {
      out.append("      \"content_text\": ")
      placed.entry.appendSummary(to: &out)
    }
    out.append("\n    }")
  }

  private static func write(_ enclosure: Enclosure, to out: inout JSONWriter) {
    out.raw("{\"url\": ")
    out.string(enclosure.address)
    out.raw(", \"mime_type\": ")
    out.string(enclosure.mediaType)
    if let length = enclosure.length { out.raw(", \"size_in_bytes\": \(length)") }
    out.raw("}")
  }

  /// What has no field of its own: vocabularies of the categories, the way the item was found, related pages.
  private static func write(extensionOf entry: Entry, _ members: inout JSONMembers, to out: inout JSONWriter) {
    members.next("_tidings", to: &out)
    out.raw("{")
    var own = JSONMembers(depth: 4)
    own.list("categories", entry.categories, to: &out) { category, out in
      out.object([("term", category.term), ("scheme", category.scheme), ("label", category.label)])
    }
    own.string("external_title", entry.original?.title, to: &out)
    own.string("via_url", entry.via?.address, to: &out)
    own.string("via_title", entry.via?.title, to: &out)
    own.string("image_alt", entry.picture?.alternative, to: &out)
    own.list("related", entry.related, to: &out) { link, out in
      out.object([("title", link.title), ("url", link.address)])
    }
    out.raw("\n      }")
  }
}
