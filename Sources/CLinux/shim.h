// What only Linux has, and glibc declares only where _GNU_SOURCE is defined before its first header: syncfs(2), sync_file_range(2).
// Elsewhere the module is empty.
#if defined(__linux__)
int syncfs(int fd);
int sync_file_range(int fd, long offset, long count, unsigned int flags);
enum { TIDINGS_SYNC_FILE_RANGE_WRITE = 2 };
#endif
#if defined(__GLIBC__) || __has_include(<gnu/libc-version.h>)
// mallopt(3), whose header is in no module of Swift's.
#include <malloc.h>
#endif
