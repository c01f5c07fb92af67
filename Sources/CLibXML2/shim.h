// libxml2: XML and HTML parsing, RELAX NG.

// Where libxml2 was built with ICU, its headers bring in ICU's, which clash with those inside Foundation. Nothing that
// is used here depends on them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a global variable that holds a function, which Swift cannot prove safe to read from several threads.
static inline void tidings_xml_free(void *memory) { xmlFree(memory); }
