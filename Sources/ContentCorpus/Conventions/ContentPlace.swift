/// What the path of a content file says by a convention.
struct ContentPlace: Sendable, Hashable {
  /// The folders of its address.
  var folders: [String] = []
  /// The name of its page.
  var name = ""
  /// As the file's name has it: `2021-03-04`.
  var date: String?
  /// One of the site's languages, where the path names it.
  var language: String?

  /// - Returns: `nil` for a file that is no page of its own: a list, a draft, a part of another page.
  init?(_ path: String, _ convention: Convention) {
    var segments = path.split(separator: "/").map(String.init)
    guard let file = segments.popLast() else { return nil }
    name = String(file.lastIndex(of: ".").map { file[..<$0] } ?? file[...])
    if let own = convention.languageFolders.first(where: { ContentPlace.lies(segments, in: $0.folder) }) {
      language = own.language
      segments.removeFirst(own.folder.split(separator: "/").count)
    } else if let folder = convention.contentFolders.first(where: { ContentPlace.lies(segments, in: $0) }) {
      segments.removeFirst(folder.split(separator: "/").count)
    } else if !convention.contentFolders.isEmpty {
      return nil
    }
    folders = segments
    switch convention.generator {
    case .medigy: return
    case .hugo: guard readsHugo(convention) else { return nil }
    case .jekyll: guard readsJekyll() else { return nil }
    }
  }

  /// The language, where it is another than the site's.
  func otherLanguage(_ convention: Convention) -> String? {
    language.flatMap { $0 == convention.defaultLanguage ? nil : $0 }
  }

  private static func lies(_ segments: [String], in folder: String) -> Bool {
    segments.starts(with: folder.split(separator: "/").map(String.init))
  }

  /// gohugo.io/content-management/organization, page-bundles, multilingual.
  private mutating func readsHugo(_ convention: Convention) -> Bool {
    if let dot = name.lastIndex(of: "."), convention.languages.contains(String(name[name.index(after: dot)...])) {
      language = String(name[name.index(after: dot)...])
      name = String(name[..<dot])
    }
    if name == "_index" { return false }
    if name == "index" {
      // A bundle is named by its folder; that of the whole content is the home page.
      guard let folder = folders.popLast() else { return false }
      name = folder
    }
    if let date = ContentPlace.date(at: name) {
      self.date = date
    }
    return true
  }

  /// jekyllrb.com/docs/posts: `_posts/2021-03-04-name.md`, below folders that are categories.
  private mutating func readsJekyll() -> Bool {
    guard let posts = folders.firstIndex(of: "_posts"), let date = ContentPlace.date(at: name) else { return false }
    // What another underscore hides is no page.
    guard !folders[..<posts].contains(where: { $0.hasPrefix("_") }) else { return false }
    folders = Array(folders[..<posts])
    self.date = date
    name = String(name.dropFirst(date.count + 1))
    return !name.isEmpty
  }

  /// The date that a name begins with, before a dash: `2021-03-04`, also `2021-3-4`.
  private static func date(at name: String) -> String? {
    let parts = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].count == 4, (1...2).contains(parts[1].count), (1...2).contains(parts[2].count),
      parts.prefix(3).allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } })
    else { return nil }
    return parts.prefix(3).joined(separator: "-")
  }
}
