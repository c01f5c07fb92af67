import TidingsCore

extension Corpus {
  /// The lists of a site that Zola makes, as its sitemap has them: sections, taxonomies, terms, and the pages of which long ones
  /// consist.
  var zolaLists: [ListPage] { ZolaLists(self).pages }
}

private struct ZolaLists {
  private let corpus: Corpus
  private let convention: Convention
  private var newest: [String: Timestamp] = [:]
  /// Pages of each section, by its key.
  private var counts: [String: Int] = [:]
  private var files: [String: Int] = [:]
  private var members: [Int: (newest: Timestamp, count: Int)] = [:]

  init(_ corpus: Corpus) {
    self.corpus = corpus
    convention = corpus.settings.convention
    for index in corpus.items.indices where corpus.items[index].publication.isPublished {
      let item = corpus.items[index]
      guard let place = ContentLocation(item.path, convention) else { continue }
      let language = place.language ?? convention.defaultLanguage
      if item.kind == .list {
        files[ZolaRules.key(place.folders, language)] = index
        continue
      }
      for depth in 0...place.folders.count {
        let key = ZolaRules.key(place.folders.prefix(depth), language)
        newest[key] = max(newest[key] ?? .unknown, item.modified)
      }
      for topic in item.topics {
        let known = members[topic] ?? (.unknown, 0)
        members[topic] = (max(known.newest, item.modified), known.count + 1)
      }
      count(place.folders, language, isDated: item.kind == .entry)
    }
  }

  /// A page is of its folder's section, and of those around it that see through.
  private mutating func count(_ folders: [String], _ language: String?, isDated: Bool) {
    var folders = folders
    while true {
      let key = ZolaRules.key(folders, language)
      let section = convention.zola.sections[key]
      if section?.isByDate != true || isDated { counts[key, default: 0] += 1 }
      guard section?.isTransparent == true, folders.popLast() != nil else { return }
    }
  }

  private var languages: [String?] { [nil] + convention.languages.filter { $0 != convention.defaultLanguage } }

  var pages: [ListPage] {
    var lists: [ListPage] = []
    for language in languages {
      let own = language ?? convention.defaultLanguage
      let home = ZolaRules.key([], own)
      if files[home] == nil, convention.zola.sections[home]?.isRendered ?? true {
        lists.append(list([], language, newest[home] ?? .unknown, key: "list:"))
      }
      for taxonomy in convention.zola.taxonomies[own ?? ""] ?? [] where taxonomy.isRendered {
        lists += self.lists(of: taxonomy, language)
      }
    }
    for (key, index) in files {
      let item = corpus.items[index]
      guard item.isIndexable, let place = ContentLocation(item.path, convention) else { continue }
      let section = convention.zola.sections[key] ?? ZolaRules.Section()
      let modified = max(newest[key] ?? .unknown, item.modified)
      var page = list(
        place.folders, place.otherLanguage(convention), modified, key: "list:" + place.folders.joined(separator: "/"))
      page.item = index
      lists.append(page)
      lists += paged(page, size: section.pageSize, folder: section.pageFolder, count: counts[key] ?? 0)
    }
    return lists.sorted { ($0.language ?? "", $0.permalink) < ($1.language ?? "", $1.permalink) }
  }

  private func lists(of taxonomy: ZolaRules.Taxonomy, _ language: String?) -> [ListPage] {
    let folder = convention.termNames.name(taxonomy.name)
    let terms = members.filter { index, _ in
      let topic = corpus.topics[index]
      return topic.taxonomy == taxonomy.name && !topic.isAuthor
        && topic.language?.lowercased() == language?.lowercased()
    }
    let newest = terms.values.map(\.newest).max() ?? .unknown
    let root = convention.zola.taxonomyRoot
    var lists = [list(root + [folder], language, newest, key: "list:" + folder)]
    for (index, reported) in terms {
      let name = convention.termNames.name(corpus.topics[index].label)
      var page = list(root + [folder, name], language, reported.newest, key: "list:\(folder)/\(name)")
      page.topic = index
      lists.append(page)
      lists += paged(page, size: taxonomy.pageSize, folder: taxonomy.pageFolder, count: reported.count)
    }
    return lists
  }

  private func list(_ folders: [String], _ language: String?, _ modified: Timestamp, key: String) -> ListPage {
    let path = ((language.map { [$0] } ?? []) + folders).joined(separator: "/")
    return ListPage(permalink: path, modified: modified.known, language: language, translationKey: key)
  }

  private func paged(_ list: ListPage, size: Int?, folder: String, count: Int) -> [ListPage] {
    guard let size, size > 0, convention.zola.listsPagination, count > 0 else { return [] }
    return (1...((count + size - 1) / size)).map { number in
      let path = [list.permalink, folder, "\(number)"].filter { !$0.isEmpty }.joined(separator: "/")
      return ListPage(permalink: path, modified: list.modified, language: list.language)
    }
  }
}
