/// What Jekyll reads, and what it holds back.
extension Convention {
  /// The marks of a pattern of addresses that Jekyll does not know.
  public static func unknownMarksOfJekyll(in pattern: String) -> [String] {
    PermalinkPattern.unknownMarksOfJekyll(in: pattern)
  }

  private static let markup = ["html", "htm", "xhtml"]

  func isJekyllContent(_ name: String) -> Bool {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return name.contains(".") && (jekyll.markdownEndings.contains(ending) || Convention.markup.contains(ending))
  }

  func isHTML(_ path: String) -> Bool {
    Convention.markup.contains(path.split(separator: ".").last.map { $0.lowercased() } ?? "")
  }

  /// Whether there may be content in a folder, or deeper.
  func jekyllReads(folder path: String) -> Bool {
    let source = jekyll.source
    guard source.isEmpty || path == source || path.hasPrefix(source + "/") else { return source.hasPrefix(path + "/") }
    let path = source.isEmpty ? path : path == source ? "" : String(path.dropFirst(source.count + 1))
    guard !path.isEmpty else { return true }
    let name = String(path.lastSegment)
    let top = jekyll.collectionsFolder
    if path == top || top.hasPrefix(path + "/") { return true }
    if isIncluded(path) { return true }
    if name == "_posts" || name == "_drafts" && jekyll.showsDrafts { return !excludes(path) }
    let isCollection = name.hasPrefix("_") && path == (top.isEmpty ? name : top + "/" + name)
    if isCollection, jekyll.collections[String(name.dropFirst())]?.isPublished == true { return !excludes(path) }
    return !Convention.hides(name) && !excludes(path)
  }

  /// Whether a name is one that Jekyll passes over.
  static func hides(_ name: some StringProtocol) -> Bool {
    name.first.map { "._#~".contains($0) } ?? true || name.last == "~" || name.last == "."
  }

  /// Whether `include` names a path, a folder around it, or its name.
  func isIncluded(_ path: String) -> Bool {
    jekyll.included.contains { pattern in
      let pattern = pattern.split(separator: "/").joined(separator: "/")
      guard !pattern.isEmpty else { return false }
      let glob = pattern.contains { "*?[".contains($0) } ? Glob(pattern, crossesSlashes: true) : nil
      return [path, String(path.lastSegment)].contains { candidate in
        candidate.hasPrefix(pattern) || glob?.matches(candidate) == true
      }
    }
  }
}

extension ContentPlace {
  /// jekyllrb.com/docs/posts, collections, pages.
  mutating func readsJekyll(_ file: String, _ convention: Convention) -> Bool {
    let rules = convention.jekyll
    let path = (folders + [file]).joined(separator: "/")
    if !convention.isIncluded(path), Convention.hides(file) { return false }
    let top = rules.collectionsFolder.split(separator: "/").map(String.init)
    let isBelow = folders.starts(with: top)
    if isBelow {
      let inner = Array(folders.dropFirst(top.count))
      if let posts = inner.firstIndex(of: "_posts"), !inner[..<posts].contains(where: { Convention.hides($0) }) {
        folders = Array(inner[..<posts])
        return takesPost()
      }
      if rules.showsDrafts, let drafts = inner.firstIndex(of: "_drafts") {
        folders = Array(inner[..<drafts])
        _ = takesPost()
        return true
      }
      if let label = inner.first.flatMap({ $0.hasPrefix("_") ? String($0.dropFirst()) : nil }),
        let collection = rules.collections[label]
      {
        guard collection.isPublished, !inner.dropFirst().contains(where: { Convention.hides($0) }) else { return false }
        folders = Array(inner.dropFirst())
        self.collection = label
        kind = .page
        if let dated = ContentPlace.date(at: name) { date = dated }
        return true
      }
    }
    // What an underscore hides is no page, unless it is asked for.
    let depth = folders.indices.first { Convention.hides(folders[$0]) }
    if let depth, !convention.isIncluded(folders[...depth].joined(separator: "/")), !convention.isIncluded(path) {
      return false
    }
    guard !folders.contains("_posts"), !folders.contains("_drafts") else { return false }
    kind = .page
    return true
  }

  /// `2021-03-04-name`.
  private mutating func takesPost() -> Bool {
    guard let date = ContentPlace.date(at: name) else { return false }
    self.date = date
    name = String(name.dropFirst(date.count + 1))
    return !name.isEmpty
  }
}
