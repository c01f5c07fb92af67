/// What a page of a feed shows: what the feed is, how to follow it, and what is new.
public struct SubscribePage: Sendable {
  /// A day, for people and for programs.
  public struct Day: Sendable {
    public var year: Int
    public var month: Int
    public var day: Int
    /// RFC 3339.
    public var machine: String

    public init(year: Int, month: Int, day: Int, machine: String) {
      (self.year, self.month, self.day, self.machine) = (year, month, day, machine)
    }

    func context(_ strings: PageStrings) -> [String: Any] {
      ["machine": machine, "text": TemplateText.of(strings.date(year: year, month: month, day: day))]
    }
  }

  /// A name with an address.
  public struct Link: Sendable {
    public var label: String
    public var address: String

    public init(_ label: String, _ address: String) { (self.label, self.address) = (label, address) }
  }

  public struct Format: Sendable {
    public var name: String
    public var address: String
    public var mediaType: String

    public init(name: String, address: String, mediaType: String) {
      (self.name, self.address, self.mediaType) = (name, address, mediaType)
    }
  }

  public struct Entry: Sendable {
    public var title: String
    public var address: String
    public var date: Day

    public init(title: String, address: String, date: Day) {
      (self.title, self.address, self.date) = (title, address, date)
    }
  }

  public struct Neighbour: Sendable {
    public var label: String
    public var address: String
    public var count: Int

    public init(label: String, address: String, count: Int) {
      (self.label, self.address, self.count) = (label, address, count)
    }
  }

  public var site: SiteWords
  public var title: String
  public var label: String
  public var taxonomy: String?
  public var description: String?
  public var isTopic = false
  public var count = 0
  public var updated: Day?
  /// The address of the page itself.
  public var address: String
  /// All formats, the one to recommend first.
  public var formats: [Format]
  public var entries: [Entry] = []
  public var neighbours: [Neighbour] = []
  public var directory: String?
  public var outline: String?
  /// From the page's folder to the root, with a slash at its end unless it is the root.
  public var root: String

  public init(
    site: SiteWords, title: String, label: String, address: String, formats: [Format], root: String
  ) {
    (self.site, self.title, self.label, self.address) = (site, title, label, address)
    (self.formats, self.root) = (formats, root)
  }

  public func document(_ templates: PageTemplates, _ strings: PageStrings) -> [UInt8] {
    var feed: [String: Any] = ["title": TemplateText.of(title), "label": TemplateText.of(label), "count": count]
    if let taxonomy { feed["taxonomy"] = TemplateText.of(taxonomy) }
    if let description { feed["description"] = TemplateText.of(description) }
    if let updated { feed["updated"] = updated.context(strings) }
    var context = site.context(strings, root: root)
    context["canonical"] = address
    context["feed"] = feed
    context["isTopic"] = isTopic
    context["formats"] = formats.enumerated().map { index, format in
      ["name": format.name, "address": format.address, "mediaType": format.mediaType, "isPrimary": index == 0]
        as [String: Any]
    }
    if let primary = formats.first {
      context["primary"] = ["name": primary.name, "address": primary.address]
      context["readers"] = SubscribeLinks.links(primary.address).map { ["name": $0.label, "address": $0.address] }
      context["app"] = "feed:" + primary.address
    }
    context["hasEntries"] = !entries.isEmpty
    context["entries"] = entries.map { entry in
      ["title": TemplateText.of(entry.title), "address": entry.address, "date": entry.date.context(strings)]
        as [String: Any]
    }
    context["hasNeighbours"] = !neighbours.isEmpty
    context["neighbours"] = neighbours.map { neighbour in
      ["label": TemplateText.of(neighbour.label), "address": neighbour.address, "count": neighbour.count]
        as [String: Any]
    }
    if let directory { context["directory"] = directory }
    if let outline { context["opml"] = outline }
    return templates.page("subscribe", context)
  }
}

/// What pages say of the site.
public struct SiteWords: Sendable {
  public var title: String
  public var address: String
  public var description: String?

  public init(title: String, address: String, description: String?) {
    (self.title, self.address, self.description) = (title, address, description)
  }

  func context(_ strings: PageStrings, root: String) -> [String: Any] {
    var site: [String: Any] = ["title": TemplateText.of(title), "address": address]
    if let description { site["description"] = TemplateText.of(description) }
    return [
      "lang": strings.language, "dir": strings.direction, "t": strings.context, "site": site,
      "css": root + PageFiles.style.name, "script": root + PageFiles.script.name,
    ]
  }
}
