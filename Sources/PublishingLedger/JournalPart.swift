public import TidingsCore

/// Addresses that one build changed in one way, or some of them: a first build has as many as the site has pages.
public struct JournalPart: Sendable, Hashable {
  public let number: Int64
  public let instant: Timestamp
  public let subject: JournalEntry.Change.Subject
  public let kind: JournalEntry.Change.Kind
  public internal(set) var addresses: [String] = []

  /// So many go into one line of an export.
  static let limit = 500
}

/// Puts the changes of builds together to parts, each for one line of an export, as they come.
struct JournalGatherer {
  private var open: [JournalPart] = []
  private let take: (JournalPart) throws -> Void

  init(_ take: @escaping (JournalPart) throws -> Void) { self.take = take }

  mutating func add(_ change: JournalEntry.Change, of number: Int64, at instant: Timestamp) throws {
    if let first = open.first, first.number != number { try finish() }
    guard let index = open.firstIndex(where: { $0.subject == change.subject && $0.kind == change.kind }) else {
      open.append(
        JournalPart(
          number: number, instant: instant, subject: change.subject, kind: change.kind, addresses: [change.address]))
      return
    }
    open[index].addresses.append(change.address)
    guard open[index].addresses.count == JournalPart.limit else { return }
    try take(open.remove(at: index))
  }

  /// Hands on what is left of a build.
  mutating func finish() throws {
    for part in open.sorted(by: { ($0.subject.rawValue, $0.kind.rawValue) < ($1.subject.rawValue, $1.kind.rawValue) }) {
      try take(part)
    }
    open = []
  }
}

/// What has been reported to a service of what builds changed.
public struct ServiceMemory: Sendable, Hashable {
  /// The number of the build up to which everything has been reported to it; `nil` where nothing has been yet.
  public var settled: Int64?
  /// What has been reported to it beside that: numbers of builds by address.
  public var receipts: [String: Int64] = [:]

  public init(settled: Int64? = nil, receipts: [String: Int64] = [:]) {
    (self.settled, self.receipts) = (settled, receipts)
  }

  /// The later word of two counts.
  mutating func merge(_ other: ServiceMemory) {
    settled = [settled, other.settled].compactMap { $0 }.max()
    receipts.merge(other.receipts) { max($0, $1) }
    receipts = receipts.filter { $0.value > settled ?? 0 }
  }
}
