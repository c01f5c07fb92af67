import TidingsCore

extension Corpus {
  /// The lists of a site that Hugo makes (gohugo.io/methods/page/kind): home page, sections, taxonomies and terms of each language,
  /// with the newest change of what is in them.
  var hugoLists: [ListPage] { HugoLists(self).pages }
}

private struct HugoLists {
  private struct Key: Hashable {
    let language: String?
    let folders: [String]
  }

  private let corpus: Corpus
  private let convention: Convention
  /// By the folders of sections, and of the home page.
  private var newest: [Key: Timestamp] = [:]
  /// Lists whose own files are published.
  private var files: [Key: Int] = [:]
  /// Lists that have files, published or not.
  private var reported: Set<Key> = []
  /// The newest change of each topic's pages; only of topics that have any.
  private var members: [Int: Timestamp] = [:]

  init(_ corpus: Corpus) {
    self.corpus = corpus
    convention = corpus.settings.convention
    // What the file of a list says is not known where the system does not give it now: it may hold the list back. One that was
    // published stays.
    for finding in corpus.findings where finding.rule == ContentRules.unreadable.id {
      let path = finding.location.path
      guard path.lastSegment.hasPrefix("_index."), !corpus.items.contains(where: { $0.path == path }),
        let place = ContentLocation(path, convention)
      else { continue }
      reported.insert(Key(language: place.otherLanguage(convention), folders: place.folders.map(style.name)))
    }
    var last: (folder: Substring, name: Substring, key: Key)?
    for index in corpus.items.indices {
      let item = corpus.items[index]
      if item.kind == .list {
        guard let place = ContentLocation(item.path, convention) else { continue }
        let key = Key(language: place.otherLanguage(convention), folders: place.folders.map(style.name))
        reported.insert(key)
        imply(key)
        if item.publication.isPublished, item.isIndexable { files[key] = index }
        continue
      }
      guard item.publication.isPublished else {
        // A folder is a section whatever is in it.
        if let place = ContentLocation(item.path, convention) {
          imply(Key(language: place.otherLanguage(convention), folders: place.folders.map(style.name)))
        }
        continue
      }
      for topic in item.topics { members[topic] = max(members[topic] ?? .unknown, item.modified) }
      // Files of one folder lie behind each other.
      let folder = item.path[..<(item.path.lastIndex(of: "/") ?? item.path.startIndex)]
      let name = item.path.lastSegment
      let dots = name.split(separator: ".").dropFirst().joined(separator: ".")
      if last?.folder != folder || last.map({ $0.name != Substring(dots) || name.hasPrefix("index.") }) ?? true {
        guard let place = ContentLocation(item.path, convention) else { continue }
        last = (
          folder, Substring(dots),
          Key(language: place.otherLanguage(convention), folders: place.folders.map(style.name))
        )
      }
      guard let key = last?.key else { continue }
      for depth in 0...key.folders.count {
        let list = Key(language: key.language, folders: Array(key.folders.prefix(depth)))
        newest[list] = max(newest[list] ?? .unknown, item.modified)
      }
      if name.hasPrefix("index.") { last = nil }
    }
  }

  /// The section at the top that a folder lies in.
  private mutating func imply(_ key: Key) {
    guard let first = key.folders.first else { return }
    let section = Key(language: key.language, folders: [first])
    newest[section] = newest[section] ?? .unknown
  }

  private var style: HugoPathStyle { convention.hugo.pathStyle }
  private var disabled: Set<String> { convention.hugo.disabledKinds }
  private var languages: [String?] {
    [nil] + convention.languages.filter { $0 != convention.defaultLanguage }
  }

  var pages: [ListPage] {
    var lists = files.compactMap { key, index in disabled.contains(kind(key)) ? nil : page(key, file: index) }
    for language in languages {
      var keys = [Key(language: language, folders: [])]
      keys += newest.keys.filter { $0.language == language && $0.folders.count == 1 && kind($0) == "section" }
      keys += convention.hugo.taxonomies.map { Key(language: language, folders: [style.name($0)]) }
      lists += keys.filter { !reported.contains($0) && !disabled.contains(kind($0)) }.compactMap { page($0, file: nil) }
    }
    lists += disabled.contains("term") ? [] : terms
    return lists.sorted { ($0.language ?? "", $0.permalink) < ($1.language ?? "", $1.permalink) }
  }

  private func kind(_ key: Key) -> String {
    key.folders.first.map { first in
      convention.hugo.taxonomies.contains { style.name($0) == first }
        ? key.folders.count == 1 ? "taxonomy" : "term" : "section"
    } ?? "home"
  }

  private func page(_ key: Key, file: Int?) -> ListPage? {
    // Terms that have files are made where their pages are known.
    guard kind(key) != "term" else { return nil }
    var changes = [newest[key] ?? .unknown, file.map { corpus.items[$0].modified } ?? .unknown]
    if kind(key) == "taxonomy" {
      changes += corpus.topics.indices.filter { isTerm($0, of: key) }.compactMap { members[$0] }
    }
    return list(
      key.folders, title: key.folders.last ?? "", language: key.language, file: file, topic: nil,
      modified: changes.max()?.known)
  }

  private func isTerm(_ topic: Int, of key: Key) -> Bool {
    let own = corpus.topics[topic]
    return own.taxonomy.map(style.name) == key.folders.first && own.language?.lowercased() == key.language?.lowercased()
  }

  private var terms: [ListPage] {
    members.compactMap { index, newest in
      let topic = corpus.topics[index]
      guard !topic.isAuthor, let taxonomy = topic.taxonomy, convention.hugo.taxonomies.contains(taxonomy) else {
        return nil
      }
      let language = convention.languages.first { $0.lowercased() == topic.language?.lowercased() }
      let folders = [style.name(taxonomy)] + style.path(topic.label).split(separator: "/").map(String.init)
      let key = Key(language: language, folders: folders)
      guard !reported.contains(key) || files[key] != nil else { return nil }
      let own = files[key].map { corpus.items[$0].modified } ?? .unknown
      return list(
        folders, title: topic.label, language: language, file: files[key], topic: index,
        modified: max(newest, own).known)
    }
  }

  private func list(
    _ folders: [String], title: String, language: String?, file: Int?, topic: Int?, modified: Timestamp?
  ) -> ListPage? {
    let key = "list:" + folders.joined(separator: "/")
    if let file {
      let item = corpus.items[file]
      return ListPage(
        permalink: item.permalink, isBare: item.isBare, modified: modified, topic: topic, item: file,
        language: language, translationKey: key)
    }
    let kind = kind(Key(language: language, folders: folders))
    let address = HugoAddress(convention, language: language ?? convention.defaultLanguage).text(
      .init(
        kind: kind, folders: Array(folders.dropLast()), name: folders.last ?? "", slug: nil, url: nil, title: title,
        published: .unknown))
    guard let address, let path = address == "/" ? "" : SitePath.address(address) else { return nil }
    return ListPage(
      permalink: path, isBare: !address.hasSuffix("/"), modified: modified, topic: topic, language: language,
      translationKey: key)
  }
}
