import ContentCorpus
import LocalFiles
import Markup
import SitePlanning
import TidingsCore
import Validation

/// Whether who follows a site notices nothing when its feeds and sitemaps are rebuilt: the old site held against the new documents.
public struct MoveCheck: Sendable, Hashable {
  /// What subscribers or search engines would notice.
  public struct Problem: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// There is no document at the address of an old feed.
      case feedMissing = "feed-missing"
      /// What is there is no feed, or of a format that its readers do not take.
      case feedFormat = "feed-format"
      /// Entries that readers would show once more.
      case unread
      /// Entries that are gone.
      case lost
      /// A page that an old sitemap names is in none of ours, and nothing leads from there.
      case pageMissing = "page-missing"
      /// Pages lead to a feed that is not there.
      case linkMissing = "link-missing"
    }

    public let kind: Kind
    /// In the folder of the old site, or the address.
    public let path: String
    public let message: String
  }

  /// In the order of their kinds and paths.
  public let problems: [Problem]
  /// What is otherwise, and hurts nobody.
  public let notes: [String]
  /// Feeds of the old site.
  public let feeds: Int
  /// Pages that its sitemaps name.
  public let pages: Int

  public var isSafe: Bool { problems.isEmpty }

  /// - Parameters:
  ///   - old: the folder of the old site, as its generator made it or as it was saved.
  ///   - new: the folder of the documents to come.
  ///   - redirects: of the server, a line each: path, target, status (Netlify's `_redirects`).
  /// - Throws: `SystemError` where a folder cannot be listed or a file cannot be read.
  public init(from old: String, to new: String, redirects: String? = nil) throws {
    let before = try MovedSite(old, without: new)
    let after = try MovedSite(new, without: nil, isWhole: false)
    var moves = try MovedSite.redirects(in: new)
    if let redirects { moves.merge(MovedSite.redirects(try LocalFile.read(redirects).bytes)) { $1 } }
    var check = Comparison(before, after, moves)
    check.compareFeeds()
    try check.comparePages()
    check.compareLinks()
    problems = check.problems.sorted { ($0.kind.rank, $0.path) < ($1.kind.rank, $1.path) }
    notes = before.notes + after.notes + check.notes
    feeds = before.feeds.count
    pages = before.pages.count
  }
}

extension MoveCheck.Problem.Kind {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Holds the two sites against each other.
private struct Comparison {
  private let before: MovedSite
  private let after: MovedSite
  private let moves: [String: String]
  private(set) var problems: [MoveCheck.Problem] = []
  private(set) var notes: [String] = []

  init(_ before: MovedSite, _ after: MovedSite, _ moves: [String: String]) {
    (self.before, self.after, self.moves) = (before, after, moves)
  }

  /// Whether most of the old site's pages are there: what none of them answers was dead before.
  private var hasPages: Bool {
    2 * before.pages.count { before.file(at: IDAdoption.place($0)) != nil } > before.pages.count
  }

  private mutating func report(_ kind: MoveCheck.Problem.Kind, _ path: String, _ message: String) {
    problems.append(.init(kind: kind, path: path, message: message))
  }

  mutating func compareFeeds() {
    for (path, old) in before.feeds.sorted(by: { $0.key < $1.key }) {
      guard old.entries.contains(where: { !$0.isUndated }) else {
        if after.feed(at: path, moves) == nil {
          notes.append("\(path) has no entries with a date, and is no longer there")
        }
        continue
      }
      guard let new = after.feed(at: path, moves) else {
        if after.holds(path, moves) {
          report(.feedFormat, path, "What is at its address is not a feed")
        } else {
          report(.feedMissing, path, "Nothing is at its address, and no redirect leads from there")
        }
        continue
      }
      if (old.format == .json) != (new.format == .json) {
        report(.feedFormat, path, "Its readers take \(old.format.shownName), and there is \(new.format.shownName)")
        continue
      }
      if old.format != new.format {
        notes.append("\(path) is \(new.format.shownName) now, where it was \(old.format.shownName): readers take both")
      }
      compareEntries(path, old, new)
    }
  }

  private mutating func compareEntries(_ path: String, _ old: ParsedFeed, _ new: ParsedFeed) {
    // What is newer than all that was there is news.
    let newest = old.entries.compactMap { $0.published ?? $0.updated }.max()
    func isNews(_ entry: ParsedFeed.Entry) -> Bool {
      guard let newest, let date = entry.published ?? entry.updated else { return false }
      return date > newest
    }
    var unread: [String: Int] = [:]
    var example: ParsedFeed.Entry?
    for reader in ReaderIdentity.allCases {
      let had = Set(old.entries.map(reader.key))
      let shown = new.entries.filter { !had.contains(reader.key(of: $0)) && !isNews($0) }
      if !shown.isEmpty { unread[reader.rawValue] = shown.count }
      example = example ?? shown.first
    }
    if let most = unread.values.max() {
      let readers = unread.keys.sorted().joined(separator: ", ")
      let address = example?.address ?? ""
      let former = old.entries.first { $0.address.map(IDAdoption.place) == example?.address.map(IDAdoption.place) }?.id
      let reason =
        former.map { ", such as \(address), whose id was \($0) and is \(example?.id ?? "none")" }
        ?? ", such as \(address), which was not in it"
      report(.unread, path, "\(readers) would show \(most) old \(most == 1 ? "entry" : "entries") as unread\(reason)")
    }
    let identity = ReaderIdentity.miniflux
    let kept = Dictionary(new.entries.map { (identity.key(of: $0), $0) }) { first, _ in first }
    let oldest = new.entries.compactMap { $0.published ?? $0.updated }.min()
    let missing = old.entries.filter { kept[identity.key(of: $0)] == nil }
    // Where it is full, one of several of the last day may have had no room.
    let isCut = missing.contains { entry in
      guard let oldest, let date = entry.published ?? entry.updated, date.microseconds > 0 else { return false }
      return date < oldest
    }
    // Older ones have made room; what has no date, or one before there were feeds, was a page and never an entry.
    let gone = missing.filter { entry in
      guard let date = entry.published ?? entry.updated, date.microseconds > 0 else { return false }
      return oldest.map { isCut ? date > $0 : date >= $0 } ?? true
    }
    if missing.count > gone.count { notes.append("\(path) has \(missing.count - gone.count) fewer older entries") }
    if !gone.isEmpty, unread.isEmpty {
      report(
        .lost, path, "\(gone.count) of \(old.entries.count) entries are missing, the first \(gone[0].address ?? "")")
    }
    let titles = old.entries.count { entry in
      kept[identity.key(of: entry)].map { $0.title?.value.words != entry.title?.value.words } ?? false
    }
    let dates = old.entries.count { entry in
      kept[identity.key(of: entry)].map { ($0.published ?? $0.updated) != (entry.published ?? entry.updated) } ?? false
    }
    if titles > 0 { notes.append("\(path): \(titles) entries have another title") }
    if dates > 0 { notes.append("\(path): \(dates) entries have another date") }
  }

  mutating func comparePages() throws {
    let known = Set(after.pages.map(IDAdoption.place))
    var others: [String] = []
    let hasPages = hasPages
    for address in before.pages.sorted() {
      let place = IDAdoption.place(address)
      // Servers that answer without a file's ending answer with it, too.
      guard !known.contains(place), !known.contains(place + ".html"), moves[place] == nil else { continue }
      // What is there and no page for a search, such as data or an error page, was listed by mistake.
      if try before.isNoPage(address) || hasPages && before.file(at: place) == nil {
        others.append(address)
      } else {
        report(.pageMissing, address, "No sitemap of ours names it, and no redirect leads from there")
      }
    }
    if let first = others.first {
      let more = others.count > 1 ? " and \(others.count - 1) more" : ""
      notes.append(
        "\(first)\(more) were in sitemaps: data, error pages, pages that ask not to be found, or missing pages")
    }
  }

  mutating func compareLinks() {
    let hasPages = hasPages
    for (target, pages) in before.links.sorted(by: { $0.key < $1.key }) where !after.holds(target, moves) {
      // Nobody misses a feed that has never had an entry.
      if before.feed(at: target, moves)?.entries.allSatisfy(\.isUndated) == true {
        notes.append("\(target) is named as a feed, and has no entries with a date")
        continue
      }
      // What the old site named and never had is no fault of a move. A folder that was saved may lack it by chance.
      guard before.holds(target, [:]) || !hasPages else {
        notes.append("\(target) is named as a feed, and was not there before, either")
        continue
      }
      let others = pages.count > 1 ? " and \(pages.count - 1) other pages" : ""
      report(.linkMissing, target, "\(pages.first)\(others) name it as a feed, and it is not there")
    }
  }
}

extension ParsedFeed.Entry {
  /// Whether its date is that of no year, which generators give to pages that have none.
  fileprivate var isUndated: Bool { (published ?? updated).map { $0.microseconds <= 0 } ?? false }

  fileprivate var address: String? { links.first { $0.relation == "alternate" }?.address ?? links.first?.address }
}

extension String {
  /// Without what white space does.
  fileprivate var words: String { PlainText.foldWhiteSpace(self) }
}
