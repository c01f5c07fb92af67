public import ContentCorpus
import LocalFiles

/// What a build leaves behind for the next one: derived data only.
public struct BuildCache: Sendable {
  /// What each content file gave.
  public var corpus: CorpusSnapshot?
  var documents = KnownDocuments()

  public init() {}
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

  private static let name = "build.cache"
  private static let mark = Array("Tidings cache 1\n".utf8)

  /// Makes the folder ready.
  ///
  /// - Returns: the file system's time, in nanoseconds since 1970.
  /// - Throws: `SystemError` where the folder cannot be written.
  func begin() throws -> Int64 { try FolderHandle(path, creates: true).write([], to: "epoch").modified }

  /// What an earlier build left.
  ///
  /// - Parameters:
  ///   - fingerprint: of the configuration; what was left under another is passed over.
  ///   - jobs: threads to read with.
  func load(_ fingerprint: ContentDigest, jobs: Int) async -> (cache: BuildCache, state: State) {
    guard let (bytes, _) = try? LocalFile.read(path + "/" + CacheFolder.name) else { return (BuildCache(), .missing) }
    guard bytes.starts(with: CacheFolder.mark) else { return (BuildCache(), .foreign) }
    do {
      var packed = PackedReader(bytes, from: CacheFolder.mark.count)
      guard try packed.digest() == fingerprint else { return (BuildCache(), .foreign) }
      let expected = try packed.digest()
      guard packed.digestOfRest == expected else { return (BuildCache(), .damaged) }
      var cache = BuildCache()
      cache.documents = try KnownDocuments(reading: &packed)
      cache.corpus = try await CorpusSnapshot(reading: &packed, jobs: jobs)
      guard packed.isAtEnd else { return (BuildCache(), .damaged) }
      return (cache, .usable)
    } catch {
      return (BuildCache(), .damaged)
    }
  }

  /// Keeps a cache for the next build. The old one stays until the new one is whole.
  ///
  /// - Throws: `SystemError`.
  func save(_ cache: BuildCache, _ fingerprint: ContentDigest) throws {
    var body = PackedWriter(capacity: 1 << 20)
    cache.documents.write(to: &body)
    (cache.corpus ?? CorpusSnapshot()).write(to: &body)
    var head = PackedWriter()
    head.add(fingerprint)
    head.add(ContentDigest(body.bytes))
    let folder = try FolderHandle(path, creates: true)
    // Of two builds that end at once, one cache is as good as the other.
    guard try folder.lock() else { return }
    let bytes = CacheFolder.mark + head.bytes + body.bytes
    try folder.write(bytes, to: "next")
    try folder.rename("next", to: CacheFolder.name)
  }
}
