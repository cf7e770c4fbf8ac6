/* The values of one field of every document, read off the posting lists once: for tables that count many queries by them. Memory: some 12 bytes a
 * posting of the field. Used by matrix; one thread an object; a zeroed struct is empty. */
#ifndef LEDE_QUERY_DOC_VALUES_H
#define LEDE_QUERY_DOC_VALUES_H

#include "common/schema.h"
#include "common/store.h"

struct doc_values {
    struct store_term_list terms;
    struct view *values; /* as the index has them, in byte order; live in `terms` */
    size_t count;
    uint32_t *items;  /* indexes of values, document by document */
    uint32_t *ends;   /* by docid: where its items end; the first document's begin at 0 */
    size_t documents; /* docids below this are known */
};

/* STATUS_CHANGED when the index changed meanwhile. Replaces out's content. */
enum status doc_values_read(struct doc_values *v, struct store_reader *r, enum field field, struct error *err) WARN_UNUSED;
void doc_values_release(struct doc_values *v);

/* The values of a document, ascending: their number, *items at the first. */
size_t doc_values_of(const struct doc_values *v, uint32_t docid, const uint32_t **items);

#endif
