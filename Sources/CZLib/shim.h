// zlib: reading and writing of gzip.
#include <zlib.h>

// These are macros that Swift does not see.
static inline int tidings_inflate_init(z_streamp stream) { return inflateInit2(stream, 16 + MAX_WBITS); }

static inline int tidings_deflate_init(z_streamp stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
