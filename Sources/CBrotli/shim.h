// Brotli: writing of precompressed documents.
#include <brotli/encode.h>
