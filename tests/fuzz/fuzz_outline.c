/* Outlines out of a damaged index: whatever they say must be in bounds. */
#include "common/outline.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
    if (!condition)
        abort();
}

static int by_low_bits(const void *a, const void *b)
{
    uint32_t x = outline_low(((const struct outline_stem *)a)->hash), y = outline_low(((const struct outline_stem *)b)->hash);
    return (x > y) - (x < y);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { WANTED = 200, NONE = 0xFF };
    struct outline o;
    struct outline_sentence sentence = {0};
    struct outline_stem wanted[WANTED];
    struct outline_place *places = NULL;
    uint8_t marks[OUTLINE_MAX_NAMES];
    size_t cap = 0;
    uint32_t taken = 0;
    if (!outline_open((struct view){(const char *)data, size}, &o))
        return 0;
    while (outline_next_sentence(&o, &sentence)) {
        must(sentence.first_place + sentence.places <= o.place_count && sentence.words <= sentence.places);
        taken++;
    }
    must(taken <= o.sentence_count);
    for (uint32_t i = 0; i < WANTED; i++)
        wanted[i] = (struct outline_stem){i * 0x9E3779B1U, (uint8_t)(i % 64)};
    qsort(wanted, WANTED, sizeof *wanted, by_low_bits);
    must(outline_mark(&o, wanted, WANTED, NONE, marks) <= o.name_count);
    for (uint32_t name = 0; name < o.name_count; name += 2)
        marks[name] = 1;
    size_t count = outline_places(&o, marks, NONE, &places, &cap);
    must(count <= o.token_count + (size_t)o.variant_count);
    for (size_t i = 0; i < count; i++)
        must(places[i].mark < 64);
    free(places);
    return 0;
}
