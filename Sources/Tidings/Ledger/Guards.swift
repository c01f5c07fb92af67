public import Documents

/// A build that would take away much of what is published: it was stopped before anything was written.
public struct Withdrawal: Error, Sendable, CustomStringConvertible {
  /// What would be gone.
  public struct Loss: Sendable, Hashable {
    /// A folder of content files, a feed, a topic or a language.
    public let name: String
    public let count: Int
  }

  /// Items that would be withdrawn, of how many that are published.
  public let items: Int
  public let published: Int
  /// By the folders that their files lay in, the greatest first.
  public let folders: [Loss]
  /// Feeds that would be left without an entry.
  public let feeds: [Loss]

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
      "  Is a folder not mounted, a checkout not whole, a setting of the generator lost? If it is meant so, run again with --allow-withdrawal; 'withdrawLimit' says how many are too many."
    )
    return lines.joined(separator: "\n")
  }
}

/// A build that would move the addresses of many pages whose content has not changed: it was stopped before anything was written.
public struct Relocation: Error, Sendable, CustomStringConvertible {
  public struct Move: Sendable, Hashable {
    public let path: String
    public let former: String
    public let address: String
  }

  public let moves: [Move]

  public var description: String {
    let shown = moves.prefix(10).map { "  \($0.former) would become \($0.address) (\($0.path))" }
    let more = moves.count > 10 ? ["  and \(moves.count - 10) more"] : []
    return
      "\(moves.count) pages would have another address though their content has not changed, so nothing was written:\n"
      + (shown + more).joined(separator: "\n")
      + "\n  Is the generator's configuration where it was? If it is meant so, run again with --allow-reannounce."
  }
}

/// A build whose instant lies before that of one that is remembered: what is published would be taken for what is yet to come.
public struct ClockBehind: Error, Sendable, CustomStringConvertible {
  public let now: Timestamp
  public let newest: Timestamp

  public var description: String {
    "the instant of this build, \(now.rfc3339), lies before \(newest.rfc3339), which the ledger remembers, so nothing was written; set the clock, --now or SOURCE_DATE_EPOCH right"
  }
}
