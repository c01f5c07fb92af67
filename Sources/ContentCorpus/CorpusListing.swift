import LocalFiles
import TidingsCore

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

  /// The path of the item that a place in a file is in, where files hold many: `export.xml`, `export.xml:120`. `nil` for what names none,
  /// or more than one.
  ///
  /// - Parameters:
  ///   - place: a file relative to the corpus folder, which may have a line.
  ///   - settings: by which the corpus is read.
  public func item(at place: String, settings: CorpusSettings) -> String? {
    if contains(place) { return place }
    let parts = place.split(separator: ":")
    let line = parts.count == 2 ? Int(parts[1]) : nil
    return settings.records?.path(in: line == nil ? place : String(parts[0]), line: line)
  }

  var files: [File] = []
  /// Files that are no pages, by their paths on the site.
  var others: [String] = []
  /// Symbolic links that were not followed.
  var links: [String] = []
  /// Content files, and folders with some, whose names are no UTF-8.
  var unnamed: [String] = []

  fileprivate mutating func noteName(of path: String) {
    if FileNameText.hasBytes(path), FileNameText.hasBytes(String(path.lastSegment)) { unnamed.append(path) }
  }

  /// All folders that were looked at, relative to the corpus folder; the first is the corpus folder itself.
  public internal(set) var folders: [String] = []
}

extension CorpusReader {
  /// Looks at all files, several folders at a time, and reads none.
  ///
  /// - Parameter stamps: whether there is an earlier reading that files may be known from, by their stamps.
  /// - Throws: `SystemError` where a folder cannot be listed.
  public func list(jobs: Int, stamps: Bool = true) async throws -> CorpusListing {
    if let records = settings.records {
      var listing = CorpusListing()
      listing.files = try await records.list(jobs: jobs)
      listing.folders = records.folders
      return listing
    }
    // Looked at for every name: a copy of its own is asked without a detour.
    let convention = settings.convention
    let listsFiles = !settings.listedFiles.isEmpty
    var folders: [String: FolderListing] = [:]
    var level = [""]
    while !level.isEmpty {
      let current = level
      let listings = try await Parallel.map(current.count, jobs: jobs) { index in
        try FolderListing(
          folder, current[index], stamps: stamps,
          shows: { settings.convention.shows(hidden: $0, in: current[index]) },
          include: { name in
            convention.isContent(name) || listsFiles && isListedFile(name)
          })
      }
      level = []
      for (path, listing) in zip(current, listings) {
        folders[path] = listing
        for case .folder(let path) in listing.entries
        where !settings.excludedFolders.contains(path) {
          if try reads(path, folders) { level.append(path) }
        }
      }
    }
    var listing = CorpusListing()
    listing.folders = folders.keys.sorted()
    let ignored = IgnoredFiles(convention)
    let bundles = convention.bundles(folders)
    // What is in a folder takes the folder's place.
    var pending: [FolderListing.Entry] = [.folder(path: "")]
    while let entry = pending.popLast() {
      switch entry {
      case .file(let path, let stamp):
        // All names are those of content, unless others are looked for too.
        let isContent = !listsFiles || convention.isContent(String(path.lastSegment))
        if isContent, !ignored.contains(path), convention.isPage(path, bundles) {
          listing.files.append(.init(path: path, stamp: stamp))
          listing.noteName(of: path)
        } else if listsFiles, isListedFile(String(path.lastSegment)), let place = convention.filePath(path) {
          listing.others.append(place)
        }
      case .link(let path): listing.links.append(path)
      case .folder(let path):
        guard let inner = folders[path] else { break }
        listing.noteName(of: path)
        pending += inner.entries.reversed()
      }
    }
    if let built = settings.builtSite, !settings.listedFiles.isEmpty {
      listing.others = try FileTree.list(built.folder, include: isListedFile).files
    }
    listing.others.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try checkRules(listing)
    return listing
  }

  /// Holds the listing against the look at the folders' own words a moment before: what was not there then may hold
  /// content back that is listed now.
  ///
  /// - Throws: ``CorpusChangedError``.
  private func checkRules(_ listing: CorpusListing) throws {
    guard let wasThere = settings.wasThere else { return }
    guard wasThere || listing.files.isEmpty else { throw CorpusChangedError(path: folder) }
    let convention = settings.convention
    for file in listing.files where file.path.lastSegment.hasPrefix("_index.") {
      guard let place = ContentLocation(file.path, convention) else { continue }
      let above = file.path.dropLast(file.path.lastSegment.utf8.count).dropLast()
      let isKnown =
        switch convention.generator {
        case .hugo: convention.sections.contains(String(above))
        case .zola:
          convention.zola.sections[ZolaRules.key(place.folders, place.language ?? convention.defaultLanguage)] != nil
        default: true
        }
      guard isKnown else { throw CorpusChangedError(path: file.path) }
    }
  }

  private func isListedFile(_ name: String) -> Bool {
    guard !settings.listedFiles.isEmpty else { return false }
    let ending = name.split(separator: ".").dropFirst().last?.lowercased() ?? ""
    return settings.listedFiles.contains(ending)
  }

  private func reads(_ path: String, _ folders: [String: FolderListing]) throws -> Bool {
    if settings.convention.reads(folder: path) { return try !isMade(path) }
    return !settings.listedFiles.isEmpty && settings.convention.isStatic(folder: path)
  }

  /// Whether a folder is one that programs fill: packages, or what a generator builds.
  private func isMade(_ path: String) throws -> Bool {
    let name = path.lastSegment
    if name == "node_modules" { return true }
    guard settings.convention.generator == .medigy, ["public", "_site", "dist", "build", "_build"].contains(name) else {
      return false
    }
    guard let bytes = try LocalFile.head(folder + "/" + path + "/index.html", count: 200) else { return false }
    // A page that is whole is made, and no content.
    let start = String(decoding: bytes, as: UTF8.self).lowercased()
    return start.contains("<!doctype") || start.contains("<html")
  }
}
