#include "indexer/flatten_parts.h"

#include <string.h>

enum { MAX_VALUES = 3 }; /* of a segment */

/* The parts of the one allocation, in order of alignment; `positions` and `bytes` move on as they are filled. */
struct pack {
    struct store_document *documents;
    struct store_term *terms;
    struct store_value *values;
    uint32_t *positions;
    char *bytes;
    size_t size;
};

static size_t text_bytes(const struct flattener *f)
{
    size_t bytes = 0;
    for (size_t i = 0; i < f->term_count; i++)
        bytes += flat_prefix(f->terms[i].kind).len + f->terms[i].name.len;
    for (size_t i = 0; i < f->segment_count; i++) {
        const struct document *d = f->segments[i].document;
        bytes += sizeof d->date + d->article_id.len + d->outline.len + d->record.len;
    }
    return bytes;
}

/* Places are shared by a word and that of the title; here each has its own. */
static size_t position_count(const struct flattener *f)
{
    size_t count = 0;
    for (size_t i = 0; i < f->term_count; i++)
        count += f->terms[i].place_count;
    return count;
}

static void pack_lay_out(const struct flattener *f, struct pack *p)
{
    size_t documents = f->segment_count * sizeof *p->documents;
    size_t terms = f->term_count * sizeof *p->terms;
    size_t values = MAX_VALUES * f->segment_count * sizeof *p->values;
    size_t positions = position_count(f) * sizeof *p->positions;
    p->size = documents + terms + values + positions + text_bytes(f) + 1;
    char *at = mem_resize(NULL, p->size, 1);
    p->documents = (struct store_document *)(void *)at;
    p->terms = (struct store_term *)(void *)(at += documents);
    p->values = (struct store_value *)(void *)(at += terms);
    p->positions = (uint32_t *)(void *)(at += values);
    p->bytes = at + positions;
}

static struct view pack_bytes(struct pack *p, struct view v)
{
    char *at = p->bytes;
    if (v.len)
        memcpy(at, v.ptr, v.len);
    p->bytes += v.len;
    return (struct view){at, v.len};
}

static void pack_term(const struct flattener *f, struct pack *p, const struct flat_term *t, struct store_term *out)
{
    struct view name = pack_bytes(p, flat_prefix(t->kind));
    name.len += pack_bytes(p, t->name).len;
    *out = (struct store_term){name, t->wdf, t->place_count ? p->positions : NULL, t->place_count};
    if (t->place_count)
        memcpy(p->positions, f->places + t->first_place, t->place_count * sizeof *p->positions);
    p->positions += t->place_count;
}

static void pack_segment(const struct flattener *f, struct pack *p, size_t i)
{
    const struct document *d = f->segments[i].document;
    size_t first = i > 0 ? f->segments[i - 1].terms_end : 0;
    struct store_value *values = p->values + MAX_VALUES * i;
    size_t count = 0;
    if (d->has_date)
        values[count++] = (struct store_value){SLOT_DATE, pack_bytes(p, (struct view){d->date, sizeof d->date})};
    if (d->article_id.len > 0)
        values[count++] = (struct store_value){SLOT_ARTICLE, pack_bytes(p, d->article_id)};
    values[count++] = (struct store_value){SLOT_OUTLINE, pack_bytes(p, view_of_buf(&d->outline))};
    p->documents[i] = (struct store_document){
        .terms = p->terms + first,
        .term_count = f->segments[i].terms_end - first,
        .values = values,
        .value_count = count,
        .data = pack_bytes(p, view_of_buf(&d->record)),
    };
}

struct store_document *flattener_pack(const struct flattener *f, size_t *bytes)
{
    struct pack p;
    pack_lay_out(f, &p);
    for (size_t i = 0; i < f->term_count; i++)
        pack_term(f, &p, &f->terms[i], &p.terms[i]);
    for (size_t i = 0; i < f->segment_count; i++)
        pack_segment(f, &p, i);
    if (bytes)
        *bytes = p.size;
    return p.documents;
}
