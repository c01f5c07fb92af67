import DataFormats
import Markup
import TidingsCore

/// One item's word on a topic, and where it says so.
struct TopicMention: Sendable {
  let term: TopicTerm
  let line: Int32
  let column: Int32

  func location(in path: String) -> SourceLocation {
    SourceLocation(path: path, line: Int(line), column: Int(column))
  }
}

/// Reads an item's topics from its front matter.
///
/// Exporters write parallel lists; they may be missing or of different lengths, and what one does not say is made from the
/// others.
struct TopicReader {
  let settings: TopicSettings
  private let fields: [FieldPath]
  /// The fields that list the folders of topics, where those are reported.
  private let folderFields: [FieldPath?]
  private let fallback: FieldPath?
  private let terms = TopicTerms()

  init(settings: TopicSettings) {
    self.settings = settings
    fields = settings.fields.map { FieldPath($0) }
    folderFields = settings.fields.map {
      settings.generator == .wordpress ? FieldPath($0 + FieldPath.foldersEnding) : nil
    }
    fallback = settings.fallback.flatMap { settings.fields.contains($0) ? nil : FieldPath($0) }
  }

  /// Topics that an item may have.
  static let limit = 100

  /// - Parameters:
  ///   - language: that of the item, where it is another than the site's and has topics of its own.
  ///   - folders: names of topics that the path of the file has.
  ///   - hasTopics: whether what the fields say is said of topics.
  func mentions(
    in front: FrontMatter, language: String? = nil, folders: [String] = [], hasTopics: Bool = true
  ) -> (mentions: [TopicMention], findings: [Finding]) {
    var mentions: [TopicMention] = []
    var findings: [Finding] = []
    for folder in folders {
      let key = TopicTerms.Key(name: folder, path: nil, label: nil, field: "categories", language: language)
      guard let term = terms.term(key, make: term), !mentions.contains(where: { $0.term === term }) else { continue }
      mentions.append(TopicMention(term: term, line: 1, column: 1))
    }
    for (number, field) in (hasTopics ? fields + (fallback.map { [$0] } ?? []) : []).enumerated() {
      let isFallback = field == fallback
      if isFallback, !mentions.isEmpty { break }
      let names =
        settings.generator == .jekyll
        ? front.jekyllTerms(field).map { ($0.text, $0.node ?? front.root) } : front.parallelTexts(field)
      let folder = settings.folders[field.name]
      let isCategories = field == .categories
      let paths = paths(of: field, at: number, in: front)
      let labels = isCategories ? front.parallelTexts(.categoryLabel) : []
      let slugs = isCategories ? front.parallelTexts(.categorySlug) : []
      for index in 0..<max(names.count, paths.count) {
        let name = names.at(index) ?? slugs.at(index) ?? labels.at(index) ?? paths.at(index)
        guard let name, let node = (paths.at(index) ?? name).node as YAMLValue? else { continue }
        let key = TopicTerms.Key(
          name: name.text, path: paths.at(index)?.text, label: labels.at(index)?.text,
          field: folder == nil ? nil : field.name, isFallback: isFallback, language: language)
        guard let term = terms.term(key, make: term) else {
          let path = paths.at(index)?.text ?? name.text
          findings.append(
            ContentRules.topicUnsafe.finding(
              at: front.location(node), "The path '\(path)' of topic '\(name.text)' is not safe"))
          continue
        }
        guard !mentions.contains(where: { $0.term === term || $0.term.topic.path == term.topic.path }) else { continue }
        guard mentions.count < TopicReader.limit else {
          findings.append(
            ContentRules.topicCount.finding(
              at: front.location(node), "The item has more than \(TopicReader.limit) topics"))
          return (mentions, findings)
        }
        mentions.append(
          TopicMention(term: term, line: Int32(clamping: node.line), column: Int32(clamping: node.column)))
      }
    }
    for author in settings.authors == nil ? [] : AuthorReader.authors(front) {
      let key = TopicTerms.Key(
        name: author.name, path: nil, label: settings.people[author.name]?.name, field: nil, isAuthor: true,
        language: language)
      guard mentions.count < TopicReader.limit, let term = terms.term(key, make: self.author),
        !mentions.contains(where: { $0.term.topic.path == term.topic.path })
      else { continue }
      let node = front.node(front.fields[.authors])
      mentions.append(
        TopicMention(term: term, line: Int32(clamping: node?.line ?? 1), column: Int32(clamping: node?.column ?? 1)))
    }
    return (mentions, findings)
  }

  /// The paths of topics, where they are reported: whole, or as folders below that of the field.
  private func paths(
    of field: FieldPath, at number: Int, in front: FrontMatter
  ) -> [(text: String, node: YAMLValue)?] {
    guard number < folderFields.count, let reported = folderFields[number] else {
      return field == .categories ? front.parallelTexts(.categoryURL) : []
    }
    let base = settings.folders[field.name] ?? settings.basePath
    return front.parallelTexts(reported).map { reported in reported.map { ("\(base)/\($0.text)", $0.node) } }
  }

  private func author(_ key: TopicTerms.Key) -> TopicTerm? {
    let slug = settings.slug(key.name)
    guard let folder = settings.authors, !slug.isEmpty else { return nil }
    let own = "\(folder)/\(slug)"
    let renamed = settings.rename.isEmpty ? nil : renamed(key.name, own)
    guard let safe = SitePath.safe(placed(renamed ?? own, key.language)), !TopicReader.isReserved(safe) else {
      return nil
    }
    let topic = Topic(path: safe, label: key.label ?? key.name, isAuthor: true, language: key.language)
    return TopicTerm(topic: topic, name: key.name, isRenamed: renamed != nil)
  }

  /// Languages other than the site's have a folder of their own.
  private func placed(_ path: String, _ language: String?) -> String {
    language.map { "\($0.lowercased())/\(path)" } ?? path
  }

  private func term(_ key: TopicTerms.Key) -> TopicTerm? {
    let name = PlainText.fold(key.name)
    guard !name.isEmpty else { return nil }
    // `tags` of `taxonomies.tags`.
    let parts =
      key.field.map { (($0.split(separator: ".").last ?? ""), Substring(name)) } ?? TopicReader.parts(of: name)
    let own = key.path ?? derivedPath(name, key.field)
    let renamed = settings.rename.isEmpty ? nil : renamed(name, own)
    guard let safe = (renamed ?? own).flatMap({ SitePath.safe(placed($0, key.language)) }),
      !TopicReader.isReserved(safe)
    else { return nil }
    let shownLabel =
      key.label.map(PlainText.fold).flatMap { $0.isEmpty ? nil : $0 } ?? parts.map { String($0.1) } ?? name
    let topic = Topic(
      path: safe, label: shownLabel, taxonomy: parts.map { String($0.0) },
      hasPage: settings.generator == .medigy ? key.path != nil && renamed == nil : settings.havePages,
      language: key.language)
    let exact = key.path == nil && renamed == nil ? exactPath(name, key) : nil
    return TopicTerm(
      topic: topic, name: name, isRenamed: renamed != nil, isFallback: key.isFallback,
      exactPath: exact == safe ? nil : exact, isDerived: key.path == nil && renamed == nil && !key.isFallback)
  }

  /// Another path for a topic, where its own is that of another: `C`, `C++` and `C#` are three.
  private func exactPath(_ name: String, _ key: TopicTerms.Key) -> String? {
    guard settings.generator != .hugo, let exact = TopicSlug.exact(name) else { return nil }
    let folder = key.field.flatMap { settings.folders[$0] } ?? settings.basePath
    return SitePath.safe(placed("\(folder)/\(exact)", key.language)).flatMap { TopicReader.isReserved($0) ? nil : $0 }
  }
}

extension TopicReader {
  /// The vocabulary and the label of `Symplur: Medical Billing`.
  private static func parts(of name: String) -> (taxonomy: Substring, label: Substring)? {
    let text = name.utf8
    var start = text.startIndex
    while let colon = text[start...].firstIndex(of: UInt8(ascii: ":")) {
      let next = text.index(after: colon)
      if next < text.endIndex, text[next] == 0x20 { return (name[..<colon], name[text.index(after: next)...]) }
      start = next
    }
    return nil
  }

  private func derivedPath(_ name: String, _ field: String?) -> String? {
    let slug = settings.slug(name)
    let derived = TopicSlug.shown(slug.isEmpty ? TopicSlug.signs(name) : slug)
    let folder = field.flatMap { settings.folders[$0] } ?? settings.basePath
    return derived.isEmpty ? nil : "\(folder)/\(derived)"
  }

  private func renamed(_ name: String, _ own: String?) -> String? {
    own.flatMap { settings.rename[$0.trimmingSlashes] } ?? settings.rename[name]
  }

  private static let reservedNames = Set(DocumentFormat.allCases.map(\.fileName))
  private static let reservedBeginnings = ["sitemap-", "other-sitemap", "news-sitemap"]

  /// Whether documents of the topic would lie where another document must, or have too long a name.
  static func isReserved(_ path: String) -> Bool {
    // A topic's sitemap has the whole path in one name, which the system bounds at 255 bytes.
    let length = path.utf8.count + path.utf8.count { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "~") }
    return length > 200
      || path.utf8.split(separator: UInt8(ascii: "/")).contains { segment in
        TopicReader.reservedBeginnings.contains { segment.starts(with: $0.utf8) }
          || segment.starts(with: "archive-".utf8) && segment.contains(UInt8(ascii: "."))
          || segment.contains(UInt8(ascii: ".")) && TopicReader.reservedNames.contains(String(Substring(segment)))
      }
  }
}

extension Array {
  /// The element of a list of optional things, or `nil` beyond its end.
  fileprivate func at<Wrapped>(_ index: Int) -> Wrapped? where Element == Wrapped? {
    indices.contains(index) ? self[index] : nil
  }
}
