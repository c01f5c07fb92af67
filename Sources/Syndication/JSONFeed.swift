import TidingsCore

/// The top of a JSON Feed (jsonfeed.org/version/1.1).
enum JSONFeed {
  static func start(of head: FeedHead) -> [UInt8] {
    var out = JSONWriter()
    out.raw("{")
    var members = JSONMembers(depth: 1)
    members.string("version", "https://jsonfeed.org/version/1.1", to: &out)
    members.string("title", head.title, to: &out)
    members.string("home_page_url", head.home, to: &out)
    members.string("feed_url", head.addresses[.json], to: &out)
    members.string("next_url", head.history.previous?[.json], to: &out)
    members.string("description", head.subtitle, to: &out)
    members.string("language", head.language, to: &out)
    members.string("icon", head.icon ?? head.logo, to: &out)
    members.list("authors", head.authors, to: &out, JSONPerson.write)
    members.list("hubs", head.hubs, to: &out) { hub, out in
      out.object([("type", "WebSub"), ("url", hub)])
    }
    members.next("_tidings", to: &out)
    out.object([("id", head.id), ("updated", head.updated.rfc3339), ("rights", head.rights)])
    members.next("items", to: &out)
    out.raw("[")
    return out.bytes
  }

  static let end = Array("\n  ]\n}\n".utf8)
}

enum JSONPerson {
  static func write(_ person: Person, to out: inout JSONWriter) {
    let mail = person.email.map { "mailto:" + $0 }
    out.object([("name", person.name), ("url", person.address ?? mail)])
  }
}
