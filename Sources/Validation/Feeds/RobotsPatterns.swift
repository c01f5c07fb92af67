/// The paths that a group of robots.txt allows and forbids. However many there are, a path is held only against those whose
/// beginning, up to the first `*` or `$`, is its own.
struct RobotsPatterns: Sendable {
  private struct Pattern: Sendable {
    let bytes: [UInt8]
    let isAllowed: Bool
  }

  /// By the sum of their heads: the bytes in front of the first `*` or `$`.
  private var byHead: [UInt64: [Pattern]] = [:]
  /// Whether there is a head of a length, by the length.
  private var lengths: [Bool] = []
  private var forbids = false

  var isOpen: Bool { !forbids }

  mutating func add(_ path: ArraySlice<UInt8>, isAllowed: Bool) {
    let bytes = RobotsPatterns.normalised(Array(path))
    let head = bytes.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "$") }.count
    if !isAllowed { forbids = true }
    let sum = bytes.prefix(head).reduce(RobotsPatterns.seed, RobotsPatterns.next)
    while lengths.count <= head { lengths.append(false) }
    lengths[head] = true
    byHead[sum, default: []].append(Pattern(bytes: bytes, isAllowed: isAllowed))
  }

  /// Whether the longest pattern that fits allows a path; of two that are as long the one that allows (RFC 9309, section 2.2.2).
  func allow(_ path: [UInt8], steps: inout Int) -> Bool {
    guard forbids, steps > 0 else { return true }
    let path = RobotsPatterns.normalised(path)
    var best: (length: Int, isAllowed: Bool)?
    var sum = RobotsPatterns.seed
    for length in 0...min(path.count, lengths.count - 1) {
      if length > 0 { sum = RobotsPatterns.next(sum, path[length - 1]) }
      guard lengths[length], let found = byHead[sum] else { continue }
      for pattern in found {
        steps -= 1
        guard steps > 0 else { return true }
        let size = pattern.bytes.count
        if let best, size < best.length || (size == best.length && best.isAllowed) { continue }
        guard RobotsPatterns.isMatch(path, pattern.bytes, steps: &steps) else { continue }
        best = (size, pattern.isAllowed)
      }
    }
    return best?.isAllowed ?? true
  }

  /// A sum that grows by a byte; the seed differs from run to run.
  private static func next(_ sum: UInt64, _ byte: UInt8) -> UInt64 { (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  private static let seed = UInt64.random(in: .min ... .max)

  /// Characters as they are compared (RFC 9309, section 2.2.2): what is not ASCII is encoded, what need not be is not.
  private static func normalised(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "%") }) else { return path }
    var out: [UInt8] = []
    var index = 0
    while index < path.count {
      let byte = path[index]
      if byte >= 0x80 {
        out += PercentEncoding.encoded(byte)
        index += 1
      } else if let value = PercentEncoding.decoded(at: index, in: path) {
        out += PercentEncoding.isUnreserved(value) ? [value] : PercentEncoding.encoded(value)
        index += 3
      } else {
        out.append(byte)
        index += 1
      }
    }
    return out
  }

  /// `*` stands for anything, `$` for the end.
  private static func isMatch(_ path: [UInt8], _ pattern: [UInt8], steps: inout Int) -> Bool {
    let isWhole = pattern.last == UInt8(ascii: "$")
    let pattern = isWhole ? pattern.dropLast() : pattern[...]
    var (at, part) = (0, pattern.startIndex)
    var star: (path: Int, pattern: Int)?
    while steps > 0 {
      steps -= 1
      if part == pattern.endIndex {
        if !isWhole || at == path.count { return true }
      } else if pattern[part] == UInt8(ascii: "*") {
        part += 1
        star = (at, part)
        continue
      } else if at < path.count, pattern[part] == path[at] {
        at += 1
        part += 1
        continue
      }
      guard let last = star, last.path < path.count else { return false }
      star = (last.path + 1, last.pattern)
      (at, part) = (last.path + 1, last.pattern)
    }
    return false
  }
}
