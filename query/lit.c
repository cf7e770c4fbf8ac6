#include "query/lit.h"

#include "common/utf8.h"

#include <stdlib.h>

/* Hits in order of place; of two forms of one word the longer one is lit, the first where they are equally long. */
static struct highlight *collect(const struct hit *hits, size_t count, size_t *out_count)
{
    struct highlight *lights = mem_array(count, sizeof *lights);
    size_t lit = 0;
    for (size_t i = 0; i < count; i++) {
        struct highlight h = {.start = hits[i].start, .end = hits[i].end, .term = hits[i].term};
        struct highlight *last = lit > 0 ? &lights[lit - 1] : NULL;
        if (!last || h.start >= last->end)
            lights[lit++] = h;
        else if (h.start <= last->start && h.end > last->end)
            *last = h;
    }
    *out_count = lit;
    return lights;
}

enum status lit_find(struct lit *l, struct store_reader *r, struct view query, const struct article *article, struct error *err)
{
    struct store_stats stats;
    struct match match = {0};
    lit_release(l);
    if (view_trim(query).len == 0)
        return STATUS_OK;
    utf8_repair(query, &l->query);
    enum status status = store_reader_stats(r, &stats, err);
    if (status == STATUS_OK)
        status = analyser_new(store_reader_language(r), &l->analyser, err);
    if (status == STATUS_OK)
        status = terms_make(&l->terms, l->analyser, r, stats.segments, view_of_buf(&l->query), err);
    if (status != STATUS_OK)
        return status;
    analyser_set_language(l->analyser, article->language);
    match_text(&match, l->analyser, &l->terms, 1, article->title, article->text);
    l->title = collect(match.hits, match.title.hits, &l->title_count);
    l->text = collect(match.hits + match.title.hits, match.hit_count - match.title.hits, &l->text_count);
    match_release(&match);
    return STATUS_OK;
}

void lit_release(struct lit *l)
{
    terms_release(&l->terms);
    analyser_free(l->analyser);
    buf_release(&l->query);
    free(l->title);
    free(l->text);
    *l = (struct lit){0};
}

struct view lit_stem(const struct lit *l, const struct highlight *h)
{
    return h->term < l->terms.count ? l->terms.items[h->term].stem : VIEW("");
}
