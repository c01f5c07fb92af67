#if os(Linux)
  import Platform
  import Synchronization
  import TidingsCore

  /// Folders whose changes the kernel notes.
  final class NotifiedFolders: Sendable {
    private let kernel: FolderNotifications
    private let folders = Mutex<[Int32: String]>([:])

    init() throws {
      guard let kernel = FolderNotifications() else { throw SystemError("watch", "the file system") }
      self.kernel = kernel
    }

    func add(_ folder: String) throws {
      let number = unsafe folder.withSystemPath { unsafe kernel.add($0) }
      guard number >= 0 else {
        if errno == ENOENT || errno == ENOTDIR { return }
        throw SystemError("watch", folder)
      }
      folders.withLock { $0[number] = folder }
    }

    /// Whether something is there to be read in time; -1 waits for ever.
    func wait(_ timeout: Int32) throws -> Bool {
      guard let isThere = kernel.wait(timeout) else { throw SystemError("watch", "the file system") }
      return isThere
    }

    /// What the kernel has to say; `nil` for "more than I can say".
    func read() throws -> [FolderWatch.Change?] {
      kernel.read().compactMap { event -> FolderWatch.Change?? in
        switch event {
        case .overflow: return .some(nil)
        case .end(let number):
          folders.withLock { $0[number] = nil }
          return nil
        case .change(let number, let name, let isFolder):
          guard let folder = folders.withLock({ $0[number] }) else { return nil }
          return FolderWatch.Change(folder: folder, name: FileNameText.text(name), isFolder: isFolder)
        }
      }
    }
  }
#endif
