public import ContentCorpus
import LocalFiles
import Markup
import SitePlanning
public import SiteSettings
public import Syndication

/// What feeds say of an item.
///
/// Curated items, which are about an external article: the own page is the permalink everywhere; the original stands
/// beside it in each format's own way, and as a visible line in the content, since many readers show nothing else.
public struct EntryMapping: Sendable {
  private let configuration: Configuration
  /// Whether ids that are paths stay so in Atom.
  private let keepsPaths: Bool
  /// Lines around entries, by their HTML.
  private let lines: [String: EntrySurroundings]
  private let addresses: SiteAddresses
  /// What a topic is in an entry, by its position.
  private let topics: [Category?]

  /// - Parameters:
  ///   - configuration: that says how entries are made.
  ///   - topics: of the corpus that the items are from.
  public init(configuration: Configuration, topics: [Topic]) {
    self.init(configuration: configuration, topics: topics, keepsPaths: false)
  }

  init(configuration: Configuration, topics: [Topic], keepsPaths: Bool) {
    self.keepsPaths = keepsPaths
    self.configuration = configuration
    self.topics = topics.map { topic in
      topic.isAuthor
        ? nil
        : Category(
          term: topic.path.split(separator: "/").last.map(String.init) ?? topic.path,
          scheme: topic.taxonomy.map { configuration.site.tagAuthority.thing("taxonomy/" + SitePath.slug($0)) },
          label: topic.label)
    }
    addresses = SiteAddresses(configuration)
    let lines = (configuration.feeds.before + configuration.feeds.after).map(\.html)
    self.lines = Dictionary(
      Set(lines).map { ($0, EntrySurroundings($0, base: configuration.site.baseURL)) }, uniquingKeysWith: { $1 })
  }

  /// - Throws: `SystemError` where a file whose length an entry states could not be looked at.
  func check() throws { try addresses.trouble.check() }

  /// The entry of an item, as the site's feed has it.
  public func entry(_ item: Item) -> Entry {
    entry(item, EntryLines(configuration.feeds, of: [FeedScope.Kind.site.rawValue]))
  }

  /// - Parameter lines: around its content, in the feeds that it is made for.
  func entry(_ item: Item, _ lines: EntryLines) -> Entry {
    let record = item.record
    let page = addresses.page(of: record)
    let summary = summary(item)
    let html =
      configuration.feeds.content == .full || configuration.feeds.picture == .auto && item.picture == nil
      ? cleanHTML(item, page) : []
    let media = ContentMedia(html)
    let picture = picture(item) ?? (configuration.feeds.picture == .auto ? media.picture.map(self.picture) : nil)
    return Entry(
      // What is minted here is an IRI.
      id: configuration.entryID(of: record),
      atomID: record.remembered != nil || configuration.site.tagAuthority.keepsKeys
        ? AtomID.substitute(for: configuration.entryID(of: record), keepsPaths: keepsPaths) : nil,
      title: record.title,
      page: page, published: record.published, updated: record.modified, summary: summary,
      content: content(item, html, summary: summary, lines), authors: authors(item), categories: categories(item),
      original: item.original.map { Link($0.address, title: $0.brand) },
      via: item.via?.address.map { Link($0, title: item.via?.label) },
      opens: configuration.feeds.curated == .linkFirst ? .original : .page, picture: picture,
      enclosures: enclosures(item, picture, media), related: related(item),
      source: item.sourceFeed.map {
        FeedSource(address: $0.address, title: $0.title, id: $0.id, updated: $0.updated)
      }, language: language(item))
  }

  private func summary(_ item: Item) -> String {
    if let summary = item.summary { return summary }
    let words = PlainText.firstWords(item.body.prose(limit: 4 * summaryCharacters), limit: summaryCharacters)
    return words.isEmpty ? item.record.title : words
  }

  private let summaryCharacters = 300

  /// The content as feeds carry it.
  package func cleanHTML(_ item: Item) -> [UInt8] { cleanHTML(item, addresses.page(of: item.record)) }

  private func cleanHTML(_ item: Item, _ page: String) -> [UInt8] {
    item.body.cleanHTML(
      page: base(item, page), policy: ContentPolicy(embeds: configuration.feeds.embeds, links: item.links))
  }

  /// The language of the item's words, where that is another than the site's.
  private func language(_ item: Item) -> String? {
    guard let language = item.record.language else { return nil }
    let tag = configuration.site.languages.first { $0.folder == language }?.tag ?? language
    let tidy = tag.replacing("_", with: "-")
    return LanguageTag.isValid(tidy) ? tidy : nil
  }

  private func content(_ item: Item, _ html: [UInt8], summary: String, _ lines: EntryLines) -> [UInt8] {
    var content = line(lines.before, item) + Array(attribution(item).utf8)
    switch item.isExcerptOnly ? .summary : configuration.feeds.content {
    case .full:
      // Nothing but a summary is no content: each format has its own place for it.
      let isBare = html.isEmpty && content.isEmpty && lines.after == nil
      content += html.isEmpty && !isBare ? paragraph(summary) : html
    case .excerpt:
      let limit = configuration.feeds.excerptCharacters
      let words = item.excerpt ?? PlainText.firstWords(item.body.prose(limit: 4 * limit), limit: limit)
      content += paragraph(words.isEmpty ? summary : words)
    case .summary: content += paragraph(summary)
    }
    return content + line(lines.after, item)
  }

  /// A line of the site's own.
  private func line(_ html: String?, _ item: Item) -> [UInt8] {
    guard let line = html.flatMap({ lines[$0] }) else { return [] }
    let author = authors(item).first
    return line.html(
      .init(
        title: item.record.title, address: addresses.page(of: item.record), author: author?.name ?? "",
        email: author?.email ?? configuration.site.author?.email ?? ""))
  }

  /// What relative addresses in the content are relative to.
  private func base(_ item: Item, _ page: String) -> String {
    item.base.map { URIReference($0).resolved(against: URIReference(page)).description } ?? page
  }

  private func paragraph(_ text: String) -> [UInt8] {
    Array("<p>\(HTMLText.escaped(text))</p>".utf8)
  }

  /// The line that names the original, and where it was found.
  private func attribution(_ item: Item) -> String {
    guard configuration.feeds.attribution, let original = item.original else { return "" }
    var line = "Read the original at \(link(original.address, original.brand))"
    if let via = item.via {
      let label = via.label ?? via.address.map(SiteAddresses.host) ?? ""
      line += ", found via \(via.address.map { link($0, label) } ?? HTMLText.escaped(label))"
    }
    return "<p>\(line)</p>"
  }

  private func link(_ address: String, _ label: String) -> String {
    "<a href=\"\(HTMLText.escaped(address))\">\(HTMLText.escaped(label))</a>"
  }

  private func authors(_ item: Item) -> [Person] {
    let authors = item.authors.map {
      Person(name: $0.name, email: $0.email, address: $0.address.flatMap(addresses.onSite))
    }
    guard authors.isEmpty else { return authors }
    let site = configuration.site
    return [site.language(item.record.language)?.author ?? site.defaultAuthor]
  }

  private func categories(_ item: Item) -> [Category] {
    let filed = item.record.topics.compactMap { topics[$0] }
    let tagged = item.keywords.map { Category(term: $0, label: $0) }
    var seen: Set<String> = []
    return (filed + tagged).filter { seen.insert(($0.scheme ?? "") + "\n" + $0.label).inserted }
  }

  private func picture(_ item: Item) -> Picture? {
    guard let picture = item.picture, let address = addresses.asset(picture.reference) else { return nil }
    return Picture(
      address: address, mediaType: MediaTypes.type(of: picture.reference, format: picture.format),
      width: picture.width, height: picture.height, alternative: picture.alternative,
      length: addresses.assetLength(picture.reference))
  }

  /// A picture of the content.
  private func picture(_ picture: ContentMedia.Picture) -> Picture {
    Picture(
      address: picture.address, mediaType: MediaTypes.type(of: picture.address), width: picture.width,
      height: picture.height, alternative: picture.alternative)
  }

  /// The picture where its length is known, the attached document, and a recording in the content that is the only one of its
  /// kind.
  private func enclosures(_ item: Item, _ picture: Picture?, _ media: ContentMedia) -> [Enclosure] {
    var enclosures: [Enclosure] = []
    if let picture, let type = picture.mediaType, let length = picture.length {
      enclosures.append(Enclosure(address: picture.address, mediaType: type, length: length))
    }
    if let reference = item.attachment, let address = addresses.asset(reference),
      let type = item.attachmentType ?? MediaTypes.type(of: reference)
    {
      let length = item.attachmentLength ?? addresses.assetLength(reference)
      enclosures.append(Enclosure(address: address, mediaType: type, length: length))
    }
    for isVideo in [false, true] {
      let own = media.recordings.filter { $0.isVideo == isVideo }
      guard own.count == 1, !enclosures.contains(where: { $0.address == own[0].address }) else { continue }
      let type = own[0].mediaType.map { String($0.prefix { $0 != ";" }) } ?? MediaTypes.type(of: own[0].address)
      if let type, type.hasPrefix(isVideo ? "video/" : "audio/") {
        enclosures.append(Enclosure(address: own[0].address, mediaType: type))
      }
    }
    return enclosures
  }

  private func related(_ item: Item) -> [Link] {
    item.related.compactMap { page in addresses.onSite(page.permalink).map { Link($0, title: page.label) } }
  }
}
