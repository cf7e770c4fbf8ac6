#include "common/analyse_parts.h"

#include "common/chars.h"

/* ---- dotted acronyms ---- */

/* One group of letters at `at`: 1 letter, or 2 of which the first is a capital (Ph.D.); 0 when it is something else. */
static unsigned group_at(const struct scan *s, uint32_t at, uint32_t *next)
{
    unsigned letters = 0;
    size_t after = at;
    uint32_t c = 0;
    while (after < s->end && letters < 3) {
        size_t behind;
        uint32_t letter = char_decode(s->text, after, s->end, &behind);
        if (char_kind(letter) != CHAR_LETTER)
            break;
        if (letters == 0)
            c = letter;
        else if (!char_is_upper(c) || !char_is_lower(letter))
            return 0;
        letters++;
        after = behind;
    }
    if (letters == 0 || letters > 2)
        return 0;
    if (after < s->end) { /* digits and marks make it something else */
        size_t behind;
        enum char_kind kind = char_kind(char_decode(s->text, after, s->end, &behind));
        if (char_is_word(kind) || kind == CHAR_MARK)
            return 0;
    }
    *next = (uint32_t)after;
    return letters;
}

/* Groups joined by full stops: U.S., U.S, N.A.T.O., Ph.D. ; where the acronym ends, or 0. */
static uint32_t acronym_end(const struct scan *s, uint32_t at)
{
    unsigned groups = 0;
    unsigned pairs = 0;
    uint32_t end = 0;
    for (uint32_t next; at < s->end; at = next + 1) {
        unsigned letters = group_at(s, at, &next);
        pairs += letters == 2;
        if (letters == 0 || pairs > 1)
            break;
        groups++;
        bool dot = next < s->end && s->text[next] == '.';
        end = dot ? next + 1 : next;
        if (!dot)
            break;
    }
    return groups >= 2 && groups > pairs ? end : 0;
}

uint32_t acronym_scan(const struct scan *s, uint32_t at, char out[ANALYSE_MAX_TERM], size_t *len)
{
    uint32_t end = acronym_end(s, at);
    *len = 0;
    if (!end)
        return 0;
    char joined[ANALYSE_MAX_TERM * 2];
    size_t joined_len = 0;
    for (uint32_t i = at; i < end && joined_len < sizeof joined; i++) {
        if (s->text[i] != '.')
            joined[joined_len++] = (char)s->text[i];
    }
    const struct surface *surface = icu_surface(s->a, joined, joined_len);
    if (surface->folded) {
        *len = surface->folded->word.text_len;
        memcpy(out, surface->folded->text, *len);
    }
    return end;
}

/* ---- acronyms that look like common words ---- */

/* How such a word is read in text without case. */
enum reading {
    READ_WORD,          /* the common word */
    READ_WORD_FIRST,    /* the common word, and the acronym as a variant */
    READ_ACRONYM_FIRST, /* the reverse */
    READ_ACRONYM,
};

static const struct {
    const char *word, *acronym;
    enum reading text, title, lower_query;
} collisions[] = {
    {"aids", "a.i.d.s", READ_WORD_FIRST, READ_ACRONYM_FIRST, READ_WORD_FIRST},
    {"it", "i.t", READ_WORD, READ_WORD, READ_WORD},
    {"us", "u.s", READ_ACRONYM_FIRST, READ_ACRONYM, READ_ACRONYM},
    {"who", "w.h.o", READ_WORD, READ_WORD_FIRST, READ_WORD},
};
enum { COLLISION_COUNT = sizeof collisions / sizeof *collisions, COLLISION_US = 2 };

const struct entry *acronym_entry(struct analyser *a, const char *text, size_t len)
{
    for (size_t i = 0; i < COLLISION_COUNT; i++) {
        if (view_equal((struct view){text, len}, view_of(collisions[i].word)))
            return entry_of(a, collisions[i].acronym, strlen(collisions[i].acronym));
    }
    return entry_of(a, text, len);
}

/* The case of the letters of [start, end): are there any small ones, and how many words? */
static enum letter_case case_of(const struct scan *s, uint32_t start, uint32_t end)
{
    unsigned words = 0;
    bool inside = false;
    for (size_t at = start, next; at < end; at = next) {
        uint32_t c = char_decode(s->text, at, end, &next);
        if (char_is_lower(c))
            return CASE_MIXED;
        bool letter = char_is_letter(c);
        words += letter && !inside;
        inside = letter || c == '.' || c == '\'';
    }
    return words >= 4 ? CASE_NONE : CASE_SHORT;
}

/* Words before "us" that take a pronoun. */
static const char *const pronoun_takers[] = {
    "about", "after",   "against", "allow", "allowed", "among",   "asked",   "at",    "before", "behind", "between",
    "bring", "brought", "by",      "for",   "from",    "gave",    "give",    "given", "gives",  "help",   "helped",
    "helps", "keep",    "kill",    "leave", "left",    "let",     "lets",    "like",  "made",   "make",   "makes",
    "near",  "of",      "off",     "on",    "over",    "remind",  "save",    "sent",  "show",   "showed", "shows",
    "stop",  "take",    "teach",   "tell",  "tells",   "than",    "through", "to",    "told",   "toward", "towards",
    "under", "unlike",  "upon",    "wants", "with",    "without", "around",
};

static bool follows_pronoun_taker(const struct scan *s, uint32_t start)
{
    uint32_t end = start;
    while (end > 0 && s->text[end - 1] == ' ')
        end--;
    uint32_t from = end;
    while (from > 0 && s->text[from - 1] >= 'a' && s->text[from - 1] <= 'z')
        from--;
    struct view before = {(const char *)s->text + from, end - from};
    for (size_t i = 0; i < sizeof pronoun_takers / sizeof *pronoun_takers; i++) {
        if (view_equal(before, view_of(pronoun_takers[i])))
            return true;
    }
    return false;
}

static const char *const question_words[] = {"who", "what", "when", "where", "why",  "how",   "which", "does",  "do",     "did",
                                             "is",  "are",  "was",  "were",  "will", "would", "can",   "could", "should", "has"};

/* The last word of a question: one with a question mark, or one that begins like a question. */
static bool ends_question(const struct scan *s, uint32_t end)
{
    bool mark = false;
    for (uint32_t i = end; i < s->text_len; i++) {
        if (s->text[i] >= 0x80 || char_is_word(char_kind(s->text[i])))
            return false;
        mark = mark || s->text[i] == '?';
    }
    uint32_t first = 0;
    while (first < end && s->text[first] == ' ')
        first++;
    uint32_t behind = first;
    while (behind < end && s->text[behind] >= 'a' && s->text[behind] <= 'z')
        behind++;
    struct view word = {(const char *)s->text + first, behind - first};
    for (size_t i = 0; i < sizeof question_words / sizeof *question_words && !mark; i++)
        mark = view_equal(word, view_of(question_words[i]));
    return mark;
}

/* A query without any capital. */
static bool is_lower_query(struct scan *s)
{
    if (!(s->flags & ANALYSE_QUERY))
        return false;
    if (s->query_case == CASE_UNKNOWN) {
        s->query_case = CASE_NONE;
        for (size_t at = 0, next; at < s->text_len; at = next) {
            if (char_is_upper(char_decode(s->text, at, s->text_len, &next)))
                s->query_case = CASE_MIXED;
        }
    }
    return s->query_case == CASE_NONE;
}

static enum reading reading_of_capitals(struct scan *s, unsigned which)
{
    if (s->letter_case == CASE_UNKNOWN)
        s->letter_case = case_of(s, s->start, s->end);
    if (s->letter_case == CASE_MIXED)
        return READ_ACRONYM;
    if (s->letter_case == CASE_SHORT) /* "WHO WINS", "US ATTACK" */
        return which == COLLISION_US ? READ_ACRONYM : READ_WORD_FIRST;
    return s->flags & (ANALYSE_TITLE | ANALYSE_QUERY) ? collisions[which].title : collisions[which].text;
}

const struct entry *acronym_decide(struct scan *s, const struct entry *word, uint32_t start, uint32_t end,
                                   const struct entry **variant)
{
    unsigned which = word->detail;
    unsigned capitals = 0;
    for (uint32_t i = start; i < end; i++)
        capitals += s->text[i] >= 'A' && s->text[i] <= 'Z';
    enum reading reading = READ_WORD;
    if (capitals == word->word.text_len && (capitals > 1 || end - start == 1))
        reading = reading_of_capitals(s, which);
    else if (capitals == 0 && is_lower_query(s) &&
             !(which == COLLISION_US && (follows_pronoun_taker(s, start) || ends_question(s, end))))
        reading = collisions[which].lower_query;
    if (reading == READ_WORD)
        return word;
    const struct entry *acronym = entry_of(s->a, collisions[which].acronym, strlen(collisions[which].acronym));
    *variant = reading == READ_WORD_FIRST ? acronym : reading == READ_ACRONYM_FIRST ? word : NULL;
    return reading == READ_WORD_FIRST ? word : acronym;
}

/* ---- words with a meaning for the scanner ---- */

static const struct {
    const char *text;
    uint8_t special, detail;
} specials[] = {
    {"aids", SPECIAL_COLLISION, 0},
    {"it", SPECIAL_COLLISION, 1},
    {"us", SPECIAL_COLLISION, 2},
    {"who", SPECIAL_COLLISION, 3},
    {"u.s", SPECIAL_COUNTRY, 0},
    {"per", SPECIAL_PER, 0},
    {"cent", SPECIAL_CENT, 0},
    {"percent", SPECIAL_PERCENT, 0},
    {"pct", SPECIAL_PERCENT, 0},
    {"prozent", SPECIAL_PERCENT, 0},
    {"thousand", SPECIAL_SCALE, SCALE_THOUSAND},
    {"million", SPECIAL_SCALE, SCALE_MILLION},
    {"millions", SPECIAL_SCALE, SCALE_MILLION},
    {"mln", SPECIAL_SCALE, SCALE_MILLION},
    {"mn", SPECIAL_SCALE, SCALE_MILLION},
    {"mio", SPECIAL_SCALE, SCALE_MILLION},
    {"millionen", SPECIAL_SCALE, SCALE_MILLION},
    {"billion", SPECIAL_SCALE, SCALE_BILLION},
    {"bn", SPECIAL_SCALE, SCALE_BILLION},
    {"mrd", SPECIAL_SCALE, SCALE_BILLION},
    {"milliarden", SPECIAL_SCALE, SCALE_BILLION},
    {"milliards", SPECIAL_SCALE, SCALE_BILLION},
    {"trillion", SPECIAL_SCALE, SCALE_TRILLION},
    {"tn", SPECIAL_SCALE, SCALE_TRILLION},
    {"trn", SPECIAL_SCALE, SCALE_TRILLION},
    {"dollar", SPECIAL_CURRENCY, CURRENCY_DOLLAR},
    {"dollars", SPECIAL_CURRENCY, CURRENCY_DOLLAR},
    {"dlr", SPECIAL_CURRENCY, CURRENCY_DOLLAR},
    {"dlrs", SPECIAL_CURRENCY, CURRENCY_DOLLAR},
    {"usd", SPECIAL_CURRENCY, CURRENCY_DOLLAR},
    {"euro", SPECIAL_CURRENCY, CURRENCY_EURO},
    {"euros", SPECIAL_CURRENCY, CURRENCY_EURO},
    {"eur", SPECIAL_CURRENCY, CURRENCY_EURO},
    {"pound", SPECIAL_CURRENCY, CURRENCY_POUND},
    {"pounds", SPECIAL_CURRENCY, CURRENCY_POUND},
    {"sterling", SPECIAL_CURRENCY, CURRENCY_POUND},
    {"stg", SPECIAL_CURRENCY, CURRENCY_POUND},
    {"gbp", SPECIAL_CURRENCY, CURRENCY_POUND},
    {"yen", SPECIAL_CURRENCY, CURRENCY_YEN},
    {"jpy", SPECIAL_CURRENCY, CURRENCY_YEN},
};

void special_of(const char *text, size_t len, uint8_t *special, uint8_t *detail)
{
    *special = SPECIAL_NONE;
    *detail = 0;
    if (text[0] < 'a' || text[0] > 'z')
        return; /* numbers, that is: half of all that is new */
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
        /* Almost every new word of a text begins otherwise than a row, and every one comes by here. */
        if (specials[i].text[0] == text[0] && view_equal((struct view){text, len}, view_of(specials[i].text))) {
            *special = specials[i].special;
            *detail = specials[i].detail;
        }
    }
}
