// cmark-gfm: CommonMark with GitHub's extensions.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
