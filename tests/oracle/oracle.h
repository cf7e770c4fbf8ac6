/* A second, slow opinion on the query language: a plain scan over the stored text of every article. It shares the analysis of text (common/analyse) with the
 * programs, because that defines what a word is, and nothing of query/.
 *
 *   oracle_text   the articles of an index as lists of words
 *   oracle_query  a query as a tree of its own: made at random, written in the query language, and decided by trying everything
 *   test_oracle   compares with search_matching() and search() */
#ifndef LEDE_TESTS_ORACLE_ORACLE_H
#define LEDE_TESTS_ORACLE_ORACLE_H

#include "common/analyse.h"
#include "common/article.h"
#include "common/store.h"

/* ---- texts ---- */

enum part { PART_TITLE, PART_TEXT, PART_AUTHOR };

/* A token: the words `first` to `last` of its article (counted through all parts), and where it stands. */
struct oracle_token {
    const char *text, *stem; /* of the collection's string pool */
    uint32_t first, last;
    uint32_t sentence, paragraph; /* numbers within the article; the text's paragraphs from 0 in each part */
    uint32_t start, end;
    enum part part;
};

struct oracle_article {
    uint32_t docid; /* of its first segment */
    struct buf id, text, source, place, language, topics, path, url;
    bool has_date;
    int64_t published;
    struct oracle_token *tokens;
    size_t count, cap;
    uint32_t segments;
};

struct collection {
    const char *topics; /* how the paths of files begin that ask_make() writes */
    struct analyser *analyser;
    struct oracle_article *articles;
    size_t count, cap;
    char **pool; /* every distinct string, sorted by hash chains */
    size_t pool_cap, pool_count;
    const char **words; /* the distinct texts of tokens */
    size_t word_count, word_cap;
};

enum status collection_read(struct collection *c, struct store_reader *r, struct error *err) WARN_UNUSED;
void collection_release(struct collection *c);

/* ---- queries ---- */

enum ask_kind {
    ASK_WORD,
    ASK_EXACT,
    ASK_PHRASE,
    ASK_PATTERN,
    ASK_FUZZY,
    ASK_NEAR,
    ASK_ATLEAST,
    ASK_BAG,
    ASK_AND,
    ASK_OR,
    ASK_NOT,
    ASK_SCOPE,
    ASK_VALUE,
    ASK_DATE,
    ASK_TOPIC /* any of the children, which stand in the file `text` */
};

enum { ASK_CHILDREN = 4, ASK_TEXT = 300 };

struct ask {
    enum ask_kind kind;
    char text[ASK_TEXT];
    const char *field; /* SCOPE, VALUE */
    bool must;         /* + */
    bool behind;       /* SCOPE: written in:title behind the words */
    int boost;         /* 0: none */
    bool ordered;
    char unit;  /* NEAR: 'w' words, 's', 'p' */
    int number; /* NEAR: words; ATLEAST: times; FUZZY: letters */
    int64_t from, to;
    struct ask *children[ASK_CHILDREN];
    int count;
};

struct dice {
    uint64_t state;
};
unsigned dice_roll(struct dice *d, unsigned sides); /* 0 … sides - 1 */

/* A query of any shape, of words that stand in the collection. `placed`: one that can stand in a proximity. */
struct ask *ask_make(struct dice *d, const struct collection *c, int depth, bool placed);
void ask_free(struct ask *q);
void ask_write(const struct ask *q, struct buf *out);

/* Where the query has to hold: in the whole article, or with `inside` in bytes [start, end) of its text. */
struct place {
    bool inside;
    uint32_t start, end;
};

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_TOO_MANY }; /* the last: more ways to match than are tried, or words to stand for */
enum answer ask_holds(const struct ask *q, const struct collection *c, const struct oracle_article *a, struct place place);

/* Make all words of a bag of words needed: stop words do not count where there are others. */
void ask_demand_all(struct ask *q, const struct collection *c);

#endif
