/* Real indexes in temporary directories for the tests of the store: small articles, one or more segments each. */
#ifndef LEDE_TESTS_SUPPORT_STORE_FIXTURE_H
#define LEDE_TESTS_SUPPORT_STORE_FIXTURE_H

#include "common/store.h"

#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ASSERT_OK(call)                                                                                                            \
    do {                                                                                                                           \
        struct error error_ = {0};                                                                                                 \
        struct error *why = &error_;                                                                                               \
        enum status status_ = (call);                                                                                              \
        ck_assert_msg(status_ == STATUS_OK, "%s: %d %s", #call, (int)status_, error_.text);                                        \
    } while (0)

static inline int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static inline void remove_tree(const char *path)
{
    nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Each test has a fresh directory of its own. */
static char path[64];

static inline void make_directory(void)
{
    snprintf(path, sizeof path, "/tmp/lede-store-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
}

static inline void drop_directory(void)
{
    remove_tree(path);
}

/* The weight of the best hit; `a` and `b` are the parameters of the weighting scheme. */
static inline double weight_of_first(struct store_reader *r, const struct store_query *tree, enum store_weight weight, double a,
                                     double b)
{
    struct store_search search = {.query = tree, .weight = weight, .parameters = {a, b}, .limit = 1};
    struct store_hits hits = {0};
    ASSERT_OK(store_reader_search(r, &search, &hits, why));
    ck_assert_uint_ge(hits.count, 1);
    double first = hits.items[0].weight;
    store_hits_release(&hits);
    return first;
}

static inline TCase *store_tcase(const TTest *const *tests)
{
    TCase *tcase = tcase_create("store");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, make_directory, drop_directory);
    for (; *tests; tests++)
        tcase_add_test(tcase, *tests);
    return tcase;
}

/* Write a file of this name into the directory. */
static inline void touch(const char *name, const char *content)
{
    char file[128];
    snprintf(file, sizeof file, "%s/%s", path, name);
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq((int)write(fd, content, strlen(content)), (int)strlen(content));
    close(fd);
}

/* Make one document of words (separated by single spaces): word w at position p, stem Zw, the id term and value, XFIRST when first. */
struct made_document {
    struct store_document document;
    struct store_term terms[128];
    uint32_t positions[64];
    struct store_value values[1];
    char names[128][72];
};

static inline struct store_term *find_term(struct made_document *m, const char *name)
{
    for (size_t i = 0; i < m->document.term_count; i++)
        if (strcmp(m->names[i], name) == 0)
            return &m->terms[i];
    size_t i = m->document.term_count++;
    snprintf(m->names[i], sizeof m->names[i], "%s", name);
    m->terms[i] = (struct store_term){.name = view_of(m->names[i])};
    return &m->terms[i];
}

/* Each word may stand once; "word*3" stands for three of its stem. */
static inline void make_document(struct made_document *m, const char *id, bool first, const char *words)
{
    memset(m, 0, sizeof *m);
    uint32_t position = 1;
    char name[72], id_term[72];
    for (const char *at = words; *at; position++) {
        size_t len = strcspn(at, " ");
        size_t star = strcspn(at, " *");
        snprintf(name, sizeof name, "%.*s", (int)star, at);
        struct store_term *word = find_term(m, name);
        m->positions[position] = position;
        word->positions = &m->positions[position];
        word->position_count = 1;
        snprintf(name, sizeof name, "Z%.*s", (int)star, at);
        find_term(m, name)->wdf = star < len ? (uint32_t)strtoul(at + star + 1, NULL, 10) : 1;
        at += len + (at[len] == ' ');
    }
    snprintf(id_term, sizeof id_term, "Q%s", id);
    find_term(m, id_term);
    if (first)
        find_term(m, SCHEMA_FIRST_TERM);
    m->values[0] = (struct store_value){SLOT_ARTICLE, view_of(id)};
    m->document.terms = m->terms;
    m->document.values = m->values;
    m->document.value_count = 1;
    m->document.data = view_of(words);
}

/* Put an article of `count` segments in place of whatever has its id. */
static inline void put_segments(struct store_writer *w, const char *id, const char *const *segments, size_t count)
{
    static const size_t most = 8;
    struct made_document *made = mem_array(most, sizeof *made);
    struct store_document *documents = mem_array(most, sizeof *documents);
    char id_term[72];
    ck_assert_uint_le(count, most);
    for (size_t i = 0; i < count; i++) {
        make_document(&made[i], id, i == 0, segments[i]);
        documents[i] = made[i].document;
    }
    snprintf(id_term, sizeof id_term, "Q%s", id);
    ASSERT_OK(store_writer_replace(w, view_of(id_term), documents, count, why));
    free(documents);
    free(made);
}

static inline void put(struct store_writer *w, const char *id, const char *words)
{
    put_segments(w, id, &words, 1);
}

static inline struct store_writer *open_writer(void)
{
    struct store_writer *w = NULL;
    ASSERT_OK(store_writer_open(path, true, "en", &w, why));
    return w;
}

static inline struct store_reader *open_reader(void)
{
    struct store_reader *r = NULL;
    ASSERT_OK(store_reader_open(path, &r, why));
    return r;
}

static inline uint64_t count_segments(void)
{
    struct store_reader *r = open_reader();
    struct store_stats stats;
    ASSERT_OK(store_reader_stats(r, &stats, why));
    store_reader_close(r);
    return stats.segments;
}

#endif
