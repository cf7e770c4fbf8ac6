#include "query/period.h"

#include "common/date.h"

enum { MONTHS = 12, WEEK = 7, EPOCH_WEEKDAY = 3 /* 1970-01-01 was a Thursday, Monday is 0 */ };

const char *const period_names[] = {"day", "week", "month", "year", NULL};

enum field period_field(enum period by)
{
    static const enum field fields[] = {FIELD_DAY, FIELD_DAY, FIELD_MONTH, FIELD_YEAR};
    return fields[by];
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t week_of(int64_t days)
{
    return floor_div(days + EPOCH_WEEKDAY, WEEK);
}

static int64_t first_day(enum period by, int64_t period)
{
    switch (by) {
    case PERIOD_DAY:
        return period;
    case PERIOD_WEEK:
        return period * WEEK - EPOCH_WEEKDAY;
    case PERIOD_MONTH:
        return date_days_from_civil(
            (struct civil){(int)floor_div(period, MONTHS), (int)(period - MONTHS * floor_div(period, MONTHS)) + 1, 1});
    default:
        return date_days_from_civil((struct civil){(int)period, 1, 1});
    }
}

static bool number(struct view digits, int *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        *out = 10 * *out + (digits.ptr[i] - '0');
    }
    return true;
}

bool period_of(enum period by, struct view value, int64_t *out)
{
    static const size_t lengths[] = {8, 8, 6, 4};
    struct civil c = {.month = 1, .day = 1};
    if (value.len != lengths[by] || !number(view_sub(value, 0, 4), &c.year) ||
        (value.len > 4 && !number(view_sub(value, 4, 6), &c.month)) || (value.len > 6 && !number(view_sub(value, 6, 8), &c.day)) ||
        c.month < 1 || c.month > MONTHS || c.day < 1)
        return false;
    int64_t days = date_days_from_civil(c);
    *out = by == PERIOD_DAY     ? days
           : by == PERIOD_WEEK  ? week_of(days)
           : by == PERIOD_MONTH ? c.year * MONTHS + c.month - 1
                                : c.year;
    return true;
}

static void add_day(int64_t days, struct buf *out)
{
    struct civil c = date_civil_from_days(days);
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* ISO 8601: a week belongs to the year of its Thursday. */
static void add_week(int64_t week, struct buf *out)
{
    int64_t thursday = first_day(PERIOD_WEEK, week) + 3;
    int year = date_civil_from_days(thursday).year;
    buf_printf(out, "%04d-W%02d", year, (int)((thursday - first_day(PERIOD_YEAR, year)) / WEEK) + 1);
}

void period_add_name(enum period by, int64_t period, struct buf *out)
{
    struct civil c = date_civil_from_days(first_day(by, period));
    if (by == PERIOD_DAY)
        add_day(period, out);
    else if (by == PERIOD_WEEK)
        add_week(period, out);
    else if (by == PERIOD_MONTH)
        buf_printf(out, "%04d-%02d", c.year, c.month);
    else
        buf_printf(out, "%04d", c.year);
}

void period_add_first_day(enum period by, int64_t period, struct buf *out)
{
    add_day(first_day(by, period), out);
}

void period_add_last_day(enum period by, int64_t period, struct buf *out)
{
    add_day(first_day(by, period + 1) - 1, out);
}
