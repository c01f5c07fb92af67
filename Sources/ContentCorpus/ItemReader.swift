import DataFormats
import Foundation
import LocalFiles
import Markup
import TidingsCore

/// Turns one content file into an item, and says what is wrong with it.
struct ItemReader {
  let settings: CorpusSettings
  private let topics: TopicReader
  let defaults: FrontMatterDefaults
  private let site: URIReference
  /// Reads built pages, where content is taken from those.
  let pages: PageReader?

  init(settings: CorpusSettings) {
    self.settings = settings
    topics = TopicReader(settings: settings.topics)
    defaults = FrontMatterDefaults(settings.convention)
    site = URIReference(settings.siteAddress)
    pages = settings.builtSite.map { PageReader($0) }
  }

  /// What a file gives: a record with its topics, and findings; of a refused file only findings.
  struct Outcome: Sendable {
    var record: ItemRecord?
    var mentions: [TopicMention] = []
    var findings: [Finding] = []
    /// Content files that its links name.
    var links: [LinkMention] = []
    var validity = Validity()
    var asksGit = false
    /// Few corpora ask Git, and all have many of these.
    private var ofGit: GitDatesBox?

    /// What Git's history says of the file, where it was asked.
    var git: GitHistory.Dates? {
      get { ofGit?.dates }
      set { ofGit = newValue.map(GitDatesBox.init) }
    }

    private final class GitDatesBox: Sendable {
      let dates: GitHistory.Dates

      init(_ dates: GitHistory.Dates) { self.dates = dates }
    }

    init(
      record: ItemRecord? = nil, mentions: [TopicMention] = [], findings: [Finding] = [], links: [LinkMention] = [],
      validity: Validity = Validity(), git: GitHistory.Dates? = nil, asksGit: Bool = false
    ) {
      (self.record, self.mentions, self.findings) = (record, mentions, findings)
      (self.links, self.validity, self.asksGit) = (links, validity, asksGit)
      self.git = git
    }
  }

  /// What a plan needs to know of a file.
  func outcome(path: String, bytes: [UInt8], stamp: FileStamp, digest: ContentDigest) -> Outcome {
    read(path: path, bytes: bytes, stamp: stamp, digest: digest).outcome
  }

  /// A file's outcome and its item in full.
  func item(path: String, bytes: [UInt8], stamp: FileStamp) -> (outcome: Outcome, item: Item?, post: PagePost?) {
    let (outcome, source) = read(path: path, bytes: bytes, stamp: stamp, digest: ContentDigest(bytes))
    guard let record = outcome.record, let source else { return (outcome, nil, nil) }
    let post = post(source, title: record.title, keepsNotes: true)
    return (outcome, item(record, source, post), post)
  }

  /// The item of a record that was read from these bytes before.
  ///
  /// - Returns: `nil` where its page is another by now.
  func item(_ record: ItemRecord, bytes: [UInt8]) -> Item? {
    guard let (parsedFile, front) = try? parsed(record.path, bytes, record.stamp) else { return nil }
    var file = parsedFile
    file.context?.targets = record.linkTargets
    let page = pages?.page(of: record)
    guard page?.stamp.stamp == record.page?.stamp else { return nil }
    let source = Source(file: file, front: front, page: page)
    return item(record, source, post(source, title: record.title))
  }

  /// What an item is made of.
  private struct Source {
    let file: SourceFile
    let front: FrontMatter
    var page: PageReader.Page?
  }

  /// The author's part of an item's page; `nil` where there is no page, or it cannot be known.
  private func post(_ source: Source, title: String, keepsNotes: Bool = false) -> PagePost? {
    guard let pages, let page = source.page, !page.bytes.isEmpty else { return nil }
    return PagePost(
      page.bytes, source: source.file.markedBody, selection: pages.site.selection, title: title,
      template: pages.site.template, keepsNotes: keepsNotes)
  }

  /// What a file and its page show of the site's template.
  func sample(path: String, bytes: [UInt8], stamp: FileStamp) -> PageTemplate.Sample? {
    let (outcome, source) = read(path: path, bytes: bytes, stamp: stamp, digest: .none)
    guard let record = outcome.record, record.kind == .entry, let source, let page = source.page else { return nil }
    return PagePost.sample(of: page.bytes, source: source.file.markedBody)
  }

  private func read(
    path: String, bytes: [UInt8], stamp: FileStamp, digest: ContentDigest
  ) -> (outcome: Outcome, source: Source?) {
    var (outcome, source) = readAlone(path: path, bytes: bytes, stamp: stamp, digest: digest)
    if let records = settings.records, !records.areLines, !outcome.findings.isEmpty {
      // Lines of a long file say little without the name of what is wrong.
      let title =
        outcome.record?.title ?? (try? parsed(path, bytes, stamp)).flatMap { $0.front.text($0.front.fields[.title]) }
      outcome.findings = outcome.findings.map { records.shown($0, title: title) }
    }
    return (outcome, source)
  }

  private func readAlone(
    path: String, bytes: [UInt8], stamp: FileStamp, digest: ContentDigest
  ) -> (outcome: Outcome, source: Source?) {
    var outcome = Outcome()
    do {
      var place = settings.convention.generator == .medigy ? nil : ContentLocation(path, settings.convention)
      if let own = place?.jekyll, let unread = own.unreadPost(settings.convention.jekyll, path, bytes) {
        outcome.findings += unread
        return (outcome, nil)
      }
      let (file, front) = try parsed(path, bytes, stamp)
      if place?.jekyll == nil, let format = file.unreadFormat {
        outcome.findings.append(
          ContentRules.formatUnread.finding(
            at: SourceLocation(path: path), "\(path.lastSegment) is written in \(format)"))
        return (outcome, nil)
      }
      if let export = file.export {
        if front.node("type")?.text == "page" { place?.kind = .page }
        outcome.findings += export.problems
      }
      if settings.convention.isNoPage(front, place) { return (outcome, nil) }
      let topics = topics.mentions(
        in: front, language: place?.otherLanguage(settings.convention), folders: place?.categories ?? [],
        hasTopics: place?.hasTopics ?? true)
      var source = Source(file: file, front: front)
      outcome.record = try record(&source, place, topics.mentions, digest, &outcome)
      outcome.mentions = topics.mentions
      outcome.findings += topics.findings
      // The body of a page that is no entry is published by nobody here.
      let isReported = outcome.record?.kind == .entry && source.page == nil && file.facts == nil
      outcome.findings += isReported ? BodyCheck.findings(in: file) : []
      outcome.links = isReported ? file.linkMentions : []
      if outcome.record?.kind == .entry, file.facts?.isChosen == false {
        outcome.findings.append(
          ContentRules.pageContent.finding(
            at: SourceLocation(path: path), "The page has no element that 'corpus.selector' names"))
      }
      return (outcome, source)
    } catch let refusal as ItemRejection {
      if let format = SourceFile.unreadFormat(path), refusal.finding.rule == ContentRules.frontMatterMissing.id {
        outcome.findings.append(
          ContentRules.formatUnread.finding(
            at: SourceLocation(path: path), "\(path.lastSegment) is written in \(format)"))
        return (outcome, nil)
      }
      // Pages that this program made describe the site, and are no content of it.
      if refusal.finding.rule == ContentRules.frontMatterMissing.id, OwnPage.isOne(bytes) { return (outcome, nil) }
      let isAside = refusal.finding.rule == ContentRules.frontMatterMissing.id && SourceFile.isAboutItself(path)
      outcome.findings.append(
        isAside
          ? ContentRules.undated.finding(at: refusal.finding.location, "There is no front matter") : refusal.finding)
    } catch {
      outcome.findings.append(ContentRules.unreadable.finding(at: SourceLocation(path: path), "\(error)"))
    }
    return (outcome, nil)
  }

  /// A file's front matter and body.
  ///
  /// - Throws: ``ItemRejection``.
  func parsed(_ path: String, _ bytes: [UInt8], _ stamp: FileStamp) throws -> (file: SourceFile, front: FrontMatter) {
    var file =
      if let records = settings.records, records.areLines {
        SourceFile(
          record: try ContentRecord(bytes, path: path), path: path, stamp: stamp,
          generator: settings.convention.generator)
      } else if let records = settings.records, let place = records.place(of: path) {
        SourceFile(
          export: try ExportItem(
            bytes, path: path, line: place.line, facts: records.facts, site: settings.siteAddress), path: path,
          stamp: stamp)
      } else {
        try SourceFile(
          path: path, bytes: bytes, stamp: stamp, generator: settings.convention.generator,
          selection: settings.convention.selection)
      }
    let inherited = defaults.of(path, isFile: !file.hasFrontMatter)
    file.yield(to: inherited, siteTitles: settings.convention.siteTitles)
    let front = try FrontMatter(of: file, fields: settings.fields, defaults: inherited)
    if settings.convention.generator == .hugo, file.markup == nil { file.markup = front.text("markup")?.lowercased() }
    file.context = TemplateContext(settings, front)
    file.context?.export = file.export
    return (file, front)
  }

  private func record(
    _ source: inout Source, _ place: ContentLocation?, _ mentions: [TopicMention], _ digest: ContentDigest,
    _ outcome: inout Outcome
  ) throws -> ItemRecord {
    let (file, front) = (source.file, source.front)
    let settings = settings(at: place)
    outcome.findings += findings(file, front)
    var history = FileHistory(settings, file.path)
    defer { (outcome.git, outcome.asksGit) = (history.dates, history.isAsked) }
    var dates = try DateReader(settings: settings).dates(
      in: front, place: place, path: file.path, history: &history, &outcome.findings, &outcome.validity)
    let written = dates.published
    var kind = kind(place, front, &dates)
    let isOfSection = place?.isOfOwnFeed == true || settings.convention.isListedLocally(front)
    var feeds = isOfSection ? ItemRecord.Feeds.section : .all
    if kind == .entry, FeedExclusions.ofFeeds(front) {
      (kind, feeds) = (.page, .none)
      demote(&dates)
    }
    if kind == .page, place == nil {
      outcome.findings.append(ContentRules.undated.finding(at: front.location(front.root), "There is no date"))
    }
    let title =
      kind == .entry ? try title(file, front, place, &outcome.findings) : pageTitle(file, front, place)
    var address = try AddressReader(settings: settings).address(
      of: file, front, place: place, title: title, published: written)
    var publication = publication(front, place, dates, &outcome.findings)
    let isListedOnly = settings.convention.isListedOnly(front, place)
    if !isListedOnly { source.page = page(of: file, title, &address, publication, &outcome.findings) }
    if publication == .draft, let finding = publishedDraft(front, file, source.page) {
      outcome.findings.append(finding)
      publication = self.publication(front, place, dates, isDraftMeant: false, &outcome.findings)
    }
    var isIndexable = isIndexable(front, permalink: address.permalink)
    if isListedOnly { isIndexable = false }
    // What servers show in place of a page is none.
    if kind != .entry, isData(address.permalink) { isIndexable = false }
    if kind != .entry, ["404", "404.html", "500", "500.html"].contains(address.permalink.lastSegment) {
      isIndexable = false
    }
    if let pages, let page = source.page, publication.isPublished {
      let check = PageCheck(page, address, site: site, selection: pages.site.selection)
      outcome.findings += check.findings
      isIndexable = isIndexable && check.isIndexable
    }
    if kind == .entry, let format = place?.jekyll?.unreadFormat(settings.convention.jekyll), source.page == nil {
      outcome.findings.append(
        ContentRules.formatUnread.finding(
          at: SourceLocation(path: file.path), "\(file.path.lastSegment) is written in \(format); it is in no feed"))
      kind = .page
      demote(&dates)
    }
    // A page that leads search engines elsewhere, or asks not to be found, is nobody's entry, unless the site's own feed has it.
    let isLeftOut = settings.convention.ownFeedStart.map { dates.published >= $0 && front.defaults.isEmpty } == true
    if kind == .entry, file.facts != nil, !isIndexable && front.defaults.isEmpty || isLeftOut {
      kind = .page
      demote(&dates)
    }
    let picture = pictureReference(front, file.path, address.permalink)
    let language = language(of: file.path, place, front)
    let translation = translation(front, place)
    return ItemRecord(
      ItemRecord.Fields(
        path: file.path, kind: kind, stamp: file.stamp, permalinkLine: Int32(clamping: address.location.line),
        permalinkColumn: Int32(clamping: address.location.column), published: dates.published,
        modified: dates.modified, digest: digest,
        pageDigest: pageDigest(
          address.permalink, isBare: address.isBare, dates, isIndexable: isIndexable, picture: picture,
          language: language),
        meaning: settings.readsMeaning ? meaning(source, mentions, title: title) : .none,
        isModifiedClaimed: dates.claimed != nil, isIndexable: isIndexable, isCurated: LinkReader.hasOriginal(front),
        isBare: address.isBare, isTranslated: language != nil || translation != nil, feeds: feeds,
        isListedOnly: isListedOnly, page: source.page?.stamp,
        texts: ItemStrings(
          key: key(file, front, place), title: title, permalink: address.permalink, picture: picture,
          about: kind == .list ? summary(front) : nil, aliases: aliases(front), language: language,
          translation: translation,
          lists: place == nil ? front.texts(.breadcrumbLinks) : [])),
      publication: publication)
  }

  /// The built page of an item; where it lies elsewhere than the convention's rule says, the address is its own one.
  private func page(
    of file: SourceFile, _ title: String, _ address: inout AddressReader.Address, _ publication: Publication,
    _ findings: inout [Finding]
  ) -> PageReader.Page? {
    guard let pages else { return nil }
    if let page = pages.page(of: address.permalink, isBare: address.isBare, on: site) { return page }
    guard publication.isPublished, let (page, permalink, isBare) = pages.elsewhere(title, file.markedBody, site: site)
    else { return nil }
    findings.append(
      ContentRules.pageElsewhere.finding(
        at: address.location,
        "The page of this item is at '/\(permalink)\(isBare ? "" : "/")', and not at '/\(address.permalink)\(address.isBare ? "" : "/")'"
      ))
    address = AddressReader.Address(permalink: permalink, isBare: isBare, location: address.location)
    return page
  }

  /// The settings for content in the language of a place.
  private func settings(at place: ContentLocation?) -> CorpusSettings {
    guard !settings.convention.languageZones.isEmpty,
      let zone = settings.convention.languageZones[place?.language ?? settings.convention.defaultLanguage ?? ""]
    else { return settings }
    var own = settings
    own.timeZone = zone
    return own
  }

  /// Whether an address is that of a file for programs: a feed, a sitemap, a list of words.
  private func isData(_ permalink: String) -> Bool {
    let ending = permalink.lastSegment.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
    return ["xml", "json", "txt", "css", "js", "webmanifest", "svg", "rss", "atom", "ics"].contains(ending.lowercased())
  }

  /// What a record is of. Only entries have a date of publication; the day of another page is that of its last change.
  private func kind(_ place: ContentLocation?, _ front: FrontMatter, _ dates: inout ItemDates) -> ItemRecord.Kind {
    let isEntry = place?.kind ?? .item == .item && dates.published != .unknown
    if isEntry, place?.jekyll == nil || !settings.convention.isNoEntryOfJekyll(front) { return .entry }
    // What is of a collection waits for its day, though it is no entry; and so does a page of WordPress's.
    if place?.jekyll?.collection != nil || settings.convention.generator == .wordpress, let date = dates.published.known
    {
      dates.release = date
    }
    demote(&dates)
    return place?.kind == .list ? .list : .page
  }

  private func demote(_ dates: inout ItemDates) {
    dates.claimed = dates.claimed ?? dates.published.known
    dates.published = .unknown
  }

  /// What is to be reported of a file's form, though it is read.
  private func findings(_ file: SourceFile, _ front: FrontMatter) -> [Finding] {
    var findings = front.repeated.map { key in
      ContentRules.keyRepeated.finding(
        at: SourceLocation(path: file.path, line: key.line, column: key.column),
        "The key '\(key.name)' occurs again further down")
    }
    for problem in file.facts?.problems ?? [] {
      findings.append(
        ContentRules.pageData.finding(
          at: SourceLocation(path: file.path, line: problem.line, column: problem.column), problem.message))
    }
    if !front.fields.wished.isEmpty { findings += front.mappedMaps }
    if file.isUnclosed {
      findings.append(ContentRules.frontMatterUnclosed.finding(at: SourceLocation(path: file.path, line: 1)))
    }
    if let node = front.node(front.fields[.original]), let text = front.text(front.fields[.original]),
      !LinkReader.hasOriginal(front), let scheme = URIReference(text).scheme
    {
      findings.append(
        ContentRules.originalAddress.finding(
          at: front.location(node), "The original's address begins with '\(scheme):'"))
    }
    if let node = front.node(front.fields[.attachment]), let text = front.text(front.fields[.attachment]),
      front.text(front.fields[.attachmentLength]) == nil
    {
      let reference = URIReference(text)
      if reference.isWeb, reference.host != site.host {
        findings.append(
          ContentRules.attachmentLength.finding(
            at: front.location(node), "The attachment is on \(reference.host), and its length is not given"))
      }
    }
    return findings
  }

  /// What a page is called that no feed shows: nothing is wrong where it has no name.
  private func pageTitle(_ file: SourceFile, _ front: FrontMatter, _ place: ContentLocation?) -> String {
    let title = front.text(front.fields[.title]).map(settings.titleMarkup.text) ?? ""
    return title.isEmpty ? place?.name ?? String(file.path.lastSegment) : PlainText.firstWords(title, limit: 500)
  }

  private func meaning(_ source: Source, _ mentions: [TopicMention], title: String) -> ContentDigest {
    let front = source.front
    var digester = Digester()
    digester.add(title)
    digester.add(summary(front) ?? "\n")
    digester.add(source.file.body.seen)
    // Words that come from data are the site's word for a change; the author's alone are elsewhere.
    if pages?.site.dates(source.file.path) == true || front.bool("renderedDates") == true,
      let content = post(source, title: title)?.content
    {
      digester.add(Body(content, syntax: .html).seen)
    }
    for name in AuthorReader.writtenNames(front) { digester.add(name) }
    if let original = LinkReader.original(front) { digester.add(original.address) }
    if let via = LinkReader.via(front) { digester.add(via.address ?? via.label ?? "") }
    for mention in mentions
    where !mention.term.topic.isAuthor && !mention.term.isFallback && !isListing(mention.term) {
      digester.add(mention.term.topic.label)
    }
    for keyword in front.texts(front.fields[.keywords]).prefix(listLimit) { digester.add(PlainText.fold(keyword)) }
    if let picture = picture(front, source.file.path, "") {
      digester.add(picture.reference)
      digester.add(picture.alternative ?? "\n")
    }
    digester.add(front.text(front.fields[.attachment]) ?? "\n")
    for related in LinkReader.related(front) { digester.add(related.label) }
    return digester.digest
  }

  /// Whether a topic is what a feed of the site's lists: an entry leaves that in time without a change of its own.
  private func isListing(_ term: TopicTerm) -> Bool {
    !settings.convention.listStarts.isEmpty && settings.convention.listStarts[term.topic.path] != nil
  }

  private func pageDigest(
    _ permalink: String, isBare: Bool, _ dates: ItemDates, isIndexable: Bool, picture: String?,
    language: String?
  ) -> ContentDigest {
    var digester = Digester()
    digester.add(permalink)
    digester.add(isBare ? 1 : 0)
    digester.add(dates.published.microseconds)
    digester.add(dates.modified.microseconds)
    digester.add(isIndexable ? 1 : 0)
    digester.add(picture ?? "\n")
    if let language { digester.add(language) }
    return digester.digest
  }

  private func item(_ record: ItemRecord, _ source: Source, _ post: PagePost?) -> Item {
    let front = source.front
    let excerpt = excerpt(source)
    let reported = reported(source)
    return Item(
      record: record, summary: summary(source, excerpt), excerpt: excerpt,
      authors: AuthorReader.authors(front, settings.convention.people),
      original: LinkReader.original(front),
      via: LinkReader.via(front), picture: picture(front, record.path, record.permalink),
      attachment: front.text(front.fields[.attachment]),
      attachmentLength: front.text(front.fields[.attachmentLength]).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil },
      attachmentType: front.text(front.fields[.attachmentType]).flatMap { MediaTypeName.isValid($0) ? $0 : nil },
      related: LinkReader.related(front),
      keywords: front.texts(front.fields[.keywords]).prefix(listLimit).map(PlainText.fold).filter { !$0.isEmpty },
      sourceFeed: LinkReader.sourceFeed(front, zone: settings.timeZone),
      isExcerptOnly: front.bool("feed.excerpt_only") == true,
      body: post?.content.map { Body($0, syntax: .html) } ?? reported ?? source.file.body,
      base: post?.content != nil ? source.page?.head.base : reported == nil ? source.file.facts?.base : nil,
      links: links(record),
      bodyLocation: SourceLocation(path: source.file.path, line: source.file.bodyLine))
  }

  /// The content of a page as the generator's own feed has it, without what the template puts around it. What the
  /// configuration chooses counts more.
  private func reported(_ source: Source) -> Body? {
    guard source.file.facts != nil, settings.convention.selection.content.isEmpty,
      let text = source.front.inherited("content")?.text
    else { return nil }
    return Body(Array(text.utf8), syntax: .html)
  }

  /// Where links lead that a browser would take elsewhere.
  private func links(_ record: ItemRecord) -> ContentLinks? {
    // Hugo's feeds put the site's folder in front of paths that leave it out.
    let rootPath = settings.convention.generator == .hugo ? site.path.trimmingSlashes : ""
    guard record.linkTargets != nil || !rootPath.isEmpty else { return nil }
    let resolver = ItemLinks(
      targets: record.linkTargets, site: site, rootPath: rootPath.isEmpty ? nil : "/" + rootPath)
    return ContentLinks(resolver, name: record.path, changesRooted: !rootPath.isEmpty)
  }

  /// The language of an item, where it is another than the site's: its place says it, else the item itself.
  private func language(of path: String, _ place: ContentLocation?, _ front: FrontMatter) -> String? {
    if let language = place?.otherLanguage(settings.convention) { return language }
    let folders = settings.convention.pageLanguages
    guard !folders.isEmpty else { return language(front) }
    if let folder = folders.first(where: { path.hasPrefix($0 + "/") }) { return folder }
    // A page that lies beside the folder of its language is in the site's own feed.
    return language(front).flatMap { folders.contains($0.lowercased()) ? nil : $0 }
  }

  /// The language that the item says it is in, where that is not the site's.
  private func language(_ front: FrontMatter) -> String? {
    guard let text = front.text(front.fields[.language])?.replacing("_", with: "-"), LanguageTag.isValid(text) else {
      return nil
    }
    return settings.language.map { LanguageTag.same(text, $0) } == true ? nil : text
  }

  private func translation(_ front: FrontMatter, _ place: ContentLocation?) -> String? {
    if let key = front.text(front.fields[.translation]) { return key }
    guard let place, settings.convention.languages.count > 1 else { return nil }
    return (place.folders + [place.name]).joined(separator: "/")
  }

  private func key(_ file: SourceFile, _ front: FrontMatter, _ place: ContentLocation?) -> String {
    var own = front.text(front.fields[.id])
    // Translations are made from each other, and nobody thinks of the id.
    if let id = own, let language = place?.otherLanguage(settings.convention) { own = "\(id)@\(language)" }
    let key = XMLCharacters.removingForbidden(from: own ?? file.path)
    // One name may be written in two ways, and systems change one into the other.
    return key.utf8.allSatisfy { $0 < 0x80 } ? key : key.precomposedStringWithCanonicalMapping
  }

  /// Former addresses as paths on the site, with their places.
  private func aliases(_ front: FrontMatter) -> [ItemRecord.Alias] {
    front.fields[.aliases].flatMap(front.parallelTexts).compactMap { $0 }.map { text, node in
      let (line, column) = (Int32(clamping: node.line), Int32(clamping: node.column))
      // Nearly all are a plain path on a site at the root of its host.
      if site.path == "/", text.hasPrefix("/"), !text.hasPrefix("//"), let path = SitePath.plain(text) {
        return ItemRecord.Alias(text: text, permalink: path, line: line, column: column)
      }
      let target = URIReference(text).resolved(against: site)
      let isOwn = target.host == site.host
      var path = target.path.trimmingSlashes
      if path == "index.html" || path.hasSuffix("/index.html") {
        path = String(path.dropLast("index.html".count)).trimmingSlashes
      }
      let base = site.path.trimmingSlashes
      if !base.isEmpty, path.hasPrefix(base + "/") { path = String(path.dropFirst(base.count + 1)) }
      return ItemRecord.Alias(
        text: text, permalink: isOwn ? permalink(at: path) : nil, line: line, column: column)
    }
  }

  /// The permalink of a page at an encoded path, if there can be such a page.
  private func permalink(at path: String) -> String? {
    guard path.utf8.contains(UInt8(ascii: "%")) else { return URIReference.encodedPage(path) == path ? path : nil }
    let decoded = URIReference("/" + path).decodedPath.trimmingSlashes
    return URIReference.encodedPage(decoded) == path ? decoded : nil
  }

  private func title(
    _ file: SourceFile, _ front: FrontMatter, _ place: ContentLocation?, _ findings: inout [Finding]
  ) throws -> String {
    for field in front.fields[.title] {
      let title = front.text(field).map(settings.titleMarkup.text) ?? ""
      if !title.isEmpty { return PlainText.firstWords(title, limit: 500) }
    }
    // Jekyll makes one of the file's name.
    if settings.convention.generator == .jekyll, let place {
      return place.name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
        .joined(separator: " ")
    }
    let place = front.node(front.fields[.title]).map(front.location) ?? SourceLocation(path: file.path)
    if let heading = file.body.firstHeading { return PlainText.firstWords(heading, limit: 500) }
    let words = PlainText.firstWords(file.body.prose(limit: 400), limit: 80)
    guard !words.isEmpty else {
      throw ItemRejection(ContentRules.nothingToShow.finding(at: place, "Neither title nor text"))
    }
    findings.append(ContentRules.titleMissing.finding(at: place, "There is no title"))
    return words
  }

  private func summary(_ front: FrontMatter) -> String? {
    for field in front.fields[.summary] {
      let summary = front.text(field).map(PlainText.fold) ?? ""
      // A summary stands in for the content where there is no room, so it must be short itself.
      if !summary.isEmpty { return PlainText.firstWords(summary, limit: 1000) }
    }
    return nil
  }

  /// What sums an item up, in the order of its generator.
  private func summary(_ source: Source, _ excerpt: String?) -> String? {
    switch settings.convention.generator {
    case .hugo:
      // gohugo.io/content-management/summaries.
      let own = source.front.text("summary").map(PlainText.fold)
      return own.flatMap { $0.isEmpty ? nil : PlainText.firstWords($0, limit: 1000) } ?? excerpt
        ?? summary(source.front)
    case .zola: return excerpt ?? summary(source.front)
    case .medigy, .jekyll, .eleventy, .html, .wordpress: return summary(source.front) ?? excerpt
    }
  }

  /// What stands in front of the author's mark, to Jekyll in front of its separator; `nil` where there is none.
  private func excerpt(_ source: Source) -> String? {
    let head: Body?
    if settings.convention.generator == .jekyll {
      let separator = source.front.node("excerpt_separator")?.text ?? settings.convention.jekyll.excerptSeparator
      head = source.file.body(before: separator)
    } else {
      head = source.file.bodyBeforeMark
    }
    guard let words = head.map({ PlainText.firstWords($0.prose(limit: 2000), limit: 1000) }), !words.isEmpty else {
      return nil
    }
    return words
  }

  /// - Parameters:
  ///   - path: of the content file.
  ///   - permalink: of its page.
  private func pictureReference(_ front: FrontMatter, _ path: String, _ permalink: String) -> String? {
    guard front.bool(.pictureIsValid) != false else { return nil }
    for field in front.fields[.picture] {
      if let reference = front.texts(field).first { return placed(reference, path, permalink) }
    }
    return nil
  }

  /// A name in a generator's front matter is that of a file beside the page, where the page is a folder; else it is seen from the
  /// site's root.
  private func placed(_ reference: String, _ path: String, _ permalink: String) -> String {
    let generator = settings.convention.generator
    guard generator != .medigy, !settings.hasAssetBase, !reference.hasPrefix("/"),
      URIReference(reference).scheme == nil
    else { return reference }
    let isFolder = path.lastSegment.hasPrefix("index.") && (generator == .hugo || generator == .zola)
    let name = reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference
    return isFolder && !permalink.isEmpty ? "/\(permalink)/\(name)" : "/" + name
  }

  private func picture(_ front: FrontMatter, _ path: String, _ permalink: String) -> Item.Picture? {
    guard let reference = pictureReference(front, path, permalink) else { return nil }
    let size = front.node(.pictureSize)?.sequence?.compactMap { $0.text.flatMap { Int($0) } } ?? []
    return Item.Picture(
      reference: reference, alternative: front.text(front.fields[.pictureAlternative]).map(PlainText.fold),
      format: front.text(.pictureFormat), width: size.count == 2 ? size[0] : nil,
      height: size.count == 2 ? size[1] : nil)
  }

  private func isIndexable(_ front: FrontMatter, permalink: String) -> Bool {
    let robots = front.text(front.fields[.robots])?.lowercased() ?? ""
    if settings.convention.isUnlisted(front) || settings.convention.isUnlistedPage(front.path, front)
      || FeedExclusions.ofSitemaps(front)
    {
      return false
    }
    let directives = robots.split(separator: ",").map { String($0).trimmed }
    if directives.contains("noindex") || directives.contains("none") { return false }
    guard let canonical = front.text(front.fields[.canonical]) else {
      return true
    }
    return URIReference(canonical).names(permalink, on: site)
  }

  /// What Hugo has published though its file says `draft: yes`, which is no boolean since YAML 1.2 and which older Hugos took for one.
  /// The page that it made decides; where there is none, or an older one, what the author meant does.
  private func publishedDraft(_ front: FrontMatter, _ file: SourceFile, _ page: PageReader.Page?) -> Finding? {
    guard settings.convention.generator == .hugo, !settings.convention.buildsDrafts, let page,
      page.stamp.stamp.modified >= file.stamp.modified,
      let node = front.node("draft"), node.isPlain, let word = node.text?.lowercased(),
      ["yes", "on", "y"].contains(word)
    else { return nil }
    return ContentRules.draftPublished.finding(
      at: front.location(node), "'draft: \(word)' is text for Hugo, which has published the page")
  }

  private func publication(
    _ front: FrontMatter, _ place: ContentLocation?, _ dates: ItemDates, isDraftMeant: Bool = true,
    _ findings: inout [Finding]
  ) -> Publication {
    if isDraftMeant, let field = front.fields[.draft].first(where: { front.node($0) != nil }),
      let node = front.node(field)
    {
      guard let isDraft = front.bool(field) else {
        // Published by mistake is worse than kept back by mistake.
        findings.append(ContentRules.fieldKind.finding(at: front.location(node), "'draft' is neither true nor false"))
        return .draft
      }
      if isDraft, !settings.convention.buildsDrafts { return .draft }
    }
    // Pelican's drafts lie there as pages; what a feed names is none.
    if settings.convention.generator == .html, front.path.hasPrefix("drafts/"), front.defaults.isEmpty { return .draft }
    if settings.convention.hides(front, place) {
      if place?.jekyll != nil, let node = front.node("published"), !node.isPlain {
        findings.append(
          ContentRules.fieldKind.finding(
            at: front.location(node), "'published' is text, which Jekyll always takes for true"))
      }
      return .draft
    }
    if let node = front.node(front.fields[.status]), node.text == nil {
      findings.append(
        ContentRules.fieldKind.finding(at: front.location(node), "'status' is \(node.kindName), not text"))
      return .unpublished(status: node.kindName)
    }
    if let status = front.text(front.fields[.status])?.lowercased(), let node = front.node(front.fields[.status]) {
      if heldBack.contains(status) || settings.convention.generator == .wordpress && status != "publish" {
        return .unpublished(status: status)
      }
      if !shown.contains(status) {
        findings.append(
          ContentRules.statusUnknown.finding(at: front.location(node), "The status '\(status)' is unknown"))
      }
    }
    let release = max(dates.published, dates.release ?? dates.published)
    if release > settings.now, !settings.convention.publishesFuture(place) { return .scheduled(release) }
    if let expiry = dates.expiry, expiry <= settings.now, !settings.convention.hugo.buildsExpired {
      return .expired(expiry)
    }
    return .published
  }

  /// Tags and the like that an entry may carry.
  private let listLimit = 100

  private let heldBack: Set<String> = [
    "archived", "deleted", "draft", "hidden", "inactive", "pending", "private", "rejected", "trash", "unpublished",
    "withdrawn",
  ]
  private let shown: Set<String> = ["active", "live", "public", "publish", "published", "approved", "final"]
}
