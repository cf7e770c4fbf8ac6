#include "common/outline_names.h"

#include "common/bits.h"

#include <stdlib.h>
#include <string.h>

void outline_names_release(struct outline_names *m)
{
    free(m->stems);
    free(m->words);
    buf_release(&m->list);
    *m = (struct outline_names){0};
}

static uint16_t *reserve(uint16_t *names, size_t *cap, size_t wanted)
{
    if (*cap >= wanted)
        return names;
    *cap = 2 * wanted;
    return mem_resize(names, *cap, sizeof *names);
}

/* Sets of low bits of hashes. */
static inline bool has(const uint64_t *bits, uint32_t low)
{
    return (bits[low / OUTLINE_WORD_BITS] >> low % OUTLINE_WORD_BITS & 1) != 0;
}

static inline void put(uint64_t *bits, uint32_t low, bool bit)
{
    bits[low / OUTLINE_WORD_BITS] |= (uint64_t)bit << low % OUTLINE_WORD_BITS;
}

static void find_shared(struct outline_names *m, const struct vocabulary *v)
{
    for (uint32_t i = 0; i < v->stem_count; i++) {
        uint32_t low = outline_low(v->stems[i].hash);
        put(m->twice, low, has(m->seen, low));
        put(m->seen, low, true);
    }
}

static void add_name(struct outline_names *m, uint32_t distance)
{
    for (; distance >= 255; distance -= 255)
        buf_add_char(&m->list, (char)255);
    buf_add_char(&m->list, (char)distance);
}

/* Names by the low bits, in their order. */
static void name_by_low_bits(struct outline_names *m, const struct vocabulary *v)
{
    uint16_t before[OUTLINE_WORDS]; /* names in the words before */
    uint32_t next = 0;              /* the least that the next name can be */
    for (uint32_t i = 0; i < v->stem_count; i++) {
        uint32_t low = outline_low(v->stems[i].hash);
        put(m->named, low, v->stems[i].kept && !has(m->twice, low));
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
    for (uint32_t i = 0; i < v->stem_count; i++) {
        uint32_t low = outline_low(v->stems[i].hash), at = low / OUTLINE_WORD_BITS;
        uint64_t below = (UINT64_C(1) << low % OUTLINE_WORD_BITS) - 1;
        m->stems[i] = has(m->named, low) ? (uint16_t)(before[at] + bits_count(m->named[at] & below)) : OUTLINE_NO_NAME;
    }
}

/* Names of the stems that share their low bits with another one. */
static void name_by_whole_hash(struct outline_names *m, const struct vocabulary *v)
{
    uint32_t shared[OUTLINE_MAX_NAMES], count = 0; /* whole hashes */
    for (uint32_t i = 0; i < v->stem_count && m->fit; i++) {
        uint32_t hash = v->stems[i].hash;
        if (!has(m->twice, outline_low(hash)))
            continue;
        for (uint32_t j = 0; j < count; j++)
            m->fit = m->fit && shared[j] != hash;
        shared[count++] = hash;
        m->fit = m->fit && count < OUTLINE_MAX_NAMES && m->count < OUTLINE_MAX_NAMES;
        if (!v->stems[i].kept || !m->fit)
            continue;
        m->stems[i] = (uint16_t)m->count++;
        m->whole_count++;
        for (unsigned shift = 0; shift < 32; shift += 8)
            buf_add_char(&m->list, (char)(hash >> shift & 0xFF));
    }
}

static void name_words(struct outline_names *m, const struct vocabulary *v)
{
    for (uint32_t i = 0; i < v->word_count; i++)
        m->words[i] = m->stems[v->words[i].stem];
}

void outline_names_find(struct outline_names *m, const struct vocabulary *v)
{
    m->stems = reserve(m->stems, &m->stem_cap, v->stem_count);
    m->words = reserve(m->words, &m->word_cap, v->word_count);
    memset(m->seen, 0, sizeof m->seen);
    memset(m->twice, 0, sizeof m->twice);
    memset(m->named, 0, sizeof m->named);
    buf_clear(&m->list);
    m->count = m->whole_count = 0;
    m->fit = true;
    find_shared(m, v);
    name_by_low_bits(m, v);
    name_by_whole_hash(m, v);
    name_words(m, v);
    m->fit = m->fit && m->count < OUTLINE_MAX_NAMES;
}
