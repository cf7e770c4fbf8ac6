#include "query/match_parts.h"

#include "common/outline.h"

#include <stdlib.h>

static int by_low_bits(const void *a, const void *b)
{
    const struct match_stem *x = a, *y = b;
    uint32_t low_x = outline_low(x->hash), low_y = outline_low(y->hash);
    return low_x != low_y ? (low_x < low_y ? -1 : 1) : (x->index > y->index) - (x->index < y->index);
}

static void add_stem(struct match *m, struct view name, uint8_t term)
{
    mem_grow(&m->stems, &m->stem_cap, m->stem_count, sizeof *m->stems);
    m->stems[m->stem_count] =
        (struct match_stem){.hash = outline_hash(view_sub(name, 1, name.len)), .index = (uint32_t)m->stem_count, .term = term};
    m->stem_count++;
}

void match_prepare(struct match *m, const struct terms *terms)
{
    m->stem_count = 0;
    for (size_t i = 0; i < terms->count; i++)
        add_stem(m, terms->items[i].name, (uint8_t)i);
    for (size_t i = 0; i < terms->synonym_count; i++)
        add_stem(m, terms->synonyms[i].name, terms->synonyms[i].term);
    if (m->stem_count > 1)
        qsort(m->stems, m->stem_count, sizeof *m->stems, by_low_bits);
    if (m->wanted_cap < m->stem_count) {
        m->wanted = mem_resize(m->wanted, m->stem_count, sizeof *m->wanted);
        m->wanted_cap = m->stem_count;
    }
}

/* Mark the names of the stems that the segment has; false when the outline leaves one of them out. */
static bool mark_stems(struct match *m, const struct outline *o, const uint32_t *wdf, uint8_t *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < m->stem_count; i++) {
        if (wdf[m->stems[i].index] > 0)
            m->wanted[count++] = (struct outline_stem){m->stems[i].hash, m->stems[i].term};
    }
    return outline_mark(o, m->wanted, count, TERMS_NONE, marks) == count;
}

bool match_outline(struct match *m, const struct outline *o, const struct terms *terms, uint32_t window, const uint32_t *wdf)
{
    uint8_t marks[OUTLINE_MAX_NAMES];
    if (!mark_stems(m, o, wdf, marks))
        return false;
    size_t count = outline_places(o, marks, TERMS_NONE, &m->places, &m->place_cap), next = 0;
    struct outline_sentence at = {0};
    match_start(m);
    while (outline_next_sentence(o, &at)) {
        struct match_sentence s = {.words = at.words, .paragraph = at.paragraph, .first_hit = (uint32_t)m->hit_count};
        if (at.number == o->title_sentences + 1)
            match_start_text(m);
        for (; next < count && m->places[next].place - at.first_place < at.places; next++) {
            const struct outline_place *place = &m->places[next];
            struct hit hit = {.position = at.position + place->place - at.first_place, .term = place->mark};
            match_add_hit(m, hit, place->variant);
        }
        match_end_sentence(m, terms, window, &s);
        if (at.number <= o->title_sentences)
            match_add_title(m, &s);
        else
            match_add_sentence(m, s);
    }
    m->paragraph_count = o->paragraphs;
    match_end(m);
    return next == count;
}
