#include "common/segment_parts.h"

#include "common/chars.h"
#include "common/stop.h"

#include <pthread.h>
#include <string.h>

enum { WORD_MAX = 40, LONG_ABBREVIATION = 15 };

/* Words that begin sentences but hardly ever follow an abbreviation inside one. */
static const char *const starters[] = {
    "A",    "After", "All",     "Although", "An",    "And",   "As",   "At",   "Both", "But",   "By",    "For",  "From",  "He",
    "Her",  "His",   "However", "I",        "If",    "In",    "It",   "Its",  "Last", "Many",  "Most",  "No",   "Not",   "Now",
    "On",   "One",   "Our",     "She",      "Since", "So",    "Some", "Such", "That", "The",   "Their", "Then", "There", "These",
    "They", "This",  "Those",   "To",       "Under", "Until", "We",   "What", "When", "While", "With",  "You"};
/* The same where all is in capitals: prepositions stand inside sentences there too ("HELP FROM THE U.S . IN THIS"). */
static const char *const loud_starters[] = {"BUT", "HE", "SHE", "THE", "THEY", "WE"};

/* "am 24. Februar": an ordinal before a German month. */
static const char *const german_months[] = {"Januar", "Februar", "M\xc3\xa4rz", "April",   "Mai",      "Juni",
                                            "Juli",   "August",  "September",   "Oktober", "November", "Dezember"};

static bool is_one_of(struct view word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word.len > 0 && word.ptr[0] == list[i][0] && view_equal(word, view_of(list[i])))
            return true;
    }
    return false;
}

/* The letters and digits from `at` on. */
static struct view word_at(struct view text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t end = at;
    while (end < text.len && end - at < WORD_MAX) {
        size_t next;
        enum char_kind kind = char_kind(char_decode(p, end, text.len, &next));
        if (kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_MARK)
            break;
        end = next;
    }
    return view_sub(text, at, end);
}

/* Letters, digits and inner full stops that end at `end`. */
static struct view word_before(struct view text, size_t start, size_t end)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t at = end;
    while (at > start && end - at < WORD_MAX) {
        size_t from;
        uint32_t c = char_decode_before(p, start, at, &from);
        enum char_kind kind = char_kind(c);
        if (c != '.' && kind != CHAR_LETTER && kind != CHAR_DIGIT && kind != CHAR_MARK)
            break;
        at = from;
    }
    while (at < end && p[at] == '.')
        at++;
    return view_sub(text, at, end);
}

static bool next_begins_sentence(struct view text, size_t next)
{
    struct view word = word_at(text, next);
    if (word.len >= 2 && word.ptr[1] >= 'A' && word.ptr[1] <= 'Z')
        return is_one_of(word, loud_starters, sizeof loud_starters / sizeof *loud_starters);
    return is_one_of(word, starters, sizeof starters / sizeof *starters);
}

/* Order of `word` and the word part of a list line ("Inc ?"). */
static int compare_line(struct view word, const char *line)
{
    int order = strncmp(word.ptr, line, word.len);
    if (order)
        return order;
    return line[word.len] == '\0' || line[word.len] == ' ' ? 0 : -1;
}

/* How long the abbreviations are that begin with a byte: a bit a length. Nearly all words in front of a full stop are seen not to be one by this. */
static uint16_t lengths[256];
static pthread_once_t lengths_found = PTHREAD_ONCE_INIT;

static void find_lengths(void)
{
    const struct data_list *list = data_abbreviations;
    for (size_t i = 0; i < list->count; i++) {
        const char *line = data_line(list, i);
        size_t len = strcspn(line, " ");
        lengths[(unsigned char)line[0]] |= (uint16_t)(1U << (len < LONG_ABBREVIATION ? len : LONG_ABBREVIATION));
    }
}

/* What stands behind the abbreviation in its list: ' ' for nothing, '?' or '+'; 0 when it is none. */
static char abbreviation_mark(struct view word)
{
    const struct data_list *list = data_abbreviations;
    unsigned of_length =
        (unsigned)lengths[(unsigned char)word.ptr[0]] >> (word.len < LONG_ABBREVIATION ? word.len : LONG_ABBREVIATION);
    if (!(of_length & 1))
        return 0;
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *line = data_line(list, middle);
        int order = compare_line(word, line);
        if (order == 0)
            return line[word.len] ? line[word.len + 1] : ' ';
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* The same in any case the text may write it: "GEN" is "Gen", "VS" is "vs"; but "no" is not "No". */
static char abbreviation_in_any_case(struct view word)
{
    char changed[WORD_MAX + 4];
    char mark = abbreviation_mark(word);
    if (mark || word.len > WORD_MAX || !char_is_ascii_upper((unsigned char)word.ptr[0]))
        return mark;
    changed[0] = word.ptr[0];
    for (size_t i = 1; i < word.len; i++)
        changed[i] = char_is_ascii_upper((unsigned char)word.ptr[i]) ? (char)(word.ptr[i] | 0x20) : word.ptr[i];
    mark = abbreviation_mark((struct view){changed, word.len});
    if (mark)
        return mark;
    changed[0] = (char)(changed[0] | 0x20);
    return abbreviation_mark((struct view){changed, word.len});
}

struct shape {
    size_t letters; /* in the longest group between full stops */
    size_t digits;
    size_t groups;
    bool capital; /* begins with one */
};

static struct shape shape_of(struct view word)
{
    const unsigned char *p = (const unsigned char *)word.ptr;
    struct shape shape = {.groups = 1};
    size_t letters = 0;
    for (size_t at = 0; at < word.len;) {
        size_t next;
        uint32_t c = char_decode(p, at, word.len, &next);
        enum char_kind kind = char_kind(c);
        if (at == 0)
            shape.capital = char_is_upper(c);
        letters = c == '.' ? 0 : letters + (kind == CHAR_LETTER);
        shape.groups += c == '.';
        shape.digits += kind == CHAR_DIGIT;
        if (letters > shape.letters)
            shape.letters = letters;
        at = next;
    }
    return shape;
}

/* Is the text before `end` two or more ASCII letters, behind what is no part of a word, and no abbreviation? */
static bool is_plain_word(struct view text, size_t start, size_t end)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t at = end;
    while (at > start && end - at < WORD_MAX && char_is_ascii_letter(p[at - 1]))
        at--;
    if (end - at < 2 || end - at == WORD_MAX)
        return false;
    if (at > start && (p[at - 1] >= 0x80 || p[at - 1] == '.' || char_kind(p[at - 1]) == CHAR_DIGIT))
        return false;
    return !abbreviation_in_any_case(view_sub(text, at, end));
}

bool segment_dot_is_part_of_word(struct view text, size_t start, size_t dot, size_t next)
{
    size_t end = dot;
    while (end > start && segment_is_space((unsigned char)text.ptr[end - 1]))
        end--;
    pthread_once(&lengths_found, find_lengths);
    if (is_plain_word(text, start, end))
        return false;
    struct view word = word_before(text, start, end);
    if (word.len == 0)
        return false;
    struct shape shape = shape_of(word);
    struct view after = word_at(text, next);
    bool before_digit = after.len && after.ptr[0] >= '0' && after.ptr[0] <= '9';
    if (shape.letters == 0 && shape.digits <= 2 && shape.groups == 1)
        return word.ptr == text.ptr + start || is_one_of(after, german_months, sizeof german_months / sizeof *german_months);
    if (shape.digits)
        return false;
    char mark = abbreviation_in_any_case(word);
    if (mark == ' ')
        return true;
    if (mark == '+')
        return before_digit;
    bool initials = shape.groups > 1 ? shape.letters <= 2 : shape.letters == 1 && shape.capital;
    return (mark || initials) && !next_begins_sentence(text, next);
}
