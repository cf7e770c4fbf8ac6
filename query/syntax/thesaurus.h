/* Rings of words and phrases that say the same: what expand adds to a query.
 *
 * The format of a file, UTF-8 text:
 *   # a comment, up to the end of the line
 *   security pact = bilateral security agreement = defence treaty
 *   Kyiv = Kiev = "Київ"
 *   Spain ~ Spanish
 * One ring a line; its members are words or phrases between signs: "=" between those that say the same, "~" before those that are only akin, which are found and count
 * less ("a = b ~ c = d": c and d say the same). They are compared by their stems, as words of a query are. A member in quotes
 * is compared as it is written. A line may have a single member: it rewrites nothing, but topic:@FILE finds it.
 * Used by expand and the commands. Constant once it is made: any number of threads may read it. */
#ifndef LEDE_QUERY_SYNTAX_THESAURUS_H
#define LEDE_QUERY_SYNTAX_THESAURUS_H

#include "common/buf.h"

enum {
    THESAURUS_MAX_BYTES = 8 << 20, /* of a file */
    THESAURUS_MAX_WORDS = 16,      /* of a member */
    THESAURUS_MAX_MEMBER = 256,    /* bytes */
};

struct thesaurus_member {
    struct view text; /* without quotes, white space runs as one space */
    uint32_t ring;    /* its number, from 0; members of a ring stand together */
    uint32_t group;   /* how many ~ stand before it in its ring: members of one group say the same */
    bool exact;
};

struct thesaurus {
    struct buf text; /* what the members point into */
    struct thesaurus_member *members;
    size_t count, cap;
    size_t rings;
};

/* Read a file. STATUS_IO when it cannot be read; STATUS_INPUT names file, line and cause of what is no thesaurus. `*out` is the caller's. */
enum status thesaurus_load(const char *path, struct thesaurus **out, struct error *err) WARN_UNUSED;

/* The same from text; `name` stands for the file in errors. */
enum status thesaurus_parse(struct view text, const char *name, struct thesaurus **out, struct error *err) WARN_UNUSED;

/* The one that is built in (common/data/thesaurus.txt). */
enum status thesaurus_shipped(struct thesaurus **out, struct error *err) WARN_UNUSED;

void thesaurus_free(struct thesaurus *t); /* NULL is allowed */

#endif
