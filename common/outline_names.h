/* Which stems of a segment have a name in its outline (outline.h), and the list of the names. Private to outline_make.c; a zeroed struct is empty. */
#ifndef LEDE_COMMON_OUTLINE_NAMES_H
#define LEDE_COMMON_OUTLINE_NAMES_H

#include "common/outline.h"
#include "common/vocabulary.h"

#define OUTLINE_NO_NAME UINT16_MAX

enum { OUTLINE_WORD_BITS = 64, OUTLINE_WORDS = (1 << OUTLINE_HASH_BITS) / OUTLINE_WORD_BITS };

struct outline_names {
    uint16_t *stems, *words; /* by the numbers of the vocabulary: the name, or OUTLINE_NO_NAME */
    size_t stem_cap, word_cap;
    uint64_t seen[OUTLINE_WORDS], twice[OUTLINE_WORDS], named[OUTLINE_WORDS]; /* low bits of hashes */
    uint32_t count, whole_count;
    struct buf list; /* as it is stored */
    bool fit;        /* false: there are too many, or two stems share their whole hash */
};

/* For the next segment. */
void outline_names_find(struct outline_names *m, const struct vocabulary *v);

void outline_names_release(struct outline_names *m);

#endif
