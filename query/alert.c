#include "query/alert.h"

#include "query/lit.h"
#include "query/searcher.h"

#include <stdlib.h>

enum { TRIES = 5 }; /* how often a query is asked again because the index changed meanwhile */

/* What alert_check was asked for. */
struct asked {
    const struct topic *topic;
    const struct search_settings *settings;
    const struct alert_query *before;
    bool note_only;
};

/* ---- what matches ---- */

/* Note id and hash of a matching document; its record is kept when the last run did not know it. */
static enum status note(struct store_reader *r, uint32_t docid, const struct asked *asked, size_t *places, struct alert_news *out,
                        struct error *err)
{
    struct buf bytes = {0};
    struct record record;
    enum status status = store_reader_record(r, docid, &bytes, err);
    if (status == STATUS_OK)
        status = record_decode(view_of_buf(&bytes), &record, err);
    if (status != STATUS_OK) {
        buf_release(&bytes);
        return status;
    }
    struct alert_item item = {record.article.id, record.hash};
    enum alert_change change = asked->note_only ? ALERT_SEEN : alert_compare(asked->before, &item);
    places[out->item_count] = out->ids.len;
    out->items[out->item_count++].hash = item.hash;
    buf_add_string(&out->ids, item.id);
    if (change == ALERT_SEEN) {
        buf_release(&bytes);
        return STATUS_OK;
    }
    out->changes[out->results.count] = change;
    out->results.items[out->results.count++] = (struct result){.record = bytes, .fields = record};
    return STATUS_OK;
}

static int by_id(const void *a, const void *b)
{
    const struct alert_item *x = a, *y = b;
    return view_compare(x->id, y->id);
}

/* The ids stand in one buffer that has moved while it grew: point into it now that it is whole. */
static void place_ids(struct alert_news *n, const size_t *places)
{
    for (size_t i = 0; i < n->item_count; i++) {
        struct view rest = view_sub(view_of_buf(&n->ids), places[i], n->ids.len);
        (void)view_take_string(&rest, &n->items[i].id);
    }
    if (n->item_count > 1)
        qsort(n->items, n->item_count, sizeof *n->items, by_id);
}

/* ---- what is new, in order ---- */

struct ordered {
    struct result result;
    enum alert_change change;
    uint32_t docid;
};

static int latest_first(const void *a, const void *b)
{
    const struct article *x = &((const struct ordered *)a)->result.fields.article;
    const struct article *y = &((const struct ordered *)b)->result.fields.article;
    bool dated = x->published.precision != DATE_NONE;
    if (dated != (y->published.precision != DATE_NONE))
        return dated ? -1 : 1;
    if (dated && x->published.seconds != y->published.seconds)
        return x->published.seconds > y->published.seconds ? -1 : 1;
    return view_compare(x->id, y->id);
}

static void put_in_order(struct alert_news *n, uint32_t *docids)
{
    size_t count = n->results.count;
    struct ordered *sorted = mem_array(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct ordered){n->results.items[i], n->changes[i], docids[i]};
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, latest_first);
    for (size_t i = 0; i < count; i++) {
        n->results.items[i] = sorted[i].result;
        n->changes[i] = sorted[i].change;
        docids[i] = sorted[i].docid;
        n->new_count += sorted[i].change == ALERT_NEW;
        n->changed_count += sorted[i].change == ALERT_CHANGED;
    }
    free(sorted);
}

/* ---- their passages ---- */

/* All offsets of a result count from the article's beginning, the record has the segment's text. */
static void fill_passage(struct lit *lit, uint32_t docid, struct result *r)
{
    size_t cap = 0;
    uint32_t offset = r->fields.offset;
    const struct article *a = &r->fields.article;
    lit_article(lit, &r->fields, docid);
    struct span span = lit_passage(lit, &r->fields, docid);
    r->text = view_sub(a->text, span.start, span.end);
    r->start = offset + span.start;
    r->end = offset + span.end;
    r->paragraph = r->fields.first_paragraph;
    struct span paragraph;
    for (size_t at = 0; segment_next_paragraph(a->text, &at, &paragraph) && paragraph.end <= span.start;)
        r->paragraph++;
    buf_add_view(&r->id, a->id);
    buf_printf(&r->id, "@%u-%u", r->start, r->end);
    for (size_t i = 0; i < lit->text_count; i++) {
        struct highlight h = lit->text[i];
        if (h.start < span.start || h.end > span.end)
            continue;
        if (h.term != HIGHLIGHT_NO_TERM)
            r->terms_matched |= UINT64_C(1) << h.term;
        h.start += offset;
        h.end += offset;
        mem_grow(&r->highlights, &cap, r->highlight_count, sizeof *r->highlights);
        r->highlights[r->highlight_count++] = h;
    }
}

/* ---- one query ---- */

static enum status check_once(struct searcher *s, const struct asked *asked, struct alert_news *out, struct error *err)
{
    struct matching m = {0};
    struct lit lit = {0};
    size_t *places = NULL;
    enum status status = search_matching(s, out->query, asked->settings, &m, err);
    if (status != STATUS_OK)
        goto out;
    places = mem_array(m.count, sizeof *places);
    out->items = mem_array(m.count, sizeof *out->items);
    out->changes = mem_array(m.count, sizeof *out->changes);
    out->results.items = mem_array(m.count, sizeof *out->results.items);
    out->results.matches = m.count;
    out->results.matches_exact = true;
    for (size_t i = 0; i < m.count && status == STATUS_OK; i++) {
        size_t before = out->results.count;
        status = note(searcher_reader(s), m.docids[i], asked, places, out, err);
        m.docids[before] = m.docids[i]; /* of the results, when it is one */
    }
    if (status == STATUS_OK && out->results.count > 0)
        status = lit_query(&lit, s, out->query, asked->settings, err);
    if (status != STATUS_OK)
        goto out;
    place_ids(out, places);
    put_in_order(out, m.docids);
    if (out->results.count > 0)
        search_describe(s, &out->results.query);
    for (size_t i = 0; i < out->results.count; i++)
        fill_passage(&lit, m.docids[i], &out->results.items[i]);
out:
    lit_release(&lit);
    free(places);
    matching_release(&m);
    return status;
}

enum status alert_check(struct searcher *s, const struct topic *topic, const struct search_settings *settings,
                        const struct alert_query *before, bool note_only, struct alert_news *out, struct error *err)
{
    const struct asked asked = {topic, settings, before, note_only};
    enum status status = STATUS_CHANGED;
    for (int i = 0; i < TRIES && status == STATUS_CHANGED; i++) {
        alert_news_release(out);
        out->qid = view_of_buf(&topic->qid);
        out->query = view_of_buf(&topic->text);
        status = check_once(s, &asked, out, err);
    }
    return status;
}

void alert_news_release(struct alert_news *n)
{
    results_release(&n->results);
    free(n->changes);
    free(n->items);
    buf_release(&n->ids);
    *n = (struct alert_news){0};
}
