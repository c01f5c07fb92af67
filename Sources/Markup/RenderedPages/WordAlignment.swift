/// Which words of a page are those of a source: the longest chain of rows of words that stand once in both, in the same order, and what
/// continues them.
struct WordAlignment {
  /// Of each word of the page the position in the source; -1 where it is none of the source's.
  private(set) var positions: [Int32]
  /// How many words of the source were found.
  private(set) var found = 0

  private let source: [UInt64]
  private let page: [UInt64]

  init(of source: [UInt64], in page: [UInt64]) {
    self.source = source
    self.page = page
    positions = [Int32](repeating: -1, count: page.count)
    var chain = WordAlignment.chain(source, page, row: 3)
    if chain.isEmpty {
      findWhole()
      guard found == 0, source.count <= 200 else { return }
      // Few words, with pictures or marks between them.
      for row in [2, 1] where chain.isEmpty { chain = WordAlignment.chain(source, page, row: row) }
      guard !chain.isEmpty else { return }
    }
    var lastSource = 0
    var lastPage = 0
    for (index, link) in chain.enumerated() where link.page >= lastPage && link.source >= lastSource {
      if index == 0 {
        fillBackward(0..<link.source, 0..<link.page)
      } else {
        fill(lastSource..<link.source, lastPage..<link.page)
      }
      var (own, other) = (link.source, link.page)
      while own < source.count, other < page.count, source[own] == page[other], source[own] != WordStream.sign {
        match(own, other)
        own += 1
        other += 1
      }
      (lastSource, lastPage) = (own, other)
    }
    fillForward(lastSource..<source.count, lastPage..<page.count)
  }

  private mutating func match(_ own: Int, _ other: Int) {
    positions[other] = Int32(own)
    found += 1
  }

  // MARK: The chain

  private struct Link {
    var source: Int
    var page: Int
  }

  private static func rows(_ words: [UInt64], _ row: Int) -> [UInt64: Int32] {
    var places: [UInt64: Int32] = [:]
    guard words.count >= row else { return places }
    places.reserveCapacity(words.count)
    for index in 0...(words.count - row) {
      guard let key = key(words, index, row) else { continue }
      // Where it stands, or that it stands in several places.
      if places[key] != nil { places[key] = -1 } else { places[key] = Int32(index) }
    }
    return places
  }

  private static func key(_ words: [UInt64], _ index: Int, _ row: Int) -> UInt64? {
    var key: UInt64 = 0
    for word in words[index..<(index + row)] {
      if word == WordStream.sign { return nil }
      key = (key &* 0x9E37_79B9_7F4A_7C15) ^ word
    }
    return key
  }

  /// Rows of some words that stand once in both, as many as have the same order in both.
  private static func chain(_ source: [UInt64], _ page: [UInt64], row: Int) -> [Link] {
    let own = rows(source, row)
    guard !own.isEmpty, page.count >= row else { return [] }
    var seen: [UInt64: Int] = [:]
    var links: [Link] = []
    for index in 0...(page.count - row) {
      guard let key = key(page, index, row), let place = own[key], place >= 0 else { continue }
      if let former = seen[key] {
        if former >= 0 { links[former].source = -1 }
        seen[key] = -1
      } else {
        seen[key] = links.count
        links.append(Link(source: Int(place), page: index))
      }
    }
    return longestRising(links.filter { $0.source >= 0 })
  }

  /// The longest subsequence in which positions in the source rise, too.
  private static func longestRising(_ links: [Link]) -> [Link] {
    var ends: [Int] = []
    var before = [Int](repeating: -1, count: links.count)
    for index in links.indices {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if links[ends[middle]].source < links[index].source { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[index] = ends[low - 1] }
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var chain: [Link] = []
    var index = ends.last ?? -1
    while index >= 0 {
      chain.append(links[index])
      index = before[index]
    }
    return chain.reversed()
  }

  // MARK: What is between and around

  /// How many words may differ before a row ends.
  private static let retryPolicy = 12

  private mutating func fill(_ own: Range<Int>, _ other: Range<Int>) {
    guard !own.isEmpty, !other.isEmpty else { return }
    let (ownEnd, otherEnd) = fillForward(own, other)
    fillBackward(ownEnd..<own.upperBound, otherEnd..<other.upperBound)
  }

  /// Goes on behind a match.
  ///
  /// - Returns: the positions behind the last words that were found.
  @discardableResult
  private mutating func fillForward(_ own: Range<Int>, _ other: Range<Int>) -> (own: Int, other: Int) {
    var (first, second) = (own.lowerBound, other.lowerBound)
    var end = (own: first, other: second)
    while first < own.upperBound, second < other.upperBound {
      if source[first] == page[second], source[first] != WordStream.sign {
        match(first, second)
        first += 1
        second += 1
        end = (first, second)
        continue
      }
      guard
        let skip = skip(
          { first + $0 < own.upperBound ? source[first + $0] : nil },
          { second + $0 < other.upperBound ? page[second + $0] : nil })
      else { break }
      first += skip.own
      second += skip.other
    }
    return end
  }

  /// Goes on before a match.
  private mutating func fillBackward(_ own: Range<Int>, _ other: Range<Int>) {
    var (first, second) = (own.upperBound - 1, other.upperBound - 1)
    while first >= own.lowerBound, second >= other.lowerBound {
      if source[first] == page[second], source[first] != WordStream.sign {
        match(first, second)
        first -= 1
        second -= 1
        continue
      }
      guard
        let skip = skip(
          { first - $0 >= own.lowerBound ? source[first - $0] : nil },
          { second - $0 >= other.lowerBound ? page[second - $0] : nil })
      else { break }
      first -= skip.own
      second -= skip.other
    }
  }

  /// How many words to pass over on both sides so that two words agree, as few as there can be.
  private func skip(_ own: (Int) -> UInt64?, _ other: (Int) -> UInt64?) -> (own: Int, other: Int)? {
    for sum in 1...WordAlignment.retryPolicy {
      for first in 0...sum {
        guard let word = own(first), word != WordStream.sign, word == other(sum - first) else { continue }
        // One word alone may be there by chance, unless nothing more is there.
        let next = own(first + 1)
        if next == nil || next == WordStream.sign || next == other(sum - first + 1) { return (first, sum - first) }
      }
    }
    return nil
  }

  /// A source too short for rows: where all of it stands, as often as not in the title too, so the last place counts.
  private mutating func findWhole() {
    let words = source.indices.filter { source[$0] != WordStream.sign }
    guard !words.isEmpty, words.count <= 200, words.count <= page.count else { return }
    for start in (0...(page.count - words.count)).reversed()
    where words.indices.allSatisfy({ page[start + $0] == source[words[$0]] }) {
      for offset in words.indices { match(words[offset], start + offset) }
      return
    }
  }
}
