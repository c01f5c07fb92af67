// A library to preload that makes one call of a program fail, or ends the program at it.
//
//   FAULT_CALL    the kind of call: open, read, stat, list, write, rename, unlink, mkdir, sync, truncate, close
//   FAULT_NUMBER  which of its calls, from 1; 0 for none
//   FAULT_ERROR   the errno value; 0 to end the process there, as a power cut does
//   FAULT_MODE    once, on (from then on every call), half (of a write: half of the bytes, then the error)
//   FAULT_BELOW   only calls on files below this folder count
//   FAULT_COUNT   a file that receives how many calls of each kind there were
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN, READ, STAT, LIST, WRITE, RENAME, UNLINK, MKDIR, SYNC, TRUNCATE, CLOSE, KINDS };
static const char *names[KINDS] = {"open", "read", "stat", "list", "write", "rename", "unlink", "mkdir", "sync", "truncate", "close"};
static atomic_long counts[KINDS];
static int kind = -1, code, isOn, isHalf;
static long number;
static const char *below;
static size_t belowLength;
static __thread int isInside;

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
  const char *call = getenv("FAULT_CALL");
  for (int index = 0; call && index < KINDS; index++)
    if (!strcmp(call, names[index])) kind = index;
  number = getenv("FAULT_NUMBER") ? atol(getenv("FAULT_NUMBER")) : 0;
  code = getenv("FAULT_ERROR") ? atoi(getenv("FAULT_ERROR")) : EIO;
  const char *mode = getenv("FAULT_MODE");
  isOn = mode && !strcmp(mode, "on");
  isHalf = mode && !strcmp(mode, "half");
  below = getenv("FAULT_BELOW");
  belowLength = below ? strlen(below) : 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  if (!path) return;
  isInside = 1;
  FILE *file = fopen(path, "w");
  for (int index = 0; file && index < KINDS; index++) fprintf(file, "%s %ld\n", names[index], counts[index]);
  if (file) fclose(file);
}

static int isBelowPath(int folder, const char *path) {
  if (!below) return 1;
  if (!path) return 0;
  if (path[0] == '/') return !strncmp(path, below, belowLength);
  char link[64], base[2 * PATH_MAX];
  if (folder == AT_FDCWD) {
    if (!getcwd(base, PATH_MAX)) return 0;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, base, PATH_MAX - 1);
    if (length <= 0) return 0;
    base[length] = 0;
  }
  size_t used = strlen(base);
  snprintf(base + used, PATH_MAX, "/%s", path);
  return !strncmp(base, below, belowLength);
}

static int isBelow(int file) {
  if (!below) return 1;
  char link[64], base[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, base, sizeof base - 1);
  if (length <= 0) return 0;
  base[length] = 0;
  return !strncmp(base, below, belowLength);
}

// Whether this call is the one.
static int isHit(int own, int counts_) {
  if (!counts_ || isInside) return 0;
  long count = atomic_fetch_add(&counts[own], 1) + 1;
  if (own != kind || number <= 0) return 0;
  if (count != number && !(isOn && count > number)) return 0;
  if (code == 0) _exit(137);
  errno = code;
  return 1;
}

#define OPENS(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, ...); \
    va_list list; va_start(list, flags); mode_t mode = va_arg(list, int); va_end(list); \
    if (isHit(OPEN, isBelowPath(AT_FDCWD, path))) return -1; \
    return real(path, flags, mode); \
  }
OPENS(open)
OPENS(open64)
#define OPENSAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(int, #name, int, const char *, int, ...); \
    va_list list; va_start(list, flags); mode_t mode = va_arg(list, int); va_end(list); \
    if (isHit(OPEN, isBelowPath(folder, path))) return -1; \
    return real(folder, path, flags, mode); \
  }
OPENSAT(openat)
OPENSAT(openat64)
DIR *opendir(const char *path) {
  REAL(DIR *, "opendir", const char *);
  if (isHit(LIST, isBelowPath(AT_FDCWD, path))) return NULL;
  return real(path);
}
struct dirent *readdir(DIR *stream) {
  REAL(struct dirent *, "readdir", DIR *);
  if (isHit(LIST, isBelow(dirfd(stream)))) return NULL;
  return real(stream);
}
struct dirent64 *readdir64(DIR *stream) {
  REAL(struct dirent64 *, "readdir64", DIR *);
  if (isHit(LIST, isBelow(dirfd(stream)))) return NULL;
  return real(stream);
}
ssize_t read(int file, void *bytes, size_t size) {
  REAL(ssize_t, "read", int, void *, size_t);
  if (isHit(READ, isBelow(file))) return -1;
  return real(file, bytes, size);
}
#define PREADS(name) \
  ssize_t name(int file, void *bytes, size_t size, off_t offset) { \
    REAL(ssize_t, #name, int, void *, size_t, off_t); \
    if (isHit(READ, isBelow(file))) return -1; \
    return real(file, bytes, size, offset); \
  }
PREADS(pread)
PREADS(pread64)
#define STATS(name) \
  int name(const char *path, struct stat *status) { \
    REAL(int, #name, const char *, struct stat *); \
    if (isHit(STAT, isBelowPath(AT_FDCWD, path))) return -1; \
    return real(path, status); \
  }
STATS(stat)
STATS(lstat)
int stat64(const char *path, struct stat64 *status) {
  REAL(int, "stat64", const char *, struct stat64 *);
  if (isHit(STAT, isBelowPath(AT_FDCWD, path))) return -1;
  return real(path, status);
}
int lstat64(const char *path, struct stat64 *status) {
  REAL(int, "lstat64", const char *, struct stat64 *);
  if (isHit(STAT, isBelowPath(AT_FDCWD, path))) return -1;
  return real(path, status);
}
int fstat(int file, struct stat *status) {
  REAL(int, "fstat", int, struct stat *);
  if (isHit(STAT, isBelow(file))) return -1;
  return real(file, status);
}
int fstat64(int file, struct stat64 *status) {
  REAL(int, "fstat64", int, struct stat64 *);
  if (isHit(STAT, isBelow(file))) return -1;
  return real(file, status);
}
int fstatat(int folder, const char *path, struct stat *status, int flags) {
  REAL(int, "fstatat", int, const char *, struct stat *, int);
  if (isHit(STAT, isBelowPath(folder, path))) return -1;
  return real(folder, path, status, flags);
}
#define WRITES(name, more, arguments) \
  ssize_t name(int file, const void *bytes, size_t size more) { \
    REAL(ssize_t, #name, int, const void *, size_t more); \
    if (isHit(WRITE, isBelow(file))) { \
      if (isHalf && size > 1) { ssize_t half = real(file, bytes, size / 2 arguments); isOn = 1; (void)half; return half; } \
      return -1; \
    } \
    return real(file, bytes, size arguments); \
  }
#define COMMA ,
WRITES(write, , )
WRITES(pwrite, COMMA off_t offset, COMMA offset)
WRITES(pwrite64, COMMA off_t offset, COMMA offset)
int renameat(int from, const char *source, int to, const char *target) {
  REAL(int, "renameat", int, const char *, int, const char *);
  if (isHit(RENAME, isBelowPath(from, source))) return -1;
  return real(from, source, to, target);
}
int rename(const char *source, const char *target) {
  REAL(int, "rename", const char *, const char *);
  if (isHit(RENAME, isBelowPath(AT_FDCWD, source))) return -1;
  return real(source, target);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  if (isHit(UNLINK, isBelowPath(folder, path))) return -1;
  return real(folder, path, flags);
}
int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  if (isHit(UNLINK, isBelowPath(AT_FDCWD, path))) return -1;
  return real(path);
}
int mkdirat(int folder, const char *path, mode_t mode) {
  REAL(int, "mkdirat", int, const char *, mode_t);
  if (isHit(MKDIR, isBelowPath(folder, path))) return -1;
  return real(folder, path, mode);
}
int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  if (isHit(MKDIR, isBelowPath(AT_FDCWD, path))) return -1;
  return real(path, mode);
}
int fsync(int file) {
  REAL(int, "fsync", int);
  if (isHit(SYNC, isBelow(file))) return -1;
  return real(file);
}
int fdatasync(int file) {
  REAL(int, "fdatasync", int);
  if (isHit(SYNC, isBelow(file))) return -1;
  return real(file);
}
int syncfs(int file) {
  REAL(int, "syncfs", int);
  if (isHit(SYNC, isBelow(file))) return -1;
  return real(file);
}
int ftruncate(int file, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  if (isHit(TRUNCATE, isBelow(file))) return -1;
  return real(file, size);
}
int ftruncate64(int file, off_t size) {
  REAL(int, "ftruncate64", int, off_t);
  if (isHit(TRUNCATE, isBelow(file))) return -1;
  return real(file, size);
}
// A file that cannot be closed is closed all the same.
int close(int file) {
  REAL(int, "close", int);
  int counts_ = isBelow(file);
  if (isHit(CLOSE, counts_)) {
    int kept = errno;
    real(file);
    errno = kept;
    return -1;
  }
  return real(file);
}
