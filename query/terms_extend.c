#include "query/terms_parts.h"

#include <stdlib.h>

static uint8_t term_of(const struct terms *t, const struct word *word)
{
    return word ? terms_find(t, word->stem_id) : (uint8_t)TERMS_NONE;
}

/* Names of all additions in t->more_names; *names is the caller's. */
static void name_additions(struct terms *t, const struct term_addition *additions, size_t count, struct view *names)
{
    buf_clear(&t->more_names);
    for (size_t i = 0; i < count; i++)
        buf_printf(&t->more_names, "Z%s", additions[i].word->stem);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        names[i] = (struct view){t->more_names.data + at, additions[i].word->stem_len + 1U};
        at += names[i].len;
    }
}

static void add_synonym(struct terms *t, uint8_t term, struct view name, uint64_t document_frequency)
{
    mem_grow(&t->synonyms, &t->synonym_cap, t->synonym_count, sizeof *t->synonyms);
    t->synonyms[t->synonym_count++] = (struct term_synonym){name, term};
    t->items[term].document_frequency += document_frequency;
}

static void add_term(struct terms *t, const struct term_addition *addition, struct view name, uint64_t document_frequency)
{
    t->items[t->count++] = (struct term){
        .text = addition->text,
        .stem = {addition->word->stem, addition->word->stem_len},
        .name = name,
        .stem_id = addition->word->stem_id,
        .weight = addition->weight,
        .document_frequency = document_frequency,
    };
}

static void weigh(struct terms *t, uint64_t segments)
{
    t->total = 0;
    for (size_t i = 0; i < t->count; i++) {
        struct term *term = &t->items[i];
        if (term->document_frequency > segments)
            term->document_frequency = segments;
        term->idf = terms_idf(segments, term->document_frequency);
        t->total += term->weight * term->idf;
    }
}

static int by_term(const void *a, const void *b)
{
    const struct term_synonym *x = a, *y = b;
    return x->term != y->term ? (x->term < y->term ? -1 : 1) : view_compare(x->name, y->name);
}

static void add_all(struct terms *t, const struct term_addition *additions, size_t count, const struct view *names,
                    const struct store_term_stats *stats)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t stem_id = additions[i].word->stem_id;
        if (terms_find(t, stem_id) != TERMS_NONE || stats[i].document_frequency == 0)
            continue;
        uint8_t of = term_of(t, additions[i].of);
        if (of != TERMS_NONE)
            add_synonym(t, of, names[i], stats[i].document_frequency);
        else if (!additions[i].of && t->count < TERMS_MAX)
            add_term(t, &additions[i], names[i], stats[i].document_frequency);
        else
            continue;
        terms_reserve_stems(t, stem_id);
        t->by_stem[stem_id] = of != TERMS_NONE ? of : (uint8_t)(t->count - 1);
    }
}

enum status terms_extend(struct terms *t, struct store_reader *r, uint64_t segments, const struct term_addition *additions,
                         size_t count, struct error *err)
{
    if (count == 0)
        return STATUS_OK;
    struct view *names = mem_array(count, sizeof *names);
    struct store_term_stats *stats = mem_array(count, sizeof *stats);
    name_additions(t, additions, count, names);
    enum status status = store_reader_term_stats(r, names, count, stats, err);
    if (status == STATUS_OK) {
        add_all(t, additions, count, names, stats);
        if (t->synonym_count > 1)
            qsort(t->synonyms, t->synonym_count, sizeof *t->synonyms, by_term);
        weigh(t, segments);
    }
    free(names);
    free(stats);
    return status;
}
