/// A part of a site that has a feed of its own though it is no topic: a section of Hugo's or Zola's, a collection of Jekyll's.
public struct Section: Sendable, Hashable {
  /// The path of its page below the site's base address, or the name of a collection.
  public let path: String
  /// What it is called, where its own page says so, or the generator makes a title of its folder.
  public var title: String?
  public var description: String?
  /// A reference to its picture, as it stands in the front matter.
  public var picture: String?
  /// Whether there is a page at its path.
  public var hasPage = true
  /// Whether its page's address ends as it is, without a slash.
  public var isBare = false
  /// One of the site's other languages.
  public var language: String?
  /// Positions of its entries, newest first.
  public var items: [Int]
}

extension Corpus {
  /// The sections for which the site's generator makes feeds; in the order of their paths.
  ///
  /// - Parameter lists: all that the site has.
  public func sections(_ lists: [ListPage]) -> [Section] {
    let convention = settings.convention
    // Search engines may be asked to pass a section over that has a feed all the same.
    let lists = lists + hiddenLists
    let pages = Dictionary(lists.map { (SectionKey($0.language, $0.translationKey ?? ""), $0) }) { first, _ in first }
    var members: [SectionKey: [Int]] = [:]
    var names: [SectionKey: String] = [:]
    for index in published {
      guard let place = ContentLocation(items[index].path, convention) else { continue }
      for folders in convention.feedSections(of: place) {
        if convention.generator == .hugo, names[SectionKey(place.otherLanguage(convention), "list:" + folders)] == nil {
          names[SectionKey(place.otherLanguage(convention), "list:" + folders)] =
            convention.sectionSegments(of: place).last
        }
        members[SectionKey(place.otherLanguage(convention), "list:" + folders), default: []].append(index)
      }
    }
    // Hugo makes a feed of a section whatever is in it, also of one without a dated page.
    if convention.generator == .hugo {
      let vocabularies = Set(convention.hugo.taxonomies.map { "list:" + convention.hugo.pathStyle.name($0) })
      for list in lists where list.topic == nil && !list.permalink.isEmpty {
        guard let key = list.translationKey, key != "list:", !vocabularies.contains(key),
          !vocabularies.contains(where: { key.hasPrefix($0 + "/") })
        else { continue }
        members[SectionKey(list.language, key), default: []] += []
      }
    }
    return members.compactMap { key, entries in
      let name = String(key.list.dropFirst("list:".count))
      guard let page = pages[key] else {
        return convention.generator == .jekyll ? Section(path: name, hasPage: false, items: entries) : nil
      }
      var section = Section(
        path: page.permalink, isBare: page.isBare, language: key.language, items: entries)
      if let record = page.item.map({ items[$0] }) {
        if record.title != "_index", record.title != name.lastSegment { section.title = record.title }
        (section.description, section.picture) = (record.about, record.picture)
      } else if convention.generator == .hugo {
        section.title = convention.hugo.titles.section(names[key] ?? String(name.lastSegment))
      }
      return section
    }.sorted { ($0.language ?? "", $0.path) < ($1.language ?? "", $1.path) }
  }
}

extension Corpus {
  /// The published lists that have files, also those that no sitemap is to name.
  private var hiddenLists: [ListPage] {
    let convention = settings.convention
    return pages.compactMap { index in
      let item = items[index]
      guard item.kind == .list, !item.isIndexable, let place = ContentLocation(item.path, convention) else {
        return nil
      }
      let folders = convention.generator == .hugo ? place.folders.map(convention.hugo.pathStyle.name) : place.folders
      return ListPage(
        permalink: item.permalink, isBare: item.isBare, item: index, language: place.otherLanguage(convention),
        translationKey: "list:" + folders.joined(separator: "/"))
    }
  }
}

private struct SectionKey: Hashable {
  let language: String?
  let list: String

  init(_ language: String?, _ list: String) { (self.language, self.list) = (language, list) }
}

extension Convention {
  /// The folders of the sections in whose feeds the generator names an entry.
  fileprivate func feedSections(of place: ContentLocation) -> [String] {
    switch generator {
    case .medigy, .eleventy, .html, .wordpress: return []
    case .jekyll:
      guard place.isOfOwnFeed, let label = place.jekyll?.collection else { return [] }
      return [label]
    case .hugo:
      // Only what lies in the section itself, and not in one below it.
      let folders = sectionSegments(of: place)
      return folders.isEmpty ? [] : [folders.map(hugo.pathStyle.name).joined(separator: "/")]
    case .zola:
      var (found, folders): ([String], [String]) = ([], place.folders)
      while !folders.isEmpty {
        let section = zola.sections[ZolaRules.key(folders, place.language ?? defaultLanguage)]
        if section?.hasFeed == true { found.append(folders.joined(separator: "/")) }
        // One that sees through belongs to the section around it.
        guard section?.isTransparent == true else { break }
        folders.removeLast()
      }
      return found
    }
  }
}
