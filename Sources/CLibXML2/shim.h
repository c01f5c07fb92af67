// libxml2: XML and HTML parsing, RELAX NG.
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a global variable that holds a function, which Swift cannot prove safe to read from several threads.
static inline void tidings_xml_free(void *memory) { xmlFree(memory); }
