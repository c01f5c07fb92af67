import ChangeNotifications
import ContentCorpus
import DataFormats
import Foundation
import LocalFiles
import Markup
import SiteConventions
public import SiteSettings
import Syndication
import TidingsCore
import Validation

/// Reads `tidings.yaml`. Every fault is reported, not only the first.
public struct ConfigurationReader: Sendable {
  /// Values that take the place of those in the file, or of the file.
  public struct Overrides: Sendable, Hashable {
    public var baseURL: String?
    public var title: String?

    public init(baseURL: String? = nil, title: String? = nil) {
      self.baseURL = baseURL
      self.title = title
    }
  }

  public static let fileName = "tidings.yaml"

  /// The configuration file of a corpus: in its folder, or the nearest of its parents; `nil` where there is none.
  ///
  /// - Throws: `SystemError` where the system cannot say.
  public static func find(from folder: String) throws -> String? {
    var folder = LocalFile.absolutePath(folder)
    while true {
      let candidate = folder == "/" ? "/" + fileName : folder + "/" + fileName
      if try LocalFile.kind(candidate) != nil { return candidate }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// - Parameters:
  ///   - path: the file; `nil` for overrides alone.
  ///   - name: what the file is called in findings.
  ///   - overrides: values that take the place of its own.
  /// - Throws: ``ConfigurationError``, or `SystemError` where the file cannot be read.
  public static func read(_ path: String?, named name: String? = nil, overrides: Overrides = Overrides()) throws
    -> Configuration
  {
    let bytes = try path.map { try LocalFile.read($0, limit: FileLimit.configuration).bytes } ?? []
    let folder = path.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } } ?? "."
    return try read(
      text: bytes, named: name ?? path ?? fileName, folder: folder, overrides: overrides, looksAround: path != nil)
  }

  /// - Parameters:
  ///   - bytes: the text of the file, in UTF-8.
  ///   - name: what it is called in findings.
  ///   - folder: what paths in the configuration are relative to.
  ///   - overrides: values that take the place of its own.
  /// - Throws: ``ConfigurationError``.
  public static func read(
    text bytes: [UInt8], named name: String, folder: String = ".", overrides: Overrides = Overrides()
  ) throws -> Configuration {
    try read(text: bytes, named: name, folder: folder, overrides: overrides, looksAround: false)
  }

  /// - Parameter looksAround: whether a site generator's configuration in the folder has a say.
  package static func read(
    text bytes: [UInt8], named name: String, folder: String, overrides: Overrides, looksAround: Bool
  ) throws -> Configuration {
    guard UTF8Text.firstInvalid(in: bytes) == nil else {
      let place = SourceLocation(path: name)
      throw ConfigurationError(findings: [ConfigurationRules.syntax.finding(at: place, "The file is not UTF-8")])
    }
    let root: YAMLNode
    do {
      root = try YAMLReader.read(String(decoding: bytes, as: UTF8.self))
    } catch let problem as YAMLSyntaxError {
      let place = SourceLocation(path: name, line: problem.line, column: problem.column)
      throw ConfigurationError(findings: [ConfigurationRules.syntax.finding(at: place, problem.message)])
    }
    var nodes = ConfigurationNodes(root, path: name)
    let configuration = try configuration(&nodes, folder: folder, overrides, looksAround: looksAround)
    guard nodes.findings.isEmpty, let configuration else {
      throw ConfigurationError(findings: nodes.findings.sorted())
    }
    return configuration
  }

  /// The file of the ledger: `ledger: name`, or `ledger: {file: name}`.
  private static func ledger(_ nodes: inout ConfigurationNodes) -> String? {
    nodes.node("ledger")?.mapping == nil ? nodes.text("ledger") : nodes.text("ledger.file")
  }

  private static func configuration(
    _ nodes: inout ConfigurationNodes, folder: String, _ overrides: Overrides, looksAround: Bool
  ) throws -> Configuration? {
    let generator = looksAround ? try generator(&nodes, folder: folder) : nil
    let (site, isUntitled) = site(&nodes, overrides, generator)
    var configuration = Configuration(site: site ?? Site(baseURL: "", title: ""))
    if isUntitled {
      configuration.findings.append(
        ConfigurationRules.title.finding(
          at: SourceLocation(path: nodes.path), "There is no title; it is '\(configuration.site.title)'"))
    }
    func inFolder(_ path: String) -> String { path.hasPrefix("/") || folder == "." ? path : folder + "/" + path }
    configuration.corpus.path = try corpusFolder(&nodes, generator, folder: folder, inFolder: inFolder)
    configuration.corpus.assets = nodes.text("corpus.assets").map(inFolder)
    configuration.corpus.records = records(&nodes, inFolder: inFolder)
    configuration.corpus.gitUse = gitUse(&nodes, generator)
    let selection = selection(&nodes)
    configuration.corpus.builtSite = builtSite(&nodes, selection, inFolder: inFolder)
    if let generator {
      configuration.corpus.generatorFolder =
        generator.convention.generator == .html ? configuration.corpus.path : inFolder(generator.builtFolder)
    }
    if let folders = nodes.list("corpus.contentFolders") { configuration.corpus.contentFolders = folders.map(\.text) }
    configuration.feeds = feeds(&nodes)
    configuration.topics = topics(&nodes)
    configuration.topicDetails = topicDetails(&nodes)
    configuration.feeds.files = feedFiles(&nodes)
    configuration.feeds.reachesBack = nodes.choice("feeds.since", SinceChoice.self) == .some(.none)
    configuration.feeds.keepsFormer = nodes.flag("feeds.keepFormer") ?? true
    if generator != nil || nodes.node("topics.fields") != nil { configuration.topics.fallback = nil }
    if let generator { configuration.take(generator, topicsAreGiven: nodes.node("topics.fields") != nil) }
    if configuration.corpus.convention.generator == .html, let pages = configuration.corpus.path {
      try PagesLists.take(into: &configuration, pages: pages)
      try PagesLanguages.take(into: &configuration, pages: pages)
    }
    configuration.corpus.convention.selection = selection
    configuration.mapping = mapping(&nodes)
    configuration.sitemaps = sitemaps(&nodes, title: configuration.site.title)
    // As jekyll-sitemap has it.
    if configuration.corpus.convention.generator == .jekyll, nodes.node("sitemaps.files") == nil {
      configuration.sitemaps.files = ["pdf"]
    }
    for (text, node) in nodes.list("hubs") ?? [] {
      let hub = URIReference(text)
      if hub.isWeb {
        // A hub that stands twice is notified once.
        if !configuration.hubs.contains(hub.description) { configuration.hubs.append(hub.description) }
      } else {
        nodes.fail(node, "The hub '\(text)' is not a web address")
      }
    }
    configuration.indexNow = indexNow(&nodes)
    configuration.validation = validation(&nodes)
    configuration.pages = try pages(&nodes, inFolder: inFolder)
    configuration.hosting = hosting(&nodes)
    configuration.robots = nodes.flag("robots") ?? false
    configuration.output = nodes.text("output").map(inFolder)
    configuration.cache = nodes.text("cache").map(inFolder)
    configuration.ledger = ledger(&nodes).map(inFolder)
    switch nodes.text("ledger.backup") {
    case nil, "true": break
    case "false": configuration.keepsBackup = false
    case let path?: configuration.ledgerBackup = inFolder(path)
    }
    if let limit = nodes.count("reannounceLimit", atLeast: 0) { configuration.reannounceLimit = limit }
    if let text = nodes.text("withdrawLimit") {
      if let limit = WithdrawLimit(text) {
        configuration.withdrawLimit = limit
      } else {
        nodes.fail(nodes.node("withdrawLimit"), "'\(text)' is neither a share such as 10% nor a number of items")
      }
    }
    return site == nil ? nil : configuration
  }

  private static func site(
    _ nodes: inout ConfigurationNodes, _ overrides: Overrides, _ generator: GeneratorSite?
  ) -> (site: Site?, isUntitled: Bool) {
    let baseURL =
      overrides.baseURL.map(Site.baseAddress) ?? self.address("site.baseURL", &nodes)
      ?? generator?.baseURL.flatMap(Site.baseAddress)
    let title = (overrides.title ?? nodes.text("site.title") ?? generator?.title).flatMap { text in
      let folded = PlainText.fold(text)
      return folded.isEmpty ? nil : folded
    }
    if let option = overrides.baseURL, baseURL == nil {
      nodes.fail(nil, "The base address '\(option)' is not an address such as https://www.example.org/")
      return (nil, false)
    }
    let isBlank = title == nil && (overrides.title != nil || nodes.node("site.title") != nil)
    if isBlank { nodes.fail(nil, "The title is blank") }
    if baseURL == nil, nodes.node("site.baseURL") == nil { nodes.reportMissing("site.baseURL") }
    var site = Site(baseURL: baseURL ?? "", title: title ?? URIReference(baseURL ?? "").host)
    site.description = (nodes.text("site.description") ?? generator?.description).map(PlainText.fold)
    site.language =
      language("site.language", &nodes) ?? generator?.language.flatMap { LanguageTag.isValid($0) ? $0 : nil }
    site.author =
      author(&nodes) ?? generator?.person.map { Person($0) } ?? generator?.author.map { Person(text: $0) }
    site.copyright = (nodes.text("site.copyright") ?? generator?.copyright).map(PlainText.fold)
    if let zone = generator?.timeZone.flatMap(SiteTimeZone.init) { site.timeZone = zone }
    site.icon = nodes.text("site.icon") ?? generator?.icon
    site.logo = nodes.text("site.logo") ?? generator?.logo
    site.assetBaseURL = self.address("site.assetBaseURL", &nodes)
    if let text = nodes.text("site.timeZone"), let node = nodes.node("site.timeZone") {
      if let zone = SiteTimeZone(text) {
        site.timeZone = zone
      } else {
        nodes.fail(node, "There is no time zone '\(text)'")
      }
    }
    if let text = nodes.text("site.tagAuthority"), let node = nodes.node("site.tagAuthority") {
      if let authority = TagAuthority(text) {
        site.tagAuthority = authority
      } else {
        nodes.fail(node, "'\(text)' is not a domain, or domain and date, such as example.org,2019")
      }
    }
    return (baseURL == nil || isBlank ? nil : site, title == nil && baseURL != nil)
  }

  private static func author(_ nodes: inout ConfigurationNodes) -> Person? {
    guard let node = nodes.node("site.author") else { return nil }
    if let pairs = node.mapping, pairs.allSatisfy({ $0.value.isNull }) { return nil }
    let name = node.text ?? nodes.text("site.author.name")
    guard let name, !name.isEmpty else {
      nodes.fail(node, "'site.author' is neither a name nor a mapping with a name")
      return nil
    }
    let email = node["email"]?.text
    if let email, !EmailAddress.isValid(email), let place = node["email"] {
      nodes.fail(place, "'\(email)' is not an e-mail address")
    }
    let address = node["url"]?.text.map { URIReference($0) }
    if let address, !address.isWeb, let place = node["url"] {
      nodes.fail(place, "'\(address)' is not a web address")
    }
    return Person(name: PlainText.fold(name), email: email, address: address?.description)
  }

  static func language(_ name: String, _ nodes: inout ConfigurationNodes) -> String? {
    guard let text = nodes.text(name), let node = nodes.node(name) else { return nil }
    let isTag = LanguageTag.isValid(text)
    if !isTag { nodes.fail(node, "'\(text)' is not a language tag such as en or pt-BR") }
    return isTag ? text : nil
  }

  private static func feeds(_ nodes: inout ConfigurationNodes) -> FeedSettings {
    var feeds = FeedSettings()
    if let formats = nodes.list("feeds.formats") {
      feeds.formats = formats.compactMap { text, node in
        guard let format = DocumentFormat(rawValue: text), format.isFeed else {
          nodes.fail(node, "'\(text)' is not one of rss, atom, json")
          return nil
        }
        return format
      }
      feeds.formats = DocumentFormat.allCases.filter(feeds.formats.contains)
    }
    feeds.entries = nodes.count("feeds.entries") ?? feeds.entries
    feeds.warnBytes = nodes.size("feeds.warnBytes") ?? feeds.warnBytes
    feeds.limitBytes = nodes.size("feeds.limitBytes") ?? feeds.limitBytes
    feeds.content = nodes.choice("feeds.content", FeedSettings.Content.self) ?? feeds.content
    feeds.excerptCharacters = nodes.count("feeds.excerptCharacters", atLeast: 20) ?? feeds.excerptCharacters
    feeds.embeds = nodes.choice("feeds.embeds", ContentPolicy.Embeds.self) ?? feeds.embeds
    feeds.picture = nodes.choice("feeds.picture", FeedSettings.PictureChoice.self) ?? feeds.picture
    feeds.titleMarkup = nodes.choice("feeds.titleMarkup", TitleMarkup.self) ?? feeds.titleMarkup
    feeds.curated = nodes.choice("feeds.curated", FeedSettings.Curated.self) ?? feeds.curated
    feeds.tombstoneDays = nodes.count("feeds.tombstoneDays", atLeast: 0) ?? feeds.tombstoneDays
    feeds.archives = nodes.choice("feeds.archives", FeedSettings.Archives.self) ?? feeds.archives
    feeds.attribution = nodes.flag("feeds.attribution") ?? feeds.attribution
    readMore(of: &feeds, &nodes)
    return feeds
  }

  private static func topics(_ nodes: inout ConfigurationNodes) -> TopicSettings {
    var topics = TopicSettings()
    topics.fields = nodes.list("topics.fields")?.map(\.text) ?? topics.fields
    topics.minimumEntries = nodes.count("topics.minimumEntries") ?? topics.minimumEntries
    if let base = nodes.text("topics.basePath"), let node = nodes.node("topics.basePath") {
      if let safe = SitePath.safe(base) {
        topics.basePath = safe
      } else {
        nodes.fail(node, "'\(base)' is not a safe folder")
      }
    }
    topics.rename = nodes.map("topics.rename") ?? [:]
    topics.hasSections = nodes.choice("topics.sections", SectionChoice.self) == .auto
    topics.authors = folder("topics.authors", &nodes, standard: "author")
    return topics
  }

  private static func sitemaps(_ nodes: inout ConfigurationNodes, title: String) -> SitemapSettings {
    var sitemaps = SitemapSettings()
    sitemaps.enabled = nodes.flag("sitemaps.enabled") ?? true
    sitemaps.images = nodes.flag("sitemaps.images") ?? true
    for (text, node) in nodes.list("sitemaps.files") ?? [] {
      let ending = (text.hasPrefix(".") ? String(text.dropFirst()) : text).lowercased()
      if ending.isEmpty || ending.contains(where: { $0 == "/" || $0 == "." || $0 == "*" }) {
        nodes.fail(node, "'\(text)' is not an ending of a file such as pdf")
      } else {
        sitemaps.files.append(ending)
      }
    }
    sitemaps.lists = nodes.choice("sitemaps.lists", SitemapSettings.Lists.self) ?? .known
    if let node = nodes.node("sitemaps.news"), node.bool != false {
      var news = SitemapSettings.News(publication: nodes.text("sitemaps.news.publication") ?? title)
      news.curated = nodes.flag("sitemaps.news.curated") ?? true
      sitemaps.news = news
    }
    return sitemaps
  }

  private static func indexNow(_ nodes: inout ConfigurationNodes) -> IndexNowSettings? {
    guard let key = nodes.text("indexNow.key"), let node = nodes.node("indexNow.key") else { return nil }
    guard IndexNow.isKey(key) else {
      nodes.fail(node, "'\(key)' is not a key: 8 to 128 letters, digits and dashes")
      return nil
    }
    var settings = IndexNowSettings(key: key)
    if let text = nodes.text("indexNow.endpoint"), let node = nodes.node("indexNow.endpoint") {
      let endpoint = URIReference(text)
      if endpoint.isWeb {
        settings.endpoint = endpoint.description
      } else {
        nodes.fail(node, "The endpoint '\(text)' is not a web address")
      }
    }
    return settings
  }

  private static func validation(_ nodes: inout ConfigurationNodes) -> Policy {
    var policy = Policy()
    policy.profiles = profiles(&nodes)
    guard let rules = nodes.map("validation.rules"), let node = nodes.node("validation.rules") else { return policy }
    for (rule, text) in rules.sorted(by: { $0.key < $1.key }) {
      let place = node[rule] ?? node
      guard let decision = Policy.Decision(rule: rule, decision: text) else {
        nodes.fail(place, "'\(text)' is not a decision such as: off because old posts keep their styles")
        continue
      }
      if RuleCatalog.rule(decision.rule) == nil {
        let hint = RuleCatalog.nearest(decision.rule).map { "; did you mean \($0)?" } ?? ""
        nodes.fail(place, "There is no rule '\(decision.rule)'\(hint)")
      }
      policy.decisions.append(decision)
    }
    return policy
  }

  private static func profiles(_ nodes: inout ConfigurationNodes) -> [Profile] {
    var profiles: [Profile] = []
    for (name, node) in nodes.list("validation.profiles") ?? [] {
      guard let profile = Profile(rawValue: name) else {
        nodes.fail(node, "There is no profile '\(name)'; it can be \(Profile.names)")
        continue
      }
      if !profiles.contains(profile) { profiles.append(profile) }
    }
    return profiles
  }

  private static func address(_ name: String, _ nodes: inout ConfigurationNodes) -> String? {
    guard let text = nodes.text(name), let node = nodes.node(name) else { return nil }
    guard let address = Site.baseAddress(text) else {
      nodes.fail(node, "'\(name)' is not an address such as https://www.example.org/")
      return nil
    }
    return address
  }

}
