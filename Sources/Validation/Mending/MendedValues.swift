import TidingsCore

/// What a program reads of a document, to be held against what it reads of the mended one.
struct MendedValues {
  private struct Entry {
    let offset: Int
    let values: [[String]]
  }

  private let isFeed: Bool
  private let head: [[String]]
  private let entries: [Entry]

  init(_ bytes: [UInt8]) {
    let utf8 = TextEncoding.decode(bytes).utf8
    if let feed = ParsedFeed.read(bytes) {
      isFeed = true
      head = [[feed.title?.value ?? ""], feed.links.map(\.address).sorted()]
      entries = feed.entries.map { entry in
        Entry(
          offset: entry.offset,
          values: [
            [entry.id ?? ""], [entry.title?.value ?? ""], entry.links.map(\.address),
            [entry.published, entry.updated].map(MendedValues.second),
          ])
      }
      return
    }
    isFeed = false
    head = []
    guard !FormatDetector.isJSON(utf8) else {
      entries = []
      return
    }
    let tree = XMLRecovery.read(utf8, path: "", LineIndex(utf8)).reading.tree
    let isOPML = tree.root.map { tree.name($0).local } == "opml"
    entries =
      isOPML
      ? tree.elements(named: "outline").map { element in
        Entry(
          offset: tree.nodes[element].offset,
          values: ["text", "xmlUrl", "htmlUrl"].map { [tree.attribute(element, $0) ?? ""] })
      }
      : tree.elements(named: "loc", in: Namespaces.sitemap).map { element in
        Entry(offset: tree.nodes[element].offset, values: [[tree.string(element)]])
      }
  }

  /// What of it is not in the mended document.
  ///
  /// - Parameters:
  ///   - mended: what is read of that.
  ///   - edits: what was changed, in places of this document.
  ///   - isExact: whether nothing that is compared here may be another.
  /// - Returns: `nil` where nothing is lost.
  func lost(in mended: MendedValues, edits: [TextEdit], isExact: Bool) -> String? {
    if isFeed, !mended.isFeed { return "no reader would know it for a feed" }
    let missing = entries.count - mended.entries.count
    if missing > 0 { return "\(missing) \(missing == 1 ? "entry" : "entries") would be lost" }
    if let what = MendedValues.lost(head, mended.head, isExact: isExact) { return "\(what) of the feed would change" }
    guard entries.count == mended.entries.count else { return nil }
    var edit = edits.startIndex
    for (index, entry) in entries.enumerated() {
      let end = index + 1 < entries.count ? entries[index + 1].offset : Int.max
      while edit < edits.endIndex, edits[edit].textOffset < entry.offset { edit += 1 }
      let isTouched = edit < edits.endIndex && edits[edit].textOffset < end
      if let what = MendedValues.lost(entry.values, mended.entries[index].values, isExact: isExact || !isTouched) {
        return "\(what) of entry \(index + 1) would change"
      }
    }
    return nil
  }

  /// RFC 822 has no parts of a second.
  private static func second(_ date: Timestamp?) -> String { date.map { String($0.microseconds / 1_000_000) } ?? "" }

  private static let names = ["the id or title", "the title or links", "the links", "the dates"]

  /// Which of the values are links: of the feed's, and of an entry's.
  private static func linkPlace(_ values: [[String]]) -> Int { values.count == 2 ? 1 : 2 }

  private static func lost(_ own: [[String]], _ other: [[String]], isExact: Bool) -> String? {
    guard own.count == other.count else { return names[0] }
    for (place, (before, after)) in zip(own, other).enumerated() {
      // Something may come to be read that was not, such as a link in between.
      let isSame =
        isExact && place == linkPlace(own)
        ? Set(after).isSuperset(of: before)
        : zip(before, after).allSatisfy { $0.isEmpty || (isExact ? $0 == $1 : !$1.isEmpty) }
      if before.count > after.count || !isSame { return names[min(place, names.count - 1)] }
    }
    return nil
  }
}
