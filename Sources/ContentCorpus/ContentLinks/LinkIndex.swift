import Markup

/// Finds the pages that content names by their files.
struct LinkIndex {
  private let records: [ItemRecord]
  private let settings: CorpusSettings
  private let byPath: [String: Int]
  /// By the name of the file without its ending, for those who name a page by that alone; those of several pages are `nil`.
  private let byName: [String: Int?]
  private let roots: [String]

  init(_ records: [ItemRecord], _ settings: CorpusSettings) {
    self.records = records
    self.settings = settings
    var byPath: [String: Int] = [:]
    var byName: [String: Int?] = [:]
    let wantsNames = settings.convention.generator == .hugo || settings.convention.generator == .jekyll
    for index in records.indices {
      let path = records[index].path
      byPath[path] = index
      guard wantsNames else { continue }
      for name in LinkIndex.names(of: path, settings.convention.generator) {
        byName[name] = byName[name] == nil ? .some(index) : .some(nil)
      }
    }
    (self.byPath, self.byName) = (byPath, byName)
    let convention = settings.convention
    roots = (convention.languageFolders.map(\.folder) + convention.contentFolders + settings.contentFolders + [""])
      .map { $0.trimmingSlashes }
  }

  /// What a page can be called where that is enough.
  private static func names(of path: String, _ generator: Convention.Generator) -> [String] {
    let stem = LinkIndex.stem(path)
    if generator == .jekyll {
      guard let posts = stem.firstRange(of: "_posts/") else { return [] }
      let name = String(stem[posts.upperBound...])
      return Array(Set([name, String(name.lastSegment)]))
    }
    let name = String(stem).lastSegment
    guard name == "index" || name == "_index" else { return [String(name)] }
    return [String(String(stem.dropLast(name.count + 1)).lastSegment)]
  }

  private static func stem(_ path: String) -> Substring {
    let name = path.lastSegment
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path[...] }
    return path[..<dot]
  }

  /// - Returns: the position of the page.
  func page(_ reference: ContentReference, in record: ItemRecord) -> Int? {
    let path = URIReference.decoded(reference.path)
    guard !path.isEmpty else { return nil }
    switch reference.kind {
    case .file: return file(path, record)
    case .ref: return ref(path, record)
    case .post: return byName[String(path.drop { $0 == "/" })] ?? nil
    case .source: return source(path)
    }
  }

  private func file(_ path: String, _ record: ItemRecord) -> Int? {
    for candidate in candidates(path, record) {
      if let found = byPath[candidate] ?? variants(of: candidate, record).lazy.compactMap({ byPath[$0] }).first {
        return found
      }
    }
    return nil
  }

  /// Where a path can lead: from the file that names it, and from the top of the content.
  private func candidates(_ path: String, _ record: ItemRecord) -> [String] {
    let own = record.path.split(separator: "/").dropLast().joined(separator: "/")
    let rooted = roots.map { root in LinkIndex.joined(root, path.drop { $0 == "/" }) }
    let all = path.hasPrefix("/") ? rooted : [LinkIndex.joined(own, path[...])] + rooted
    return all.compactMap { $0 }
  }

  /// Other files that give the page of the same name: a folder's, and those in the language of the page that names it.
  private func variants(of path: String, _ record: ItemRecord) -> [String] {
    guard settings.convention.generator == .hugo || settings.convention.generator == .zola else { return [] }
    let stem = String(LinkIndex.stem(path))
    let ending = path.dropFirst(stem.count)
    var all = ["\(stem)/index\(ending)", "\(stem)/_index\(ending)"]
    if let language = record.language ?? settings.convention.defaultLanguage {
      all += ["\(stem).\(language)\(ending)", "\(stem)/index.\(language)\(ending)"]
    }
    return all
  }

  /// gohugo.io/methods/page/ref: a path, or a name that only one page has; an ending may be left out.
  private func ref(_ path: String, _ record: ItemRecord) -> Int? {
    let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
    if let found = file(bare, record) { return found }
    for ending in [".md", "/index.md", "/_index.md", ".html", ".markdown"] {
      if let found = file(bare + ending, record) { return found }
    }
    guard !bare.contains("/") else { return nil }
    return byName[ContentReference.isFile(bare) ? String(LinkIndex.stem(bare)) : bare] ?? nil
  }

  private func source(_ path: String) -> Int? {
    let path = path.drop { $0 == "/" }
    for root in settings.convention.contentFolders + [""] {
      guard let candidate = LinkIndex.joined(root.trimmingSlashes, path) else { continue }
      if let found = byPath[candidate] { return found }
    }
    return nil
  }

  /// A path with its dots resolved; `nil` where it leads out of the corpus.
  private static func joined(_ folder: String, _ path: Substring) -> String? {
    var segments = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": guard segments.popLast() != nil else { return nil }
      default: segments.append(String(part))
      }
    }
    return segments.joined(separator: "/")
  }

  /// The address of the page that a reference names.
  ///
  /// - Returns: `nil` where it is not there; of a page that is not published, with why.
  func address(of reference: ContentReference, in record: ItemRecord) -> (address: String?, reason: String) {
    guard let index = page(reference, in: record) else {
      // Files beside the content stay what they are.
      if reference.kind == .source, settings.convention.generator == .jekyll, !ContentReference.isFile(reference.path) {
        return (settings.siteAddress + URIReference.encodedPage(String(reference.path.drop { $0 == "/" })), "")
      }
      return (nil, "There is no content file '\(reference.path)'")
    }
    guard records[index].publication.isPublished else { return (nil, "\(records[index].path) is not published") }
    return (records[index].address(on: settings.siteAddress), "")
  }
}

extension ItemRecord {
  /// The address of its page: that of a folder, unless its last segment names a file.
  ///
  /// - Parameter base: the site's address, with a slash at its end.
  package func address(on base: String) -> String {
    if permalink.isEmpty { return base }
    return isBare ? base + URIReference.encodedPage(permalink) : SitePath.page(permalink, on: base)
  }
}

extension SitePath {
  /// The address of a page at a permalink.
  package static func page(_ permalink: String, on base: String) -> String {
    // Most permalinks hold no dot at all.
    let isFile =
      permalink.utf8.contains(UInt8(ascii: "."))
      && [".html", ".htm", ".xhtml", ".php"].contains(where: permalink.hasSuffix)
    return base + URIReference.encodedPage(permalink) + (isFile ? "" : "/")
  }
}
