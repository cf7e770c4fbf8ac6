#include "common/outline_names.h"

#include <stdlib.h>

void outline_names_release(struct outline_names *m)
{
    free(m->stems);
    free(m->words);
    free(m->keys);
    buf_release(&m->list);
    *m = (struct outline_names){0};
}

/* A stem to be sorted: the low bits of its hash above its number. */
enum { NUMBER_BITS = 32 - OUTLINE_HASH_BITS, MAX_STEMS = 1 << NUMBER_BITS };
static inline uint32_t number_of(uint32_t key)
{
    return key & (MAX_STEMS - 1);
}
static inline uint32_t low_of(uint32_t key)
{
    return key >> NUMBER_BITS;
}

enum { DIGIT_BITS = OUTLINE_HASH_BITS / 2, DIGITS = 1 << DIGIT_BITS };

static void sort_by_digit(const uint32_t *from, uint32_t *to, uint32_t count, uint32_t ends[DIGITS], unsigned shift)
{
    uint32_t start = 0;
    for (unsigned digit = 0; digit < DIGITS; digit++) {
        uint32_t here = ends[digit];
        ends[digit] = start;
        start += here;
    }
    for (uint32_t i = 0; i < count; i++)
        to[ends[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

/* The stems by their low bits, those with equal ones in the order of their numbers: a radix sort of two digits. In m->keys. */
static void sort_stems(struct outline_names *m, const struct vocabulary *v)
{
    uint32_t lower[DIGITS] = {0}, upper[DIGITS] = {0};
    uint32_t *keys = m->keys, *other = m->keys + v->stem_count;
    for (uint32_t i = 0; i < v->stem_count; i++) {
        uint32_t low = outline_low(v->stems[i].hash);
        keys[i] = low << NUMBER_BITS | i;
        lower[low & (DIGITS - 1)]++;
        upper[low >> DIGIT_BITS]++;
    }
    sort_by_digit(keys, other, v->stem_count, lower, NUMBER_BITS);
    sort_by_digit(other, keys, v->stem_count, upper, NUMBER_BITS + DIGIT_BITS);
}

static void add_name(struct outline_names *m, uint32_t distance)
{
    for (; distance >= 255; distance -= 255)
        buf_add_char(&m->list, (char)255);
    buf_add_char(&m->list, (char)distance);
}

/* Of a stem that shares its low bits with another one, until it has a name by its whole hash. */
#define SHARED (OUTLINE_NO_NAME - 1)

/* Names by the low bits, in their order. Returns whether stems share them. */
static bool name_by_low_bits(struct outline_names *m, const struct vocabulary *v)
{
    const uint32_t *keys = m->keys;
    uint32_t next = 0; /* the least that the next name can be */
    bool shared = false;
    for (uint32_t i = 0, count = v->stem_count; i < count; i++) {
        uint32_t stem = number_of(keys[i]), low = low_of(keys[i]);
        if ((i > 0 && low_of(keys[i - 1]) == low) || (i + 1 < count && low_of(keys[i + 1]) == low)) {
            m->stems[stem] = SHARED;
            shared = true;
        } else if (v->stems[stem].kept && m->count < OUTLINE_MAX_NAMES) {
            add_name(m, low - next);
            next = low + 1;
            m->stems[stem] = (uint16_t)m->count++;
        } else {
            m->stems[stem] = OUTLINE_NO_NAME;
        }
    }
    return shared;
}

/* Names of the stems that share their low bits with another one, in the order of their numbers. */
static void name_by_whole_hash(struct outline_names *m, const struct vocabulary *v)
{
    uint32_t met[OUTLINE_MAX_NAMES], count = 0; /* whole hashes */
    for (uint32_t i = 0; i < v->stem_count && m->fit; i++) {
        uint32_t hash = v->stems[i].hash;
        if (m->stems[i] != SHARED)
            continue;
        for (uint32_t j = 0; j < count; j++)
            m->fit = m->fit && met[j] != hash;
        met[count++] = hash;
        m->fit = m->fit && count < OUTLINE_MAX_NAMES && m->count < OUTLINE_MAX_NAMES;
        m->stems[i] = OUTLINE_NO_NAME;
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
    buf_clear(&m->list);
    m->count = m->whole_count = 0;
    m->fit = v->stem_count <= MAX_STEMS;
    mem_reserve(&m->stems, &m->stem_cap, v->stem_count, sizeof *m->stems);
    mem_reserve(&m->words, &m->word_cap, v->word_count, sizeof *m->words);
    mem_reserve(&m->keys, &m->key_cap, 2 * (size_t)v->stem_count, sizeof *m->keys);
    if (!m->fit)
        return;
    sort_stems(m, v);
    if (name_by_low_bits(m, v))
        name_by_whole_hash(m, v);
    name_words(m, v);
    m->fit = m->fit && m->count < OUTLINE_MAX_NAMES;
}
