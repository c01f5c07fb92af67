// syncfs(2) and sync_file_range(2), which glibc declares only where _GNU_SOURCE is defined before its first header.
int syncfs(int fd);
int sync_file_range(int fd, long offset, long count, unsigned int flags);
enum { TIDINGS_SYNC_FILE_RANGE_WRITE = 2 };
