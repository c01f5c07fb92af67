import ContentCorpus
import Documents
import LocalFiles

/// The folder that documents are published in.
///
/// A document is staged beside the others, on the same file system, and moved to its place in one step; parts move before
/// the index that names them, and the manifest last. A build that is killed at any moment leaves every document whole, old
/// or new, and the next build knows from the staged manifest which files are ours.
struct OutputDirectory: Sendable {
  /// The folder as it was given.
  let path: String
  /// `nil` where the folder does not exist and nothing is to be written.
  private let folder: FolderHandle?
  private let isDryRun: Bool
  /// What the last finished build published.
  let manifest: Manifest?
  /// Paths that are ours: of the last finished build, and of one that was cut short.
  let ownPaths: Set<String>

  private static let staging = ".tidings-staging"
  private static let stagedManifest = staging + "/manifest.json"

  /// - Throws: `SystemError`, ``OutputInUse`` or ``Manifest/Unreadable``.
  init(_ path: String, isDryRun: Bool, overwrites: Bool) throws {
    self.path = path
    self.isDryRun = isDryRun
    if isDryRun, LocalFile.kind(path) == nil {
      (folder, manifest, ownPaths) = (nil, nil, [])
      return
    }
    let folder = try FolderHandle(path, creates: !isDryRun)
    self.folder = folder
    if !isDryRun, try !folder.lock() { throw OutputInUse(path: path) }
    do {
      manifest = try folder.read(Manifest.fileName).map { try Manifest(reading: $0) }
    } catch let error as Manifest.Unreadable {
      guard overwrites else { throw error }
      manifest = nil
    }
    // One that was cut short may be damaged itself: then it moved nothing yet.
    let cutShort = try folder.read(OutputDirectory.stagedManifest).flatMap { try? Manifest(reading: $0) }
    ownPaths = Set([manifest, cutShort].compactMap { $0 }.flatMap(\.rows).map(\.path))
    if !isDryRun { try clearStaging() }
  }

  /// How a document differs from what lies at its path.
  func change(of document: Document) throws -> DocumentChange {
    guard let folder, let size = try folder.size(document.path) else { return .created }
    if size == document.bytes.count, try folder.read(document.path) == document.bytes { return .unchanged }
    return .updated
  }

  func isOurs(_ path: String) -> Bool { ownPaths.contains(path) }

  func stage(_ document: Document) throws {
    guard !isDryRun else { return }
    try folder?.write(document.bytes, to: OutputDirectory.stagedPath(document.path))
  }

  /// Publishes what was staged.
  ///
  /// - Parameters:
  ///   - staged: paths of the documents to move, parts before what names them.
  ///   - manifest: of all documents that are published then.
  /// - Returns: the paths of documents that are published no more, and were removed.
  func commit(_ staged: [String], manifest new: Manifest) throws -> [String] {
    let kept = Set(new.rows.map(\.path))
    let stale = ownPaths.subtracting(kept).filter { SitePath.safe($0) != nil }.sorted()
    let removed = try stale.filter { try folder?.size($0) != nil }
    guard let folder, !isDryRun else { return removed }
    let isManifestChanged = try folder.read(Manifest.fileName) != new.bytes
    guard isManifestChanged || !staged.isEmpty || !removed.isEmpty else {
      try clearStaging()
      return []
    }
    // The staged manifest must name every file that may be there if this is cut short.
    try folder.write(
      Manifest(new.rows + (manifest?.rows.filter { !kept.contains($0.path) } ?? [])).bytes,
      to: OutputDirectory.stagedManifest)
    try folder.sync()
    for path in staged { try folder.rename(OutputDirectory.stagedPath(path), to: path) }
    for path in removed { try folder.remove(path) }
    if isManifestChanged {
      let finished = OutputDirectory.staging + "/finished"
      try folder.write(new.bytes, to: finished)
      try folder.sync()
      try folder.rename(finished, to: Manifest.fileName)
    }
    try folder.sync()
    try clearStaging()
    return removed
  }

  private func clearStaging() throws {
    guard let folder else { return }
    for name in folder.names(in: OutputDirectory.staging) { try folder.remove(OutputDirectory.staging + "/" + name) }
  }

  private static func stagedPath(_ path: String) -> String {
    staging + "/" + SHA256.hexadecimal(Array(path.utf8))
  }
}

/// What becomes of a document.
public enum DocumentChange: String, Sendable, Hashable {
  case created
  case updated
  /// The bytes are the same; the file is not touched.
  case unchanged
  case removed
  /// A finding keeps it back; what was there before stays.
  case withheld
}

/// Another process publishes into the same folder.
public struct OutputInUse: Error, Sendable, CustomStringConvertible {
  public let path: String

  public var description: String { "another build is writing to \(path); wait for it to end" }
}
