import ContentCorpus
import LocalFiles
import SiteOutput
import SitePlanning

/// What a build leaves behind for the next one: derived data only.
struct BuildCache: Sendable {
  /// What each content file gave.
  var corpus = CorpusSnapshot()
  var documents = CachedDocuments()
  /// What lies in the cache folder, and what all this differs from by a little.
  var base: Base?

  struct Base: Sendable {
    /// Of the file's content.
    let digest: ContentDigest
    let corpus: CorpusSnapshot
    let documents: CachedDocuments
  }
}

/// The folder in which a cache is kept. It may be deleted at any time, or carried to another machine: what is in it is
/// checked, and then known files are recognised by their bytes.
public struct CacheFolder: Sendable, Hashable {
  /// What was found in the folder.
  public enum State: String, Sendable, Hashable {
    /// Nothing.
    case missing
    /// What an earlier build with the same configuration left.
    case usable
    /// Of another configuration or another version.
    case foreign
    /// Not what was written.
    case damaged
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  /// The whole of a cache, and what has changed since that was written: after most builds that is little.
  private static let name = "build.cache"
  private static let changesName = "build.changes"
  private static let viewName = "ledger.view"
  private static let viewMark = Array("Tidings ledger view 1\n".utf8)
  private static let mark = Array("Tidings cache 1\n".utf8)
  private static let changesMark = Array("Tidings cache changes 1\n".utf8)

  /// Makes the folder ready.
  ///
  /// - Returns: the file system's time, in nanoseconds since 1970.
  /// - Throws: `SystemError` where the folder cannot be written.
  func begin() throws -> Int64 { try FolderHandle(path, creates: true).write([UInt8](), to: "epoch").modified }

  /// Whether an earlier build left anything.
  var exists: Bool { (try? LocalFile.isFile(path + "/" + CacheFolder.name)) == true }

  /// What an earlier build left.
  ///
  /// - Parameters:
  ///   - fingerprint: of the configuration; what was left under another is passed over.
  ///   - jobs: threads to read with.
  func load(_ fingerprint: ContentDigest, jobs: Int) async -> (cache: BuildCache, state: State) {
    guard let file = try? PieceReader(path + "/" + CacheFolder.name) else { return (BuildCache(), .missing) }
    guard let mark = try? file.read(CacheFolder.mark.count), mark == CacheFolder.mark else {
      return (BuildCache(), .foreign)
    }
    do {
      func digest() throws -> ContentDigest {
        var packed = PackedReader(try file.read(16))
        return try packed.digest()
      }
      guard try digest() == fingerprint else { return (BuildCache(), .foreign) }
      var digester = Digester()
      // Each piece with its length; the digest of all stands at the end.
      func next() throws -> PackedReader {
        var length = PackedReader(try file.read(8))
        let piece = try file.read(Int(clamping: try length.uint64()))
        digester.add(ContentDigest(piece))
        return PackedReader(piece)
      }
      var first = try next()
      let documents = try CachedDocuments(reading: &first)
      let corpus = try await CorpusSnapshot(jobs: jobs, next: next)
      let written = try digest()
      guard file.rest == 0, written == digester.digest else { throw PackedReader.Damaged() }
      let base = BuildCache.Base(digest: written, corpus: corpus, documents: documents)
      return (try await withChanges(base, jobs: jobs), .usable)
    } catch {
      return (BuildCache(), .damaged)
    }
  }

  /// The digest of all that follows, which says that it is what was written.
  static func checkedDigest(_ packed: inout PackedReader) throws -> ContentDigest {
    let digest = try packed.digest()
    guard packed.digestOfRest == digest else { throw PackedReader.Damaged() }
    return digest
  }

  private func withChanges(_ base: BuildCache.Base, jobs: Int) async throws -> BuildCache {
    var cache = BuildCache(corpus: base.corpus, documents: base.documents, base: base)
    guard let (bytes, _) = try? LocalFile.read(path + "/" + CacheFolder.changesName),
      bytes.starts(with: CacheFolder.changesMark)
    else { return cache }
    var packed = PackedReader(bytes, from: CacheFolder.changesMark.count)
    // Changes to another whole are left over from a build that was cut short.
    guard try packed.digest() == base.digest else { return cache }
    _ = try CacheFolder.checkedDigest(&packed)
    let documents = try CachedDocuments(reading: &packed)
    cache.documents.groups.merge(documents.groups) { $1 }
    for name in try packed.list({ try $0.text() }) { cache.documents.groups[name] = nil }
    let removed = try packed.list { try $0.text() }
    let changed = try await CorpusSnapshot(reading: &packed, jobs: jobs)
    guard packed.isAtEnd else { throw PackedReader.Damaged() }
    cache.corpus = base.corpus.with(SnapshotChanges(changed: changed, removed: removed))
    return cache
  }

  /// Keeps a cache for the next build. The old one stays until the new one is whole.
  ///
  /// - Returns: what lies in the folder then, if it is known.
  /// - Throws: `SystemError`.
  func save(_ cache: BuildCache, _ fingerprint: ContentDigest) throws -> BuildCache.Base? {
    let folder = try FolderHandle(path, creates: true)
    // Of two builds that end at once, one cache is as good as the other.
    guard try folder.lock() else { return nil }
    if let base = cache.base, try saveChanges(of: cache, since: base, in: folder) { return base }
    var digest = ContentDigest.none
    try folder.write(to: "next") { write in
      var head = PackedWriter()
      head.add(fingerprint)
      try write(CacheFolder.mark + head.bytes)
      var digester = Digester()
      func add(_ piece: [UInt8]) throws {
        digester.add(ContentDigest(piece))
        var length = PackedWriter()
        length.add(UInt64(piece.count))
        try write(length.bytes)
        try write(piece)
      }
      var documents = PackedWriter(capacity: 1 << 20)
      cache.documents.write(to: &documents)
      try add(documents.bytes)
      try cache.corpus.pack(add)
      digest = digester.digest
      var end = PackedWriter()
      end.add(digest)
      try write(end.bytes)
    }
    try folder.rename("next", to: CacheFolder.name)
    try folder.remove(CacheFolder.changesName)
    return BuildCache.Base(digest: digest, corpus: cache.corpus, documents: cache.documents)
  }

  /// What the build that left the cache knew of the ledger.
  func view(_ fingerprint: ContentDigest) -> LedgerView? {
    guard let (bytes, _) = try? LocalFile.read(path + "/" + CacheFolder.viewName),
      bytes.starts(with: CacheFolder.viewMark)
    else { return nil }
    var packed = PackedReader(bytes, from: CacheFolder.viewMark.count)
    guard (try? packed.digest()) == fingerprint, (try? CacheFolder.checkedDigest(&packed)) != nil else { return nil }
    return try? LedgerView(reading: &packed)
  }

  /// Whether the build that left the cache had a ledger.
  func knowsLedger() throws -> Bool { try LocalFile.isFile(path + "/" + CacheFolder.viewName) }

  func removeView() { try? FolderHandle(path, creates: false).remove(CacheFolder.viewName) }

  /// Keeps a view of the ledger. Without one the next build asks for all of it, so a failure is none.
  func save(_ view: LedgerView, _ fingerprint: ContentDigest) {
    var body = PackedWriter()
    view.write(to: &body)
    var head = PackedWriter()
    head.add(fingerprint)
    head.add(ContentDigest(body.bytes))
    guard let folder = try? FolderHandle(path, creates: true), (try? folder.lock()) == true else { return }
    try? replace(CacheFolder.viewName, with: [CacheFolder.viewMark + head.bytes, body.bytes], in: folder)
  }

  /// `false` where so much has changed that the whole has to be written.
  private func saveChanges(of cache: BuildCache, since base: BuildCache.Base, in folder: FolderHandle) throws -> Bool {
    let corpus = cache.corpus.changes(since: base.corpus)
    let documents = cache.documents.changes(since: base.documents)
    guard corpus.count <= max(100, cache.corpus.fileCount / 20),
      documents.changed.groups.count <= max(100, cache.documents.groups.count / 4)
    else { return false }
    var body = PackedWriter()
    documents.changed.write(to: &body)
    body.add(list: documents.removed) { $1.add($0) }
    body.add(list: corpus.removed) { $1.add($0) }
    corpus.changed.write(to: &body)
    var head = PackedWriter()
    head.add(base.digest)
    head.add(ContentDigest(body.bytes))
    try replace(CacheFolder.changesName, with: [CacheFolder.changesMark + head.bytes, body.bytes], in: folder)
    return true
  }

  func replace(_ name: String, with pieces: [[UInt8]], in folder: FolderHandle) throws {
    try folder.write(pieces, to: "next")
    try folder.rename("next", to: name)
  }
}
