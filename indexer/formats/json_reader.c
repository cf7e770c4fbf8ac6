#include "indexer/formats/json_reader.h"

#include <string.h>

void json_reader_init(struct json_reader *r, struct view text)
{
    *r = (struct json_reader){.text = text};
}

struct json_reader json_reader_of(const struct json_value *value)
{
    return (struct json_reader){.text = value->raw};
}

static bool fail(struct json_reader *r, const char *fault)
{
    if (!r->fault)
        r->fault = fault;
    return false;
}

/* The next byte after white space; NUL stands for the end (a NUL byte is no JSON anyway). */
static char next_byte(struct json_reader *r)
{
    while (r->at < r->text.len) {
        char c = r->text.ptr[r->at];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            return c;
        r->at++;
    }
    return '\0';
}

bool json_at_end(struct json_reader *r)
{
    next_byte(r);
    return r->at == r->text.len;
}

enum json_kind json_peek(struct json_reader *r)
{
    char c = next_byte(r);
    if (r->fault || c == '\0')
        return JSON_NONE;
    if (c == '-' && r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == 'I')
        return JSON_NULL;
    if (c == '-' || (c >= '0' && c <= '9'))
        return JSON_NUMBER;
    switch (c) {
    case '"':
        return JSON_STRING;
    case '{':
        return JSON_OBJECT;
    case '[':
        return JSON_ARRAY;
    case 't':
    case 'f':
        return JSON_BOOL;
    case 'n':
    case 'N':
    case 'I':
        return JSON_NULL;
    default:
        return JSON_NONE;
    }
}

/* Eight bytes at a time: the high bit of each byte that is a quote, a backslash or below 0x20. A byte after a hit may be marked wrongly (borrow), the first never. */
static uint64_t special_bytes(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t highs = 0x8080808080808080u;
    uint64_t quote = word ^ (ones * '"');
    uint64_t backslash = word ^ (ones * '\\');
    return (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((word - ones * 0x20) & ~word)) & highs;
}

/* The first byte at or after `at` that does not simply belong to a string. */
static size_t skip_plain(struct view text, size_t at)
{
    for (; at + 8 <= text.len; at += 8) {
        uint64_t word;
        memcpy(&word, text.ptr + at, 8);
        uint64_t hits = special_bytes(word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        if (hits)
            return at + (size_t)__builtin_ctzll(hits) / 8;
#else
        if (hits)
            break;
#endif
    }
    for (; at < text.len; at++) {
        unsigned char c = (unsigned char)text.ptr[at];
        if (c == '"' || c == '\\' || c < 0x20)
            break;
    }
    return at;
}

static bool is_hex_digit(char c)
{
    char lower = (char)(c | 0x20);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'f');
}

/* Move over the escape at r->at. */
static bool skip_escape(struct json_reader *r)
{
    struct view rest = view_sub(r->text, r->at, r->text.len);
    if (rest.len < 2)
        return fail(r, "the text ends inside a string");
    if (rest.ptr[1] != 'u') {
        if (rest.ptr[1] == '\0' || !strchr("\"\\/bfnrt", rest.ptr[1]))
            return fail(r, "an unknown escape in a string");
        r->at += 2;
        return true;
    }
    for (size_t i = 2; i < 6; i++)
        if (i >= rest.len || !is_hex_digit(rest.ptr[i]))
            return fail(r, "a \\u escape without four hexadecimal digits");
    r->at += 6;
    return true;
}

static bool read_string(struct json_reader *r, struct json_value *out)
{
    size_t start = ++r->at;
    bool escaped = false;
    for (;;) {
        r->at = skip_plain(r->text, r->at);
        if (r->at >= r->text.len)
            return fail(r, "the text ends inside a string");
        char c = r->text.ptr[r->at];
        if (c == '"')
            break;
        if (c != '\\')
            return fail(r, "a control character in a string");
        escaped = true;
        if (!skip_escape(r))
            return false;
    }
    /* An empty string, too, says where it stands. */
    *out = (struct json_value){JSON_STRING, escaped, {r->text.ptr + start, r->at - start}};
    r->at++;
    return true;
}

static size_t skip_digits(struct view text, size_t at)
{
    while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
        at++;
    return at;
}

static bool skip_number(struct json_reader *r)
{
    struct view t = r->text;
    size_t at = r->at + (t.ptr[r->at] == '-');
    size_t end = skip_digits(t, at);
    if (end == at || (end > at + 1 && t.ptr[at] == '0'))
        return fail(r, "a malformed number");
    if (end < t.len && t.ptr[end] == '.') {
        at = end + 1;
        end = skip_digits(t, at);
        if (end == at)
            return fail(r, "a malformed number");
    }
    if (end < t.len && (t.ptr[end] | 0x20) == 'e') {
        at = end + 1;
        if (at < t.len && (t.ptr[at] == '+' || t.ptr[at] == '-'))
            at++;
        end = skip_digits(t, at);
        if (end == at)
            return fail(r, "a malformed number");
    }
    r->at = end;
    return true;
}

static bool skip_literal(struct json_reader *r)
{
    static const struct view literals[] = {{"null", 4}, {"true", 4}, {"false", 5}, {"NaN", 3}, {"Infinity", 8}, {"-Infinity", 9}};
    struct view rest = view_sub(r->text, r->at, r->text.len);
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        if (view_starts_with(rest, literals[i])) {
            r->at += literals[i].len;
            return true;
        }
    }
    return fail(r, "an unknown word");
}

static bool skip_container(struct json_reader *r, char open)
{
    struct json_value ignored;
    json_enter(r, open);
    while (open == '{' ? json_next_member(r, &ignored) : json_next_element(r))
        if (!json_read(r, &ignored))
            return false;
    return !r->fault;
}

bool json_read(struct json_reader *r, struct json_value *out)
{
    enum json_kind kind = json_peek(r);
    size_t start = r->at;
    bool ok = false;
    switch (kind) {
    case JSON_STRING:
        ok = read_string(r, out);
        r->fresh = false;
        return ok;
    case JSON_OBJECT:
        ok = skip_container(r, '{');
        break;
    case JSON_ARRAY:
        ok = skip_container(r, '[');
        break;
    case JSON_NUMBER:
        ok = skip_number(r);
        break;
    case JSON_BOOL:
    case JSON_NULL:
        ok = skip_literal(r);
        break;
    case JSON_NONE:
        return fail(r, start == r->text.len ? "the text ends where a value is expected" : "a value is expected");
    }
    r->fresh = false;
    if (ok)
        *out = (struct json_value){kind, false, view_sub(r->text, start, r->at)};
    return ok;
}

bool json_enter(struct json_reader *r, char open)
{
    if (next_byte(r) != open || r->fault)
        return fail(r, open == '{' ? "an object is expected" : "an array is expected");
    if (r->depth == JSON_MAX_DEPTH)
        return fail(r, "nested deeper than 64 levels");
    r->depth++;
    r->at++;
    r->fresh = true;
    return true;
}

/* At the place between two members: true when another follows. */
static bool next_in_container(struct json_reader *r, char close)
{
    if (r->fault)
        return false;
    char c = next_byte(r);
    if (c == close) {
        r->at++;
        r->depth--;
        r->fresh = false;
        return false;
    }
    if (!r->fresh) {
        if (c != ',')
            return fail(r,
                        r->at == r->text.len ? "the text ends inside an object or array" : "',' or a closing bracket is expected");
        r->at++;
        next_byte(r);
    }
    r->fresh = false;
    return true;
}

bool json_next_member(struct json_reader *r, struct json_value *key)
{
    if (!next_in_container(r, '}'))
        return false;
    if (json_peek(r) != JSON_STRING)
        return fail(r, r->at == r->text.len ? "the text ends inside an object or array" : "a name in quotes is expected");
    if (!read_string(r, key))
        return false;
    if (next_byte(r) != ':')
        return fail(r, "':' is expected after a name");
    r->at++;
    return true;
}

bool json_next_element(struct json_reader *r)
{
    return next_in_container(r, ']');
}
