#include "common/date.h"

#include "common/date_parts.h"

#include <string.h>

enum { FARTHEST = 20000 };

static int64_t seconds_of(struct civil c)
{
    return date_days_from_civil(c) * SECONDS_A_DAY;
}

/* The first day of the month that is `count` months from the month of `c`. */
static struct civil month_from(struct civil c, int count)
{
    int months = c.year * 12 + c.month - 1 + count;
    return (struct civil){months / 12, months % 12 + 1, 1};
}

/* The same day `count` months on, or the last day of a month that is too short. False before the year 1. */
static bool add_months(struct civil *c, int count)
{
    int day = c->day;
    if (c->year * 12 + c->month - 1 + count < 12)
        return false;
    *c = month_from(*c, count);
    int last = date_days_in_month(c->year, c->month);
    c->day = day < last ? day : last;
    return c->year <= DATE_YEAR_MAX;
}

/* "7d", "2w", "3m", "1y": move `*day` by so many in the direction `sign`. Takes all of `text`. */
static bool move_day(struct view text, int sign, int64_t *day)
{
    int count;
    if (!date_take_digits(&text, 1, 5, &count) || text.len != 1 || count > FARTHEST)
        return false;
    struct civil c = date_civil_from_days(*day);
    switch (text.ptr[0]) {
    case 'd':
        *day += sign * count;
        break;
    case 'w':
        *day += sign * 7 * count;
        break;
    case 'm':
    case 'y':
        if (!add_months(&c, sign * count * (text.ptr[0] == 'y' ? 12 : 1)))
            return false;
        *day = date_days_from_civil(c);
        break;
    default:
        return false;
    }
    int year = date_civil_from_days(*day).year;
    return year >= 1 && year <= DATE_YEAR_MAX;
}

/* this-week … last-year: calendar stretches around the day `today`. */
static bool named_stretch(struct view text, int64_t today, struct date_range *out)
{
    struct civil c = date_civil_from_days(today);
    int64_t monday = today - ((today + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
    bool last = view_starts_with(text, VIEW("last-"));
    int back = last ? -1 : 0;
    if (!last && !view_starts_with(text, VIEW("this-")))
        return false;
    struct view unit = view_sub(text, 5, text.len);
    if (view_equal(unit, VIEW("week")))
        *out = (struct date_range){(monday + 7 * back) * SECONDS_A_DAY, (monday + 7 * back + 7) * SECONDS_A_DAY};
    else if (view_equal(unit, VIEW("month")))
        *out = (struct date_range){seconds_of(month_from(c, back)), seconds_of(month_from(c, back + 1))};
    else if (view_equal(unit, VIEW("year")))
        *out = (struct date_range){seconds_of((struct civil){c.year + back, 1, 1}),
                                   seconds_of((struct civil){c.year + back + 1, 1, 1})};
    else
        return false;
    return true;
}

/* today, yesterday, today-30d, 7d. */
static bool relative_day(struct view text, int64_t today, int64_t *day)
{
    *day = today;
    if (text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9')
        return move_day(text, -1, day);
    if (date_take_text(&text, "yesterday"))
        --*day;
    else if (!date_take_text(&text, "today"))
        return false;
    if (!text.len)
        return true;
    int sign = text.ptr[0] == '-' ? -1 : text.ptr[0] == '+' ? 1 : 0;
    return sign && move_day(view_sub(text, 1, text.len), sign, day);
}

/* One end of a range as a stretch of its own. *ago is set for "7d", which alone means everything since then. */
static bool parse_stretch(struct view text, int64_t now, struct date_range *out, bool *ago)
{
    int64_t today = date_day_of(now), day;
    struct date date;
    *ago = false;
    if (date_parse(text, &date)) {
        *out = (struct date_range){date.seconds, date_end(date)};
        return true;
    }
    if (named_stretch(text, today, out))
        return true;
    if (!relative_day(text, today, &day))
        return false;
    *ago = text.ptr[0] >= '0' && text.ptr[0] <= '9';
    *out = (struct date_range){day * SECONDS_A_DAY, (day + 1) * SECONDS_A_DAY};
    return true;
}

static enum status not_understood(struct view text, struct error *err)
{
    return error_set(
        err, STATUS_USAGE,
        "'%.*s' is no date or range of dates; understood are 2024, 2024-06, 2024-06-30, 11 July 2024, A..B with either "
        "end left out (2024-06-01..2024-07-15, 2024-06.., ..2024), 7d.., 2w.., 3m.., 1y.. (so long ago), today, "
        "yesterday, today-30d.., this-week, last-week, this-month, last-month, this-year, last-year",
        (int)(text.len < 60 ? text.len : 60), text.ptr ? text.ptr : "");
}

enum status date_range_parse(struct view text, int64_t now, struct date_range *out, struct error *err)
{
    struct view whole = view_trim(text);
    const char *dots = whole.len ? memmem(whole.ptr, whole.len, "..", 2) : NULL;
    struct date_range first = {INT64_MIN, INT64_MIN}, last = {INT64_MAX, INT64_MAX};
    bool ago;
    if (!dots) {
        if (!parse_stretch(whole, now, &first, &ago))
            return not_understood(whole, err);
        *out = (struct date_range){first.from, ago ? INT64_MAX : first.to};
        return STATUS_OK;
    }
    size_t at = (size_t)(dots - whole.ptr);
    struct view low = view_trim(view_sub(whole, 0, at)), high = view_trim(view_sub(whole, at + 2, whole.len));
    if ((low.len && !parse_stretch(low, now, &first, &ago)) || (high.len && !parse_stretch(high, now, &last, &ago)))
        return not_understood(whole, err);
    if (low.len && high.len && last.to <= first.from)
        return error_set(err, STATUS_USAGE, "the range of dates '%.*s' ends before it begins",
                         (int)(whole.len < 60 ? whole.len : 60), whole.ptr);
    *out = (struct date_range){first.from, last.to};
    return STATUS_OK;
}
