// syncfs(2), which glibc declares only where _GNU_SOURCE is defined before its first header.
int syncfs(int fd);
