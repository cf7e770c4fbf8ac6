#include "indexer/formats/url_date.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };

/* So many digits, no more; where they end, 0 when they are others. */
static size_t take_number(struct view v, size_t at, size_t least, size_t most, int *out)
{
    size_t end = at;
    int value = 0;
    for (; end < v.len && end - at <= most && v.ptr[end] >= '0' && v.ptr[end] <= '9'; end++)
        value = value * 10 + (v.ptr[end] - '0');
    *out = value;
    return end - at >= least && end - at <= most ? end : 0;
}

/* "05", or "may" as the Guardian has it. */
static size_t take_month(struct view v, size_t at, int *out)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    size_t end = take_number(v, at, 1, 2, out);
    for (int i = 0; !end && i < 12; i++)
        if (view_equal_ignoring_case(view_sub(v, at, at + 3), (struct view){names + (size_t)i * 3, 3})) {
            *out = i + 1;
            return at + 3;
        }
    return end;
}

static bool is_end(struct view v, size_t at)
{
    return at == v.len || strchr("/-_.?#", v.ptr[at]);
}

/* YEAR MONTH DAY at a place behind a slash, parted by one mark. */
static bool take_day(struct view v, size_t at, struct date *out)
{
    int year = 0, month = 0, day = 0;
    char text[48];
    struct date found;
    size_t end = take_number(v, at, 4, 4, &year);
    if (!end || year < FIRST_YEAR || year > LAST_YEAR || end >= v.len || (v.ptr[end] != '/' && v.ptr[end] != '-'))
        return false;
    const char mark = v.ptr[end];
    end = take_month(v, end + 1, &month);
    if (!end || end >= v.len || v.ptr[end] != mark)
        return false;
    end = take_number(v, end + 1, 1, 2, &day);
    if (!end || !is_end(v, end))
        return false;
    const int len = snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    if (!date_parse((struct view){text, (size_t)len}, &found))
        return false;
    *out = found;
    return true;
}

bool url_date_find(struct view url, struct date *out)
{
    const char *host = url.len ? memmem(url.ptr, url.len, "://", 3) : NULL;
    for (size_t at = host ? (size_t)(host - url.ptr) + 3 : 0; at < url.len; at++) {
        if (strchr("?#", url.ptr[at]))
            return false;
        if (url.ptr[at] == '/' && take_day(url, at + 1, out))
            return true;
    }
    return false;
}
