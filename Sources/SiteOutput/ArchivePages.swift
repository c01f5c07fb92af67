import ContentCorpus
package import TidingsCore

/// Where the pages of a feed's history lie, and how they are known.
package enum ArchivePages {
  /// Where a page lies.
  package static func path(_ name: String, in folder: String, _ format: DocumentFormat) -> String {
    "\(folder)\(prefix)\(name).\(format.fileName)"
  }

  private static let prefix = "archive-"

  /// Whether a document is a page of a feed's history.
  package static func isPage(_ path: String) -> Bool {
    path.lastSegment.hasPrefix(prefix)
  }

  /// A page that names nothing but what came before it.
  static func introduced(_ document: [UInt8]) -> [UInt8] {
    let marks = [" rel=\"next-archive\" ", " rel=\"current\" "].map { Array($0.utf8) }
    guard marks.contains(where: { document[...].firstRange(of: $0) != nil }) else { return document }
    var lines = document.split(separator: 0x0A, omittingEmptySubsequences: false)
    // In the head: what an entry says stands in text that is escaped.
    lines.removeAll { line in line.count < 5000 && marks.contains { line.firstRange(of: $0) != nil } }
    return Array(lines.joined(separator: [0x0A]))
  }
}
