/// Which files Jekyll reads (Jekyll 4.3, `entry_filter.rb`, `reader.rb`, `collection.rb`).
struct JekyllSelection {
  let rules: JekyllRules

  /// What Jekyll takes a file for.
  enum Role: Hashable {
    /// With the folders around `_posts` or `_drafts`.
    case post([Substring])
    case draft([Substring])
    /// With its label, and its path in the collection's folder.
    case document(String, [Substring])
    /// A page where it has front matter, else a file that is copied.
    case page
  }

  /// - Parameter path: below the content, as all paths here.
  /// - Returns: `nil` for what Jekyll passes over.
  func role(_ path: String) -> Role? {
    for (label, collection) in rules.collections where label != "data" {
      let folder = rules.folder(label)
      guard path.hasPrefix(folder + "/") else { continue }
      let entry = String(path.dropFirst(folder.utf8.count + 1))
      guard collection.isPublished, passes(entry, in: "_" + label) else { return nil }
      return .document(label, entry.split(separator: "/"))
    }
    if isIncludedFile(path) { return .page }
    let segments = path.split(separator: "/")
    guard let file = segments.last else { return nil }
    let folders = segments.dropLast()
    switch walk(folders) {
    case .posts(let depth): return dated(segments, depth).map { _ in .post(Array(folders[..<depth])) }
    case .drafts(let depth):
      let entry = segments[(depth + 1)...].joined(separator: "/")
      return passes(entry, in: folders[...depth].joined(separator: "/")) ? .draft(Array(folders[..<depth])) : nil
    case .hidden: return nil
    case .open: return passes(String(file), in: folders.joined(separator: "/")) ? .page : nil
    }
  }

  private func dated(_ segments: [Substring], _ depth: Int) -> Substring? {
    let entry = segments[(depth + 1)...].joined(separator: "/")
    // What a dot hides is not even listed.
    guard !segments[(depth + 1)...].contains(where: { $0.hasPrefix(".") }),
      passes(entry, in: segments[...depth].joined(separator: "/"))
    else { return nil }
    return segments.last
  }

  /// Whether there may be content in a folder, or deeper.
  func reads(folder path: String) -> Bool {
    if path.isEmpty { return true }
    for (label, collection) in rules.collections where collection.isPublished && label != "data" {
      let folder = rules.folder(label)
      if path == folder || path.hasPrefix(folder + "/") || folder.hasPrefix(path + "/") { return true }
    }
    if rules.included.contains(where: { $0.text.hasPrefix(path + "/") }) { return true }
    return walk(path.split(separator: "/")[...]) != .hidden
  }

  /// Whether a name that starts with a dot may be read in a folder: where it is included, and below the folders of collections.
  func shows(hidden name: String, in folder: String) -> Bool {
    let path = folder.isEmpty ? name : folder + "/" + name
    if rules.included.contains(where: { $0.fits(name) || $0.text.hasPrefix(path) }) { return true }
    return rules.collections.contains { $1.isPublished && folder.hasPrefix(rules.folder($0) + "/") }
  }

  private enum Walk: Hashable {
    case hidden
    case open
    /// With the position of the folder `_posts`.
    case posts(Int)
    case drafts(Int)
  }

  /// What is met on the way into folders.
  private func walk(_ folders: ArraySlice<Substring>) -> Walk {
    var base = ""
    for index in folders.indices {
      let name = folders[index]
      let own = base.isEmpty ? String(name) : base + "/" + name
      if own == rules.destination { return .hidden }
      if name == "_posts" || name == "_drafts", !passes(String(name), in: base) {
        // Measured: it is how the folder's path begins that counts.
        guard rules.collectionsFolder.isEmpty || base.hasPrefix(rules.collectionsFolder) else { return .hidden }
        if name == "_posts" { return .posts(index) }
        return rules.showsDrafts ? .drafts(index) : .hidden
      }
      guard passes(String(name), in: base) else { return .hidden }
      base = own
    }
    return .open
  }

  /// - Parameters:
  ///   - entry: a name, in collections and among posts also a path.
  ///   - base: the folder that it is in.
  private func passes(_ entry: String, in base: String) -> Bool {
    let name = entry.lastSegment
    guard !entry.hasSuffix(".") else { return false }
    let isIncluded = rules.included.contains { $0.fits(entry) || $0.fits(String(name)) }
    let path = base.isEmpty ? entry : base + "/" + entry
    if isIncluded { return true }
    if rules.excluded.contains(where: { $0.fits(path) }) { return false }
    return !JekyllSelection.isHidden(entry[...]) && !JekyllSelection.isHidden(name) && !entry.hasSuffix("~")
  }

  private static func isHidden(_ name: Substring) -> Bool { name.first.map { "._#~".contains($0) } ?? true }

  /// Whether `include` names this very file, wherever it lies.
  private func isIncludedFile(_ path: String) -> Bool { rules.included.contains { $0.text == path } }
}

extension Convention {
  /// The marks of a pattern of addresses that Jekyll does not know: it makes no site with one.
  public static func unknownMarksOfJekyll(in pattern: String) -> [String] { JekyllURL.unknownMarks(in: pattern) }

  /// Whether a file of this name may be a page: Markdown, HTML, or what a post may be written in.
  func isJekyllContent(_ name: String) -> Bool {
    let name = name.lastSegment
    guard let ending = JekyllMarkup.ending(of: name) else { return false }
    return JekyllMarkup(ending, jekyll) != .other || ContentLocation.jekyllDate(at: name) != nil
  }

  /// Whether there may be content in a folder, or deeper.
  func jekyllReads(folder path: String) -> Bool {
    guard let path = jekyllPath(path) else { return jekyll.source.hasPrefix(path + "/") }
    return JekyllSelection(rules: jekyll).reads(folder: path)
  }

  func jekyllShows(hidden name: String, in folder: String) -> Bool {
    guard let folder = jekyllPath(folder) else { return false }
    return JekyllSelection(rules: jekyll).shows(hidden: name, in: folder)
  }

  /// A path below the content; `nil` for what lies elsewhere.
  func jekyllPath(_ path: String) -> String? {
    // Where only the content is the corpus, nothing of it is around it.
    guard let source = contentFolders.first, !source.isEmpty else { return path }
    if path == source { return "" }
    return path.hasPrefix(source + "/") ? String(path.dropFirst(source.utf8.count + 1)) : nil
  }
}
