import Markup
import TidingsCore

/// What Jekyll reads out of a file's path.
struct JekyllPlace: Sendable, Hashable {
  /// Below the content, but for documents of collections below the folder of these: as Jekyll's configuration has paths.
  var path = ""
  /// The same, with the folders of collections.
  var fullPath = ""
  /// Without the ending, and for documents without the folder of their collection.
  var stem = ""
  /// The label of the collection that it is of; `posts` for posts.
  var collection: String?
  /// Of the file, without the dot.
  var ending = ""
  /// The name without the ending.
  var basename = ""

  /// What a document is written in, where nothing here can read that.
  func unreadFormat(_ rules: JekyllRules) -> String? {
    switch JekyllMarkup(ending, rules) {
    case .markdown, .html: nil
    case .converted, .other: SourceFile.unreadFormat("x." + ending) ?? "the format of ." + ending
    }
  }

  /// What is reported of a post that nobody makes a page of; `nil` for any that is one. A picture among posts is none to Jekyll, too.
  func unreadPost(_ rules: JekyllRules, _ path: String, _ bytes: [UInt8]) -> [Finding]? {
    guard collection == "posts", JekyllMarkup(ending, rules) == .other, let format = unreadFormat(rules) else {
      return nil
    }
    guard UTF8Text.firstInvalid(in: bytes) == nil else { return [] }
    return [
      ContentRules.formatUnread.finding(at: SourceLocation(path: path), "\(path.lastSegment) is written in \(format)")
    ]
  }
}

extension ContentLocation {
  /// jekyllrb.com/docs/posts, collections, pages. The folders are the categories of a post, else those of the file.
  mutating func readsJekyll(_ path: String, _ convention: Convention) -> Bool {
    let rules = convention.jekyll
    guard let own = convention.jekyllPath(path), let role = JekyllSelection(rules: rules).role(own),
      let ending = JekyllMarkup.ending(of: file)
    else { return false }
    var place = JekyllPlace(path: own, fullPath: own, ending: ending)
    place.basename = String(file.dropLast(ending.count + 1))
    name = place.basename.withoutDotsAtEnd
    switch role {
    case .post(let around):
      guard let dated = ContentLocation.jekyllDate(at: file), takesPost(dated) else { return false }
      readsCollection("posts", rules, &place, around)
    case .draft(let around):
      if let dated = ContentLocation.jekyllDate(at: file), !takesPost(dated) { return false }
      readsCollection("posts", rules, &place, around)
    case .document(let label, let entry):
      isOfOwnFeed = rules.feedCollections.contains(label)
      kind = isOfOwnFeed ? .item : .page
      if let dated = ContentLocation.jekyllDate(at: file) { _ = takesPost(dated) }
      readsCollection(label, rules, &place, entry.dropLast())
    case .page:
      kind = .page
    }
    // What is no page however it begins need not be looked into.
    let markup = JekyllMarkup(ending, rules)
    guard kind == .item || markup == .markdown || markup == .converted || JekyllMarkup.isPage("." + ending) else {
      return false
    }
    jekyll = place
    return true
  }

  /// - Parameter around: the folders around it, in those of its collection.
  private mutating func readsCollection(
    _ label: String, _ rules: JekyllRules, _ place: inout JekyllPlace, _ around: some Sequence<Substring>
  ) {
    let top = rules.collectionsFolder
    if !top.isEmpty, place.path.hasPrefix(top + "/") { place.path = String(place.path.dropFirst(top.utf8.count + 1)) }
    place.collection = label
    place.stem = String(place.path.dropLast(place.ending.count + 1))
    if let range = place.stem.firstRange(of: "_" + label) { place.stem.removeSubrange(range) }
    place.stem = place.stem.withoutDotsAtEnd
    folders = around.map(String.init)
    guard label == "posts" else { return }
    // Measured: what stands in front of the first `_posts`, which may be a part of a folder's name.
    let mark = place.path.firstRange(of: "_posts") ?? place.path.firstRange(of: "_drafts")
    folders = (mark.map { place.path[..<$0.lowerBound] } ?? "").split(separator: "/").map(String.init)
  }

  private mutating func takesPost(_ dated: (date: String, rest: String)) -> Bool {
    guard let dot = dated.rest.lastIndex(of: ".") else { return false }
    let slug = String(dated.rest[..<dot]).withoutDotsAtEnd
    guard !slug.isEmpty else { return false }
    (date, name) = (dated.date, slug)
    return true
  }

  /// The day that a name begins with, and what is behind it. Ruby takes a year of two digits for one of 1969 to 2068, and the 31st
  /// of a shorter month for a day of the next (Time.parse).
  static func jekyllDate(at name: some StringProtocol) -> (date: String, rest: String)? {
    let parts = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, (2...4).contains(parts[0].utf8.count), (1...2).contains(parts[1].utf8.count),
      (1...2).contains(parts[2].utf8.count), parts.prefix(3).allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }),
      var year = Int(parts[0]), var month = Int(parts[1]), var day = Int(parts[2])
    else { return nil }
    if parts[0].utf8.count == 2 { year += year < 69 ? 2000 : 1900 }
    if (1...12).contains(month), day <= 31 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      if day > length { (day, month) = (day - length, month + 1) }
    }
    func padded(_ number: Int, _ count: Int) -> String {
      String(repeating: "0", count: max(0, count - "\(number)".utf8.count)) + "\(number)"
    }
    return ("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))", String(parts[3]))
  }
}

extension ContentLocation {
  /// The names of topics that the path has.
  var categories: [String] { jekyll?.collection == "posts" ? folders : [] }

  /// Whether what front matter says of topics is said of an entry: to Jekyll, only posts have any.
  var hasTopics: Bool { jekyll.map { $0.collection == "posts" } ?? true }
}

extension String {
  var withoutDotsAtEnd: String {
    var text = self[...]
    while text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
    return String(text)
  }
}
