import Glibc
import Synchronization
import TidingsCore

/// Reports what changes in folders, as the kernel notes it (inotify(7)).
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

  private let descriptor: Int32
  private let folders = Mutex<[Int32: String]>([:])

  /// - Throws: ``SystemError``.
  public init() throws {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { throw SystemError("watch", "the file system") }
  }

  deinit { close(descriptor) }

  /// Watches a folder; not those in it. One that is gone by now is passed over.
  ///
  /// - Throws: ``SystemError`` where the system allows no more watches.
  public func add(_ folder: String) throws {
    let mask = UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR)
    let number = unsafe folder.withSystemPath { unsafe inotify_add_watch(descriptor, $0, mask) }
    guard number >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw SystemError("watch", folder)
    }
    folders.withLock { $0[number] = folder }
  }

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
    while try wait(timeout), waited <= retryPolicy {
      for change in try read() {
        if let change { found.insert(change) } else { isOverflown = true }
      }
      timeout = quiet
      waited += quiet
    }
    return isOverflown ? .any : .these(Array(found))
  }

  /// Whether something is there to be read in time; -1 waits for ever.
  private func wait(_ timeout: Int32) throws -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = unsafe poll(&request, 1, timeout)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("watch", "the file system") }
      return count > 0
    }
  }

  /// What the kernel has to say; `nil` for "more than I can say".
  private func read() throws -> [Change?] {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return [] }
    var changes: [Change?] = []
    var index = 0
    // struct inotify_event: int wd; uint32_t mask, cookie, len; char name[].
    while index + 16 <= count {
      func word(_ offset: Int) -> UInt32 {
        unsafe buffer.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: index + offset, as: UInt32.self) }
      }
      let (number, mask, length) = (Int32(bitPattern: word(0)), word(4), Int(word(12)))
      let name = buffer[(index + 16)..<min(index + 16 + length, count)].prefix { $0 != 0 }
      index += 16 + length
      if mask & UInt32(IN_Q_OVERFLOW) != 0 {
        changes.append(nil)
      } else if mask & UInt32(IN_IGNORED) != 0 {
        folders.withLock { $0[number] = nil }
      } else if mask & UInt32(IN_CREATE) != 0, mask & UInt32(IN_ISDIR) == 0 {
        // A file that has just been made is reported again when it has been written.
        continue
      } else if let folder = folders.withLock({ $0[number] }), !name.isEmpty {
        changes.append(
          Change(
            folder: folder, name: FileNameText.text(name), isFolder: mask & UInt32(IN_ISDIR) != 0))
      }
    }
    return changes
  }
}
