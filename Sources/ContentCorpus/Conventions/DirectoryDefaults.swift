import DataFormats
import LocalFiles
public import TidingsCore

/// What files in the folders of a corpus say of the content beside and below them.
extension Convention {
  /// Takes note of Hugo's sections and what they hand down (`_index.md`), of Eleventy's data of folders.
  ///
  /// - Parameter corpus: the corpus folder.
  /// - Returns: what of it does not fit, and is passed over; paths are relative to the corpus folder.
  /// - Throws: `SystemError` or ``UnreadableRuleError`` where a file that holds something back, or moves addresses, cannot be read.
  public mutating func readFolders(of corpus: String) throws -> [Finding] {
    switch generator {
    case .hugo: return try readSections(corpus)
    case .eleventy: return try readFolderData(corpus)
    case .zola:
      try readZolaSections(corpus)
      return []
    case .medigy, .jekyll, .html, .wordpress: return []
    }
  }

  func files(_ corpus: String, _ isWanted: (String) -> Bool) throws -> [(folder: String, path: String)] {
    var found: [(folder: String, path: String)] = []
    var pending = [""]
    // Whether there is a corpus folder at all is reported when content is looked for.
    guard try LocalFile.kind(corpus) == .folder else { return [] }
    while let folder = pending.popLast() {
      let listing = try FolderListing(corpus, folder, stamps: false, include: isWanted)
      for entry in listing.entries {
        switch entry {
        case .file(let path, _): found.append((folder, path))
        case .folder(let path):
          // A folder in the place of a file that decides is reported when it is read.
          if isWanted(String(path.lastSegment)) { found.append((folder, path)) }
          if reads(folder: path) { pending.append(path) }
        // Node and Zola follow links. Hugo does no more, but what a file there holds back is not to be published because it became one.
        case .link(let path): found.append((folder, path))
        }
      }
    }
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

/// A file that says how others are to be read, and cannot be read itself: half of what it says may publish what is to be held
/// back.
public struct UnreadableRuleError: Error, Sendable {
  /// The path is relative to the corpus folder.
  public let finding: Finding
}
