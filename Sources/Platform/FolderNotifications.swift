#if os(Linux)
  /// What the kernel notes of changes in folders (inotify(7)).
  package final class FolderNotifications: Sendable {
    package enum Event: Sendable {
      /// In the folder with a number something has changed, under a name.
      case change(folder: Int32, name: [UInt8], isFolder: Bool)
      /// A folder is not watched any more.
      case end(folder: Int32)
      /// So much that the kernel gave up counting.
      case overflow
    }

    private let descriptor: Int32

    /// `nil` where the system gives none; the reason is in `errno`.
    package init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Watches a folder; not those in it.
    ///
    /// - Returns: its number; a negative one where it cannot be watched, with the reason in `errno`.
    package func add(_ folder: UnsafePointer<CChar>) -> Int32 {
      let mask = UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR)
      return unsafe inotify_add_watch(descriptor, folder, mask)
    }

    /// - Parameter timeout: in milliseconds; -1 waits for ever.
    /// - Returns: whether something is there to be read in time; `nil` where the system cannot say, with the reason in `errno`.
    package func wait(_ timeout: Int32) -> Bool? {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      while true {
        let count = unsafe poll(&request, 1, timeout)
        if count < 0, errno == EINTR { continue }
        return count < 0 ? nil : count > 0
      }
    }

    /// What there is now.
    package func read() -> [Event] {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let count = unsafe Platform.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return [] }
      var events: [Event] = []
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
          events.append(.overflow)
        } else if mask & UInt32(IN_IGNORED) != 0 {
          events.append(.end(folder: number))
        } else if mask & UInt32(IN_CREATE) != 0, mask & UInt32(IN_ISDIR) == 0 {
          // A file that has just been made is noted again when it has been written.
          continue
        } else if !name.isEmpty {
          events.append(.change(folder: number, name: Array(name), isFolder: mask & UInt32(IN_ISDIR) != 0))
        }
      }
      return events
    }
  }
#endif
