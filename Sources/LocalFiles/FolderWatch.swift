import Platform

/// Reports what changes in folders.
///
/// One thread waits at a time.
public final class FolderWatch: Sendable {
  /// What happened, as far as it is known.
  public struct Change: Sendable, Hashable {
    /// The folder, as it was given.
    public let folder: String
    /// The name in it.
    public let name: String
    public let isFolder: Bool
  }

  public enum Changes: Sendable {
    case these([Change])
    /// So much that the kernel gave up counting.
    case any
  }

  #if os(Linux)
    private let source: NotifiedFolders
  #else
    private let source: PolledFolders
  #endif

  /// - Throws: ``SystemError``.
  public init() throws {
    #if os(Linux)
      source = try NotifiedFolders()
    #else
      source = PolledFolders()
    #endif
  }

  /// Watches a folder; not those in it. One that is gone by now is passed over.
  ///
  /// - Throws: ``SystemError`` where the system allows no more watches.
  public func add(_ folder: String) throws { try source.add(folder) }

  /// Waits until something has changed, and then until nothing has for a while.
  ///
  /// - Parameters:
  ///   - quiet: milliseconds without a change that end a burst.
  ///   - retryPolicy: milliseconds after which a burst is over even if it goes on.
  /// - Throws: ``SystemError``.
  public func next(quiet: Int32, retryPolicy: Int32) throws -> Changes {
    var found: Set<Change> = []
    var isOverflown = false
    var waited: Int32 = 0
    var timeout: Int32 = -1
    while try source.wait(timeout), waited <= retryPolicy {
      for change in try source.read() {
        if let change { found.insert(change) } else { isOverflown = true }
      }
      timeout = quiet
      waited += quiet
    }
    return isOverflown ? .any : .these(Array(found))
  }
}
