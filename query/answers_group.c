#include "query/answers_parts.h"

#include "common/utf8.h"
#include "query/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Articles whose words have at least this cosine tell one story (words weighted by how few of the results have them). On corpus/ two papers' reports of one event have 0.73,
 * reports of different events on the same subject at most 0.17. */
#define SAME_STORY 0.3

enum { DAY_LENGTH = 10, MONTH_LENGTH = 7 };

/* What keeps two results apart or together: the label of a group, compared case-folded. */
static void name_of(const struct result *r, enum grouping group, struct buf *out)
{
    const struct article *a = &r->fields.article;
    if (group == GROUP_SOURCE) {
        buf_add_view(out, a->source.len > 0 ? a->source : VIEW("no source"));
        return;
    }
    if (a->published.precision == DATE_NONE) {
        buf_add_text(out, "no date");
        return;
    }
    struct date utc = {.seconds = a->published.seconds, .precision = a->published.precision};
    enum date_precision wanted = group == GROUP_MONTH ? DATE_MONTH : DATE_DAY;
    if (utc.precision > wanted)
        utc.precision = (uint8_t)wanted;
    date_format(utc, out);
}

static size_t find_group(const struct results *r, struct view name)
{
    struct buf folded = {0}, other = {0};
    size_t i = 0;
    schema_fold(name, &folded);
    for (; i < r->group_count; i++) {
        buf_clear(&other);
        schema_fold(view_of_buf(&r->groups[i].label), &other);
        if (view_equal(view_of_buf(&folded), view_of_buf(&other)))
            break;
    }
    buf_release(&folded);
    buf_release(&other);
    return i;
}

static size_t add_group(struct results *r, size_t *cap, struct view label)
{
    mem_grow(&r->groups, cap, r->group_count, sizeof *r->groups);
    r->groups[r->group_count] = (struct result_group){0};
    buf_add_view(&r->groups[r->group_count].label, label);
    return r->group_count++;
}

static void group_by_name(enum grouping group, struct results *r)
{
    struct buf name = {0};
    size_t cap = 0;
    for (size_t i = 0; i < r->count; i++) {
        buf_clear(&name);
        name_of(&r->items[i], group, &name);
        size_t at = find_group(r, view_of_buf(&name));
        r->items[i].group = at < r->group_count ? at : add_group(r, &cap, view_of_buf(&name));
    }
    buf_release(&name);
}

/* ---- stories ---- */

/* A distinct word of one result's title and text. */
struct story_word {
    uint64_t hash;
    double weight;
};

struct story {
    struct story_word *words; /* by hash */
    size_t count, cap;
    double norm;
};

static int by_hash(const void *a, const void *b)
{
    const struct story_word *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static void add_words(struct view text, struct story *story)
{
    uint64_t hash;
    for (size_t at = 0; fold_next_word(text, &at, &hash);) {
        mem_grow(&story->words, &story->cap, story->count, sizeof *story->words);
        story->words[story->count++] = (struct story_word){hash, 0};
    }
}

static void read_story(const struct result *r, struct story *story)
{
    size_t kept = 0;
    add_words(r->fields.article.title, story);
    add_words(r->fields.article.text, story);
    if (story->count > 1)
        qsort(story->words, story->count, sizeof *story->words, by_hash);
    for (size_t i = 0; i < story->count; i++) {
        if (kept == 0 || story->words[i].hash != story->words[kept - 1].hash)
            story->words[kept++] = story->words[i];
    }
    story->count = kept;
}

static bool has_word(const struct story *story, uint64_t hash)
{
    struct story_word key = {hash, 0};
    return story->count > 0 && bsearch(&key, story->words, story->count, sizeof key, by_hash) != NULL;
}

/* A word that all results have says nothing; one that a single result has counts ln(n + 1). */
static void weigh_words(struct story *stories, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t w = 0; w < stories[i].count; w++) {
            size_t having = 0;
            for (size_t j = 0; j < count; j++)
                having += has_word(&stories[j], stories[i].words[w].hash);
            stories[i].words[w].weight = log((double)(count + 1) / (double)having);
            stories[i].norm += stories[i].words[w].weight * stories[i].words[w].weight;
        }
    }
}

static double cosine(const struct story *a, const struct story *b)
{
    double sum = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->words[i].hash == b->words[j].hash)
            sum += a->words[i].weight * b->words[j].weight;
        if (a->words[i].hash <= b->words[j].hash)
            i++;
        else
            j++;
    }
    return a->norm > 0 && b->norm > 0 ? sum / sqrt(a->norm * b->norm) : 0;
}

/* Each result joins the story whose first result it is most like, or begins one. */
static void group_by_story(struct results *r)
{
    struct story *stories = mem_array(r->count, sizeof *stories);
    size_t *first = mem_array(r->count, sizeof *first), cap = 0;
    for (size_t i = 0; i < r->count; i++)
        read_story(&r->items[i], &stories[i]);
    weigh_words(stories, r->count);
    for (size_t i = 0; i < r->count; i++) {
        double best = SAME_STORY;
        size_t at = r->group_count;
        for (size_t g = 0; g < r->group_count; g++) {
            double likeness = cosine(&stories[first[g]], &stories[i]);
            if (likeness > best) {
                best = likeness;
                at = g;
            }
        }
        if (at == r->group_count) {
            struct view title = r->items[i].fields.article.title;
            first[at] = i;
            (void)add_group(r, &cap, title.len > 0 ? title : VIEW("no title"));
        }
        r->items[i].group = at;
    }
    for (size_t i = 0; i < r->count; i++)
        free(stories[i].words);
    free(stories);
    free(first);
}

/* ---- */

/* Results of one group stand together, in their old order. */
static void arrange(struct results *r)
{
    struct result *items = mem_array(r->count, sizeof *items);
    size_t count = 0;
    for (size_t g = 0; g < r->group_count; g++) {
        for (size_t i = 0; i < r->count; i++) {
            if (r->items[i].group != g)
                continue;
            items[count++] = r->items[i];
            r->groups[g].count++;
        }
    }
    free(r->items);
    r->items = items;
}

void answers_group(enum grouping group, struct results *r)
{
    if (group == GROUP_NONE)
        return;
    if (group == GROUP_CLUSTER)
        group_by_story(r);
    else
        group_by_name(group, r);
    arrange(r);
}
