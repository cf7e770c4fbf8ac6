#include "query/syntax/lex_word.h"

#include "common/chars.h"
#include "common/utf8.h"

#include <string.h>

enum { NUMBER_MAX_DIGITS = 9, NEAR_DEFAULT = 10 };

bool lex_is_ascii_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters and digits of `text`. */
static size_t count_letters(struct view text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len;)
        count += char_is_word(char_kind(utf8_next(text, &at)));
    return count;
}

bool lex_has_word(struct view text)
{
    for (size_t at = 0; at < text.len;) {
        if (char_is_word(char_kind(utf8_next(text, &at))))
            return true;
    }
    return false;
}

bool lex_number(struct view text, double *out)
{
    double value = 0, scale = 1;
    bool point = false, digits = false;
    if (text.len > NUMBER_MAX_DIGITS)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.' && !point) {
            point = true;
        } else if (is_digit(text.ptr[i])) {
            digits = true;
            value = value * 10 + (text.ptr[i] - '0');
            scale *= point ? 10 : 1;
        } else {
            return false;
        }
    }
    if (digits)
        *out = value / scale;
    return digits;
}

bool lex_count(struct view text, unsigned max, unsigned *out)
{
    unsigned value = 0;
    if (text.len == 0 || text.len > NUMBER_MAX_DIGITS)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
    }
    if (value == 0 || value > max)
        return false;
    *out = value;
    return true;
}

static bool only_digits(struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
    }
    return text.len > 0;
}

static bool starts_with_any_case(struct view v, struct view prefix)
{
    return v.len >= prefix.len && view_equal_ignoring_case(view_sub(v, 0, prefix.len), prefix);
}

/* w/5 near/5 pre/5 w/s …; false when it is none. A number out of range is one, with number 0. */
static bool read_near(struct view text, struct lexeme *out)
{
    static const struct {
        const char *name;
        bool ordered;
    } operators[] = {{"w/", false}, {"near/", false}, {"pre/", true}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        struct view name = view_of(operators[i].name);
        if (!starts_with_any_case(text, name))
            continue;
        struct view rest = view_sub(text, name.len, text.len);
        out->ordered = operators[i].ordered;
        if (view_equal_ignoring_case(rest, VIEW("s"))) {
            out->unit = NEAR_SENTENCE;
            return true;
        }
        if (view_equal_ignoring_case(rest, VIEW("p"))) {
            out->unit = NEAR_PARAGRAPH;
            return true;
        }
        out->unit = NEAR_WORDS;
        (void)lex_count(rest, QUERY_WINDOW_MAX, &out->number);
        return only_digits(rest);
    }
    return false;
}

/* The operators that are words; false when it is none. */
static bool read_operator(struct lexeme *out)
{
    if (view_equal(out->text, VIEW("AND")))
        out->kind = LEX_AND;
    else if (view_equal(out->text, VIEW("OR")))
        out->kind = LEX_OR;
    else if (view_equal(out->text, VIEW("NOT")))
        out->kind = LEX_NOT;
    else if (read_near(out->text, out))
        out->kind = LEX_NEAR;
    else if (view_equal(out->text, VIEW("NEAR")))
        *out = (struct lexeme){.kind = LEX_NEAR, .place = out->place, .number = NEAR_DEFAULT, .boost = 1};
    else
        return false;
    return true;
}

static bool is_small(struct view name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] < 'a' || name.ptr[i] > 'z')
            return false;
    }
    return name.len > 0;
}

/* A field's name and its colon. *is_one is false for every other word with a colon: "12:30", "https://…", "Reuters: …". */
static enum status read_field(struct lexer *l, struct lexeme *out, bool *is_one, struct error *err)
{
    const char *colon = memchr(out->text.ptr, ':', out->text.len);
    *is_one = false;
    if (!colon)
        return STATUS_OK;
    struct view name = {out->text.ptr, (size_t)(colon - out->text.ptr)};
    size_t end = out->place.start + name.len;
    const bool small = is_small(name);
    /* "Title:pact" names the field, "Place: Brussels" is a line out of a text. */
    if (!small && (end + 1 >= l->query.len || strchr(" \t\r\n", l->query.ptr[end + 1])))
        return STATUS_OK;
    out->field = query_field_find(name);
    if (out->field) {
        *is_one = true;
        out->kind = LEX_FIELD;
        out->place.end = (uint32_t)end + 1;
        return STATUS_OK;
    }
    const struct query_field *near = small ? query_field_near(name) : NULL;
    if (!near || view_starts_with(view_sub(out->text, name.len, out->text.len), VIEW("://")))
        return STATUS_OK;
    l->mistake = (struct span){out->place.start, (uint32_t)end};
    return error_set(err, STATUS_USAGE, "there is no field \"%.*s\"; did you mean %s:?", (int)name.len, name.ptr, near->name);
}

/* Take ^2 off the end of a word. */
static enum status take_boost(struct lexer *l, struct lexeme *out, struct error *err)
{
    for (size_t i = out->text.len; i-- > 1;) {
        if (out->text.ptr[i] != '^')
            continue;
        if (!lex_number(view_sub(out->text, i + 1, out->text.len), &out->boost))
            return STATUS_OK;
        if (out->boost <= 0 || out->boost > QUERY_BOOST_MAX)
            return lex_mistake(l, out->place.start + i, out->place.end, err, LEX_BAD_BOOST);
        out->text.len = i;
        return STATUS_OK;
    }
    return STATUS_OK;
}

/* Take ~ or ~2 off the end of a word. Up to five letters one mistake is the default, beyond two. */
static enum status take_fuzzy(struct lexer *l, struct lexeme *out, struct error *err)
{
    enum { SHORT = 5 };
    size_t end = out->text.len;
    while (end > 0 && is_digit(out->text.ptr[end - 1]))
        end--;
    if (end < 2 || out->text.ptr[end - 1] != '~')
        return STATUS_OK;
    struct view distance = view_sub(out->text, end, out->text.len);
    size_t at = out->place.start + end - 1;
    size_t letters = count_letters(view_sub(out->text, 0, end - 1));
    if (letters == 0)
        return STATUS_OK;
    if (letters < QUERY_PREFIX_MIN)
        return lex_mistake(l, out->place.start, at + 1, err, "a word before ~ must have at least 3 letters");
    out->number = letters <= SHORT ? 1 : 2;
    if (distance.len > 0 && !lex_count(distance, QUERY_FUZZY_MAX, &out->number))
        return lex_mistake(l, at, at + 1 + distance.len, err, "~ takes 1 or 2, the number of letters that may differ");
    out->word = TREE_FUZZY;
    out->text.len = end - 1;
    return STATUS_OK;
}

static enum status check_wildcard(struct lexer *l, struct lexeme *out, struct error *err)
{
    const char *star = memchr(out->text.ptr, '*', out->text.len);
    if (!star || !lex_has_word(out->text))
        return STATUS_OK;
    size_t before = (size_t)(star - out->text.ptr);
    if (count_letters(view_sub(out->text, 0, before)) < QUERY_PREFIX_MIN)
        return lex_mistake(l, out->place.start + before, out->place.start + before + 1, err,
                           "at least 3 letters must stand before a *");
    if (out->word != TREE_WORD)
        return lex_mistake(l, out->place.start + before, out->place.start + before + 1, err,
                           "a word cannot have * together with = or ~");
    out->word = TREE_WILDCARD;
    return STATUS_OK;
}

static enum status read_marks(struct lexer *l, struct lexeme *out, struct error *err)
{
    enum status status = take_boost(l, out, err);
    if (status == STATUS_OK)
        status = take_fuzzy(l, out, err);
    if (status != STATUS_OK)
        return status;
    if (out->text.len > 1 && out->text.ptr[0] == '=' && lex_has_word(out->text)) {
        if (out->word == TREE_FUZZY)
            return lex_mistake(l, out->place.start, out->place.start + 1, err, "a word cannot have = together with ~");
        out->word = TREE_EXACT;
        out->text = view_sub(out->text, 1, out->text.len);
    }
    return check_wildcard(l, out, err);
}

enum status lex_classify(struct lexer *l, bool group, struct lexeme *out, struct error *err)
{
    bool is_field = false;
    out->kind = LEX_WORD;
    out->word = TREE_WORD;
    if (read_operator(out)) {
        if (out->kind == LEX_NEAR && out->unit == NEAR_WORDS && out->number == 0)
            return lex_mistake(l, out->place.start, out->place.end, err, LEX_BAD_WINDOW);
        return STATUS_OK;
    }
    if (group && starts_with_any_case(out->text, VIEW("atleast")) && only_digits(view_sub(out->text, 7, out->text.len))) {
        out->kind = LEX_ATLEAST;
        if (lex_count(view_sub(out->text, 7, out->text.len), QUERY_ATLEAST_MAX, &out->number))
            return STATUS_OK;
        return lex_mistake(l, out->place.start + 7, out->place.end, err, "the number of times must be 1 to 1000");
    }
    enum status status = read_field(l, out, &is_field, err);
    if (status != STATUS_OK || is_field)
        return status;
    return read_marks(l, out, err);
}
