/// What the page of all feeds shows.
public struct DirectoryPage: Sendable {
  public struct Topic: Sendable {
    public var label: String
    /// Of its page.
    public var address: String
    /// Of its feed.
    public var feed: String
    public var count: Int
    public var newest: SubscribePage.Day?

    public init(label: String, address: String, feed: String, count: Int, newest: SubscribePage.Day?) {
      (self.label, self.address, self.feed, self.count, self.newest) = (label, address, feed, count, newest)
    }
  }

  public struct Group: Sendable {
    public var name: String?
    public var topics: [Topic]

    public init(name: String?, topics: [Topic]) { (self.name, self.topics) = (name, topics) }
  }

  public var site: SiteWords
  public var address: String
  public var siteFeed: SubscribePage.Link
  public var groups: [Group]
  public var outline: String?

  public init(site: SiteWords, address: String, siteFeed: SubscribePage.Link, groups: [Group], outline: String?) {
    (self.site, self.address, self.siteFeed, self.groups, self.outline) = (site, address, siteFeed, groups, outline)
  }

  public func document(_ templates: PageTemplates, _ strings: PageStrings) -> [UInt8] {
    var context = site.context(strings, root: "")
    context["canonical"] = address
    context["siteFeed"] = ["title": TemplateText.of(siteFeed.label), "address": siteFeed.address]
    context["topicCount"] = groups.reduce(0) { $0 + $1.topics.count }
    context["groups"] = groups.map { group in
      var one: [String: Any] = ["topics": group.topics.map { self.context($0, strings) }]
      if let name = group.name { one["name"] = TemplateText.of(name) }
      return one
    }
    if let outline { context["opml"] = outline }
    return templates.page("directory", context)
  }

  private func context(_ topic: Topic, _ strings: PageStrings) -> [String: Any] {
    var context: [String: Any] = [
      "label": TemplateText.of(topic.label), "address": topic.address, "feed": topic.feed, "count": topic.count,
    ]
    if let newest = topic.newest { context["newest"] = newest.context(strings) }
    return context
  }
}
