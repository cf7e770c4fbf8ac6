#include "common/outline_names.h"

#include "common/bits.h"
#include "common/huge.h"

#include <stdlib.h>
#include <string.h>

void outline_names_release(struct outline_names *m)
{
    huge_free(m->stems, m->stem_cap * sizeof *m->stems);
    free(m->met);
    buf_release(&m->list);
    *m = (struct outline_names){0};
}

void outline_names_forget(struct outline_names *m)
{
    if (m->stem_cap > 0)
        memset(m->stems, 0, m->stem_cap * sizeof *m->stems);
    m->epoch = 0;
}

static struct outline_side *side_of(struct outline_names *m, const struct word *word)
{
    huge_reach(&m->stems, &m->stem_cap, word->stem_id, sizeof *m->stems);
    struct outline_side *side = &m->stems[word->stem_id];
    if (!side->hashed) {
        side->hash = outline_hash((struct view){word->stem, word->stem_len});
        side->hashed = true;
    }
    return side;
}

static void meet_stems(struct outline_names *m, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct word *word = tokens->items[i].word;
        struct outline_side *side = side_of(m, word);
        if (side->epoch == m->epoch) {
            side->kept = side->kept || !word->is_stop;
            continue;
        }
        uint32_t low = outline_low(side->hash);
        uint64_t bit = UINT64_C(1) << low % OUTLINE_WORD_BITS;
        side->epoch = m->epoch;
        side->kept = !word->is_stop;
        side->name = OUTLINE_NO_NAME;
        m->twice[low / OUTLINE_WORD_BITS] |= m->seen[low / OUTLINE_WORD_BITS] & bit;
        m->seen[low / OUTLINE_WORD_BITS] |= bit;
        mem_grow(&m->met, &m->met_cap, m->met_count, sizeof *m->met);
        m->met[m->met_count++] = word->stem_id;
    }
}

static void add_name(struct outline_names *m, uint32_t distance)
{
    for (; distance >= 255; distance -= 255)
        buf_add_char(&m->list, (char)255);
    buf_add_char(&m->list, (char)distance);
}

static bool has_bit(const uint64_t *bits, uint32_t low)
{
    return (bits[low / OUTLINE_WORD_BITS] >> low % OUTLINE_WORD_BITS & 1) != 0;
}

/* Names by the low bits, in their order. */
static void name_by_low_bits(struct outline_names *m)
{
    uint16_t before[OUTLINE_WORDS]; /* names in the words before */
    uint32_t next = 0;              /* the least that the next name can be */
    for (size_t i = 0; i < m->met_count; i++) {
        const struct outline_side *side = &m->stems[m->met[i]];
        uint32_t low = outline_low(side->hash);
        if (side->kept && !has_bit(m->twice, low))
            m->named[low / OUTLINE_WORD_BITS] |= UINT64_C(1) << low % OUTLINE_WORD_BITS;
    }
    for (uint32_t at = 0; at < OUTLINE_WORDS; at++) {
        before[at] = (uint16_t)m->count;
        for (uint64_t left = m->named[at]; left != 0; left &= left - 1) {
            uint32_t low = at * OUTLINE_WORD_BITS + (uint32_t)__builtin_ctzll(left);
            add_name(m, low - next);
            next = low + 1;
            m->count++;
        }
    }
    for (size_t i = 0; i < m->met_count; i++) {
        struct outline_side *side = &m->stems[m->met[i]];
        uint32_t low = outline_low(side->hash), at = low / OUTLINE_WORD_BITS;
        uint64_t bit = UINT64_C(1) << low % OUTLINE_WORD_BITS;
        if ((m->named[at] & bit) != 0)
            side->name = (uint16_t)(before[at] + bits_count(m->named[at] & (bit - 1)));
    }
}

/* Names of the stems that share their low bits with another one. */
static void name_by_whole_hash(struct outline_names *m)
{
    size_t shared = 0; /* of m->met, moved to its front */
    for (size_t i = 0; i < m->met_count; i++) {
        struct outline_side *side = &m->stems[m->met[i]];
        if (!has_bit(m->twice, outline_low(side->hash)))
            continue;
        for (size_t j = 0; j < shared; j++)
            m->fit = m->fit && m->stems[m->met[j]].hash != side->hash;
        m->met[shared++] = m->met[i];
        if (!side->kept || m->count >= OUTLINE_MAX_NAMES)
            continue;
        side->name = (uint16_t)m->count++;
        m->whole_count++;
        for (unsigned shift = 0; shift < 32; shift += 8)
            buf_add_char(&m->list, (char)(side->hash >> shift & 0xFF));
    }
}

void outline_names_find(struct outline_names *m, const struct tokens *title, const struct tokens *text)
{
    if (++m->epoch == 0) {
        outline_names_forget(m);
        m->epoch = 1;
    }
    memset(m->seen, 0, sizeof m->seen);
    memset(m->twice, 0, sizeof m->twice);
    memset(m->named, 0, sizeof m->named);
    buf_clear(&m->list);
    m->met_count = 0;
    m->count = m->whole_count = 0;
    m->fit = true;
    meet_stems(m, title);
    meet_stems(m, text);
    name_by_low_bits(m);
    name_by_whole_hash(m);
    m->fit = m->fit && m->count < OUTLINE_MAX_NAMES;
}
