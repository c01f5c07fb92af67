// Counts what a program allocates, put before the C library by LD_PRELOAD. At the end the count goes to the file that
// TIDINGS_ALLOCATIONS names; a benchmark asks for it in between.
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t),
    *__libc_memalign(size_t, size_t);

static atomic_long count;

long tidings_allocations(void) { return atomic_load(&count); }

void *malloc(size_t size) { atomic_fetch_add(&count, 1); return __libc_malloc(size); }
void *calloc(size_t number, size_t size) { atomic_fetch_add(&count, 1); return __libc_calloc(number, size); }
void *realloc(void *old, size_t size) { atomic_fetch_add(&count, 1); return __libc_realloc(old, size); }
void *memalign(size_t alignment, size_t size) { atomic_fetch_add(&count, 1); return __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void **out, size_t alignment, size_t size) { *out = memalign(alignment, size); return *out ? 0 : 12; }

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("TIDINGS_ALLOCATIONS");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) { fprintf(file, "%ld\n", tidings_allocations()); fclose(file); }
}
