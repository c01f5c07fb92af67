import Platform
import Synchronization

/// Folders that are looked at again and again, for systems that do not note what changes in them.
final class PolledFolders: Sendable {
  /// What a name in a folder stood for: `nil` for a folder.
  private typealias Names = [String: FileStamp?]

  private struct State {
    var folders: [String: Names] = [:]
    var changes: [FolderWatch.Change] = []
  }

  /// Milliseconds between two looks.
  private let interval: Int32
  private let state = Mutex(State())

  init(interval: Int32 = 500) { self.interval = interval }

  func add(_ folder: String) throws {
    guard let names = try PolledFolders.names(in: folder) else { return }
    state.withLock { $0.folders[folder] = names }
  }

  /// Whether something has changed in time.
  ///
  /// - Parameter timeout: in milliseconds; -1 waits for ever.
  func wait(_ timeout: Int32) throws -> Bool {
    var waited: Int32 = 0
    while true {
      try look()
      if state.withLock({ !$0.changes.isEmpty }) { return true }
      guard timeout < 0 || waited < timeout else { return false }
      let pause = timeout < 0 ? interval : min(interval, timeout - waited)
      usleep(UInt32(pause) * 1000)
      waited += pause
    }
  }

  func read() throws -> [FolderWatch.Change?] {
    state.withLock { state in
      defer { state.changes = [] }
      return state.changes
    }
  }

  private func look() throws {
    for (folder, former) in state.withLock({ $0.folders }) {
      let now = try PolledFolders.names(in: folder)
      let names = now ?? [:]
      var changed: [FolderWatch.Change] = []
      for (name, stamp) in names where former[name] != .some(stamp) {
        changed.append(FolderWatch.Change(folder: folder, name: name, isFolder: stamp == nil))
      }
      for (name, stamp) in former where names[name] == nil {
        changed.append(FolderWatch.Change(folder: folder, name: name, isFolder: stamp == nil))
      }
      state.withLock { state in
        state.folders[folder] = now
        state.changes += changed
      }
    }
  }

  /// What is in a folder; `nil` where it is gone.
  private static func names(in folder: String) throws -> Names? {
    do {
      let listing = try FolderListing(folder, "", stamps: true, shows: { _ in true }, include: { _ in true })
      var names: Names = [:]
      for entry in listing.entries {
        switch entry {
        case .file(let path, let stamp): names.updateValue(stamp ?? FileStamp.none, forKey: path)
        case .link(let path): names.updateValue(FileStamp.none, forKey: path)
        case .folder(let path): names.updateValue(nil, forKey: path)
        }
      }
      return names
    } catch let error as SystemError where error.isNotFound {
      return nil
    }
  }
}
