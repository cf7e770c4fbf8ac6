#include "common/schema.h"

#include "common/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <xxhash.h>

static const struct field_info fields[FIELD_COUNT] = {
    [FIELD_ID] = {"id", "Q", FIELD_EXACT, "id:AP880212-0001", "the id of an article, whole"},
    [FIELD_TITLE] = {"title", "S", FIELD_WORDS, "title:summit", "words of the headline"},
    [FIELD_AUTHOR] = {"author", "A", FIELD_WORDS, "author:reyes", "words of the names of the authors"},
    [FIELD_SOURCE] = {"source", "XSRC", FIELD_EXACT, "source:reuters", "the publisher or wire, whole, in any case"},
    [FIELD_PLACE] = {"place", "XPLACE", FIELD_EXACT, "place:brussels", "the place of the dateline, whole, in any case"},
    [FIELD_LANGUAGE] = {"lang", "L", FIELD_EXACT, "lang:de", "the language of the article, as ISO 639 code"},
    [FIELD_TOPIC] = {"topic", "K", FIELD_EXACT, "topic:\"foreign affairs\"", "a tag or section, whole, in any case"},
    [FIELD_URL] = {"url", "U", FIELD_EXACT, "url:https://example.org/a", "the address of the article, whole"},
    [FIELD_PATH] = {"path", "P", FIELD_EXACT, "path:/news/2024/a.html", "the file that the article came from, absolute"},
    [FIELD_DAY] = {"day", "D", FIELD_EXACT, "day:20240711", "the day of publication (UTC)"},
    [FIELD_MONTH] = {"month", "M", FIELD_EXACT, "month:202407", "the month of publication (UTC)"},
    [FIELD_YEAR] = {"year", "Y", FIELD_EXACT, "year:2024", "the year of publication (UTC)"},
    [FIELD_FIRST] = {"first", SCHEMA_FIRST_TERM, FIELD_EXACT, NULL, "marks the first segment of each article"},
};

const struct field_info *schema_field(enum field f)
{
    return &fields[f];
}

static void add_without_nuls(struct view value, struct buf *out)
{
    while (value.len) {
        const char *nul = memchr(value.ptr, '\0', value.len);
        size_t len = nul ? (size_t)(nul - value.ptr) : value.len;
        buf_add(out, value.ptr, len);
        len += nul != NULL;
        value = (struct view){value.ptr + len, value.len - len};
    }
}

/* Replace what is too long of the term that begins at `start` by a hash of its whole value, so that equal values stay equal and different
 * ones different. */
static void shorten(struct buf *out, size_t start, size_t value_start)
{
    enum { MARK = 1 + 16 };
    XXH64_hash_t hash = XXH64(out->data + value_start, out->len - value_start, 0);
    size_t end = start + SCHEMA_MAX_TERM - MARK;
    while (end > value_start && ((unsigned char)out->data[end] & 0xC0) == 0x80)
        end--;
    buf_truncate(out, end);
    buf_printf(out, "#%016llx", (unsigned long long)hash);
}

void schema_term(enum field f, struct view value, struct buf *out)
{
    const char *prefix = fields[f].prefix;
    size_t start = out->len;
    buf_add_text(out, prefix);
    if (prefix[1] && value.len && ((value.ptr[0] >= 'A' && value.ptr[0] <= 'Z') || value.ptr[0] == ':'))
        buf_add_char(out, ':');
    size_t value_start = out->len;
    add_without_nuls(value, out);
    if (out->len - start > SCHEMA_MAX_TERM)
        shorten(out, start, value_start);
}

struct view schema_value(enum field f, struct view term)
{
    struct view prefix = view_of(fields[f].prefix);
    if (!view_starts_with(term, prefix))
        return VIEW("");
    struct view value = view_sub(term, prefix.len, term.len);
    bool colon = prefix.len > 1 && value.len > 0 && value.ptr[0] == ':';
    return view_sub(value, colon, value.len);
}

/* ---- folding ---- */

static void fold_ascii(struct view value, struct buf *out)
{
    size_t start = out->len;
    bool space = false;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c <= ' ' || c == 0x7F) {
            space = true;
            continue;
        }
        if (space && out->len > start)
            buf_add_char(out, ' ');
        space = false;
        buf_add_char(out, c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c);
    }
}

/* White space runs to one space, trimmed, in place; controls count as white space. Returns the new length. */
static int32_t squeeze(UChar *text, int32_t len)
{
    int32_t to = 0;
    bool space = false;
    for (int32_t i = 0; i < len; i++) {
        if (u_isUWhiteSpace(text[i]) || u_iscntrl(text[i])) {
            space = true;
            continue;
        }
        if (space && to > 0)
            text[to++] = ' ';
        space = false;
        text[to++] = text[i];
    }
    return to;
}

/* NFKC case folding of valid UTF-8; false when ICU refuses (it has no reason but size). */
static bool fold_unicode(struct view value, struct buf *out)
{
    /* One byte gives at most one UTF-16 unit; NFKC_Casefold makes at most 18 units of one code point, the very common case none more. */
    UErrorCode code = U_ZERO_ERROR;
    int32_t units = 0;
    int32_t len = (int32_t)value.len;
    UChar *wide = mem_array(value.len + 1, sizeof *wide);
    u_strFromUTF8WithSub(wide, len + 1, &units, value.ptr, len, UTF8_REPLACEMENT, NULL, &code);
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&code);
    int32_t cap = U_SUCCESS(code) ? 18 * units + 1 : 1;
    UChar *folded = mem_array((size_t)cap, sizeof *folded);
    int32_t folded_units = unorm2_normalize(fold, wide, units, folded, cap, &code);
    bool ok = U_SUCCESS(code);
    if (ok) {
        folded_units = squeeze(folded, folded_units);
        int32_t bytes = 0;
        char *narrow = mem_array(3 * (size_t)folded_units + 1, 1);
        u_strToUTF8(narrow, 3 * folded_units + 1, &bytes, folded, folded_units, &code);
        ok = U_SUCCESS(code) && buf_add(out, narrow, (size_t)bytes);
        free(narrow);
    }
    free(folded);
    free(wide);
    return ok;
}

void schema_fold(struct view value, struct buf *out)
{
    enum { MOST = 1 << 20 }; /* far above any field; keeps ICU's 32-bit sizes safe */
    value = view_sub(value, 0, MOST);
    if (utf8_is_ascii(value) || !fold_unicode(value, out))
        fold_ascii(value, out);
}

void schema_metadata(const char *language, struct buf *out)
{
    char version[16], created[32] = "";
    struct tm utc;
    time_t now = time(NULL);
    snprintf(version, sizeof version, "%d", SCHEMA_VERSION);
    if (gmtime_r(&now, &utc))
        strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &utc);
    const char *const entries[] = {METADATA_SCHEMA, version, METADATA_LANGUAGE, language, METADATA_CREATED, created};
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        buf_add_string(out, view_of(entries[i]));
}
