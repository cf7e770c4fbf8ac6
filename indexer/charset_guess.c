#include "indexer/charset_guess.h"

#include "common/utf8.h"
#include "indexer/charset.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* How far a declaration may stand into the file (HTML says 1024; real pages are later), and how much is enough to detect by. */
enum { DECLARATION_BYTES = 4096, DETECT_BYTES = 1 << 16, PATTERN_BYTES = 4096 };

const char *charset_mark(struct view bytes, size_t *length)
{
    static const struct {
        struct view mark;
        const char *name;
    } marks[] = {
        {{"\xEF\xBB\xBF", 3}, "UTF-8"}, {{"\xFF\xFE\0\0", 4}, "UTF-32LE"}, {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
        {{"\xFF\xFE", 2}, "UTF-16LE"},  {{"\xFE\xFF", 2}, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!view_starts_with(bytes, marks[i].mark))
            continue;
        *length = marks[i].mark.len;
        return marks[i].name;
    }
    return NULL;
}

/* UTF-16 of an alphabet other than the Latin one: the upper bytes are those of its block and, for spaces and digits, NUL; the lower bytes
 * are many and never NUL. */
static const char *alphabet_pattern(struct view bytes)
{
    enum { LEAST_UNITS = 32, MOST_UPPER = 4, LEAST_LOWER = 12 };
    size_t len = bytes.len < PATTERN_BYTES ? bytes.len : PATTERN_BYTES;
    size_t count[2] = {0};
    size_t nuls[2] = {0};
    bool seen[2][256] = {0};
    for (size_t i = 0; i < len / 2 * 2; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        count[i % 2] += !seen[i % 2][byte];
        seen[i % 2][byte] = true;
        nuls[i % 2] += byte == 0;
    }
    for (size_t upper = 0; upper < 2 && len / 2 >= LEAST_UNITS; upper++)
        if (nuls[upper] && !nuls[!upper] && count[upper] <= MOST_UPPER && count[!upper] >= LEAST_LOWER)
            return upper ? "UTF-16LE" : "UTF-16BE";
    return NULL;
}

const char *charset_wide_pattern(struct view bytes)
{
    size_t nuls[4] = {0};
    size_t len = bytes.len < PATTERN_BYTES ? bytes.len : PATTERN_BYTES;
    size_t quads = len / 4;
    if (quads == 0)
        return NULL;
    for (size_t i = 0; i < quads * 4; i++)
        nuls[i % 4] += bytes.ptr[i] == '\0';
    if (nuls[1] + nuls[2] + nuls[3] == 0 && nuls[0] == 0)
        return NULL;
    size_t most = quads * 7 / 10 + 1;
    if (nuls[2] == quads && nuls[3] == quads && nuls[0] == 0)
        return "UTF-32LE";
    if (nuls[0] == quads && nuls[1] == quads && nuls[3] == 0)
        return "UTF-32BE";
    if (nuls[1] >= most && nuls[3] >= most && nuls[0] == 0 && nuls[2] == 0)
        return "UTF-16LE";
    if (nuls[0] >= most && nuls[2] >= most && nuls[1] == 0 && nuls[3] == 0)
        return "UTF-16BE";
    return alphabet_pattern(bytes);
}

/* The value after `key`, '=' and perhaps a quote; empty when there is none. */
static struct view value_after(struct view head, const char *key)
{
    size_t key_len = strlen(key);
    for (size_t i = 0; i + key_len < head.len; i++) {
        if ((head.ptr[i] | 0x20) != key[0] ||
            !view_equal_ignoring_case(view_sub(head, i, i + key_len), (struct view){key, key_len}))
            continue;
        struct view rest = view_trim(view_sub(head, i + key_len, head.len));
        if (rest.len == 0 || rest.ptr[0] != '=')
            continue;
        rest = view_trim(view_sub(rest, 1, rest.len));
        size_t start = 0;
        while (start < rest.len && strchr("\"'", rest.ptr[start]))
            start++;
        size_t end = start;
        while (end < rest.len && rest.ptr[end] && !strchr("\"' ;/>?\t\r\n", rest.ptr[end]))
            end++;
        if (end > start)
            return view_sub(rest, start, end);
    }
    return (struct view){0};
}

/* The charset that an XML declaration or an HTML meta element names, as browsers take it. False when there is none that ICU knows. */
static bool declared(struct view bytes, char *name, size_t size)
{
    struct view head = view_sub(bytes, 0, DECLARATION_BYTES);
    struct view start = view_trim(head);
    struct view value = {0};
    if (start.len == 0 || start.ptr[0] != '<')
        return false;
    if (view_starts_with(start, VIEW("<?xml")))
        value = value_after(view_sub(start, 0, 200), "encoding");
    if (value.len == 0)
        value = value_after(head, "charset");
    if (value.len == 0 || value.len >= size)
        return false;
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso_8859-1"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (view_equal_ignoring_case(value, view_of(latin[i])))
            value = VIEW("windows-1252");
    if (view_equal_ignoring_case(view_sub(value, 0, 4), VIEW("utf-")) || view_equal_ignoring_case(value, VIEW("utf8")))
        value = VIEW("UTF-8"); /* a declaration that could be read byte by byte is not in UTF-16 */
    memcpy(name, value.ptr, value.len);
    name[value.len] = '\0';
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &code);
    ucnv_close(converter);
    return U_SUCCESS(code);
}

/* UTF-8 with a few broken places, or cut off at its end, is still UTF-8. */
static bool is_mostly_utf8(struct view bytes)
{
    size_t good = 0;
    size_t bad = 0;
    size_t last_bad = 0;
    struct view head = view_sub(bytes, 0, DETECT_BYTES);
    for (size_t at = 0; at < head.len;) {
        if ((unsigned char)head.ptr[at] < 0x80) {
            at++;
            continue;
        }
        size_t start = at;
        if (utf8_next(head, &at) != UTF8_REPLACEMENT || at - start == 3)
            good++;
        else {
            bad++;
            last_bad = start;
        }
    }
    bool cut = bad == 1 && last_bad + 4 > head.len && (unsigned char)head.ptr[last_bad] >= 0xC2;
    return bad == 0 || bad * 2 <= good || (cut && (good || last_bad + 1 < head.len));
}

/* ICU's opinion; windows-1252 when it has none. */
static void detect(struct view bytes, char *name, size_t size)
{
    UErrorCode code = U_ZERO_ERROR;
    struct view head = view_sub(bytes, 0, DETECT_BYTES);
    const char *found = NULL;
    UCharsetDetector *detector = ucsdet_open(&code);
    ucsdet_setText(detector, head.ptr, (int32_t)head.len, &code);
    ucsdet_enableInputFilter(detector, head.len && memchr(head.ptr, '<', head.len) != NULL);
    const UCharsetMatch *match = ucsdet_detect(detector, &code);
    if (U_SUCCESS(code) && match && ucsdet_getConfidence(match, &code) >= 10)
        found = ucsdet_getName(match, &code);
    if (!found || U_FAILURE(code) || strcmp(found, "ISO-8859-1") == 0 || strncmp(found, "UTF-", 4) == 0 ||
        strncmp(found, "IBM42", 5) == 0)
        found = "windows-1252";
    snprintf(name, size, "%s", found);
    ucsdet_close(detector);
}

void charset_guess(struct view bytes, char *name, size_t size, size_t *mark)
{
    *mark = 0;
    const char *found = charset_mark(bytes, mark);
    if (!found)
        found = charset_wide_pattern(bytes);
    bool seven_bit_shifts = bytes.len && memchr(bytes.ptr, '\x1b', bytes.len); /* ISO-2022-JP and its kin */
    if (!found && !seven_bit_shifts && utf8_valid(bytes))
        found = "UTF-8";
    if (found) {
        snprintf(name, size, "%s", found);
        return;
    }
    /* Pages that say UTF-8 and are in another charset are frequent: they are believed where their bytes do not speak against it. */
    if (declared(bytes, name, size) && (strcmp(name, "UTF-8") != 0 || is_mostly_utf8(bytes)))
        return;
    if (is_mostly_utf8(bytes) && !seven_bit_shifts)
        snprintf(name, size, "UTF-8");
    else
        detect(bytes, name, size);
    if (seven_bit_shifts && strncmp(name, "ISO-2022", 8) != 0 && utf8_valid(bytes))
        snprintf(name, size, "UTF-8");
}

bool charset_is_wide(struct view head)
{
    size_t length = 0;
    const char *mark = charset_mark(head, &length);
    return mark ? strcmp(mark, "UTF-8") != 0 : charset_wide_pattern(head) != NULL;
}

bool charset_is_binary(struct view head)
{
    static const struct view magic[] = {{"%PDF-", 5},
                                        {"PK\3\4", 4},
                                        {"\x1f\x8b", 2},
                                        {"BZh", 3},
                                        {"\xFD"
                                         "7zXZ",
                                         5},
                                        {"Rar!", 4},
                                        {"7z\xBC\xAF", 4},
                                        {"\x28\xB5\x2F\xFD", 4},
                                        {"\x89PNG", 4},
                                        {"GIF8", 4}};
    size_t mark = 0;
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (view_starts_with(head, magic[i]))
            return true;
    if (head.len == 0 || charset_mark(head, &mark) || charset_wide_pattern(head))
        return false;
    size_t controls = 0; /* a stray NUL makes no binary file of a text: it would cost all that the file holds */
    for (size_t i = 0; i < head.len; i++)
        controls += (unsigned char)head.ptr[i] < 0x20 && !memchr("\t\n\r\f\v\b\x1b", head.ptr[i], 7);
    return controls * 50 > head.len;
}
