import TidingsCore

/// Google News: news sitemaps. That there are at most 1,000 news in one, in a language that Google knows, is a rule of its own
/// for every sitemap.
enum GoogleNewsProfile {
  private static let guide = "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"

  static let demands: [Demand] = [
    Demand(
      "news", .warning, "A news sitemap has news",
      ProfileCheck { subject in
        guard let root = subject.tree.root, subject.news("news").isEmpty else { return [] }
        return [ProfileFault(offset: subject.tree.nodes[root].offset, text: "No address has a news:news")]
      }, reason: "Google News takes nothing from it.",
      remedy: "Add news:news with publication, publication_date and title to each article of the last two days.", guide),
    Demand(
      "age", .warning, "News are of the last two days",
      ProfileCheck { subject in
        guard let now = subject.subject.now else { return [] }
        return subject.news("publication_date").compactMap { element in
          let text = subject.tree.string(element)
          guard let instant = DateFormats.w3c(text), instant < now.advanced(bySeconds: -172_800),
            // What is much older has a rule of its own.
            instant >= now.advanced(bySeconds: -172_800 - 86_400)
          else { return nil }
          return ProfileFault(
            offset: subject.tree.nodes[element].offset, text: "The article of '\(text)' is older than two days")
        }
      }, reason: "Google looks at no others there.",
      remedy: "Take the article out of the news sitemap; it stays in the other one.", guide),
    Demand(
      "name.parentheses", .warning, "A publication's name has nothing in parentheses",
      ProfileCheck { subject in
        subject.news("name").filter { subject.tree.bytes($0).contains(UInt8(ascii: "(")) }.map {
          ProfileFault(
            offset: subject.tree.nodes[$0].offset, text: "The name is '\(subject.tree.string($0).prefix(100))'")
        }
      }, reason: "Google compares it with the name on news.google.com, which is without.",
      remedy: "Leave out the parentheses and what is in them.", guide),
    Demand(
      "title.publication", .warning, "A news title is the headline alone",
      ProfileCheck { subject in
        let tree = subject.tree
        let (publication, name) = (tree.id("publication", Namespaces.news), tree.id("name", Namespaces.news))
        let title = tree.id("title", Namespaces.news)
        return subject.news("news").compactMap { news in
          guard let element = tree.first(news, title),
            let owner = tree.first(news, publication).flatMap({ tree.first($0, name) })
          else { return nil }
          let (text, name) = (tree.string(element), tree.string(owner))
          let separators = [" - ", " | ", " – ", " — ", " :: ", ": "]
          guard !name.isEmpty, separators.contains(where: { text.hasSuffix($0 + name) || text.hasPrefix(name + $0) })
          else { return nil }
          return ProfileFault(
            offset: tree.nodes[element].offset, text: "The title '\(text.prefix(100))' has the publication's name in it"
          )
        }
      }, reason: "Google shows the publication beside it.", remedy: "Leave out author, publication and date.", guide),
    Demand(
      "unread", .info, "A news sitemap has only what Google reads",
      ProfileCheck { subject in
        subject.news("access", "genres", "keywords", "stock_tickers").map {
          ProfileFault(
            offset: subject.tree.nodes[$0].offset, text: "news:\(subject.tree.name($0).local) is read by no crawler")
        }
      }, reason: "Google names publication, publication_date and title, and no more.", remedy: "Remove the element.",
      guide
    ),
  ]
}

extension ProfileSubject {
  /// Elements of Google's news namespace, by their names.
  fileprivate func news(_ names: String...) -> [XMLTree.Element] { tree.elements(named: names, in: Namespaces.news) }
}
