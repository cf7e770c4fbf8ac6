#include "common/analyse_parts.h"

#include "common/chars.h"

/* Words that hyphens join. Compounds of more parts, and ranges of numbers (1987-88), have no joined form. */
enum { PARTS_MAX = 4 };

struct part {
    const struct entry *entry;
    uint32_t position, start, end;
};
struct run {
    struct part parts[PARTS_MAX];
    unsigned count, numbers;
    bool unjoinable; /* a part without a term, or a decimal */
};

static enum char_kind kind_at(const struct scan *s, uint32_t at, size_t *next)
{
    return at < s->end ? char_kind(char_decode(s->text, at, s->end, next)) : CHAR_OTHER;
}

bool scan_word_starts(const struct scan *s, uint32_t at)
{
    size_t next;
    enum char_kind kind = kind_at(s, at, &next);
    return kind == CHAR_LETTER || kind == CHAR_DIGIT;
}

/* A part's token was just given out. */
static void add_part(struct run *run, const struct scan *s, const struct entry *e, uint32_t start, uint32_t end)
{
    if (run->count < PARTS_MAX)
        run->parts[run->count] = (struct part){e, s->position - 1, start, end};
    run->count++;
    run->numbers += e && e->word.is_number;
    run->unjoinable = run->unjoinable || !e || (e->word.is_number && memchr(e->text, '.', e->word.text_len));
}

/* ---- one word ---- */

static bool is_apostrophe_at(const struct scan *s, uint32_t at, size_t *next)
{
    return kind_at(s, at, next) == CHAR_APOSTROPHE;
}

uint32_t scan_skip_possessive(const struct scan *s, uint32_t at)
{
    size_t next;
    if (at >= s->end || !is_apostrophe_at(s, at, &next) || next >= s->end || (s->text[next] | 0x20) != 's')
        return at;
    uint32_t behind = (uint32_t)next + 1;
    size_t ignored;
    enum char_kind kind = kind_at(s, behind, &ignored);
    return char_is_word(kind) || kind == CHAR_MARK || kind == CHAR_APOSTROPHE ? at : behind;
}

static bool is_hebrew(uint32_t c)
{
    return c >= 0x05D0 && c <= 0x05EA;
}

/* A quote between Hebrew letters is the sign of an abbreviation (UAX #29, WB7b). */
static bool is_hebrew_quote(const struct scan *s, uint32_t at)
{
    size_t ignored;
    if (s->text[at] != '"' || at < s->start + 2 || at + 1 >= s->end || s->text[at - 1] < 0x80 || s->text[at + 1] < 0x80)
        return false;
    return is_hebrew(char_decode_before(s->text, s->start, at, &ignored)) &&
           is_hebrew(char_decode(s->text, at + 1, s->end, &ignored));
}

void scan_word_shape(const struct scan *s, uint32_t at, struct word_shape *out)
{
    *out = (struct word_shape){.ascii = true};
    while (at < s->end) {
        size_t next;
        enum char_kind kind = kind_at(s, at, &next);
        if (kind == CHAR_APOSTROPHE) {
            if (!scan_word_starts(s, (uint32_t)next) || scan_skip_possessive(s, at) != at)
                break;
        } else if (kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_MARK && !is_hebrew_quote(s, at)) {
            break;
        }
        out->ascii = out->ascii && s->text[at] < 0x80;
        at = (uint32_t)next;
    }
    out->end = at;
    out->next = scan_skip_possessive(s, at);
}

static void lower_ascii(const unsigned char *text, size_t len, char *out)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (char)(char_is_ascii_upper(text[i]) ? text[i] | 0x20 : text[i]);
}

static void find_word(struct scan *s, uint32_t start, uint32_t end, bool ascii, struct surface *out)
{
    if (!ascii || s->a->no_fast_path) {
        *out = *icu_surface(s->a, (const char *)s->text + start, end - start);
        return;
    }
    char lower[ANALYSE_MAX_TERM];
    *out = (struct surface){.capital = char_is_ascii_upper(s->text[start])};
    if (end - start > sizeof lower)
        return;
    lower_ascii(s->text + start, end - start, lower);
    out->folded = entry_of(s->a, lower, end - start);
}

/* don't, we'll: nobody writes these without the apostrophe and means them. */
static bool is_contraction(const char *text, size_t len)
{
    static const char *const tails[] = {"'t", "'re", "'ve", "'ll", "'d", "'m"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        if (view_ends_with_ignoring_case((struct view){text, len}, view_of(tails[i])))
            return true;
    }
    return false;
}

/* Text without full stops and apostrophes, behind what `out` holds. */
static size_t add_letters(const struct entry *e, char *out, size_t len, size_t cap)
{
    for (size_t i = 0; i < e->word.text_len; i++) {
        if (e->text[i] == '.' || e->text[i] == '\'')
            continue;
        if (len < cap)
            out[len] = e->text[i];
        len++;
    }
    return len;
}

/* O'Neill is "o'neill" and "oneill". */
static void add_without_apostrophe(struct scan *s, const struct entry *e, uint32_t start, uint32_t end, uint32_t position)
{
    char joined[ANALYSE_MAX_TERM];
    if (!memchr(e->text, '\'', e->word.text_len) || is_contraction(e->text, e->word.text_len))
        return;
    size_t len = add_letters(e, joined, 0, sizeof joined);
    scan_add_variant_text(s, (struct view){joined, len}, start, end, position);
}

static void emit_word(struct scan *s, struct run *run, uint32_t start, uint32_t end, bool ascii)
{
    struct surface found;
    const struct entry *variant = NULL;
    find_word(s, start, end, ascii, &found);
    const struct entry *e = found.folded;
    if (e && e->special == SPECIAL_COLLISION)
        e = acronym_decide(s, e, start, end, &variant);
    scan_emit(s, e, start, end, found.capital);
    uint32_t position = s->position - 1;
    scan_add_variant(s, variant, start, end, position);
    scan_add_variant(s, found.accented, start, end, position);
    if (e)
        add_without_apostrophe(s, e, start, end, position);
    add_part(run, s, e, start, end);
}

enum { ELIDED_MAX = 6 };

/* Articles and the like that lose their vowel before one: l'avion, dell'Unione. Returns where their letters end and sets *next to the word
 * behind; 0 when there is none. Looks a few letters ahead only, so that l'l'l'l'… costs no more than it is long. */
static uint32_t elided_at(const struct scan *s, uint32_t start, uint32_t *next)
{
    static const char *const words[] = {"l",     "d",     "c",     "j",      "m",      "n",      "s",     "t",    "qu",
                                        "un",    "v",     "gl",    "all",    "dall",   "dell",   "nell",  "sull", "coll",
                                        "quell", "quest", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"};
    uint32_t end = start;
    size_t behind;
    while (end < s->end && end - start <= ELIDED_MAX && char_is_ascii_letter(s->text[end]))
        end++;
    if (end >= s->end || !is_apostrophe_at(s, end, &behind) || !scan_word_starts(s, (uint32_t)behind))
        return 0;
    struct view before = {(const char *)s->text + start, end - start};
    *next = (uint32_t)behind;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_equal_ignoring_case(before, view_of(words[i])))
            return end;
    }
    return 0;
}

static void scan_word(struct scan *s, struct run *run)
{
    struct word_shape shape;
    uint32_t next;
    bool elides = language_info(s->a->language)->elides;
    for (uint32_t end; elides && (end = elided_at(s, s->at, &next)) != 0; s->at = next) {
        emit_word(s, run, s->at, end, true);
        *run = (struct run){0}; /* l'arc-en-ciel: the compound begins behind it */
    }
    scan_word_shape(s, s->at, &shape);
    emit_word(s, run, s->at, shape.end, shape.ascii);
    s->at = shape.next;
}

static bool take_acronym(struct scan *s, struct run *run)
{
    char joined[ANALYSE_MAX_TERM];
    size_t len;
    uint32_t start = s->at;
    uint32_t end = acronym_scan(s, start, joined, &len);
    if (!end)
        return false;
    const struct entry *e = len ? acronym_entry(s->a, joined, len) : NULL;
    size_t next;
    scan_emit(s, e, start, end, char_is_upper(char_decode(s->text, start, s->end, &next)));
    add_part(run, s, e, start, end);
    s->at = scan_skip_possessive(s, end);
    return true;
}

/* ---- compounds ---- */

static void scan_atom(struct scan *s, struct run *run)
{
    size_t next = s->at + 1U;
    uint32_t start = s->at;
    const struct entry *number = NULL;
    enum char_kind kind = kind_at(s, start, &next);
    if (kind != CHAR_LETTER && number_scan(s, &number)) {
        add_part(run, s, number, start, s->at);
        s->at = scan_skip_possessive(s, s->at);
        return;
    }
    if (!char_is_word(kind))
        s->at = (uint32_t)next; /* ".5.2" is no decimal after all */
    else if (kind != CHAR_LETTER || !take_acronym(s, run))
        scan_word(s, run);
}

/* Move over a hyphen between two words, or the & of AT&T. */
static bool take_joiner(struct scan *s)
{
    size_t next;
    if (s->at >= s->end)
        return false;
    bool joins = kind_at(s, s->at, &next) == CHAR_HYPHEN;
    if (s->text[s->at] == '&')
        joins = next < s->end && char_is_ascii_upper(s->text[s->at - 1]) && char_is_ascii_upper(s->text[next]);
    if (!joins || !scan_word_starts(s, (uint32_t)next))
        return false;
    s->at = (uint32_t)next;
    return true;
}

/* The joined form stands at the position of every part; at the first one it covers the whole compound. */
static void add_joined(struct scan *s, const struct run *run)
{
    char joined[ANALYSE_MAX_TERM];
    size_t len = 0;
    if (run->count < 2 || run->count > PARTS_MAX || run->unjoinable || run->numbers == run->count)
        return;
    for (unsigned i = 0; i < run->count; i++)
        len = add_letters(run->parts[i].entry, joined, len, sizeof joined);
    uint32_t end = run->parts[run->count - 1].end;
    for (unsigned i = 0; i < run->count; i++)
        scan_add_variant_text(s, (struct view){joined, len}, run->parts[i].start, end, run->parts[i].position);
}

void scan_run(struct scan *s)
{
    struct run run = {0};
    do
        scan_atom(s, &run);
    while (take_joiner(s));
    add_joined(s, &run);
}
