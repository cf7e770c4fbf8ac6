#include "query/listing.h"

#include "query/syntax/lex.h"
#include "query/syntax/normal.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is asked for ---- */

static enum status read_field(struct view *text, struct wanted *w, struct error *err)
{
    const char *colon = memchr(text->ptr, ':', text->len);
    if (!colon)
        return STATUS_OK;
    struct view name = view_sub(*text, 0, (size_t)(colon - text->ptr));
    w->field = query_field_find(name);
    if (!w->field || w->field->field == FIELD_COUNT)
        return error_set(err, STATUS_USAGE,
                         "'%.*s:' is no field whose values can be listed; title, author, source, place, lang, topic are",
                         (int)name.len, name.ptr);
    w->prefix = view_of(schema_field(w->field->field)->prefix);
    *text = view_sub(*text, name.len + 1, text->len);
    return STATUS_OK;
}

/* "word~" and "word~2" */
static void read_distance(struct view *text, struct wanted *w)
{
    const char *tilde = text->len > 0 ? memchr(text->ptr, '~', text->len) : NULL;
    size_t rest = tilde ? (size_t)(text->ptr + text->len - tilde) : 0;
    if (rest == 1)
        w->distance = 1;
    else if (rest == 2 && tilde[1] >= '1' && tilde[1] <= '0' + QUERY_FUZZY_MAX)
        w->distance = (unsigned)(tilde[1] - '0');
    if (w->distance)
        text->len -= rest;
}

/* The beginning of a word, a pattern with stars, a word with ~; with "field:" before it. */
static enum status read_wanted(struct analyser *a, struct view text, struct wanted *w, struct error *err)
{
    struct tokens scratch = {0};
    struct view typed = text;
    enum status status = read_field(&text, w, err);
    if (status != STATUS_OK)
        return status;
    read_distance(&text, w);
    bool words = !w->field || schema_field(w->field->field)->kind == FIELD_WORDS;
    if (words && w->distance)
        normal_word(a, text, &scratch, &w->text);
    else if (words)
        normal_pattern(a, text, &scratch, &w->text);
    else if (w->field->field == FIELD_ID || w->field->field == FIELD_URL || w->field->field == FIELD_PATH)
        buf_add_view(&w->text, text);
    else
        schema_fold(text, &w->text);
    if ((text.len > 0 || w->distance) && w->text.len == 0) { /* it would stand for all words there are */
        tokens_release(&scratch);
        return error_set(err, STATUS_USAGE, "there is no letter or digit in '%.*s'", (int)typed.len, typed.ptr);
    }
    if (!w->distance && (w->text.len == 0 || !memchr(w->text.data, '*', w->text.len)))
        buf_add_char(&w->text, '*');
    tokens_release(&scratch);
    return STATUS_OK;
}

/* ---- counting ---- */

static enum status count_articles(struct listing *l, struct view prefix, const char *name, uint64_t *out, struct error *err)
{
    struct buf term = {0};
    uint32_t *docids = NULL, last = 0;
    size_t count = 0;
    buf_add_view(&term, prefix);
    buf_add_text(&term, name);
    enum status status = store_reader_documents(l->reader, view_of_buf(&term), &docids, &count, err);
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t first = articles_first(&l->articles, docids[i]);
        *out += first != last;
        last = first;
    }
    free(docids);
    buf_release(&term);
    return status;
}

static enum status count_row(struct listing *l, struct listing_row *row, struct error *err)
{
    row->articles = row->segments;
    enum status status = STATUS_OK;
    if (!l->articles.single)
        status = count_articles(l, l->wanted.prefix, row->name, &row->articles, err);
    if (status == STATUS_OK && !l->wanted.field)
        status = count_articles(l, view_of(schema_field(FIELD_TITLE)->prefix), row->name, &row->titles, err);
    return status;
}

static int more_segments_first(const void *a, const void *b)
{
    const struct listing_row *x = a, *y = b;
    if (x->segments != y->segments)
        return x->segments > y->segments ? -1 : 1;
    return strcmp(x->name, y->name);
}

static int more_articles_first(const void *a, const void *b)
{
    const struct listing_row *x = a, *y = b;
    if (x->articles != y->articles)
        return x->articles > y->articles ? -1 : 1;
    return strcmp(x->name, y->name);
}

static enum status count_rows(struct listing *l, size_t from, size_t to, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = from; i < to && status == STATUS_OK; i++)
        status = count_row(l, &l->rows[i], err);
    return status;
}

/* Bring the l->count rows with the most articles to the front. A row has no more articles than segments, so what has fewer segments than the last
 * of them has articles need not be counted. */
static enum status count_best(struct listing *l, struct error *err)
{
    size_t counted = 0, all = l->found.count;
    enum status status = STATUS_OK;
    qsort(l->rows, all, sizeof *l->rows, more_segments_first);
    while (counted < all && status == STATUS_OK) {
        if (counted > 0 && l->rows[counted].segments < l->rows[l->count - 1].articles)
            break;
        size_t more = all - counted < l->count ? all - counted : l->count;
        status = count_rows(l, counted, counted + more, err);
        counted += more;
        qsort(l->rows, counted, sizeof *l->rows, more_articles_first);
        if (l->articles.single)
            break;
    }
    return status;
}

enum status listing_make(struct listing *l, struct view typed, size_t limit, bool by_name, struct error *err)
{
    struct store_stats stats;
    struct wanted *w = &l->wanted;
    enum status status = read_wanted(l->analyser, typed, w, err);
    if (status == STATUS_OK)
        status = store_reader_words(l->reader, w->prefix, view_of_buf(&w->text), w->distance, &l->found, err);
    if (status == STATUS_OK)
        status = store_reader_stats(l->reader, &stats, err);
    if (status == STATUS_OK)
        status = articles_read(&l->articles, l->reader, &stats, err);
    if (status != STATUS_OK)
        return status;
    l->rows = mem_array(l->found.count + 1, sizeof *l->rows);
    for (size_t i = 0; i < l->found.count; i++)
        l->rows[i] = (struct listing_row){.name = l->found.items[i].name, .segments = l->found.items[i].stats.document_frequency};
    l->count = limit && limit < l->found.count ? limit : l->found.count;
    return by_name ? count_rows(l, 0, l->count, err) : count_best(l, err);
}

enum status listing_open(struct listing *l, const char *index, struct error *err)
{
    enum status status = store_reader_open(index, &l->reader, err);
    return status == STATUS_OK ? analyser_new(store_reader_language(l->reader), &l->analyser, err) : status;
}

void listing_close(struct listing *l)
{
    free(l->rows);
    store_term_list_release(&l->found);
    buf_release(&l->wanted.text);
    articles_release(&l->articles);
    analyser_free(l->analyser);
    store_reader_close(l->reader);
    *l = (struct listing){0};
}
