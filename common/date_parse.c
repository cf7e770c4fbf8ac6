#include "common/date.h"

#include "common/date_parts.h"
#include "common/utf8.h"

#include <unicode/uchar.h>

enum { LONGEST_DATE = 80 };

/* A time behind a date: "T09:30", " at 9:30 a.m.", ", 09:30". */
static bool take_time_behind(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    if (!date_take_char(&rest, 'T') && !date_take_char(&rest, 't')) {
        bool comma = date_take_char(&rest, ',');
        if (!date_skip_spaces(&rest) && !comma)
            return false;
        date_skip_filler(&rest);
        if (date_take_text(&rest, "- ") || date_take_text(&rest, "– ") || date_take_text(&rest, "| "))
            date_skip_spaces(&rest);
    }
    if (f->precision != DATE_DAY || !date_take_time(&rest, f))
        return false;
    *text = rest;
    return true;
}

/* 10 digits of seconds or 13 of milliseconds, perhaps with a fraction. */
static bool parse_unix(struct view text, struct date *out)
{
    int64_t n = 0;
    size_t digits = 0;
    for (; digits < text.len && digits < 14 && text.ptr[digits] >= '0' && text.ptr[digits] <= '9'; digits++)
        n = n * 10 + (text.ptr[digits] - '0');
    if (digits != 10 && digits != 13)
        return false;
    struct view rest = view_sub(text, digits, text.len);
    if (date_take_char(&rest, '.'))
        while (rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
            rest = view_sub(rest, 1, rest.len);
    if (rest.len)
        return false;
    *out = (struct date){.seconds = digits == 13 ? n / 1000 : n, .precision = DATE_SECOND};
    return true;
}

/* "09:30, 11 July 2024": the time is kept while the day behind it is read. */
static bool parse_time_first(struct view text, struct date_fields *f)
{
    struct date_fields day = {0};
    if (!date_take_time(&text, f))
        return false;
    date_take_char(&text, ',');
    if (!date_skip_spaces(&text))
        return false;
    date_skip_filler(&text);
    if (!date_take_day(&text, &day) || day.precision != DATE_DAY || text.len)
        return false;
    f->civil = day.civil;
    return true;
}

bool date_parse(struct view text, struct date *out)
{
    date_skip_spaces(&text);
    text = view_trim(text);
    if (!text.len || text.len > LONGEST_DATE)
        return false;
    if (parse_unix(text, out))
        return true;
    struct date_fields f = {0};
    struct view rest = text;
    bool good = date_take_day(&rest, &f);
    if (good && rest.len)
        take_time_behind(&rest, &f);
    if (good && rest.len == 0)
        return date_from_fields(&f, out);
    f = (struct date_fields){0};
    return parse_time_first(text, &f) && date_from_fields(&f, out);
}

/* Whether a date may end before `at`: what follows is no letter or digit, what stands before it no white space. */
static bool may_end_at(struct view text, size_t at)
{
    if (((unsigned char)text.ptr[at - 1] & 0xDF) == 0 || text.ptr[at - 1] == '\n' || text.ptr[at - 1] == '\t')
        return false;
    return at == text.len || !u_isalnum((UChar32)utf8_next(text, &(size_t){at}));
}

size_t date_parse_prefix(struct view text, struct date *out)
{
    size_t end = text.len < LONGEST_DATE ? text.len : LONGEST_DATE;
    if (!end || view_trim(view_sub(text, 0, 1)).len == 0)
        return 0;
    for (; end > 0; end--)
        if (may_end_at(text, end) && date_parse(view_sub(text, 0, end), out))
            return end;
    return 0;
}
