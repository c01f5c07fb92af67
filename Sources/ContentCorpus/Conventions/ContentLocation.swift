/// What the path of a content file says by a convention.
struct ContentLocation: Sendable, Hashable {
  /// The folders of its address.
  var folders: [String] = []
  /// The name of its page.
  var name = ""
  /// The folder that holds the content; empty where the corpus folder is that.
  var root = ""
  /// As the file's name has it: `2021-03-04`.
  var date: String?
  /// One of the site's languages, where the path names it.
  var language: String?
  var kind = Kind.item
  /// Whether only the feed of its section names it.
  var isOfOwnFeed = false
  /// The file's name.
  var file = ""
  /// What Jekyll reads out of the path; `nil` to other generators.
  var jekyll: JekyllPlace?

  /// What kind of page a file gives.
  enum Kind: Sendable, Hashable {
    /// An entry of feeds, where it has a date.
    case item
    /// A page that no feed names, whatever its date.
    case page
    /// A list of others: the home page, a section, a taxonomy, a term.
    case list
  }

  init(folders: [String], root: String) { (self.folders, self.root) = (folders, root) }

  /// - Returns: `nil` for a file that is no page of its own: a draft, a part of another page.
  init?(_ path: String, _ convention: Convention) {
    var segments = path.split(separator: "/").map(String.init)
    guard let file = segments.popLast() else { return nil }
    self.file = file
    name = String(file.lastIndex(of: ".").map { file[..<$0] } ?? file[...])
    if let own = convention.languageFolders.first(where: { ContentLocation.lies(segments, in: $0.folder) }) {
      language = own.language
      root = own.folder
      segments.removeFirst(own.folder.split(separator: "/").count)
    } else if let folder = convention.contentFolders.first(where: { ContentLocation.lies(segments, in: $0) }) {
      root = folder
      segments.removeFirst(folder.split(separator: "/").count)
      if !convention.hugo.mounts.isEmpty { guard takeMount(folder, file, &segments, convention) else { return nil } }
    } else if !convention.contentFolders.isEmpty {
      return nil
    }
    folders = segments
    switch convention.generator {
    case .medigy, .wordpress: return
    case .hugo: guard readsHugo(convention) else { return nil }
    case .jekyll: guard readsJekyll(path, convention) else { return nil }
    case .zola: guard readsZola(convention) else { return nil }
    case .html: guard readsPages(isListed: convention.listedPages?.contains(path) == true) else { return nil }
    case .eleventy: guard readsEleventy(convention) else { return nil }
    }
  }

  /// Puts the target of a mount in the place of its source. `false` for a file that no mount of the folder takes in.
  private mutating func takeMount(
    _ folder: String, _ file: String, _ segments: inout [String], _ convention: Convention
  ) -> Bool {
    let path = (segments + [file]).joined(separator: "/")
    guard let mount = convention.hugo.mounts.first(where: { $0.source == folder && $0.includes(path) }) else {
      return false
    }
    language = mount.language
    segments = mount.target.split(separator: "/").map(String.init) + segments
    return true
  }

  /// The language, where it is another than the site's.
  func otherLanguage(_ convention: Convention) -> String? {
    language.flatMap { $0 == convention.defaultLanguage ? nil : $0 }
  }

  /// A name without the day that it begins with.
  static func withoutDate(_ name: String) -> String {
    date(at: name).map { String(name.dropFirst($0.count + 1)) } ?? name
  }

  private static func lies(_ segments: [String], in folder: String) -> Bool {
    segments.starts(with: folder.split(separator: "/").map(String.init))
  }

  /// `post.de.md`.
  mutating func takeLanguage(_ convention: Convention) {
    guard let dot = name.lastIndex(of: ".") else { return }
    let language = String(name[name.index(after: dot)...])
    guard convention.languages.contains(language) || convention.hugo.disabledLanguages.contains(language) else {
      return
    }
    self.language = language
    name = String(name[..<dot])
  }

  /// The date that a name begins with, before a dash: `2021-03-04`, also `2021-3-4`.
  static func date(at name: String) -> String? {
    let parts = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].count == 4, (1...2).contains(parts[1].count), (1...2).contains(parts[2].count),
      parts.prefix(3).allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } })
    else { return nil }
    return parts.prefix(3).joined(separator: "-")
  }
}
