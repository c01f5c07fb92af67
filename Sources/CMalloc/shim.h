// mallopt(3), whose header is in no module of Swift's.
#include <malloc.h>
