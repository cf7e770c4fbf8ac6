#include "common/analyse_parts.h"

#include <strings.h>

/* Sorted by code behind "none". Ukrainian has no stemmer of its own in Snowball; the Russian one serves all Cyrillic. */
static const struct language languages[] = {
    {"none", NULL, 0, false, false},        {"ar", "arabic", 'a', false, false},    {"ca", "catalan", 'l', true, true},
    {"da", "danish", 'l', true, false},     {"de", "german", 'l', true, false},     {"en", "english", 'l', false, false},
    {"es", "spanish", 'l', true, false},    {"eu", "basque", 'l', true, false},     {"fi", "finnish", 'l', true, false},
    {"fr", "french", 'l', true, true},      {"ga", "irish", 'l', false, false},     {"hu", "hungarian", 'l', true, false},
    {"hy", "armenian", 'y', true, false},   {"id", "indonesian", 'l', true, false}, {"it", "italian", 'l', true, true},
    {"lt", "lithuanian", 'l', true, false}, {"ne", "nepali", 'd', false, false},    {"nl", "dutch", 'l', true, false},
    {"no", "norwegian", 'l', true, false},  {"pt", "portuguese", 'l', true, false}, {"ro", "romanian", 'l', true, false},
    {"ru", "russian", 'c', true, false},    {"sv", "swedish", 'l', true, false},    {"ta", "tamil", 't', false, false},
    {"tr", "turkish", 'l', true, false},    {"uk", "russian", 'c', true, false},
};
enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

static const char *const codes[] = {"ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id",
                                    "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr", "uk", NULL};

const char *const *analyse_languages(void)
{
    return codes;
}

const struct language *language_info(unsigned number)
{
    return &languages[number];
}

int language_find(struct view code)
{
    size_t len = 0;
    while (len < code.len && code.ptr[len] != '-' && code.ptr[len] != '_')
        len++;
    struct view primary = view_sub(code, 0, len);
    if (view_equal_ignoring_case(primary, VIEW("nb")) || view_equal_ignoring_case(primary, VIEW("nn")))
        primary = VIEW("no");
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (view_equal_ignoring_case(primary, view_of(languages[i].code)))
            return i;
    }
    return -1;
}

static char script_of(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    if (p[0] < 0x80 || len < 2)
        return 'l';
    unsigned c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    if (p[0] < 0xE0)
        return c < 0x0370 ? 'l' : c < 0x0400 ? 0 : c < 0x0530 ? 'c' : c < 0x0590 ? 'y' : c >= 0x0600 && c < 0x0780 ? 'a' : 0;
    if (p[0] == 0xE0)
        return p[1] == 0xA4 || p[1] == 0xA5 ? 'd' : p[1] == 0xAE || p[1] == 0xAF ? 't' : 0;
    return p[0] == 0xE1 && p[1] >= 0xB8 && p[1] <= 0xBB ? 'l' : 0;
}

static unsigned language_number(const char *code)
{
    return (unsigned)language_find(view_of(code));
}

unsigned language_of_word(unsigned number, const char *text, size_t len)
{
    if (number == LANGUAGE_NONE)
        return LANGUAGE_NONE;
    char script = script_of(text, len);
    if (script == languages[number].script)
        return number;
    switch (script) {
    case 'l': /* foreign names and terms in, say, Russian texts are mostly English */
        return language_number("en");
    case 'c':
        return language_number("ru");
    case 'a':
        return language_number("ar");
    case 'y':
        return language_number("hy");
    case 't':
        return language_number("ta");
    default: /* Greek, Hebrew …; Devanagari is Hindi more often than Nepali, whose stemmer it would suffer from */
        return LANGUAGE_NONE;
    }
}

/* Snowball looks for these suffixes with their accents, which folding has taken away. */
static const struct {
    const char *language, *folded, *accented;
} suffixes[] = {
    {"es", "cion", "ci\xc3\xb3n"},
    {"es", "sion", "si\xc3\xb3n"},
    {"ca", "cio", "ci\xc3\xb3"},
    {"pt", "cao", "\xc3\xa7\xc3\xa3o"},
    {"pt", "coes",
     "\xc3\xa7\xc3\xb5"
     "es"},
    {"fr", "ites", "it\xc3\xa9s"},
    {"fr", "ite", "it\xc3\xa9"},
    {"fr", "ees",
     "\xc3\xa9"
     "es"},
    {"fr", "ee",
     "\xc3\xa9"
     "e"},
};

size_t language_restore_suffix(unsigned number, const char *text, size_t len, char *out, size_t cap)
{
    const char *code = languages[number].code;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (suffixes[i].language[0] != code[0] || suffixes[i].language[1] != code[1])
            continue; /* every new word of a text comes by here, few of them in such a language */
        size_t folded = strlen(suffixes[i].folded);
        size_t accented = strlen(suffixes[i].accented);
        if (len <= folded + 1 || len - folded + accented > cap || memcmp(text + len - folded, suffixes[i].folded, folded) != 0)
            continue;
        memcpy(out, text, len - folded);
        memcpy(out + len - folded, suffixes[i].accented, accented);
        return len - folded + accented;
    }
    memcpy(out, text, len);
    return len;
}
