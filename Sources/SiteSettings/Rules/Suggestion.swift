/// The known name that a mistyped one most likely stands for.
package enum Suggestion {
  /// The candidate with the fewest edits, if they are few enough to be a slip.
  package static func of(_ name: String, among candidates: [String]) -> String? {
    let ranked = candidates.map { (name: $0, edits: distance(name.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { ($0.edits, $0.name) < ($1.edits, $1.name) }) else { return nil }
    return best.edits <= max(2, name.count / 2) ? best.name : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours that make one text of the other.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var rows = [Array(0...right.count)]
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
