/// The entries of two feeds that are one and the same; found by tables, however many there are.
struct EntryPairs {
  private(set) var both: [(DocumentFacts.Entry, DocumentFacts.Entry)] = []
  private(set) var onlyLeft: [DocumentFacts.Entry] = []
  private(set) var onlyRight: [DocumentFacts.Entry] = []

  init(_ left: DocumentFacts, _ right: DocumentFacts) {
    let byID = Dictionary(right.entries.map { ($0.id, $0) }) { first, _ in first }
    let substitutes = Substitutes(of: right)
    for entry in left.entries {
      if let other = byID[entry.id] ?? substitutes.entry(for: entry) {
        both.append((entry, other))
      } else {
        onlyLeft.append(entry)
      }
    }
    let own = Set(left.entries.map(\.id))
    let owners = Substitutes(of: left)
    onlyRight = right.entries.filter { !own.contains($0.id) && owners.entry(for: $0) == nil }
  }
}

/// An id that is no IRI cannot stand in Atom: there a UUID takes its place, and the page shows which entry it is.
private struct Substitutes {
  /// Entries whose ids are UUIDs, and entries whose ids are no IRIs, by the pages that they lead to.
  private var byLink: [String: [DocumentFacts.Entry]] = [:]

  init(of feed: DocumentFacts) {
    for entry in feed.entries where Substitutes.isUUID(entry.id) || Substitutes.isPlain(entry.id) {
      for link in entry.links { byLink[link, default: []].append(entry) }
    }
  }

  func entry(for entry: DocumentFacts.Entry) -> DocumentFacts.Entry? {
    let isUUID = Substitutes.isUUID(entry.id)
    guard isUUID || Substitutes.isPlain(entry.id), !byLink.isEmpty else { return nil }
    return entry.links.lazy.flatMap { byLink[$0] ?? [] }.first {
      isUUID ? Substitutes.isPlain($0.id) : Substitutes.isUUID($0.id)
    }
  }

  private static func isUUID(_ id: String) -> Bool { id.hasPrefix("urn:uuid:") }

  private static func isPlain(_ id: String) -> Bool { Address(id) == nil && !id.contains(":") }
}
