#include "query/key_terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    POOL = 400, /* words whose statistics are asked for, the most frequent ones */
    LEAST_DOCUMENTS = 2,
    LEAST_LENGTH = 2, /* bytes of a stem */
    TITLE_COUNT = 3,
    MOST_REPEATS = 3,
};

/* Share of all segments above which a word says too little. */
#define MOST_COMMON 0.25

#define SATURATION 1.2
#define LENGTH_SHARE 0.6

static bool says_something(const struct word *word)
{
    return !word->is_stop && !word->is_number && word->stem_len >= LEAST_LENGTH && (word->stem[0] < '0' || word->stem[0] > '9');
}

static int by_stem_then_place(const void *a, const void *b)
{
    const struct key_term *x = a, *y = b;
    if (x->word->stem_id != y->word->stem_id)
        return x->word->stem_id < y->word->stem_id ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int by_tf(const void *a, const void *b)
{
    const struct key_term *x = a, *y = b;
    return x->tf != y->tf ? (x->tf > y->tf ? -1 : 1) : strcmp(x->word->stem, y->word->stem);
}

static int by_score(const void *a, const void *b)
{
    const struct key_term *x = a, *y = b;
    return x->score != y->score ? (x->score > y->score ? -1 : 1) : strcmp(x->word->stem, y->word->stem);
}

static int by_place(const void *a, const void *b)
{
    const struct key_term *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static void sort(struct key_terms *k, int (*compare)(const void *, const void *))
{
    if (k->count > 1)
        qsort(k->items, k->count, sizeof *k->items, compare);
}

/* One item a word of `text`, each with the frequency `count`; returns how many words the text has. */
static size_t add_words(struct key_terms *k, struct analyser *a, struct view text, enum analyse_flags flags, uint32_t first_place,
                        uint32_t count)
{
    struct tokens tokens = {0};
    size_t words = 0;
    analyse(a, text, flags, &tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *t = &tokens.items[i];
        if (t->flags & TOKEN_VARIANT)
            continue;
        words++;
        if (!says_something(t->word))
            continue;
        mem_grow(&k->items, &k->cap, k->count, sizeof *k->items);
        k->items[k->count++] = (struct key_term){
            .word = t->word, .text = view_sub(text, t->start, t->end), .place = first_place + t->start, .tf = count};
    }
    tokens_release(&tokens);
    return words;
}

/* Words of one stem become one item. */
static void add_up(struct key_terms *k)
{
    size_t kept = 0;
    sort(k, by_stem_then_place);
    for (size_t i = 0; i < k->count; i++) {
        if (kept > 0 && k->items[kept - 1].word->stem_id == k->items[i].word->stem_id)
            k->items[kept - 1].tf += k->items[i].tf;
        else
            k->items[kept++] = k->items[i];
    }
    k->count = kept;
}

static enum status score(struct key_terms *k, struct store_reader *r, const struct store_stats *stats, double length,
                         struct error *err)
{
    struct buf names = {0};
    struct view views[POOL];
    struct store_term_stats terms[POOL];
    size_t at = 0;
    for (size_t i = 0; i < k->count; i++)
        buf_printf(&names, "Z%s", k->items[i].word->stem);
    for (size_t i = 0; i < k->count; i++) {
        views[i] = view_sub(view_of_buf(&names), at, at + 1 + k->items[i].word->stem_len);
        at += views[i].len;
    }
    enum status status = store_reader_term_stats(r, views, k->count, terms, err);
    double average = stats->average_length > 0 ? stats->average_length : 1;
    double norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / average);
    for (size_t i = 0; status == STATUS_OK && i < k->count; i++) {
        struct key_term *t = &k->items[i];
        double df = (double)terms[i].document_frequency, all = (double)stats->segments;
        bool useful = df >= LEAST_DOCUMENTS && df <= fmax(MOST_COMMON * all, LEAST_DOCUMENTS);
        t->saturated = t->tf / (t->tf + norm);
        t->score = useful ? t->saturated * log(1 + (all - df + 0.5) / (df + 0.5)) : 0;
    }
    buf_release(&names);
    return status;
}

enum status key_terms_find(struct key_terms *k, struct analyser *a, struct store_reader *r, const struct article *article,
                           size_t limit, struct error *err)
{
    struct store_stats stats;
    enum status status = store_reader_stats(r, &stats, err);
    if (status != STATUS_OK)
        return status;
    k->count = 0;
    analyser_set_language(a, article->language);
    size_t length = add_words(k, a, article->title, ANALYSE_TITLE, 0, TITLE_COUNT);
    length += add_words(k, a, article->text, ANALYSE_TEXT, (uint32_t)article->title.len, 1);
    add_up(k);
    sort(k, by_tf);
    k->count = k->count < POOL ? k->count : POOL;
    status = score(k, r, &stats, (double)length, err);
    if (status != STATUS_OK)
        return status;
    sort(k, by_score);
    limit = limit < KEY_TERMS_MAX ? limit : KEY_TERMS_MAX;
    k->count = k->count < limit ? k->count : limit;
    while (k->count > 0 && k->items[k->count - 1].score <= 0)
        k->count--;
    sort(k, by_place);
    return STATUS_OK;
}

void key_terms_release(struct key_terms *k)
{
    free(k->items);
    *k = (struct key_terms){0};
}

void key_terms_query(const struct key_terms *k, struct buf *out)
{
    double best = 0;
    for (size_t i = 0; i < k->count; i++)
        best = fmax(best, k->items[i].saturated);
    for (int round = 0; round < MOST_REPEATS; round++) {
        for (size_t i = 0; i < k->count; i++) {
            if (round > 0 && k->items[i].saturated / best * MOST_REPEATS < round + 0.5)
                continue;
            buf_add_text(out, out->len > 0 ? " " : "");
            buf_add_view(out, k->items[i].text);
        }
    }
}
