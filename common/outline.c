#include "common/outline.h"

#include "common/analyse.h"
#include "common/bits.h"

#include <string.h>
#include <xxhash.h>

uint32_t outline_hash(struct view stem)
{
    return (uint32_t)XXH3_64bits(stem.ptr, stem.len);
}

enum { WHOLE = 4 }; /* bytes of a whole hash */

/* ---- opening ---- */

static bool take(struct view *in, uint32_t *out)
{
    uint64_t n = 0;
    if (!view_take_varint(in, &n) || n > UINT32_MAX)
        return false;
    *out = (uint32_t)n;
    return true;
}

static size_t bits_size(uint32_t count)
{
    return ((size_t)count + 7) / 8;
}

uint32_t outline_high_bits(uint32_t name_count)
{
    uint32_t bits = 0;
    while (name_count > (uint32_t)OUTLINE_NARROW << bits)
        bits++;
    return bits;
}

/* Bits 64 * word and on. */
static uint64_t bits_at(const struct outline *o, uint32_t word)
{
    uint64_t bits = 0;
    size_t bytes = bits_size(o->place_count), at = (size_t)word * 8;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (at + sizeof bits <= bytes) {
        memcpy(&bits, o->bits + at, sizeof bits);
        return bits;
    }
#endif
    for (size_t i = 0; i < 8 && at + i < bytes; i++)
        bits |= (uint64_t)o->bits[at + i] << 8 * i;
    return bits;
}

/* Cut `size` bytes off the beginning of *in. */
static bool take_bytes(struct view *in, size_t size, struct view *out)
{
    if (size > in->len)
        return false;
    *out = view_sub(*in, 0, size);
    *in = view_sub(*in, size, in->len);
    return true;
}

static bool open_tokens(struct outline *o, struct view *in)
{
    struct view bits, tokens;
    if (!take_bytes(in, bits_size(o->place_count), &bits))
        return false;
    o->bits = (const unsigned char *)bits.ptr;
    for (uint32_t word = 0; (size_t)word * 8 < bits.len; word++)
        o->token_count += bits_count(bits_at(o, word));
    o->high_bits = outline_high_bits(o->name_count);
    if (!take_bytes(in, o->token_count + o->high_bits * bits_size(o->token_count), &tokens))
        return false;
    o->tokens = (const unsigned char *)tokens.ptr;
    return take(in, &o->variant_count);
}

bool outline_open(struct view bytes, struct outline *out)
{
    struct outline o = {0};
    uint32_t sentences = 0, names = 0;
    if (bytes.len < 2 || bytes.len > OUTLINE_MAX_SIZE || bytes.ptr[0] != OUTLINE_VERSION)
        return false;
    struct view in = view_sub(bytes, 1, bytes.len);
    bool good = take(&in, &o.segments) && take(&in, &o.offset) && take(&in, &o.first_paragraph) && take(&in, &o.paragraphs) &&
                take(&in, &o.title_sentences) && take(&in, &o.sentence_count) && take(&in, &o.place_count) &&
                take(&in, &o.name_count) && take(&in, &o.whole_names) && take(&in, &sentences) && take(&in, &names);
    good = good && o.title_sentences <= o.sentence_count && o.place_count <= OUTLINE_MAX_SIZE * 8U &&
           o.name_count <= OUTLINE_MAX_NAMES && o.whole_names <= o.name_count && names >= o.whole_names * WHOLE &&
           take_bytes(&in, sentences, &o.sentences) && take_bytes(&in, names, &o.names) && open_tokens(&o, &in);
    o.variants = in;
    if (good)
        *out = o;
    return good;
}

/* ---- reading ---- */

bool outline_next_sentence(const struct outline *o, struct outline_sentence *s)
{
    static const uint32_t gaps[] = {POSITION_SENTENCE_GAP, POSITION_PARAGRAPH_GAP, 0, 0};
    if (s->number == o->sentence_count)
        return false;
    struct view in = s->number > 0 ? s->rest : o->sentences;
    if (in.len == 0)
        return false;
    unsigned header = (unsigned char)in.ptr[0];
    uint32_t places = 0, holes = 0, gap = gaps[header & OUTLINE_GAP];
    in = view_sub(in, 1, in.len);
    if (!take(&in, &places) || ((header & OUTLINE_HOLES) != 0 && !take(&in, &holes)) ||
        ((header & OUTLINE_GAP) == OUTLINE_GAP_OTHER && !take(&in, &gap)) || holes > places ||
        places > o->place_count - s->first_place - s->places)
        return false;
    bool starts = s->number == 0 || s->number == o->title_sentences;
    s->position = (starts ? 1 : s->position + s->places) + gap;
    s->paragraph = (starts ? 0 : s->paragraph) + (header >> OUTLINE_PARAGRAPH_SHIFT);
    s->first_place += s->places;
    s->places = places;
    s->words = places - holes;
    s->rest = in;
    s->number++;
    return true;
}

/* Names that are low bits of hashes, in `names`. */
static size_t mark_low(const struct outline *o, struct view names, const struct outline_stem *wanted, size_t count, uint8_t *marks)
{
    const unsigned char *at = (const unsigned char *)names.ptr, *end = at + names.len;
    uint32_t low = UINT32_MAX; /* one below the least */
    size_t next = 0, found = 0;
    for (uint32_t name = 0; name + o->whole_names < o->name_count && next < count; name++) {
        for (; at < end && *at == 255; at++)
            low += 255;
        if (at == end)
            break;
        low += *at++ + 1U;
        while (next < count && outline_low(wanted[next].hash) < low)
            next++;
        if (next == count || outline_low(wanted[next].hash) != low)
            continue;
        marks[name] = wanted[next].mark;
        found++;
    }
    return found;
}

static size_t mark_whole(const struct outline *o, struct view names, const struct outline_stem *wanted, size_t count,
                         uint8_t *marks)
{
    const unsigned char *at = (const unsigned char *)names.ptr;
    size_t found = 0;
    for (uint32_t name = o->name_count - o->whole_names; name < o->name_count; name++, at += WHOLE) {
        uint32_t hash = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
        for (size_t i = 0; i < count; i++) {
            if (wanted[i].hash != hash)
                continue;
            marks[name] = wanted[i].mark;
            found++;
            break;
        }
    }
    return found;
}

size_t outline_mark(const struct outline *o, const struct outline_stem *wanted, size_t count, uint8_t none, uint8_t *marks)
{
    size_t low = o->names.len - o->whole_names * WHOLE;
    memset(marks, none, o->name_count);
    return mark_low(o, view_sub(o->names, 0, low), wanted, count, marks) +
           mark_whole(o, view_sub(o->names, low, o->names.len), wanted, count, marks);
}

static uint32_t token_name(const struct outline *o, uint32_t token)
{
    uint32_t name = o->tokens[token];
    const unsigned char *bits = o->tokens + o->token_count;
    for (uint32_t i = 0; i < o->high_bits; i++, bits += bits_size(o->token_count))
        name |= (uint32_t)(bits[token / 8] >> token % 8 & 1) << (8 + i);
    return name;
}

/* The marked variants: (place, mark) in order. */
struct variant_reader {
    struct view rest;
    uint32_t left, place;
    uint8_t mark;
};

static bool next_variant(const struct outline *o, const uint8_t *marks, uint8_t none, struct variant_reader *v)
{
    while (v->left > 0) {
        uint32_t step = 0, name = 0;
        v->left--;
        if (!take(&v->rest, &step) || !take(&v->rest, &name) || name >= o->name_count)
            break;
        v->place += step;
        v->mark = marks[name];
        if (v->mark != none)
            return true;
    }
    v->left = 0;
    v->place = UINT32_MAX;
    return false;
}

static void add_place(struct outline_place **items, size_t *cap, size_t *count, uint32_t place, uint8_t mark, bool variant)
{
    mem_grow(items, cap, *count, sizeof **items);
    (*items)[(*count)++] = (struct outline_place){place, mark, variant};
}

/* The place of token `token`: the set bit of that number, looked for from the word of bits that an earlier call left. */
struct place_finder {
    uint64_t bits;
    uint32_t word, passed; /* tokens in the words before */
};

static uint32_t place_of(const struct outline *o, struct place_finder *f, uint32_t token)
{
    for (;;) {
        uint32_t here = bits_count(f->bits);
        if (token < f->passed + here)
            break;
        f->passed += here;
        f->bits = bits_at(o, ++f->word);
    }
    uint64_t bits = f->bits;
    for (uint32_t skip = token - f->passed; skip > 0; skip--)
        bits &= bits - 1;
    return f->word * 64 + (uint32_t)__builtin_ctzll(bits);
}

size_t outline_places(const struct outline *o, const uint8_t *marks, uint8_t none, struct outline_place **items, size_t *cap)
{
    struct variant_reader v = {.rest = o->variants, .left = o->variant_count};
    struct place_finder f = {.bits = o->token_count > 0 ? bits_at(o, 0) : 0};
    bool more = next_variant(o, marks, none, &v);
    size_t count = 0;
    for (uint32_t i = 0; i < o->token_count; i++) {
        uint32_t name = token_name(o, i);
        if (name >= o->name_count || marks[name] == none)
            continue;
        uint32_t place = place_of(o, &f, i);
        for (; more && v.place < place; more = next_variant(o, marks, none, &v))
            add_place(items, cap, &count, v.place, v.mark, true);
        add_place(items, cap, &count, place, marks[name], false);
    }
    for (; more; more = next_variant(o, marks, none, &v))
        add_place(items, cap, &count, v.place, v.mark, true);
    return count;
}
