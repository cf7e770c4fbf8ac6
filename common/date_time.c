#include "common/date_parts.h"

#include <string.h>

enum { ZONE_MIN = -12 * 60, ZONE_MAX = 14 * 60 };

/* Abbreviations in lower case. The generic ones of the US (et …) are taken for standard time. */
static const struct {
    const char *name;
    int minutes;
} ZONES[] = {
    {"z", 0},      {"utc", 0},    {"gmt", 0},    {"ut", 0},     {"wet", 0},   {"west", 60},  {"bst", 60},   {"ist", 330},
    {"cet", 60},   {"mez", 60},   {"cest", 120}, {"mesz", 120}, {"eet", 120}, {"eest", 180}, {"msk", 180},  {"est", -300},
    {"edt", -240}, {"et", -300},  {"cst", -360}, {"cdt", -300}, {"ct", -360}, {"mst", -420}, {"mdt", -360}, {"mt", -420},
    {"pst", -480}, {"pdt", -420}, {"pt", -480},  {"jst", 540},  {"kst", 540}, {"aest", 600}, {"aedt", 660},
};

/* "+02:00", "-0400", "+2". */
static bool take_offset(struct view *text, int *zone)
{
    struct view rest = *text;
    int sign = 1;
    if (!date_take_char(&rest, '+')) {
        sign = -1;
        if (!date_take_char(&rest, '-') && !date_take_text(&rest, "\u2212")) /* the minus sign */
            return false;
    }
    int hours = 0, minutes = 0;
    int len = date_take_digits(&rest, 1, 4, &hours);
    if (len == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (len < 1 || len > 2) {
        return false;
    } else if (date_take_char(&rest, ':') && !date_take_digits(&rest, 2, 2, &minutes)) {
        return false;
    }
    int total = sign * (hours * 60 + minutes);
    if (minutes > 59 || total < ZONE_MIN || total > ZONE_MAX)
        return false;
    *zone = total;
    *text = rest;
    return true;
}

static bool take_zone_name(struct view *text, int *zone)
{
    struct view rest = *text;
    char word[DATE_WORD_MAX];
    if (!date_take_word(&rest, word))
        return false;
    for (size_t i = 0; i < sizeof ZONES / sizeof *ZONES; i++) {
        if (strcmp(ZONES[i].name, word) == 0) {
            *zone = ZONES[i].minutes;
            *text = rest;
            return true;
        }
    }
    return false;
}

/* A comment of RFC 2822 behind the offset: "(EDT)". */
static void skip_comment(struct view *text)
{
    struct view rest = *text;
    date_skip_spaces(&rest);
    const char *end = rest.len && rest.ptr[0] == '(' ? memchr(rest.ptr, ')', rest.len) : NULL;
    if (end)
        *text = view_sub(rest, (size_t)(end - rest.ptr) + 1, rest.len);
}

void date_take_zone(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    date_skip_spaces(&rest);
    if (take_offset(&rest, &f->zone)) {
        *text = rest;
        skip_comment(text);
    } else if (take_zone_name(&rest, &f->zone)) {
        if (f->zone == 0)
            take_offset(&rest, &f->zone); /* UTC+2 */
        *text = rest;
        skip_comment(text); /* GMT+0200 (CEST), as JavaScript writes it */
    } else if (date_take_char(&rest, '(') && take_zone_name(&rest, &f->zone) && date_take_char(&rest, ')')) {
        *text = rest;
    }
}

/* "am", "p.m.", "PM": 'a', 'p', or 0. */
static char take_half(struct view *text)
{
    static const struct {
        const char *form;
        char half;
    } forms[] = {{"a.m.", 'a'}, {"p.m.", 'p'}, {"A.M.", 'a'}, {"P.M.", 'p'}};
    struct view rest = *text;
    char word[DATE_WORD_MAX];
    date_skip_spaces(&rest);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (date_take_text(&rest, forms[i].form)) {
            *text = rest;
            return forms[i].half;
        }
    }
    if (!date_take_word(&rest, word) || (strcmp(word, "am") != 0 && strcmp(word, "pm") != 0))
        return 0;
    *text = rest;
    return word[0];
}

/* ":05", ":05.12": the fraction is dropped. */
static bool take_seconds(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    if (!date_take_char(&rest, ':'))
        return true;
    if (!date_take_digits(&rest, 2, 2, &f->second))
        return false;
    f->precision = DATE_SECOND;
    *text = rest;
    int ignored;
    if ((date_take_char(&rest, '.') || date_take_char(&rest, ',')) && date_take_digits(&rest, 1, 9, &ignored))
        *text = rest;
    return true;
}

bool date_take_time(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    struct date_fields time = *f;
    time.precision = DATE_MINUTE;
    if (!date_take_digits(&rest, 1, 2, &time.hour))
        return false;
    bool minutes = date_take_char(&rest, ':') || date_take_char(&rest, 'h');
    if (minutes && (!date_take_digits(&rest, 2, 2, &time.minute) || !take_seconds(&rest, &time)))
        return false;
    char half = take_half(&rest);
    if (!minutes && !half)
        return false;
    if (half && (time.hour < 1 || time.hour > 12))
        return false;
    if (half)
        time.hour = time.hour % 12 + (half == 'p' ? 12 : 0);
    struct view behind = rest;
    char word[DATE_WORD_MAX];
    if (date_skip_spaces(&behind) && date_take_word(&behind, word) && strcmp(word, "uhr") == 0)
        rest = behind;
    date_take_zone(&rest, &time);
    *f = time;
    *text = rest;
    return true;
}

bool date_take_basic_time(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    int digits = 0;
    int len = date_take_digits(&rest, 4, 6, &digits);
    if (len != 4 && len != 6)
        return false;
    f->precision = len == 6 ? DATE_SECOND : DATE_MINUTE;
    f->second = len == 6 ? digits % 100 : 0;
    digits = len == 6 ? digits / 100 : digits;
    f->hour = digits / 100;
    f->minute = digits % 100;
    date_take_zone(&rest, f);
    *text = rest;
    return true;
}
