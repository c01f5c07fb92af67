import LocalFiles

/// The content files of a corpus folder, in the order of their paths, with their stamps where those matter.
public struct CorpusListing: Sendable {
  struct File: Sendable {
    let path: String
    let stamp: FileStamp?
  }

  public var count: Int { files.count }

  /// Whether a file, by its path relative to the corpus folder, is content.
  public func contains(_ path: String) -> Bool {
    PathOrder.position(of: path, of: files.count) { files[$0].path } != nil
  }

  var files: [File] = []
  /// Symbolic links that were not followed.
  var links: [String] = []
  /// All folders that were looked at, relative to the corpus folder; the first is the corpus folder itself.
  public internal(set) var folders: [String] = []
}

extension CorpusReader {
  /// Looks at all files, several folders at a time, and reads none.
  ///
  /// - Parameter stamps: whether there is an earlier reading that files may be known from, by their stamps.
  /// - Throws: `SystemError` where a folder cannot be listed.
  public func list(jobs: Int, stamps: Bool = true) async throws -> CorpusListing {
    var folders: [String: FolderListing] = [:]
    var level = [""]
    while !level.isEmpty {
      let current = level
      let listings = try await Parallel.map(current.count, jobs: jobs) { index in
        try FolderListing(folder, current[index], stamps: stamps, include: settings.convention.isContent)
      }
      level = []
      for (path, listing) in zip(current, listings) {
        folders[path] = listing
        for case .folder(let path) in listing.entries
        where !settings.excludedFolders.contains(path) && settings.convention.reads(folder: path) {
          level.append(path)
        }
      }
    }
    var listing = CorpusListing()
    listing.folders = folders.keys.sorted()
    let ignored = IgnoredFiles(settings.convention)
    let bundles = settings.convention.bundles(folders)
    // What is in a folder takes the folder's place.
    var pending: [FolderListing.Entry] = [.folder(path: "")]
    while let entry = pending.popLast() {
      switch entry {
      case .file(let path, let stamp):
        if !ignored.contains(path), settings.convention.isPage(path, bundles) {
          listing.files.append(.init(path: path, stamp: stamp))
        }
      case .link(let path): listing.links.append(path)
      case .folder(let path): pending += folders[path]?.entries.reversed() ?? []
      }
    }
    return listing
  }
}
