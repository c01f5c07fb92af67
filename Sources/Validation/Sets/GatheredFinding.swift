import TidingsCore

extension Rule {
  /// One finding for all places of a set that have one cause.
  ///
  /// - Parameters:
  ///   - places: of all; there is one at least.
  ///   - message: on the first.
  ///   - more: what is to be said of the others, behind their number.
  ///   - related: places that belong to the first one.
  ///   - locate: finds lines.
  func gathered(
    at places: [DocumentFacts.Place], _ message: String, more: String = "", beside related: [SourceLocation] = [],
    _ locate: SetRules.Locate
  ) -> Finding {
    let rest = places.dropFirst()
    let words = rest.isEmpty ? "" : ", and \(rest.count) more" + (more.isEmpty ? "" : " " + more)
    return finding(at: locate(places[0]), message + words, related: related + rest.prefix(20).map(locate))
  }
}
