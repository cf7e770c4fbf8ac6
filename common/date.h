/* Dates of articles and of queries. Parsing is our own: no locale, no time zone of the machine, impossible days refused.
 *
 * Proleptic Gregorian calendar, years 1 to 9999, days from civil by our own arithmetic (after Howard Hinnant's description of
 * 400-year eras). Without a zone a date is UTC. Pure functions, any thread. Used by formats, fields, search filters, timelines and printers. */
#ifndef LEDE_COMMON_DATE_H
#define LEDE_COMMON_DATE_H

#include "common/buf.h"

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_MINUTE, DATE_SECOND };

/* A moment or a stretch of time as it was written. The zone is kept, so that it can be shown as published. */
struct date {
    int64_t seconds;   /* since 1970-01-01T00:00Z, of the beginning of the stretch; years 1 to 9999 */
    int16_t zone;      /* minutes east of UTC that the date was written with; 0 when none was given */
    uint8_t precision; /* enum date_precision; DATE_NONE means no date */
};

/* Understands
 *   ISO 8601   2024-07-11, 2024-07, 2024, 2024-07-11T09:30:00+02:00, 20240711, 20240711T093000Z; week and ordinal dates not
 *   RFC 2822   Thu, 11 Jul 2024 09:30 +0200 (two-digit years of this form: 50-99 are 19xx), asctime's Thu Jul 11 09:30:00 2024,
 *              JavaScript's Thu Jul 11 2024 09:30:00 GMT+0200 (CEST)
 *   news       11 July 2024, July 11, 2024, 9:30 a.m. EDT, 11-JUL-1987 15:04:05.12, 7. März 2024, 7 mars 2024, 3 липня 2024 року,
 *              July 2024, 09:30, 11 July 2024; months in English, German, French, Spanish, Italian, Polish, Dutch, Russian, Ukrainian
 *   numbers    11.07.2024 (day first), 2024/07/11; 25/12/2024 and 12/25/2024, but not 07/11/2024, which means two days;
 *              2024年7月11日
 *   Unix       seconds or milliseconds: 10 or 13 digits
 * Fractions of a second are dropped; second 60 (a leap second) is 59; hour 24 and a day that does not exist are refused; a weekday is not
 * checked. Zones: Z, UTC, GMT, +hh, +hh:mm, +hhmm, US and European abbreviations; the generic ET, CT, MT, PT count as standard time.
 * White space around is allowed, anything else left over is not. False (out untouched) when it is no date, or none that exists. */
bool date_parse(struct view text, struct date *out);

/* Find a date at the beginning of `text`: the longest prefix of it that date_parse takes, ended by a non-alphanumeric (or the end of the
 * text). Its length in bytes; 0 when none. */
size_t date_parse_prefix(struct view text, struct date *out);

/* Append the ISO 8601 form at the date's own precision and zone: 2024-07-11, 2024-07-11T09:30:00+02:00 (Z for zone 0); nothing when
 * there is no date. */
void date_format(struct date d, struct buf *out);

/* UTC calendar day of the beginning, as YYYYMMDD; 0 when there is no date. */
uint32_t date_day_number(struct date d);

/* The first second after the stretch: a day's end for DATE_DAY, and so on. */
int64_t date_end(struct date d);

/* 8 bytes that sort as the moments do: big-endian, offset by 2^63. */
enum { DATE_SORTABLE_SIZE = 8 };
void date_sortable(int64_t seconds, char out[DATE_SORTABLE_SIZE]);
int64_t date_from_sortable(const char bytes[DATE_SORTABLE_SIZE]);

/* A day of the calendar, and the days since 1970-01-01: there and back, for any year. */
struct civil {
    int year, month, day; /* month and day from 1 */
};
int64_t date_days_from_civil(struct civil c);
struct civil date_civil_from_days(int64_t days);

/* A range of query dates, [from, to). Open ends are INT64_MIN and INT64_MAX. `now` is the current time in Unix seconds; days are UTC's.
 *   2024-06                   a whole month; every form of date_parse is a stretch
 *   2024-06-01..2024-07-15    both days included; 2024-06.. and ..2024 are open
 *   today yesterday this-week last-week this-month last-month this-year last-year    weeks begin on Monday
 *   7d 2w 3m 1y               so many days, weeks, months, years ago: 7d..  30d..7d; alone ("7d") the same as "7d.."
 *   today-30d.. yesterday-1w  counted from there
 * STATUS_USAGE with a sentence that lists the forms, or says that the range ends before it begins. */
struct date_range {
    int64_t from, to;
};
enum status date_range_parse(struct view text, int64_t now, struct date_range *out, struct error *err) WARN_UNUSED;

#endif
