import TidingsCore

/// Where Hugo puts pages (gohugo.io/content-management/urls).
extension ContentAddress {
  func hugo(_ front: FrontMatter, _ title: String, _ published: Timestamp) -> String? {
    let named = place.date == nil || convention.fileDates == .unasked ? nil : ContentLocation.hugoDate(at: place.name)
    let isNamedByDate =
      named != nil && (convention.fileDates == .first || front.node(front.fields[.date]) == nil)
    let slug = front.text(front.fields[.slug]) ?? (isNamedByDate ? named?.rest : nil)
    // Hugo puts the date into an address as it is written, in whatever zone.
    let written = (isNamedByDate ? place.date : front.text(front.fields[.date])).flatMap {
      ContentDate.parse(String($0.prefix(19)), zone: .utc)
    }
    let isList = place.kind == .list
    let kind = isList ? convention.hugoKind(place.folders) : "page"
    return HugoAddress(convention, language: place.language ?? convention.defaultLanguage).text(
      HugoAddress.Page(
        kind: kind, folders: isList ? Array(place.folders.dropLast()) : place.folders, name: place.name,
        root: place.root,
        slug: slug, url: given(front), title: title, published: written ?? local(published)))
  }
}

/// Makes addresses of Hugo's pages, those of files and those that no file stands for.
struct HugoAddress {
  /// What an address is made of.
  struct Page {
    var kind: String
    /// Those around the page.
    var folders: [String]
    /// Of the file, or of the folder that the page is.
    var name: String
    /// The folder of the content.
    var root = ""
    var slug: String?
    var url: String?
    var title: String
    var published: Timestamp
  }

  private let convention: Convention
  /// The language, where it stands in addresses.
  private let language: String?
  private let name: String?

  init(_ convention: Convention, language: String?) {
    self.convention = convention
    name = language
    let isOther = language != nil && language != convention.defaultLanguage
    self.language = isOther || convention.showsDefaultLanguage ? language : nil
  }

  private var style: HugoPathStyle { convention.hugo.pathStyle }

  /// The address from the site's root, as it ends; `nil` for a pattern with an unknown mark.
  func text(_ page: Page) -> String? {
    if let url = page.url { return given(url, page) }
    let isList = page.kind != "page"
    let own = page.folders + (page.name.isEmpty ? [] : [page.name])
    let section = isList ? own.first : page.folders.first
    var address: String
    if page.kind != "home", let pattern = pattern(page, own, section) {
      guard let text = PermalinkPattern(generator: .hugo, style: style).address(pattern, values(page)) else {
        return nil
      }
      address = style.keepsCapitals ? text : text.lowercased()
    } else {
      var parts = own.indices.map { index in
        convention.hugo.folderSlugs[HugoRules.folderKey(own[...index], name)].map(style.slug) ?? style.name(own[index])
      }
      // Names of terms, and slugs, may have slashes in them.
      if !isList, let last = parts.indices.last { parts[last] = page.slug.map(style.slug) ?? style.name(page.name) }
      address = parts.filter { !$0.isEmpty }.joined(separator: "/")
    }
    address = address.trimmingSlashes
    let isUgly = convention.hugo.uglySections[section?.lowercased() ?? ""] ?? convention.hasUglyAddresses
    guard isUgly else { return prefix + "/" + (address.isEmpty ? "" : address + "/") }
    if isList, page.kind != "term" { return prefix + "/" + (address.isEmpty ? "" : address + "/") + "index.html" }
    return prefix + "/" + address + ".html"
  }

  private var prefix: String { language.map { "/" + $0.lowercased() } ?? "" }

  private func pattern(_ page: Page, _ own: [String], _ section: String?) -> String? {
    let permalinks = convention.hugo.permalinks(name)
    let path = "/" + own.map(style.name).joined(separator: "/")
    let key = section?.lowercased() ?? "/"
    return permalinks.pattern(path, kind: page.kind, section: key, language: name)
      ?? (page.kind == "page" ? convention.permalinks[key] ?? convention.permalinks[""] : nil)
  }

  /// A `url` of front matter: one that begins with a slash is where it says, any other below its language.
  private func given(_ url: String, _ page: Page) -> String? {
    var address = url
    if url.contains(":") {
      guard let text = PermalinkPattern(generator: .hugo, style: style).address(url, values(page)) else { return nil }
      address = text
    }
    let isRooted = address.hasPrefix("/")
    if !isRooted { address = "/" + address }
    if !address.lastSegment.contains("."), !address.hasSuffix("/") { address += "/" }
    return isRooted ? address : prefix + address
  }

  private func values(_ page: Page) -> PermalinkPattern.Values {
    let own = page.kind == "page" ? page.folders : page.folders + [page.name]
    var place = ContentLocation(folders: own, root: page.root)
    place.name = page.name
    let sections = page.kind == "page" ? convention.sectionSegments(of: place) : own
    let slugs = sections.indices.map { index in
      convention.hugo.folderNames[HugoRules.folderKey(sections[...index], name)] ?? sections[index]
    }
    // A term may have slashes in it, and loses other signs than a title (measured: Hugo 0.168).
    let slug = page.kind == "term" ? page.slug ?? page.title.replacing("#", with: "") : page.slug
    return PermalinkPattern.Values(
      published: page.published, slug: slug, name: page.name, fileName: page.name, title: page.title,
      sections: own,
      ownSections: sections, sectionSlugs: slugs, categories: [])
  }
}
