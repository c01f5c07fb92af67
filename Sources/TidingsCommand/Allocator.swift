import CMalloc

/// How the C library manages memory, told once for a program that makes thousands of documents one behind the other: what is
/// given back to the system only to be asked for again costs a tenth of a build (mallopt(3)).
enum Allocator {
  static func keepMemory() {
    // Documents are of all sizes up to some megabytes; none of them needs a mapping of its own.
    _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
    _ = mallopt(M_TRIM_THRESHOLD, 512 << 20)
    _ = mallopt(M_TOP_PAD, 16 << 20)
  }
}
