/* Private to analyse*.c: the dictionary, and the state of one pass over a text.
 *
 * The parts, each in its file: analyse.c (analysers, paragraphs and sentences), analyse_ahead.c and analyse_fast.c (the words of a sentence; plain ASCII words end
 * here), analyse_run.c (what needs a closer look: apostrophes, hyphens), analyse_acronym.c, analyse_digits.c and analyse_number.c, analyse_icu.c
 * (normalising words with other than ASCII letters), analyse_break.c (scripts without spaces), analyse_variants.c, analyse_word.c (dictionary, stems),
 * analyse_language.c (languages, stop words). */
#ifndef LEDE_COMMON_ANALYSE_PARTS_H
#define LEDE_COMMON_ANALYSE_PARTS_H

#include "common/analyse.h"
#include "common/bits.h"
#include "common/stem.h"
#include "common/stop.h"

#include <string.h>

/* ---- languages ---- */

struct language {
    const char *code;    /* ISO 639-1 */
    const char *stemmer; /* Xapian's name; NULL stems nothing */
    char script;         /* 'l' Latin, 'c' Cyrillic, 'a' Arabic, 'y' Armenian, 't' Tamil, 'd' Devanagari, 0 none */
    bool decimal_comma;  /* 3,5 is a decimal and 1.000 is a thousand */
    bool elides;         /* l'avion is two words */
};
enum { LANGUAGE_NONE = 0, LANGUAGE_MAX = 32 };
/* Number of the language with this code ("de", "de-AT", "DE"), or -1. */
int language_find(struct view code);
const struct language *language_info(unsigned number);
/* The language whose stemmer serves a folded word of `number`'s texts, by the script of the word. */
unsigned language_of_word(unsigned number, const char *text, size_t len);
/* The folded word with the accents that the stemmer needs to see its suffix ("nacion" as "nación"), in `out`; returns its length. */
size_t language_restore_suffix(unsigned number, const char *text, size_t len, char *out, size_t cap);

/* ---- dictionary ---- */

/* Words that mean more than themselves to the scanner. */
enum special {
    SPECIAL_NONE,
    SPECIAL_COLLISION, /* us, it, who, aids: the capital form is another word; detail: number in the table */
    SPECIAL_COUNTRY,   /* u.s: may stand between a number and "dollars" */
    SPECIAL_SCALE,     /* detail: enum scale */
    SPECIAL_CURRENCY,  /* detail: enum currency */
    SPECIAL_PERCENT,
    SPECIAL_PER, /* "per" of "per cent" */
    SPECIAL_CENT,
};
enum scale { SCALE_NONE, SCALE_THOUSAND, SCALE_MILLION, SCALE_BILLION, SCALE_TRILLION };
enum currency { CURRENCY_NONE, CURRENCY_DOLLAR, CURRENCY_EURO, CURRENCY_POUND, CURRENCY_YEN };

/* One word of the dictionary. `word` comes first, so that a word pointer is an entry pointer. It begins a cache line, and up to 16 bytes of text lie in it too. */
struct entry {
    struct word word;
    uint8_t special, detail;
    uint8_t language;
    char text[];
};

/* How a word stands in the source, when that is not plain ASCII: found without a call into ICU the next time. */
struct surface {
    const struct entry *folded;   /* NULL: no term (too long, or nothing left) */
    const struct entry *accented; /* NULL: the same as folded */
    uint32_t hash;
    uint16_t len;
    uint8_t language;
    bool capital;
    char raw[];
};

struct stem {
    uint32_t id, hash;
    uint8_t len;
    char text[];
};

/* Open addressing, linear probing, at most 5/8 full; `item` is an entry, surface or stem. */
struct slot {
    void *item;
    uint32_t hash;
};
struct table {
    struct slot *slots;
    uint32_t mask, count;
};

enum { CACHE_LINE = 64 }; /* bytes, on nearly every processor */
struct chunk {
    struct chunk *next;
    size_t size, used;
    char bytes[];
};

/* A token beside another one, which waits to be put in its place (analyse_variants.c). */
struct variant {
    const struct entry *entry; /* NULL: that of the text */
    uint32_t hash, start, end, position;
    uint8_t len;
    char text[ANALYSE_MAX_TERM];
};
enum { VARIANTS_WAITING = 64 };

struct icu; /* analyse_icu.c */

struct analyser {
    struct table words, surfaces, stems;
    struct chunk *chunks;
    size_t chunk_bytes;
    uint32_t next_id, next_stem_id;
    uint32_t segment; /* analyser_next_segment */
    uint8_t language, default_language;
    bool stop_loaded[LANGUAGE_MAX];
    struct stop_index stops[LANGUAGE_MAX];  /* of those loaded */
    struct stemmer *stemmers[LANGUAGE_MAX]; /* made when first needed */
    struct icu *icu;
    struct variant variants[VARIANTS_WAITING];
    unsigned variant_count;
    bool no_fast_path; /* for tests: everything goes the general way */
};

/* Words are hashed, compared and copied eight bytes at once, the last ones filled up with zeros. */
enum { WORD_STEP = 8, WORD_STEPS = ANALYSE_MAX_TERM / WORD_STEP };
static inline uint64_t hash_seed(unsigned language)
{
    return UINT64_C(0xCBF29CE484222325) ^ (uint64_t)language * UINT64_C(0x9E3779B97F4A7C15);
}
/* One step: a product of 64 bits (Knuth's multiplicative method), its high half folded into the low one, which the next product spreads. */
static inline uint64_t hash_step(uint64_t hash, uint64_t bytes)
{
    hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}
static inline uint32_t hash_end(uint64_t hash)
{
    return (uint32_t)(hash ^ hash >> 29);
}
uint32_t hash_text(unsigned language, const char *text, size_t len);

void *arena_take(struct analyser *a, size_t size, size_t alignment); /* zeroed; a power of 2 up to CACHE_LINE */
void table_grow(struct table *t);
void table_add(struct table *t, uint32_t hash, void *item);

/* The entry of a normalised word of 1 … ANALYSE_MAX_TERM bytes; made when new. */
const struct entry *entry_add(struct analyser *a, uint32_t hash, const char *text, size_t len);

static inline const struct entry *entry_find_hashed(struct analyser *a, uint32_t hash, const char *text, size_t len)
{
    for (uint32_t i = hash & a->words.mask;; i = (i + 1) & a->words.mask) {
        const struct slot *slot = &a->words.slots[i];
        const struct entry *e = slot->item;
        if (!e)
            return entry_add(a, hash, text, len);
        if (slot->hash == hash && e->word.text_len == len && e->language == a->language && memcmp(e->text, text, len) == 0)
            return e;
    }
}
/* The same for a word that is there already in steps; NULL when it is new. */
static inline const struct entry *entry_find_steps(const struct analyser *a, uint32_t hash, const uint64_t *steps, size_t len)
{
    for (uint32_t i = hash & a->words.mask;; i = (i + 1) & a->words.mask) {
        const struct slot *slot = &a->words.slots[i];
        const struct entry *e = slot->item;
        if (!e)
            return NULL;
        if (slot->hash != hash || e->word.text_len != len || e->language != a->language)
            continue;
        size_t step = 0;
        /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): `len` bytes of the steps are set */
        while (step * WORD_STEP < len && bits_le64(e->text + step * WORD_STEP) == steps[step])
            step++;
        if (step * WORD_STEP >= len)
            return e;
    }
}
/* The same; NULL for an empty or overlong word. */
const struct entry *entry_of(struct analyser *a, const char *text, size_t len);

void dictionary_start(struct analyser *a); /* empty tables */
void dictionary_forget_segments(struct analyser *a);
void dictionary_release(struct analyser *a); /* frees everything but the stemmers */
void stop_words_load(struct analyser *a);    /* of the current language, once */

/* The special meaning of a word, by its text. */
void special_of(const char *text, size_t len, uint8_t *special, uint8_t *detail);

/* ---- ICU ---- */

struct icu *icu_new(void);
void icu_free(struct icu *icu);
/* How the source bytes of one word are normalised and folded; from the cache, or by ICU. Never NULL. */
const struct surface *icu_surface(struct analyser *a, const char *raw, size_t len);
/* `text` case-folded and without diacritics; 0 when that is empty or longer than `cap`. */
size_t icu_fold(struct analyser *a, const char *text, size_t len, char *out, size_t cap);

/* ---- one pass over a text ---- */

/* A number that waits for what follows it: a scale, a currency, a percent sign. */
struct number {
    bool active, per;
    uint8_t scale, currency;
    bool percent;
    uint8_t len;
    uint32_t position, start, end; /* end moves on with what belongs to the number */
    uint32_t next;                 /* where what follows has to begin: behind the last word seen */
    char text[ANALYSE_MAX_TERM];
};

/* A sentence whose letters are all capitals (CASELESS_SHORT: too short to be sure). */
enum letter_case { CASE_UNKNOWN, CASE_MIXED, CASE_SHORT, CASE_NONE };

struct scan {
    struct analyser *a;
    struct tokens *out;
    const unsigned char *text;
    uint32_t text_len;
    uint32_t at, end; /* in the sentence: where the scan is, where it ends */
    uint32_t start;   /* of the sentence */
    uint32_t position;
    uint32_t start_flags; /* TOKEN_SENTENCE_START … until a token has them */
    bool first_word;      /* no word of the sentence was seen */
    enum analyse_flags flags;
    enum letter_case letter_case; /* of the sentence, found out when asked for */
    enum letter_case query_case;  /* of a query: CASE_NONE has no capital in it */
    uint8_t currency;             /* a currency sign that ended at currency_end */
    uint32_t currency_end;
    struct number number;
    uint32_t variant_position; /* the highest of those that wait; 0: none does */
};

/* analyse_variants.c: a variant at a position that was given out already; NULL, and a text of 0 or more than ANALYSE_MAX_TERM bytes, is none. */
void scan_add_variant(struct scan *s, const struct entry *e, uint32_t start, uint32_t end, uint32_t position);
void scan_add_variant_text(struct scan *s, struct view text, uint32_t start, uint32_t end, uint32_t position);
void scan_put_variants(struct scan *s); /* they become tokens: when the text ends, or sooner */

void scan_sentence(struct scan *s); /* analyse_fast.c */
void scan_run(struct scan *s);      /* analyse_run.c: words from s->at on, as far as hyphens join them */
void scan_complex(struct scan *s);  /* analyse_break.c: a run of a script without spaces */

/* Where one word of letters, digits, marks and inner apostrophes ends. */
struct word_shape {
    uint32_t end;  /* without a possessive 's */
    uint32_t next; /* behind it */
    bool ascii;    /* all bytes are */
};
void scan_word_shape(const struct scan *s, uint32_t at, struct word_shape *out);
/* Is `at` (up to s->end) the begin of a word? */
bool scan_word_starts(const struct scan *s, uint32_t at);
/* Behind 's when it stands at `at` and no word goes on there; else `at`. */
uint32_t scan_skip_possessive(const struct scan *s, uint32_t at);

/* A dotted acronym at `at`: its joined lower-case form in `out`; returns where it ends, 0 when there is none. */
uint32_t acronym_scan(const struct scan *s, uint32_t at, char out[ANALYSE_MAX_TERM], size_t *len);
/* The term of joined acronym letters: "us" is "u.s". */
const struct entry *acronym_entry(struct analyser *a, const char *text, size_t len);
/* A word that collides with an acronym, decided by its case; *variant gets the other reading where both hold. */
const struct entry *acronym_decide(struct scan *s, const struct entry *word, uint32_t start, uint32_t end,
                                   const struct entry **variant);

/* The digits of a number in ASCII. */
struct digits {
    char text[ANALYSE_MAX_TERM];
    size_t len; /* may pass the size of text: then there is no term */
};
void digits_add(struct digits *d, const char *text, size_t len);
/* Read the whole number at `at`: digits, thousands, decimals. *plain: digits alone. Returns where it ends; `at` when there is none. */
uint32_t digits_take(const struct scan *s, uint32_t at, struct digits *d, bool *plain);

/* Is `at` in the middle of 3.2.1? No decimal may begin there. */
bool digits_inside_list(const struct scan *s, uint32_t at);

/* Digits at s->at: emits a number and moves on; false (nothing done) when they belong to a word such as 16th. */
bool number_scan(struct scan *s, const struct entry **entry);
/* A number stands at [start, end): its token, with the currency before it; NULL for one without a term. It waits for what follows it. */
void number_emit(struct scan *s, const struct entry *e, uint8_t scale, uint32_t start, uint32_t end);
/* A word follows the pending number. */
void number_next_word(struct scan *s, const struct entry *e, uint32_t start, uint32_t end);
/* A percent sign (CURRENCY_NONE) or currency sign stands at [at, next): true when the pending number takes it. */
bool number_sign(struct scan *s, uint32_t at, uint32_t next, uint8_t currency);
/* The pending number gets its variants. */
void number_finish(struct scan *s);
/* Is the text of a word a number ("16", "2.5%", "$3.5bn")? */
bool number_is(const char *text, size_t len);

/* Append a word's token at the next position; NULL (no term) only takes the position. */
static inline void scan_emit(struct scan *s, const struct entry *e, uint32_t start, uint32_t end, bool capital)
{
    if (s->number.active)
        number_next_word(s, e, start, end);
    bool first = s->first_word;
    s->first_word = false;
    uint32_t position = s->position++;
    if (!e)
        return;
    struct tokens *out = s->out;
    mem_grow(&out->items, &out->cap, out->count, sizeof *out->items);
    uint32_t flags = s->start_flags | (capital && !first ? TOKEN_CAPITAL : 0u);
    out->items[out->count++] = (struct token){&e->word, start, end, position, flags};
    s->start_flags = 0;
}

#endif
