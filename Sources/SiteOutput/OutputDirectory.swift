import Codecs
package import ContentCorpus
package import LocalFiles
package import SiteSettings
package import TidingsCore

/// The folder that documents are published in.
///
/// A document is staged beside the others, on the same file system, and moved to its place in one step; parts move before
/// the index that names them, and the manifest last. A build that is killed at any moment leaves every document whole, old
/// or new, and the next build knows from the staged manifest which files are ours.
package struct OutputDirectory: Sendable {
  /// The folder as it was given.
  package let path: String
  /// `nil` where the folder does not exist and nothing is to be written.
  private let folder: FolderHandle?
  private let isDryRun: Bool
  /// What is ours, by path: what the last finished build published, and what one that was cut short may have.
  private let own: [String: Manifest.Row]
  /// Addresses that the last build kept out of sitemaps.
  private let unlisted: Set<String>
  /// Lines of the manifest that no build writes.
  package let oddLines: [Int]
  /// Whether the entries of the last build took their content from built pages.
  package let wasRendered: Bool
  /// SHA-256 of the documents that a ledger remembers, by their paths: where the manifest is lost they are still ours.
  private let remembered: [String: String]
  /// Of all that either of them made, in hexadecimal.
  private let digests: Set<String>

  private static let staging = ".tidings-staging"
  private static let stagedManifest = staging + "/manifest.json"
  /// Who is at work, for those who have to wait.
  private static let holder = staging + "/holder"
  private static let nextManifest = staging + "/next"
  private static let lastManifest = staging + "/last"
  /// A page of history before it names the next one.
  private static let introduction = staging + "/introduction"

  /// - Throws: `SystemError`, ``OutputInUseError`` or ``Manifest/Unreadable``.
  package init(_ path: String, isDryRun: Bool, overwrites: Bool, remembered: [String: String] = [:]) throws {
    self.remembered = remembered
    self.path = path
    self.isDryRun = isDryRun
    if isDryRun, try LocalFile.kind(path) == nil {
      (folder, own, digests, unlisted, oddLines, wasRendered) = (nil, [:], [], [], [], false)
      return
    }
    let folder = try FolderHandle(path, creates: !isDryRun)
    self.folder = folder
    if !isDryRun, try !folder.lock() {
      let holder = try? folder.read(OutputDirectory.holder)
      throw OutputInUseError(path: path, holder: holder.map { String(decoding: $0, as: UTF8.self) })
    }
    var manifest: Manifest?
    do {
      manifest = try folder.read(Manifest.fileName).map { try Manifest(reading: $0) }
    } catch let error as Manifest.Unreadable {
      guard overwrites else { throw error }
    }
    // It is moved to its place whole, so one that cannot be read is nobody's.
    let cutShort = try folder.read(OutputDirectory.stagedManifest).flatMap { try? Manifest(reading: $0) }
    let rows = (cutShort?.rows ?? []) + (manifest?.rows ?? [])
    own = Dictionary(rows.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    digests = Set((cutShort?.rows ?? []).map(\.sha256)).union((manifest?.rows ?? []).map(\.sha256))
    unlisted = Set(manifest?.unlisted ?? [])
    oddLines = manifest?.oddLines ?? []
    wasRendered = manifest?.isRendered ?? false
    // What says which files are ours stays until this build has said so itself.
    if !isDryRun {
      try clearStaging(keepsManifest: true)
      _ = try? folder.write(Array(LockFile.ownName.utf8), to: OutputDirectory.holder)
    }
  }

  /// Of all documents of the last build, in the order of their paths.
  package var rows: [Manifest.Row] { own.values.sorted { $0.path < $1.path } }

  /// Pages that were kept out of sitemaps, and whose files cannot be read now.
  package func unlisted(among corpus: Corpus, _ addresses: SiteAddresses) -> [String] {
    guard !unlisted.isEmpty else { return [] }
    return corpus.items.filter { $0.isKept && $0.publication.isPublished }.map { addresses.page(of: $0) }
      .filter(unlisted.contains)
  }

  /// Whether any feed of ours is there.
  package var hasFeeds: Bool { own.values.contains { $0.format.isFeed } }

  /// How a document differs from what lies at its path.
  package func change(of document: Document) throws -> DocumentChange {
    guard let folder, let size = try folder.size(document.path) else { return .created }
    if size == document.bytes.count, try folder.read(document.path) == document.bytes { return .unchanged }
    return .updated
  }

  /// - Throws: `SystemError` where a file cannot be read.
  package func isOurs(_ path: String) throws -> Bool {
    if own[path] != nil { return true }
    guard let digest = remembered[path], let bytes = try read(path) else { return false }
    return SHA256.hexadecimal(bytes) == digest
  }

  /// What is known of a document that is ours.
  package func row(_ path: String) -> Manifest.Row? { own[path] }

  /// Whether a file, wherever it lies, is a document of an earlier build.
  package func isOwn(_ file: String) -> Bool {
    let base = LocalFile.absolutePath(path) + "/"
    let full = LocalFile.absolutePath(file)
    return full.hasPrefix(base) && own[String(full.dropFirst(base.count))] != nil
  }

  /// What the manifest may say of a document that stays as it is, though a new one was made.
  package func keptRow(_ path: String) throws -> Manifest.Row? {
    guard let row = own[path], let bytes = try read(path) else { return nil }
    return Manifest.Row(
      path: path, format: row.format, bytes: bytes.count, sha256: SHA256.hexadecimal(bytes), entries: row.entries,
      topic: row.topic, newest: row.newest, copyOf: row.copyOf)
  }

  /// The bytes of whatever lies at a path; `nil` where nothing does.
  package func bytes(_ path: String) throws -> [UInt8]? { try read(path) }

  /// The bytes of a file; `nil` where there is none, or something else lies there.
  private func read(_ path: String) throws -> [UInt8]? {
    do {
      return try folder?.read(path)
    } catch let error as SystemError where error.isObstacle {
      return nil
    }
  }

  /// Whether a file of ours is still there: what somebody has put in its place is theirs.
  private func isThere(_ path: String) throws -> Bool {
    do {
      return try folder?.size(path) != nil
    } catch let error as SystemError where error.isObstacle {
      return false
    }
  }

  /// The bytes of a document that is ours and still what it was made to be.
  package func published(_ path: String) throws -> [UInt8]? {
    guard own[path] != nil || remembered[path] != nil, let bytes = try read(path) else { return nil }
    let digest = SHA256.hexadecimal(bytes)
    return digests.contains(digest) || remembered[path] == digest ? bytes : nil
  }

  /// - Returns: the stamp of the file, which it keeps when it is moved to its place; `nil` in a dry run.
  package func stage(_ document: Document) throws -> FileStamp? {
    guard !isDryRun else { return nil }
    return try folder?.write(document.bytes, to: OutputDirectory.stagedPath(document.path))
  }

  /// The stamp of a published document that is still what it was made to be; `nil` where it is not.
  ///
  /// - Parameter trustsStamps: whether the stamp of then is enough to know it by; else its bytes are read.
  /// - Throws: `SystemError` where the system cannot say.
  package func stamp(of known: CachedDocument, trustsStamps: Bool) throws -> FileStamp? {
    guard let folder, let stamp = try folder.stamp(known.row.path) else { return nil }
    if trustsStamps, stamp.hasContent(of: known.stamp) { return stamp }
    guard stamp.size == known.row.bytes, let bytes = try read(known.row.path),
      SHA256.hexadecimal(bytes) == known.row.sha256
    else { return nil }
    return stamp
  }

  package func stamp(_ path: String) throws -> FileStamp? { try folder?.stamp(path) }

  /// Publishes what was staged.
  ///
  /// - Parameters:
  ///   - staged: paths of the documents to move, parts before what names them.
  ///   - manifest: of all documents that are published then.
  /// - Returns: the paths of documents that are published no more, and were removed.
  package func commit(_ staged: [String], manifest new: Manifest) throws -> [String] {
    let kept = Set(new.rows.map(\.path))
    let stale = own.keys.filter { !kept.contains($0) && SitePath.safe($0) != nil }.sorted()
    let removed = try stale.filter(isThere)
    guard let folder, !isDryRun else { return removed }
    let isManifestChanged = try folder.read(Manifest.fileName) != new.bytes
    guard isManifestChanged || !staged.isEmpty || !removed.isEmpty else {
      try clearStaging()
      return []
    }
    // The staged manifest must name every file that may be there if this is cut short.
    let all = Manifest(
      new.rows + own.values.filter { !kept.contains($0.path) }, unlisted: new.unlisted, isRemembered: new.isRemembered,
      isRendered: new.isRendered)
    try folder.write(all.bytes, to: OutputDirectory.nextManifest)
    if isManifestChanged { try folder.write(new.bytes, to: OutputDirectory.lastManifest) }
    // All content is on the disk before anything moves. The moves themselves reach it in their order, as every file system
    // does that keeps a journal.
    try folder.sync()
    try folder.rename(OutputDirectory.nextManifest, to: OutputDirectory.stagedManifest)
    try introduce(staged, folder)
    for path in staged.filter({ !ArchivePages.isPage($0) }) + staged.filter(ArchivePages.isPage) {
      try folder.rename(OutputDirectory.stagedPath(path), to: path)
    }
    for path in removed { try folder.remove(path) }
    if isManifestChanged { try folder.rename(OutputDirectory.lastManifest, to: Manifest.fileName) }
    try folder.sync()
    try clearStaging()
    return removed
  }

  /// New pages of a feed's history name each other in both directions, and the feed, so that none can come first: each lies in its place
  /// without a word of the next one until all are there.
  private func introduce(_ staged: [String], _ folder: FolderHandle) throws {
    let fresh = try staged.filter { try ArchivePages.isPage($0) && folder.size($0) == nil }
    for path in fresh {
      guard let bytes = try folder.read(OutputDirectory.stagedPath(path)) else { continue }
      try folder.write(ArchivePages.introduced(bytes), to: OutputDirectory.introduction)
      try folder.rename(OutputDirectory.introduction, to: path)
    }
  }

  /// Takes away what was staged by a build that cannot go on. What says which files are ours stays where an earlier one was cut short.
  package func abandon() {
    guard !isDryRun else { return }
    try? clearStaging(keepsManifest: true)
  }

  private func clearStaging(keepsManifest: Bool = false) throws {
    guard let folder else { return }
    for name in try folder.names(in: OutputDirectory.staging) where !(keepsManifest && name == Manifest.fileName) {
      try folder.remove(OutputDirectory.staging + "/" + name)
    }
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
public struct OutputInUseError: Error, Sendable, CustomStringConvertible {
  public let path: String
  /// As it said itself, such as `process 4711 on host.example.org`.
  public let holder: String?

  public var description: String {
    "another build (\(holder ?? "of another process")) is writing to \(path); wait until it ends"
  }
}
