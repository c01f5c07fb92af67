/// What the configuration says of one topic's feed.
public struct TopicDetails: Sendable, Hashable {
  /// The topic, by path, name or label.
  public var topic: String
  public var title: String?
  /// The whole title of its feed, where that is not made of the title and the site's.
  public var feedTitle: String?
  public var description: String?
  /// An address, or a path on the site.
  public var picture: String?
  /// The line of the configuration that it begins at.
  public var line: Int

  public init(
    topic: String, title: String? = nil, feedTitle: String? = nil, description: String? = nil,
    picture: String? = nil, line: Int = 1
  ) {
    self.topic = topic
    self.title = title
    self.feedTitle = feedTitle
    self.description = description
    self.picture = picture
    self.line = line
  }
}
