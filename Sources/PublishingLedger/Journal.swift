public import TidingsCore

/// What one build changed for the world outside.
public struct JournalEntry: Sendable, Hashable {
  public struct Change: Sendable, Hashable {
    public enum Subject: String, Sendable, Hashable, CaseIterable {
      /// A page of the site.
      case page
      /// A feed, sitemap or the like.
      case document
    }

    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case added
      case updated
      case removed
    }

    public let subject: Subject
    public let kind: Kind
    public let address: String

    public init(_ subject: Subject, _ kind: Kind, _ address: String) {
      self.subject = subject
      self.kind = kind
      self.address = address
    }
  }

  /// Greater than those of all builds before it.
  public let number: Int64
  /// The build's instant.
  public let instant: Timestamp
  /// In the order of their addresses.
  public let changes: [Change]

  package init(number: Int64, instant: Timestamp, changes: [Change]) {
    (self.number, self.instant, self.changes) = (number, instant, changes)
  }
}

extension LedgerChanges {
  /// What the rows say of pages: which are there, say something else, or are gone.
  ///
  /// - Parameter before: the rows as they were, by the ids of their items.
  public func pages(before: [String: LedgerRow]) -> [JournalEntry.Change] {
    var changes: [JournalEntry.Change] = []
    let live = Set(rows.lazy.filter { $0.withdrawn == nil }.compactMap(\.addresses.last))
    for row in rows {
      guard let page = row.addresses.last else { continue }
      let former = before[row.id].flatMap { $0.withdrawn == nil ? $0 : nil }
      switch (former, row.withdrawn) {
      case (nil, nil): changes.append(.init(.page, .added, page))
      case (let former?, .some): changes.append(.init(.page, .removed, former.addresses.last ?? page))
      case (let former?, nil):
        if let old = former.addresses.last, old != page {
          changes += [.init(.page, .removed, old), .init(.page, .added, page)]
        } else if former.modified != row.modified {
          changes.append(.init(.page, .updated, page))
        }
      case (nil, .some): break
      }
    }
    // An address that another page has taken is not gone.
    return changes.filter { $0.kind != .removed || !live.contains($0.address) }
  }
}
