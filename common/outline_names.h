/* Which stems of a segment have a name in its outline (outline.h), and the list of the names. Private to outline_make.c; a zeroed struct is empty. */
#ifndef LEDE_COMMON_OUTLINE_NAMES_H
#define LEDE_COMMON_OUTLINE_NAMES_H

#include "common/outline.h"
#include "common/vocabulary.h"

#define OUTLINE_NO_NAME UINT16_MAX

struct outline_names {
    uint16_t *stems, *words; /* by the numbers of the vocabulary: the name, or OUTLINE_NO_NAME */
    size_t stem_cap, word_cap;
    uint32_t *keys; /* scratch: the stems while they are sorted */
    size_t key_cap;
    uint32_t count, whole_count;
    struct buf list; /* as it is stored */
    bool fit;        /* false: there are too many, or two stems share their whole hash */
};

/* For the next segment. */
void outline_names_find(struct outline_names *m, const struct vocabulary *v);

void outline_names_release(struct outline_names *m);

#endif
