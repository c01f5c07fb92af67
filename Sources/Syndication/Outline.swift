public import TidingsCore

/// An OPML 2.0 subscription list (opml.org/spec2.opml): feeds, in named groups.
public struct Outline: Sendable, Hashable {
  /// A feed to subscribe to.
  public struct Subscription: Sendable, Hashable {
    public var title: String
    /// The feed's address.
    public var address: String
    /// The web page that the feed belongs to.
    public var home: String

    public init(title: String, address: String, home: String) {
      self.title = title
      self.address = address
      self.home = home
    }
  }

  /// Feeds under a heading; under none where the name is `nil`.
  public struct Group: Sendable, Hashable {
    public var name: String?
    public var subscriptions: [Subscription]

    public init(name: String?, subscriptions: [Subscription]) {
      self.name = name
      self.subscriptions = subscriptions
    }
  }

  public var title: String
  public var modified: Timestamp
  public var owner: String?
  public var groups: [Group]

  public init(title: String, modified: Timestamp, owner: String? = nil, groups: [Group]) {
    self.title = title
    self.modified = modified
    self.owner = owner
    self.groups = groups
  }

  public var bytes: [UInt8] {
    var out = XMLWriter()
    out.declaration()
    out.open("opml", depth: 0)
    out.attribute("version", "2.0")
    out.content()
    out.line()
    out.start("head", depth: 1)
    out.element("title", title, depth: 2)
    out.element("dateModified", raw: RSSDate.bytes(modified), depth: 2)
    if let owner { out.element("ownerName", owner, depth: 2) }
    out.end("head", depth: 1)
    out.start("body", depth: 1)
    for group in groups { write(group, to: &out) }
    out.end("body", depth: 1)
    out.end("opml", depth: 0)
    return out.bytes
  }

  private func write(_ group: Group, to out: inout XMLWriter) {
    guard let name = group.name else {
      for subscription in group.subscriptions { write(subscription, depth: 2, to: &out) }
      return
    }
    out.open("outline", depth: 2)
    out.attribute("text", name)
    out.content()
    out.line()
    for subscription in group.subscriptions { write(subscription, depth: 3, to: &out) }
    out.end("outline", depth: 2)
  }

  /// `type="rss"` says that it is a feed, of whatever format.
  private func write(_ subscription: Subscription, depth: Int, to out: inout XMLWriter) {
    out.open("outline", depth: depth)
    out.attribute("type", "rss")
    out.attribute("text", subscription.title)
    out.attribute("title", subscription.title)
    out.attribute("xmlUrl", subscription.address)
    out.attribute("htmlUrl", subscription.home)
    out.empty()
  }
}
