/* The text as the judge: whether a tree holds for an article whose text was read, inside the whole of it or a window, and which of its words matched.
 *
 * NOT is decided for the same stretch as what surrounds it. Fields and dates were decided by the index. Used by conditions.c; one thread an object. */
#ifndef LEDE_QUERY_SYNTAX_VERIFY_H
#define LEDE_QUERY_SYNTAX_VERIFY_H

#include "query/articles.h"
#include "query/syntax/occur.h"

struct verify {
    const struct reading *reading;
    const struct article_set *fields; /* of VALUE and DATE nodes, by tree.leaf */
    uint32_t article;                 /* first docid of the article that was read */
};

bool verify_holds(const struct verify *v, const struct tree *t, const struct look *look);

/* How many of the phrases, proximities and exact words that the tree wants (not those that it excludes) hold there. */
unsigned verify_placed(const struct verify *v, const struct tree *t, const struct look *look);

/* A word of the text that matched. */
struct mark {
    uint32_t start, end;
    enum match_kind kind;
    uint32_t place; /* of the plan */
};
struct marks {
    struct mark *items; /* by start; at one place the longer one, then the kind that says most */
    size_t count, cap;
    struct occurrences found; /* scratch */
};

/* The words of the text that are why the tree holds; what it excludes has none. Replaces out's content. */
void verify_marks(const struct verify *v, const struct tree *t, const struct look *look, struct marks *out);
void marks_release(struct marks *m);

#endif
