import ContentCorpus
import LocalFiles
import PublishingLedger
import SiteSettings
import TidingsCore

/// Decides which entries of a feed stand in the feed itself, and which in pages of its history (RFC 5005, section 4).
///
/// A page holds the entries that were published or changed in a calendar period, as they were when it ended, and is closed
/// then: its name and its entries stay. Pages are numbered from the oldest. What is not closed yet stands in the feed beside
/// the newest entries, and so does an old entry that was edited, until the period of the edit is closed in its turn. Who
/// follows the links from the feed, and takes of an entry what is found first, has every entry as it is.
struct HistoryPlan {
  let period: FeedSettings.Archives
  /// Entries of a page at most, and the newest ones that the feed has in any case.
  let limit: Int
  let now: Timestamp
  /// By position in the corpus; empty where an item is not published.
  let ids: [String]
  let items: [ItemRecord]

  /// How one feed is divided.
  struct Division {
    /// Positions of the items of the feed itself, newest first.
    var live: [Int]
    /// The oldest first.
    var pages: [ArchivePage]
    /// Whether all there is stands in the feed.
    var isComplete: Bool
  }

  /// - Parameters:
  ///   - all: positions of a feed's items, newest first.
  ///   - closed: the feed's pages so far, the oldest first.
  func division(of all: [Int], folder: String, closed: [ArchivePage]) -> Division {
    var pages = closed
    var known: [String: Timestamp] = [:]
    for entry in closed.lazy.flatMap(\.entries) { known[entry.id] = entry.modified }
    var open = all.filter { index in known[ids[index]] != items[index].modified }
    if !closed.isEmpty || all.count > limit {
      let chunks = chunks(of: &open, after: closed.last?.through)
      // Two at first, so that each is linked to another.
      for chunk in closed.isEmpty && chunks.count == 1 ? halves(of: chunks[0]) : chunks {
        pages.append(page(chunk, folder: folder, after: pages))
      }
      if pages.isEmpty { open = all }
    }
    let live = Set(open).union(all.prefix(limit))
    return Division(
      live: live.count == all.count ? all : all.filter(live.contains), pages: pages,
      isComplete: pages.isEmpty && live.count == all.count)
  }

  /// A calendar year or month.
  private struct Period: Hashable {
    let label: String
    /// The first instant after it.
    let end: Timestamp
  }

  /// Items that make a page together.
  private struct Chunk {
    let period: String
    let through: Timestamp
    let items: [Int]
  }

  /// Takes what is to be closed now out of what is open.
  private func chunks(of open: inout [Int], after last: Timestamp?) -> [Chunk] {
    let ended = period(before: now)
    var groups: [Period: [Int]] = [:]
    open = open.filter { index in
      let modified = items[index].modified
      var period = period(of: modified)
      if let last, modified < last {
        // What comes late waits for the next period that ends.
        guard ended.end > last else { return true }
        period = ended
      }
      guard period.end <= now else { return true }
      groups[period, default: []].append(index)
      return false
    }
    var chunks = groups.sorted { $0.key.end < $1.key.end }.flatMap { period, items in
      split(oldestFirst(items), period)
    }
    // A feed must not grow without end before its period does.
    let current = period(of: now).label
    while open.count > 2 * limit {
      let oldest = Array(oldestFirst(open).prefix(limit))
      let newest = oldest.last.map { items[$0].modified } ?? now
      chunks.append(
        Chunk(
          period: current, through: max(Timestamp(microseconds: newest.microseconds + 1), last ?? newest), items: oldest
        ))
      let taken = Set(oldest)
      open.removeAll(where: taken.contains)
    }
    return chunks
  }

  private func split(_ items: [Int], _ period: Period) -> [Chunk] {
    stride(from: 0, to: items.count, by: limit).map { start in
      Chunk(
        period: period.label, through: period.end, items: Array(items[start..<min(start + limit, items.count)]))
    }
  }

  /// None of a single entry, which can wait.
  private func halves(of chunk: Chunk) -> [Chunk] {
    guard chunk.items.count > 1 else { return [] }
    let middle = (chunk.items.count + 1) / 2
    return [chunk.items[..<middle], chunk.items[middle...]].map { half in
      Chunk(period: chunk.period, through: chunk.through, items: Array(half))
    }
  }

  private func oldestFirst(_ indices: [Int]) -> [Int] {
    indices.sorted { left, right in
      let (first, second) = (items[left].modified, items[right].modified)
      return first == second ? ids[left] < ids[right] : first < second
    }
  }

  private func page(_ chunk: Chunk, folder: String, after pages: [ArchivePage]) -> ArchivePage {
    let names = Set(pages.map(\.name))
    var name = chunk.period
    var number = 2
    while names.contains(name) {
      name = "\(chunk.period)-p\(number)"
      number += 1
    }
    return ArchivePage(
      folder: folder, number: (pages.last?.number ?? 0) + 1, name: name, period: chunk.period, through: chunk.through,
      entries: chunk.items.reversed().map { .init(id: ids[$0], modified: items[$0].modified) })
  }

  private func period(of instant: Timestamp) -> Period {
    let own = instant.components
    let isLast = period == .year || own.month == 12
    let end = Timestamp(
      Timestamp.Components(year: own.year + (isLast ? 1 : 0), month: isLast ? 1 : own.month + 1, day: 1))
    return Period(
      label: String(instant.rfc3339.prefix(period == .year ? 4 : 7)),
      end: end ?? Timestamp(microseconds: Int64.max))
  }

  /// The last period that has ended.
  private func period(before instant: Timestamp) -> Period {
    let own = instant.components
    let start = Timestamp(Timestamp.Components(year: own.year, month: period == .year ? 1 : own.month, day: 1))
    return period(of: (start ?? instant).advanced(bySeconds: -1))
  }
}
