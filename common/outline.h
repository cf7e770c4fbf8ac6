/* The outline of a segment: where each of its stems stands, so that a segment can be scored without its text. Stored as the value SLOT_OUTLINE of each document.
 *
 * Made from the tokens of title and text by the indexer (outline_make.h), read here by the query. Stems go by the low OUTLINE_HASH_BITS bits of their hash, those
 * of one segment that share these bits by all 32; no outline is made where two share them all. So a hash that stands in the outline of a segment which has
 * the stem (its posting list says so) is that stem. Stop words are left out: whoever looks for them goes to the text. An outline never says anything wrong, only
 * sometimes nothing.
 *
 * The form, numbers as varints unless said otherwise:
 *   byte OUTLINE_VERSION, or OUTLINE_NONE alone: nothing is known
 *   number of segments of the article, the segment's offset, first paragraph (article.h: struct record), number of its paragraphs
 *   number of sentences of the title; of all sentences; of all places; of names; of those that stand for a whole hash; bytes of the list of sentences; of the
 *   list of names
 *   for each sentence a byte (enum outline_sentence_bits), its number of places, and what the bits promise
 *   the names: low bits of hashes, ascending, each as its distance to the one before, less 1 (bytes 255 and what is left); then whole hashes of 4 bytes, low first
 *   a bit a place, lowest first: a word with a name stands there
 *   the low byte of the name of each such place; with more than OUTLINE_NARROW names then, as bits in the same order, the bits above it, a list for each
 *   number of variants; for each the distance to the place of the one before, and its name
 * A place is a position of analyse() without the jumps between sentences. Pure functions, any thread. */
#ifndef LEDE_COMMON_OUTLINE_H
#define LEDE_COMMON_OUTLINE_H

#include "common/buf.h"

enum {
    OUTLINE_NONE = 0,
    OUTLINE_VERSION = 1,
    OUTLINE_HASH_BITS = 14,
    OUTLINE_NARROW = 256,
    OUTLINE_MAX_NAMES = 2048,
    OUTLINE_MAX_HIGH_BITS = 3, /* of names beyond their low byte */
    OUTLINE_MAX_SIZE = 8192,   /* of a segment that would need more, nothing is known */
};

/* How a sentence follows the one before it, or the start of title or text. */
enum outline_sentence_bits {
    OUTLINE_GAP_SENTENCE = 0, /* POSITION_SENTENCE_GAP positions are left out */
    OUTLINE_GAP_PARAGRAPH = 1,
    OUTLINE_GAP_NONE = 2,
    OUTLINE_GAP_OTHER = 3, /* a number follows: so many */
    OUTLINE_GAP = 3,
    OUTLINE_HOLES = 4,           /* a number follows: places without a word of their own */
    OUTLINE_PARAGRAPH_SHIFT = 3, /* by how many paragraphs it is further on */
    OUTLINE_MAX_PARAGRAPH_STEP = 31,
};

/* How many bits above the low byte the names of so many need. */
uint32_t outline_high_bits(uint32_t name_count);

/* The hash of a stem: the low 32 bits of XXH3's 64. */
uint32_t outline_hash(struct view stem);
static inline uint32_t outline_low(uint32_t hash)
{
    return hash & ((1U << OUTLINE_HASH_BITS) - 1);
}

struct outline {
    uint32_t segments, offset, first_paragraph, paragraphs;
    uint32_t title_sentences, sentence_count;
    uint32_t name_count, whole_names, place_count, token_count, variant_count, high_bits;
    struct view sentences, names, variants; /* the lists; the last with what is behind it */
    const unsigned char *bits, *tokens;
};

/* False when nothing is known, or the bytes are no outline; what only reading the lists would show is not looked at. `out` points into them. */
bool outline_open(struct view bytes, struct outline *out);

/* A sentence, as outline_next_sentence finds it. Start with a zeroed one; the text's first sentence is number title_sentences. */
struct outline_sentence {
    struct view rest;
    uint32_t number; /* how many were taken */
    uint32_t places, words;
    uint32_t first_place;
    uint32_t position;  /* of the first place, counted from 1 at the beginning of title and text each */
    uint32_t paragraph; /* of the text, from 0 */
};
bool outline_next_sentence(const struct outline *o, struct outline_sentence *s);

/* A stem that somebody looks for; lists of them ascend by the low bits. */
struct outline_stem {
    uint32_t hash;
    uint8_t mark;
};

/* marks[name] = mark of the wanted stem that the name is, `none` for all other names: o->name_count of them. Returns how many of the wanted hashes were
 * found. */
size_t outline_mark(const struct outline *o, const struct outline_stem *wanted, size_t count, uint8_t none, uint8_t *marks);

/* A word or variant with a mark. */
struct outline_place {
    uint32_t place;
    uint8_t mark;
    bool variant;
};
/* The marked ones in the order of analyse()'s tokens; *items grows as needed (*cap). Returns their number. */
size_t outline_places(const struct outline *o, const uint8_t *marks, uint8_t none, struct outline_place **items, size_t *cap);

#endif
