// zlib: reading of gzip.
#include <zlib.h>

// inflateInit2 is a macro that Swift does not see.
static inline int tidings_inflate_init(z_streamp stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
