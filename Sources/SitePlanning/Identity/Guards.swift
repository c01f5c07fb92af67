import LocalFiles
import SiteOutput
package import SiteSettings
public import TidingsCore

/// A build that would take away much of what is published: it was stopped before anything was written.
public struct WithdrawalError: Error, Sendable, CustomStringConvertible {
  /// What would be gone.
  public struct Loss: Sendable, Hashable {
    /// A folder of content files, a feed, a topic or a language.
    public let name: String
    public let count: Int

    package init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// Items that would be withdrawn, of how many that are published.
  public let items: Int
  public let published: Int
  /// By the folders that their files lay in, the greatest first.
  public let folders: [Loss]
  /// Feeds that would be left without an entry.
  public let feeds: [Loss]

  package init(items: Int, published: Int, folders: [Loss], feeds: [Loss]) {
    self.items = items
    self.published = published
    self.folders = folders
    self.feeds = feeds
  }

  public var description: String {
    var lines: [String] = []
    if items > 0 {
      lines.append(
        "\(items) of \(published) published items would be withdrawn from feeds and sitemaps, so nothing was written:")
      lines += folders.prefix(8).map { "  \($0.count) of \($0.name.isEmpty ? "the corpus folder itself" : $0.name)" }
    } else {
      lines.append("feeds would lose all of their entries, so nothing was written:")
    }
    lines += feeds.prefix(8).map {
      "  all \($0.count) entries of the feed \($0.name.isEmpty ? "of the site" : $0.name)"
    }
    lines.append(
      "  Check that every folder is mounted, the checkout is complete, and no setting of the generator is lost. If this is intended, run again with --allow-withdrawal; 'withdrawLimit' says how many are too many."
    )
    return lines.joined(separator: "\n")
  }
}

extension WithdrawalError {
  /// What is withdrawn, where that is more than one build may.
  ///
  /// - Parameters:
  ///   - paths: of the items' files.
  ///   - published: items that stay.
  ///   - limit: how much one build may withdraw.
  package init?(withdrawing paths: [String], beside published: Int, _ limit: WithdrawLimit) {
    guard limit.isExceeded(by: paths.count, of: published + paths.count) else { return nil }
    let folders = Dictionary(grouping: paths) { path in
      path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }.map { Loss(name: $0.key, count: $0.value.count) }
    self.init(
      items: paths.count, published: published + paths.count,
      folders: folders.sorted { ($1.count, $0.name) < ($0.count, $1.name) }, feeds: [])
  }

  /// Feeds of an output folder that documents to come would leave without an entry, as a build would find them.
  ///
  /// - Parameters:
  ///   - old: the folder of the documents of today.
  ///   - new: that of the documents to come.
  /// - Throws: `SystemError`, ``Manifest/Unreadable``.
  public init?(of old: String, in new: String) throws {
    func rows(_ folder: String) throws -> [Manifest.Row] {
      let path = folder.hasSuffix("/" + Manifest.fileName) ? folder : folder + "/" + Manifest.fileName
      return try LocalFile.readIfThere(path).map { try Manifest(reading: $0.bytes).rows } ?? []
    }
    let after = try rows(new)
    let (formats, alive) = (Set(after.map(\.format)), Set(after.filter { $0.entries > 0 }.map(\.path)))
    let lost = try rows(old).filter { $0.isWorthKeeping && formats.contains($0.format) && !alive.contains($0.path) }
    guard !lost.isEmpty else { return nil }
    self.init(
      items: 0, published: 0, folders: [], feeds: lost.map { Loss(name: $0.path, count: $0.entries) })
  }
}

extension Manifest.Row {
  /// Whether it is a feed that may not be left without an entry by accident.
  var isWorthKeeping: Bool { entries > 20 && copyOf == nil && format.isFeed && !ArchivePages.isPage(path) }
}

/// A build that would move the addresses of many pages whose content has not changed: it was stopped before anything was written.
public struct RelocationError: Error, Sendable, CustomStringConvertible {
  public struct Move: Sendable, Hashable {
    public let path: String
    public let former: String
    public let address: String

    package init(path: String, former: String, address: String) {
      self.path = path
      self.former = former
      self.address = address
    }
  }

  public let moves: [Move]

  package init(moves: [Move]) {
    self.moves = moves
  }

  public var description: String {
    let shown = moves.prefix(10).map { "  \($0.former) would become \($0.address) (\($0.path))" }
    let more = moves.count > 10 ? ["  and \(moves.count - 10) more"] : []
    return
      "\(moves.count) pages would have another address though their content has not changed, so nothing was written:\n"
      + (shown + more).joined(separator: "\n")
      + "\n  Check that the generator's configuration is where it was. If this is intended, run again with --allow-reannounce."
  }
}

/// A build whose instant lies before that of one that is remembered: what is published would be taken for what is yet to come.
public struct ClockBehindError: Error, Sendable, CustomStringConvertible {
  public let now: Timestamp
  public let newest: Timestamp

  package init(now: Timestamp, newest: Timestamp) {
    self.now = now
    self.newest = newest
  }

  public var description: String {
    "the instant of this build, \(now.rfc3339), is before \(newest.rfc3339), which the ledger remembers, so nothing was written; set the clock, --now or SOURCE_DATE_EPOCH right, or, if it was ahead in an earlier build, set the ledger back with 'tidings ledger repair --until INSTANT'"
  }
}

/// A build whose instant lies so far behind all that is remembered that the clock is not to be believed: whatever is yet to come would be
/// published, and no later build could have an earlier instant.
public struct ClockAhead: Error, Sendable, CustomStringConvertible {
  public let now: Timestamp
  public let newest: Timestamp

  static let days: Int64 = 3652

  /// - Returns: `nil` where the instant can be.
  package init?(now: Timestamp, newest: Timestamp) {
    guard now > newest.advanced(bySeconds: ClockAhead.days * 86400) else { return nil }
    (self.now, self.newest) = (now, newest)
  }

  public var description: String {
    "the instant of this build, \(now.rfc3339), is more than ten years after \(newest.rfc3339), the last that the ledger remembers, so nothing was written; set the clock, --now or SOURCE_DATE_EPOCH right, or, if the site was really not built for so long, build once with --now \(newest.advanced(bySeconds: ClockAhead.days * 86400).rfc3339)"
  }
}

/// A build whose entries would say something else, since the pages that they took their content from are gone: it was stopped before
/// anything was written.
public struct PagesLost: Error, Sendable, CustomStringConvertible {
  /// The folder of the built pages.
  public let folder: String
  /// Published items that have a page there, of how many.
  public let found: Int
  public let published: Int

  package init(folder: String, found: Int, published: Int) {
    self.folder = folder
    self.found = found
    self.published = published
  }

  public var description: String {
    "\(folder) has pages of \(found) of \(published) published items, and the last build took the content of most from there, so nothing was written; build the site first, or, if entries are to take their content from the content files from now on, run again with --allow-withdrawal"
  }
}

/// The output folder holds the documents of another site: it was stopped before anything was written.
public struct AnotherSite: Error, Sendable, CustomStringConvertible {
  public let output: String
  /// The address of the site whose documents they are, as far as it is known, or one of its pages.
  public let address: String

  package init(output: String, address: String) {
    self.output = output
    self.address = address
  }

  public var description: String {
    "\(output) holds the documents of another site (\(address)): none of their pages is in this one, so nothing was written; publish into another folder with --output, or run again with --allow-withdrawal if this site replaces that one"
  }
}
