#include "indexer/bulk/phrases.h"

enum {
    HASHED = 5,             /* bytes that two places must share: at 4 the record comes out no smaller, and takes longer */
    GROUP = 4,              /* places looked at together: their five bytes each lie in one load of eight */
    LOOK = 12,              /* bytes that must be left for it: one of the places may be compared with the one before it */
    FITTING = 60,           /* tenths of a bit a letter that the code of news may take before a code of the record's own is tried */
    LEAST_WITH_CODES = 300, /* bytes of a record for which the header of a code pays, 53 bytes of news */
    STRETCH = PHRASE_REACH  /* bytes that are searched together: a distance always fits, and a place 16 bits */
};

#define INLINE inline __attribute__((always_inline)) /* both passes, each with what it needs of this */

void phrases_init(struct phrases *x)
{
    *x = (struct phrases){0};
    phrase_symbols_init(&x->symbols);
    phrase_code_of_news(&x->news, &x->symbols);
    phrase_code_plain(&x->plain, &x->symbols);
}

/* The five bytes from byte `i` (0 to 3) of eight on. */
static inline uint64_t five_of(uint64_t eight, unsigned i)
{
    return eight >> 8 * i << 24;
}

static inline unsigned slot_of(uint64_t five)
{
    return (unsigned)(five * UINT64_C(0x9E3779B185EBCA87) >> (64 - PHRASES_SLOT_BITS)); /* Fibonacci hashing */
}

/* How many bytes from p on are those from q on. */
static inline unsigned same_bytes(const unsigned char *p, const unsigned char *q, const unsigned char *end)
{
    const unsigned char *start = p;
    for (; end - p >= 8; p += 8, q += 8) {
        uint64_t other = bits_le64(p) ^ bits_le64(q);
        if (other)
            return (unsigned)(p - start) + (unsigned)__builtin_ctzll(other) / 8;
    }
    while (p < end && *p == *q)
        p++, q++;
    return (unsigned)(p - start);
}

/* Where a pass over a record stands. */
struct pass {
    uint16_t *slots;
    const unsigned char *start, *end; /* of the stretch */
    const struct phrase_symbols *symbols;
    const struct phrase_code *code;
    uint32_t *counts; /* NULL: write */
    struct bits bits;
    size_t phrase_bytes, phrase_bits; /* what is said by phrases, and what that takes */
};

static INLINE void take_letter(struct pass *s, unsigned letter)
{
    if (s->counts)
        s->counts[letter]++;
    else
        bits_put(&s->bits, s->code->letters[letter]);
}

static INLINE void take_phrase(struct pass *s, unsigned length, unsigned distance_less_1)
{
    unsigned class = phrase_class(distance_less_1);
    if (s->counts) {
        s->counts[s->symbols->of_length[length]]++;
        s->counts[PHRASE_LETTERS + s->symbols->of_class[class]]++;
        return;
    }
    uint32_t entry = s->code->distances[class];
    unsigned bits = entry & 15, detail = entry >> 4 & 15;
    bits_put(&s->bits, s->code->lengths[length]);
    bits_put(&s->bits, huffman_entry(entry >> 8, bits));
    bits_put(&s->bits, huffman_entry(distance_less_1 & ((1U << detail) - 1), detail));
    s->phrase_bytes += length;
    s->phrase_bits += (s->code->lengths[length] & 0xFF) + bits + detail;
}

/* Four places from p on become known; eight bytes must be there. */
static INLINE void remember(struct pass *s, const unsigned char *p)
{
    uint64_t eight = bits_le64(p);
    for (unsigned i = 0; i < GROUP; i++)
        s->slots[slot_of(five_of(eight, i))] = (uint16_t)(p + i - s->start);
}

static INLINE void flush(struct pass *s)
{
    if (!s->counts)
        bits_flush(&s->bits);
}

/* A phrase of at least HASHED bytes at p that stood at `from`, too: take it. Returns where it ends. */
static INLINE const unsigned char *take_repeated(struct pass *s, const unsigned char *p, const unsigned char *from)
{
    const unsigned char *most = s->end - p > PHRASE_LONGEST ? p + PHRASE_LONGEST : s->end;
    const unsigned char *after = p + HASHED + same_bytes(p + HASHED, from + HASHED, most);
    flush(s);
    take_phrase(s, (unsigned)(after - p), (unsigned)(p - from) - 1);
    flush(s);
    remember(s, p + 1);
    if (s->end - after >= GROUP) /* all between costs a tenth of the time, and gains less than a hundredth */
        remember(s, after - GROUP);
    return after;
}

/* An empty slot says that its five bytes stood at the beginning of the stretch; they are compared like all others. */
static INLINE void take_stretch(struct pass *s)
{
    const unsigned char *p = s->start;
    memset(s->slots, 0, PHRASES_SLOTS * sizeof *s->slots);
    take_letter(s, *p++);
    flush(s);
    while (s->end - p >= LOOK) {
        uint64_t eight = bits_le64(p);
        const unsigned char *from = NULL;
        unsigned i;
#pragma GCC unroll 4
        for (i = 0; i < GROUP; i++) {
            uint64_t five = five_of(eight, i);
            uint16_t *slot = &s->slots[slot_of(five)];
            from = s->start + *slot;
            *slot = (uint16_t)(p + i - s->start);
            if (bits_le64(from) << 24 == five)
                break;
            take_letter(s, eight >> 8 * i & 0xFF);
        }
        if (i < GROUP) {
            p = take_repeated(s, p + i, from);
        } else {
            flush(s);
            p += GROUP;
        }
    }
    for (; p < s->end; p++) {
        take_letter(s, *p);
        flush(s);
    }
}

static INLINE void take_all(struct pass *s, struct view bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    for (size_t left = bytes.len, len; left > 0; left -= len, p += len) {
        len = left < STRETCH ? left : STRETCH;
        s->start = p;
        s->end = p + len;
        take_stretch(s);
    }
    take_letter(s, HUFFMAN_END);
    flush(s);
}

/* Append the stream in `code`. Returns whether the letters have short codes: what a phrase takes depends little on the text. */
static bool write(struct phrases *x, const struct phrase_code *code, struct view bytes, struct buf *out)
{
    if (!buf_reserve(out, HUFFMAN_HEADER + 2 * bytes.len + sizeof(uint64_t)))
        return true;
    char *to = out->data + out->len;
    struct pass s = {.slots = x->slots, .code = code, .bits = bits_begin(&code->header, to)};
    take_all(&s, bytes);
    size_t len = (size_t)(bits_end(&s.bits) - to);
    out->len += len;
    out->data[out->len] = '\0';
    return 8 * len - code->header.bits - s.phrase_bits <= (bytes.len - s.phrase_bytes) * FITTING / 10;
}

/* Whether the code of news will not do, by a few of the letters: in another script, say. */
static bool is_foreign(const struct phrases *x, struct view bytes)
{
    enum { SAMPLES = 64, FOREIGN = 7 };
    size_t step = bytes.len / SAMPLES, bits = 0;
    for (size_t i = 0; i < SAMPLES; i++)
        bits += x->news.letters[(unsigned char)bytes.ptr[i * step]] & 0xFF;
    return bits > (size_t)SAMPLES * FOREIGN;
}

static void write_in_its_own(struct phrases *x, struct view bytes, struct buf *out)
{
    phrases_count(x, bytes);
    phrase_code_make(&x->own, &x->symbols, x->counts);
    write(x, &x->own, bytes, out);
}

void phrases_add(struct phrases *x, struct view bytes, struct buf *out)
{
    size_t before = out->len;
    if (bytes.len < LEAST_WITH_CODES) {
        write(x, &x->plain, bytes, out);
    } else if (is_foreign(x, bytes)) {
        write_in_its_own(x, bytes, out);
    } else if (!write(x, &x->news, bytes, out)) {
        size_t first = out->len;
        write_in_its_own(x, bytes, out);
        size_t second = out->len - first;
        if (second < first - before)
            memmove(out->data + before, out->data + first, second);
        buf_truncate(out, before + (second < first - before ? second : first - before));
    }
}

void phrases_count(struct phrases *x, struct view bytes)
{
    struct pass s = {.slots = x->slots, .symbols = &x->symbols, .counts = x->counts};
    memset(x->counts, 0, sizeof x->counts);
    take_all(&s, bytes);
}
