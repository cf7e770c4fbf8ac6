/* What Lede asks of Xapian, in C: tasks, not classes. All C++ of the project is behind this header (store_*.cc), every call inside
 * ONE exception guard (store_guard.hh). Results are copied into plain structs of the caller's before a call returns.
 *
 * Readers: one handle a thread. A task that finds the database changed (DatabaseModified) is run again on the reopened database by the wrapper itself, up to 5
 * times; when another index stands at its path by then, it returns STATUS_CHANGED once and goes on with that; store_record, whose docid may no longer mean the same, returns STATUS_CHANGED instead: start the search again.
 * Writers: one a database (STATUS_LOCKED says who is second). Nothing is acknowledged before store_writer_commit returned STATUS_OK:
 * it commits and then fsyncs the directory. After any failure the writer handle is only good for closing.
 * A database of an unknown schema version, or one that is not Lede's, is refused with STATUS_INDEX and a sentence. */
#ifndef LEDE_COMMON_STORE_H
#define LEDE_COMMON_STORE_H

#include "common/buf.h"
#include "common/schema.h"

/* ---- what is written ---- */

struct store_term {
    struct view name;
    uint32_t wdf;
    const uint32_t *positions; /* strictly ascending; NULL when count is 0 */
    uint32_t position_count;
};

struct store_value {
    uint32_t slot;
    struct view value; /* not empty */
};

/* One segment, flat. Terms need no order; a name stands once. */
struct store_document {
    const struct store_term *terms;
    size_t term_count;
    const struct store_value *values;
    size_t value_count;
    struct view data;
};

struct store_writer;

/* Open for writing; `create` makes a new index with `language` as its default where there is none (the directory's parent must
 * exist). An existing index keeps its language; asking for another one is STATUS_USAGE. */
enum status store_writer_open(const char *path, bool create, const char *language, struct store_writer **out,
                              struct error *err) WARN_UNUSED;

/* Closes without committing; what was not committed is gone. NULL is allowed. */
void store_writer_close(struct store_writer *w);

/* All segments of one article in place of whatever has its id term ("Q" + id). Terms and sizes are validated first: a bad document is
 * STATUS_INPUT, changes nothing and leaves the writer usable. */
enum status store_writer_replace(struct store_writer *w, struct view id_term, const struct store_document *docs, size_t count,
                                 struct error *err) WARN_UNUSED;

/* Remove every document that has the term; `*removed` (may be NULL) gets their number. */
enum status store_writer_delete(struct store_writer *w, struct view term, size_t *removed, struct error *err) WARN_UNUSED;

enum status store_writer_set_metadata(struct store_writer *w, struct view key, struct view value, struct error *err) WARN_UNUSED;
enum status store_writer_get_metadata(struct store_writer *w, struct view key, struct buf *out, struct error *err) WARN_UNUSED;

/* The stored data of the first (lowest segment) document that has the term, as uncommitted changes stand; STATUS_NOT_FOUND when none has. */
enum status store_writer_first_record(struct store_writer *w, struct view term, struct buf *out, struct error *err) WARN_UNUSED;

/* The ids (SLOT_ARTICLE) of the articles that have the term, as uncommitted changes stand: appended to `ids` (view_take_string), each once, at most
 * `limit`, from the documents after docid `*after` (0 at first) on; moves `*after` on. Appends nothing when there are no more. */
enum status store_writer_ids(struct store_writer *w, struct view term, size_t limit, uint32_t *after, struct buf *ids,
                             struct error *err) WARN_UNUSED;

/* Everything since the last commit becomes visible and durable at once. */
enum status store_writer_commit(struct store_writer *w, struct error *err) WARN_UNUSED;

const char *store_writer_language(const struct store_writer *w);

/* ---- what is read ---- */

struct store_reader;

enum status store_reader_open(const char *path, struct store_reader **out, struct error *err) WARN_UNUSED;
void store_reader_close(struct store_reader *r);
const char *store_reader_language(const struct store_reader *r);

struct store_stats {
    uint64_t segments; /* Xapian documents */
    uint64_t articles;
    uint64_t total_length; /* sum of document lengths: stems */
    double average_length;
    uint32_t last_docid;
    uint64_t revision;
    bool has_positions;
};
enum status store_reader_stats(struct store_reader *r, struct store_stats *out, struct error *err) WARN_UNUSED;

struct store_term_stats {
    uint64_t document_frequency;   /* segments that have the term */
    uint64_t collection_frequency; /* sum of wdf */
};
/* For `count` terms at once; a term that is not there has zeros. */
enum status store_reader_term_stats(struct store_reader *r, const struct view *terms, size_t count, struct store_term_stats *out,
                                    struct error *err) WARN_UNUSED;

enum store_op {
    STORE_TERM, /* term, weight factor */
    STORE_OR,
    STORE_AND,
    STORE_AND_NOT,   /* first child without the others */
    STORE_FILTER,    /* first child, of those that match all others; weight from the first alone */
    STORE_AND_MAYBE, /* first child decides, others add weight */
    STORE_SYNONYM,   /* children count as one term */
    STORE_PHRASE,
    STORE_NEAR,        /* children are terms; window in words */
    STORE_VALUE_RANGE, /* slot, low and high bytes, both included; empty ones are open; a document without the value never matches */
    STORE_DOCIDS,      /* the documents of a set of bits; weight 0 */
    STORE_ALL,         /* every document, weight 0 */
    STORE_NONE,
};

/* A query tree of the caller's. `factor` multiplies the weight of the node (1 as a rule; 0 makes it a pure condition). */
struct store_query {
    enum store_op op;
    struct view term;
    double factor;
    uint32_t window;
    uint32_t slot;
    struct view low, high;
    const uint64_t *bits; /* bit d % 64 of word d / 64: document d; borrowed until the search returns */
    size_t bit_words;
    const struct store_query *const *children;
    size_t child_count;
};

enum store_weight { STORE_INEB2, STORE_BM25, STORE_DPH, STORE_LM, STORE_BOOLEAN };

struct store_search {
    const struct store_query *query;
    enum store_weight weight;
    double parameters[4]; /* of the weight, documented in store_weight.cc: INEB2 {c}, BM25 {k1, b} */
    uint32_t limit;       /* the best so many; all that tie with the last are given too, so that the caller can order ties */
    bool
        collapse_articles; /* the best segment of each article only; of equally good ones the one that comes first in the article */
    double timeout;        /* seconds for this task, 0 = none; STATUS_TIMEOUT when passed (watched where that could be) */
    bool uncounted;        /* nobody asks how many match, which takes a walk along the postings of all words */
};

struct store_hit {
    uint32_t docid;
    double weight;
};
struct store_hits {
    struct store_hit *items; /* by weight descending; equal weights in no particular order */
    size_t count, cap;
    uint64_t matches_estimated; /* of segments, or articles when collapsed; the three mean nothing when they are uncounted */
    uint64_t matches_low, matches_high;
    bool
        ties_cut; /* so many hits tie with the last one (above 10,000, and 4 x limit) that only those of the lowest docids are here */
};
/* Replaces out's content, keeps its memory. */
enum status store_reader_search(struct store_reader *r, const struct store_search *search, struct store_hits *out,
                                struct error *err) WARN_UNUSED;
void store_hits_release(struct store_hits *h);

/* Every document that matches, unranked: docids ascending, however many. The caller frees *docids. `timeout` as in store_search. */
enum status store_reader_match(struct store_reader *r, const struct store_query *query, double timeout, uint32_t **docids,
                               size_t *count, struct error *err) WARN_UNUSED;

/* How often each of `term_count` terms stands in each of `count` documents (docids ascending): out[d * term_count + t] is the wdf of terms[t] in docids[d], 0 where it
 * does not stand. Quick for the words of the last search, whose posting lists are in memory; else one walk along each list. */
enum status store_reader_wdf(struct store_reader *r, const struct view *terms, size_t term_count, const uint32_t *docids,
                             size_t count, uint32_t *out, struct error *err) WARN_UNUSED;

/* The lengths (sums of wdf) of `count` documents, docids ascending; 0 for those that do not exist. */
enum status store_reader_lengths(struct store_reader *r, const uint32_t *docids, size_t count, uint32_t *out,
                                 struct error *err) WARN_UNUSED;

/* The stored record of a document. */
enum status store_reader_record(struct store_reader *r, uint32_t docid, struct buf *out, struct error *err) WARN_UNUSED;

/* A value of a document; empty when it has none. */
enum status store_reader_value(struct store_reader *r, uint32_t docid, uint32_t slot, struct buf *out,
                               struct error *err) WARN_UNUSED;

/* The values of a slot of `count` documents, docids ascending: appended to `values` (view_take_string), the empty string for those that have none. */
enum status store_reader_values(struct store_reader *r, uint32_t slot, const uint32_t *docids, size_t count, struct buf *values,
                                struct error *err) WARN_UNUSED;

/* The lowest and the highest value of a slot, in byte order; both empty when no document has one. Reads the whole slot. */
enum status store_reader_value_bounds(struct store_reader *r, uint32_t slot, struct buf *low, struct buf *high,
                                      struct error *err) WARN_UNUSED;

/* Docids of the documents that have a term, ascending; the empty view means all documents. The caller frees *docids. */
enum status store_reader_documents(struct store_reader *r, struct view term, uint32_t **docids, size_t *count,
                                   struct error *err) WARN_UNUSED;

/* Where a term stands in a document: its positions, ascending, appended to `out`; none when it does not stand there. */
struct store_positions {
    uint32_t *items;
    size_t count, cap;
};
enum status store_reader_positions(struct store_reader *r, uint32_t docid, struct view term, struct store_positions *out,
                                   struct error *err) WARN_UNUSED;

/* The terms of the index that begin with `prefix`, in byte order, at most `limit` (0 = all), each with its frequencies. */
struct store_named_term {
    char *name; /* NUL-terminated copy */
    struct store_term_stats stats;
};
struct store_term_list {
    struct store_named_term *items;
    size_t count, cap;
};
enum status store_reader_terms(struct store_reader *r, struct view prefix, size_t limit, struct store_term_list *out,
                               struct error *err) WARN_UNUSED;
void store_term_list_release(struct store_term_list *l);

/* Words of the index in byte order, without their prefix: of the terms that begin with `prefix` (empty: of the terms without one) those that fit `text`. With
 * `distance` 0 that is a pattern in which * stands for any letters; else a word, and those within so many edits of it fit (word_match.h). `text` is normalised
 * as words of the index are. Collection frequencies are left at zero. */
enum status store_reader_words(struct store_reader *r, struct view prefix, struct view text, unsigned distance,
                               struct store_term_list *out, struct error *err) WARN_UNUSED;

/* How many of `count` documents (docids ascending, as a search of this reader gave them) have each term that begins with `prefix`: terms that
 * none has are left out, names in byte order; `*without` gets the number of documents that have no such term. Walks posting lists and reads no
 * document. STATUS_CHANGED when the index changed since the search, so that the docids mean nothing. */
struct store_term_count {
    char *name; /* NUL-terminated copy */
    uint64_t count;
    uint32_t first; /* the lowest docid that has it */
};
struct store_count_list {
    struct store_term_count *items;
    size_t count, cap;
};
enum status store_reader_count_terms(struct store_reader *r, struct view prefix, const uint32_t *docids, size_t count,
                                     struct store_count_list *out, uint64_t *without, struct error *err) WARN_UNUSED;
void store_count_list_release(struct store_count_list *l);

enum status store_reader_metadata(struct store_reader *r, struct view key, struct buf *out, struct error *err) WARN_UNUSED;

/* Keys of the metadata that begin with `prefix`: names only, statistics zero. */
enum status store_reader_metadata_keys(struct store_reader *r, struct view prefix, struct store_term_list *out,
                                       struct error *err) WARN_UNUSED;

/* Xapian's own check of all tables; `*problems` gets the number of faults, `report` what it printed. Runs in this process: callers that fear corrupt files fork first. */
enum status store_check(const char *path, size_t *problems, struct buf *report, struct error *err) WARN_UNUSED;

/* The bytes that a database which the library at hand makes begins with: magic and version of the format. Makes a small database in a temporary folder and
 * removes it. */
enum { STORE_MAGIC_SIZE = 16 };
enum status store_library_magic(unsigned char out[STORE_MAGIC_SIZE], struct error *err) WARN_UNUSED;

#endif
