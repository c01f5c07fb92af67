public import LocalFiles
public import TidingsCore

/// What reading a corpus depends on, beside the files.
public struct CorpusSettings: Sendable, Hashable {
  public var topics: TopicSettings
  /// The zone of dates that name none.
  public var timeZone: SiteTimeZone
  /// The instant by which future and expiry are decided. There is no other clock.
  public var now: Timestamp
  /// The site's base address, with a slash at its end.
  public var siteAddress: String
  /// Folders at the top of the corpus that are no part of an address.
  public var contentFolders: [String]
  /// The site's language, if it is known: items in it are not marked.
  public var language: String?
  /// Which fields of front matter mean what.
  public var fields = FieldMap.medigy
  /// How titles are written.
  public var titleMarkup = TitleMarkup.none
  /// Whether it is known where files lie that items name by a bare name.
  public var hasAssetBase = false
  /// How the content is laid out.
  public var convention = Convention()
  /// Folders in the corpus that hold no content, such as that of the documents.
  public var excludedFolders: [String] = []

  /// Endings, without dots, of files that are no pages and that sitemaps are to name.
  public var listedFiles: [String] = []

  /// The paths that topics have had. They decide nothing on what is read from files.
  public var topicMemory = PublishedTopics()

  /// What of the site's own rules is not known, or does not fit; paths are relative to the corpus folder.
  public var findings: [Finding] = []

  /// Whether the corpus folder was there when its folders' own words were read; `nil` where they were not asked.
  public var wasThere: Bool?

  /// The pages that the site generator made, where entries take their content from those.
  public var builtSite: RenderedSite?

  /// The items of files that hold many; `nil` where a file is an item.
  public var records: RecordFiles?

  /// Where dates of commits come from; `nil` where they are not asked for.
  public var git: GitHistory?
  public var gitUse = GitUse.asked

  /// Whether to record what each item means to a reader, which takes a look at all bodies.
  public var readsMeaning = false

  public init(
    now: Timestamp, siteAddress: String, topics: TopicSettings = TopicSettings(), timeZone: SiteTimeZone = .utc,
    contentFolders: [String] = ["content"]
  ) {
    self.now = now
    self.siteAddress = siteAddress
    self.topics = topics
    self.timeZone = timeZone
    self.contentFolders = contentFolders
  }

  /// A finding at the file that people can open, where an item is a part of one.
  public func shown(_ finding: Finding) -> Finding { records?.shown(finding) ?? finding }

  /// Whether a finding that is shown is about an item, by its path.
  public func isAbout(_ finding: Finding, _ path: String) -> Bool {
    guard let records else { return finding.location.path == path }
    return records.path(in: finding.location.path, line: finding.location.line) == path
  }
}
