import TidingsCore

/// MSN Partner Hub: what an article of a feed must have.
enum MSNProfile {
  private static let items =
    "https://support.microsoft.com/en-us/topic/msn-feed-item-metadata-requirements-0114c19c-36bb-4fef-8322-4a1ed6888329"
  private static let refused = "MSN takes no article without it."

  static let demands: [Demand] = [
    Demand(
      "id", .error, "An article has an id", .present("guid|atom:id", in: .entry), reason: refused,
      remedy: "Add a guid that never changes and that no other article has.", items),
    Demand(
      "title", .error, "An article has a title", .present("title|atom:title", in: .entry), reason: refused,
      remedy: "Add a title.", items),
    Demand(
      "title.length", .warning, "A title has 21 to 150 characters, or a short title beside it",
      ProfileCheck { subject in
        let short = ElementPath.list("mi:shortTitle")[0]
        return subject.relevant(ElementPath.list("title|atom:title")).flatMap { path in
          subject.elements(.entry).filter { subject.values(short, of: $0).isEmpty }.flatMap {
            subject.values(path, of: $0)
          }
        }.compactMap { title in
          let count = title.text.unicodeScalars.count
          guard count > 0, !(21...150).contains(count) else { return nil }
          return ProfileFault(offset: title.offset, text: "The title has \(count) characters")
        }
      }, reason: "MSN removes articles with longer ones.",
      remedy: "Write a headline of more than 20 and at most 150 characters, or add mi:shortTitle.", items),
    Demand(
      "date", .error, "An article has a date", .present("pubDate|atom:published", in: .entry), reason: refused,
      remedy: "Add the date of publication.", items),
    Demand(
      "age", .error, "Articles are less than 365 days old",
      ProfileCheck { subject in
        guard let oldest = subject.subject.now?.advanced(bySeconds: -365 * 86_400) else { return [] }
        return subject.relevant(ElementPath.list("pubDate|atom:published")).flatMap { path in
          subject.elements(.entry).flatMap { subject.values(path, of: $0) }
        }.compactMap { value in
          let bytes = Array(value.text.utf8)[...]
          guard let date = LooseRFC822.parse(bytes)?.instant ?? DateFormats.rfc3339(bytes), date <= oldest else {
            return nil
          }
          return ProfileFault(offset: value.offset, text: "The article of '\(value.text)' is older than a year")
        }
      }, reason: "MSN takes no older ones.", remedy: "Leave them out of the feed for MSN.", items),
    Demand(
      "link", .error, "An article has a link to its page", .present("link|atom:link[alternate]@href", in: .entry),
      reason: refused, remedy: "Add the address of the article.", items),
    Demand(
      "body", .error, "An article has its body",
      .present("content:encoded|description|atom:content", in: .entry), reason: refused,
      remedy: "Add the whole text: content:encoded in RSS, content in Atom.", items),
  ]
}
