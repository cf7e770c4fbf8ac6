#include "common/date.h"

#include "common/date_parts.h"

enum { DAYS_AN_ERA = 146097, YEARS_AN_ERA = 400, DAYS_TO_1970 = 719468 };

/* Years begin in March here, so that the leap day is the last day of its year. */
int64_t date_days_from_civil(struct civil c)
{
    int64_t year = c.year - (c.month <= 2);
    int64_t era = (year >= 0 ? year : year - (YEARS_AN_ERA - 1)) / YEARS_AN_ERA;
    int64_t year_of_era = year - era * YEARS_AN_ERA;
    int64_t day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_AN_ERA + day_of_era - DAYS_TO_1970;
}

struct civil date_civil_from_days(int64_t days)
{
    days += DAYS_TO_1970;
    int64_t era = (days >= 0 ? days : days - (DAYS_AN_ERA - 1)) / DAYS_AN_ERA;
    int64_t day_of_era = days - era * DAYS_AN_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    struct civil c = {.month = (int)(month < 10 ? month + 3 : month - 9), .day = (int)(day_of_year - (153 * month + 2) / 5 + 1)};
    c.year = (int)(year_of_era + era * YEARS_AN_ERA) + (c.month <= 2);
    return c;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

int64_t date_day_of(int64_t seconds)
{
    return seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0);
}

static bool is_possible(const struct date_fields *f)
{
    const struct civil *c = &f->civil;
    if (c->year < 1 || c->year > DATE_YEAR_MAX)
        return false;
    if (f->precision >= DATE_MONTH && (c->month < 1 || c->month > 12))
        return false;
    if (f->precision >= DATE_DAY && (c->day < 1 || c->day > date_days_in_month(c->year, c->month)))
        return false;
    return f->hour >= 0 && f->hour <= 23 && f->minute >= 0 && f->minute <= 59 && f->second >= 0 && f->second <= 60;
}

bool date_from_fields(const struct date_fields *f, struct date *out)
{
    if (f->precision == DATE_NONE || !is_possible(f))
        return false;
    struct civil c = f->civil;
    c.month = f->precision >= DATE_MONTH ? c.month : 1;
    c.day = f->precision >= DATE_DAY ? c.day : 1;
    int second = f->second == 60 ? 59 : f->second; /* Unix time has no leap seconds */
    int64_t seconds = date_days_from_civil(c) * SECONDS_A_DAY + f->hour * 3600 + f->minute * 60 + second - f->zone * 60;
    int year = date_civil_from_days(date_day_of(seconds)).year;
    if (year < 1 || year > DATE_YEAR_MAX) /* the zone moved it out */
        return false;
    *out = (struct date){seconds, (int16_t)f->zone, (uint8_t)f->precision};
    return true;
}

static void add_zone(int zone, struct buf *out)
{
    int minutes = zone < 0 ? -zone : zone;
    if (zone == 0)
        buf_add_char(out, 'Z');
    else
        buf_printf(out, "%c%02d:%02d", zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

void date_format(struct date d, struct buf *out)
{
    if (d.precision == DATE_NONE)
        return;
    int64_t local = d.seconds + d.zone * 60;
    int64_t day = date_day_of(local);
    int rest = (int)(local - day * SECONDS_A_DAY);
    struct civil c = date_civil_from_days(day);
    buf_printf(out, "%04d", c.year);
    if (d.precision >= DATE_MONTH)
        buf_printf(out, "-%02d", c.month);
    if (d.precision >= DATE_DAY)
        buf_printf(out, "-%02d", c.day);
    if (d.precision < DATE_MINUTE)
        return;
    buf_printf(out, "T%02d:%02d", rest / 3600, rest / 60 % 60);
    if (d.precision >= DATE_SECOND)
        buf_printf(out, ":%02d", rest % 60);
    add_zone(d.zone, out);
}

uint32_t date_day_number(struct date d)
{
    if (d.precision == DATE_NONE)
        return 0;
    struct civil c = date_civil_from_days(date_day_of(d.seconds));
    return (uint32_t)(c.year * 10000 + c.month * 100 + c.day);
}

int64_t date_end(struct date d)
{
    struct civil c = date_civil_from_days(date_day_of(d.seconds + d.zone * 60));
    switch (d.precision) {
    case DATE_YEAR:
        return date_days_from_civil((struct civil){c.year + 1, 1, 1}) * SECONDS_A_DAY - d.zone * 60;
    case DATE_MONTH:
        return d.seconds + (int64_t)date_days_in_month(c.year, c.month) * SECONDS_A_DAY;
    case DATE_DAY:
        return d.seconds + SECONDS_A_DAY;
    case DATE_MINUTE:
        return d.seconds + 60;
    case DATE_SECOND:
        return d.seconds + 1;
    default:
        return d.seconds;
    }
}

void date_sortable(int64_t seconds, char out[DATE_SORTABLE_SIZE])
{
    uint64_t bits = (uint64_t)seconds ^ (uint64_t)1 << 63;
    for (int i = DATE_SORTABLE_SIZE - 1; i >= 0; i--, bits >>= 8)
        out[i] = (char)(bits & 0xFF);
}

int64_t date_from_sortable(const char bytes[DATE_SORTABLE_SIZE])
{
    uint64_t bits = 0;
    for (int i = 0; i < DATE_SORTABLE_SIZE; i++)
        bits = bits << 8 | (unsigned char)bytes[i];
    return (int64_t)(bits ^ (uint64_t)1 << 63);
}
