public import Markup

/// An item's content as it is written, and as readers get it, with what cleaning took off and put in.
public struct ContentComparison: Sendable, Hashable {
  /// A place at which the two differ.
  public struct Change: Sendable, Hashable {
    /// HTML that stands before cleaning only; empty where something is only put in.
    public let removed: String
    /// HTML that stands after cleaning only.
    public let added: String
  }

  /// As the syntax of the file gives it: HTML, not cleaned.
  public let before: String
  /// What feeds carry.
  public let after: String
  public let changes: [Change]

  /// - Parameters:
  ///   - body: of an item.
  ///   - clean: the same as feeds carry it.
  public init(_ body: Body, clean: [UInt8]) {
    before = String(decoding: body.renderedHTML, as: UTF8.self)
    after = String(decoding: clean, as: UTF8.self)
    changes = ContentComparison.changes(ContentComparison.pieces(before), ContentComparison.pieces(after))
  }

  /// Tags and the text between them.
  private static func pieces(_ html: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = html[...]
    while let first = rest.first {
      let end =
        first == "<"
        ? rest.firstIndex(of: ">").map { rest.index(after: $0) } ?? rest.endIndex
        : rest.firstIndex(of: "<") ?? rest.endIndex
      let piece = rest[..<end]
      if !piece.allSatisfy(\.isWhitespace) { pieces.append(piece) }
      rest = rest[end...]
    }
    return pieces
  }

  /// Finding the fewest changes of two texts that have little in common takes long; beyond this many pieces none are looked for.
  private static let limit = 4000

  private static func changes(_ before: [Substring], _ after: [Substring]) -> [Change] {
    let start = zip(before, after).prefix { $0 == $1 }.count
    let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    let (old, new) = (Array(before.dropFirst(start).dropLast(end)), Array(after.dropFirst(start).dropLast(end)))
    guard !old.isEmpty || !new.isEmpty else { return [] }
    guard old.count <= limit, new.count <= limit else { return [Change(removed: old.joined(), added: new.joined())] }
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(offset))
    let added = Set(difference.insertions.map(offset))
    var changes: [Change] = []
    var (from, to) = (0, 0)
    while from < old.count || to < new.count {
      var change = (removed: "", added: "")
      while removed.contains(from) || added.contains(to) {
        if removed.contains(from) {
          change.removed += old[from]
          from += 1
        } else {
          change.added += new[to]
          to += 1
        }
      }
      if change != ("", "") { changes.append(Change(removed: change.removed, added: change.added)) }
      (from, to) = (from + 1, to + 1)
    }
    return changes
  }

  private static func offset(_ change: CollectionDifference<Substring>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
