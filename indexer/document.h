/* From an article to the segments that a writer stores: cut, analysed, with terms of fields, values and the record.
 *
 * This is the interface that both writers take: the Xapian path flattens a segment into a store_document (document_flatten), the bulk
 * loader inverts the tokens directly. One builder a thread; what it hands out lives until its next document_build. */
#ifndef LEDE_INDEXER_DOCUMENT_H
#define LEDE_INDEXER_DOCUMENT_H

#include "common/analyse.h"
#include "common/article.h"
#include "common/store.h"
#include "common/vocabulary.h"

/* One segment, analysed. */
struct document {
    struct tokens title;          /* positions from 1 */
    struct tokens text;           /* go on after the title and a paragraph gap; offsets into the segment's text */
    struct vocabulary vocabulary; /* of both */
    struct buf terms;   /* the exact terms of fields (Q, L, K, D …), each length-prefixed (view_take_string), wdf 0, distinct */
    struct buf author;  /* the FIELD_WORDS terms without positions (A…), in the same form */
    struct buf record;  /* record_encode */
    struct buf outline; /* SLOT_OUTLINE: never empty */
    char date[8];       /* SLOT_DATE */
    bool has_date;
    struct view article_id; /* SLOT_ARTICLE */
};

struct document_builder;

/* `language`: the default of the index. */
enum status document_builder_new(const char *language, struct document_builder **out, struct error *err) WARN_UNUSED;
void document_builder_free(struct document_builder *b);

/* The most tokens of one segment; further ones are left out and counted in document_builder_cut(). */
enum { DOCUMENT_MAX_TOKENS = 4000000 };
uint64_t document_builder_cut(const struct document_builder *b);

/* Analyse one article; `*count` segments stand in the builder (document_segment) until the next call. The article's views must
 * live as long. Between articles the analyser's dictionary is forgotten when it has grown large (word pointers die then). */
void document_build(struct document_builder *b, const struct article *article, size_t *count);
const struct document *document_segment(const struct document_builder *b, size_t i);
struct analyser *document_analyser(struct document_builder *b);

/* For a writer that inverts segments itself (bulk/): the distinct terms of the segments built last, valid until the next call of this or of document_flatten; a
 * number that changes when the analyser has forgotten its words; and a place for what the writer keeps with the builder (NULL at first). */
struct flattener;
const struct flattener *document_flat(struct document_builder *b, size_t count);
uint64_t document_generation(const struct document_builder *b);
size_t document_builder_memory(
    const struct document_builder *b); /* bytes of its dictionary, with what else grows by the words that it knows */
void **document_attachment(struct document_builder *b);

/* The term by which a writer finds the article's segments: Q + id. */
struct view document_id_term(const struct document_builder *b);

/* The hash that tells whether a stored article is the same (article_hash). */
struct article_hash document_hash(const struct document_builder *b);

/* A flat copy of segments for the Xapian writer, in one allocation that another thread may take over; release with free().
 * `*bytes` (may be NULL) gets its size. */
struct store_document *document_flatten(struct document_builder *b, size_t count, size_t *bytes);

#endif
