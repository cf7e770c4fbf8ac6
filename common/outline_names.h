/* Which stems of a segment have a name in its outline (outline.h), and the list of the names. Private to outline_make.c; a zeroed struct is empty. */
#ifndef LEDE_COMMON_OUTLINE_NAMES_H
#define LEDE_COMMON_OUTLINE_NAMES_H

#include "common/analyse.h"
#include "common/outline.h"

#define OUTLINE_NO_NAME UINT16_MAX

enum { OUTLINE_WORD_BITS = 64, OUTLINE_WORDS = (1 << OUTLINE_HASH_BITS) / OUTLINE_WORD_BITS };

/* What is known of a stem, by its number in the analyser. */
struct outline_side {
    uint32_t hash;
    bool hashed;
    bool kept;      /* of the last segment that had it: a word of it is no stop word */
    uint16_t name;  /* its name there, or OUTLINE_NO_NAME */
    uint32_t epoch; /* of that segment */
};

struct outline_names {
    struct outline_side *stems;
    size_t stem_cap;
    uint32_t *met; /* the stems of the segment */
    size_t met_count, met_cap;
    uint32_t epoch;
    uint64_t seen[OUTLINE_WORDS], twice[OUTLINE_WORDS], named[OUTLINE_WORDS]; /* low bits of hashes */
    uint32_t count, whole_count;
    struct buf list; /* as it is stored */
    bool fit;        /* false: there are too many, or two stems share their whole hash */
};

/* For the next segment. */
void outline_names_find(struct outline_names *m, const struct tokens *title, const struct tokens *text);

/* The number of the name of a word of the segment, or OUTLINE_NO_NAME. */
static inline uint32_t outline_names_get(const struct outline_names *m, const struct word *word)
{
    return m->stems[word->stem_id].name;
}

void outline_names_forget(struct outline_names *m); /* see outline_maker_forget */
void outline_names_release(struct outline_names *m);

#endif
