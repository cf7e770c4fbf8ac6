/* Variants: $5m beside 5, oneill beside o'neill. Such words stand nowhere in the text and seldom in the cache. So they wait until the text ends, while the memory
 * of the dictionary comes; then they are looked for, and put among the tokens. */
#include "common/analyse_parts.h"

/* Positions may be lower than that of the variant before: a number waits for what follows it, a compound for its last part. */
static void insert_sorted(struct token *variants, unsigned count, struct token variant)
{
    for (; count > 0 && variants[count - 1].position > variant.position; count--)
        variants[count] = variants[count - 1];
    variants[count] = variant;
}

/* Each behind all tokens up to its position; both are in the order of positions. */
static void merge(struct tokens *out, const struct token *variants, size_t count)
{
    mem_reserve(&out->items, &out->cap, out->count + count, sizeof *out->items);
    struct token *from = out->items + out->count, *to = from + count;
    out->count += count;
    while (count > 0) {
        struct token variant = variants[--count];
        while (from > out->items && from[-1].position > variant.position)
            *--to = *--from;
        *--to = variant;
    }
}

void scan_put_variants(struct scan *s)
{
    struct analyser *a = s->a;
    struct token found[VARIANTS_WAITING];
    for (unsigned i = 0; i < a->variant_count; i++)
        __builtin_prefetch(a->words.slots[a->variants[i].hash & a->words.mask].item);
    for (unsigned i = 0; i < a->variant_count; i++) {
        const struct variant *v = &a->variants[i];
        const struct entry *e = v->entry ? v->entry : entry_find_hashed(a, v->hash, v->text, v->len);
        insert_sorted(found, i, (struct token){&e->word, v->start, v->end, v->position, TOKEN_VARIANT});
    }
    merge(s->out, found, a->variant_count);
    a->variant_count = 0;
    s->variant_position = 0;
}

/* One more that waits. */
static struct variant *add(struct scan *s, uint32_t start, uint32_t end, uint32_t position)
{
    struct analyser *a = s->a;
    if (a->variant_count == VARIANTS_WAITING)
        scan_put_variants(s);
    struct variant *v = &a->variants[a->variant_count++];
    v->start = start;
    v->end = end;
    v->position = position;
    s->variant_position = position > s->variant_position ? position : s->variant_position;
    return v;
}

void scan_add_variant(struct scan *s, const struct entry *e, uint32_t start, uint32_t end, uint32_t position)
{
    if (!e)
        return;
    struct variant *v = add(s, start, end, position);
    v->entry = e;
    v->hash = 0;
}

void scan_add_variant_text(struct scan *s, struct view text, uint32_t start, uint32_t end, uint32_t position)
{
    if (text.len == 0 || text.len > ANALYSE_MAX_TERM)
        return;
    struct variant *v = add(s, start, end, position);
    v->entry = NULL;
    v->hash = hash_text(s->a->language, text.ptr, text.len);
    v->len = (uint8_t)text.len;
    memcpy(v->text, text.ptr, text.len);
    __builtin_prefetch(&s->a->words.slots[v->hash & s->a->words.mask]);
}
