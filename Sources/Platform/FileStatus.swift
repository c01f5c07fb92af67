extension stat {
  /// When the content last changed, in nanoseconds since 1970.
  package var modificationTime: Int64 {
    #if canImport(Darwin)
      nanoseconds(st_mtimespec)
    #else
      nanoseconds(st_mtim)
    #endif
  }

  /// When content or attributes last changed, in nanoseconds since 1970.
  package var changeTime: Int64 {
    #if canImport(Darwin)
      nanoseconds(st_ctimespec)
    #else
      nanoseconds(st_ctim)
    #endif
  }

  private func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
}

#if canImport(Darwin)
  /// What opendir(3) gives.
  package typealias OpenFolder = UnsafeMutablePointer<DIR>
#else
  /// What opendir(3) gives.
  package typealias OpenFolder = OpaquePointer
#endif
