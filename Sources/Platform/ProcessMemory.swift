import CLinux

/// How the C library manages memory, for a program that makes thousands of documents one behind the other: what is given back to the
/// system only to be asked for again costs a tenth of a build (mallopt(3)). Other libraries than glibc decide for themselves.
package enum ProcessMemory {
  package static func keep() {
    #if canImport(Glibc)
      // Documents are of all sizes up to some megabytes; none of them needs a mapping of its own.
      _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
      _ = mallopt(M_TRIM_THRESHOLD, 512 << 20)
      _ = mallopt(M_TOP_PAD, 16 << 20)
    #endif
  }

  /// Gives back what one part of the work has left, in a form that the next one does not ask for (malloc_trim(3)).
  package static func giveBack() {
    #if canImport(Glibc)
      _ = malloc_trim(0)
    #endif
  }
}
