/* Dates of articles and of queries. Parsing is our own: no locale, no time zone of the machine, impossible days refused.
 * Pure functions, any thread. */
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

/* Understands ISO 8601 (2024-07-11, 2024-07, 2024, 2024-07-11T09:30:00+02:00, 20240711, week and ordinal dates not), RFC 2822 (Thu, 11 Jul 2024 09:30 +0200),
 * news forms (11 July 2024, July 11, 2024, 11-JUL-1987 15:04:05.12, 11 Jul. 2024, 7 mars 2024, 7. März 2024), Unix seconds or milliseconds (10 or 13 digits).
 * White space around is allowed, anything else left over is not. False (out untouched) when it is no date, or none that exists. */
bool date_parse(struct view text, struct date *out);

/* Find a date at the beginning of `text`: the longest prefix of it that date_parse takes, ended by a non-alphanumeric. 0 when none. */
size_t date_parse_prefix(struct view text, struct date *out);

/* Append the ISO 8601 form at the date's own precision and zone: 2024-07-11, 2024-07-11T09:30:00+02:00 (Z for zone 0). */
void date_format(struct date d, struct buf *out);

/* UTC calendar day of the beginning, as YYYYMMDD; 0 when there is no date. */
uint32_t date_day_number(struct date d);

/* The first second after the stretch: a day's end for DATE_DAY, and so on. */
int64_t date_end(struct date d);

/* 8 bytes that sort as the moments do. */
enum { DATE_SORTABLE_SIZE = 8 };
void date_sortable(int64_t seconds, char out[DATE_SORTABLE_SIZE]);
int64_t date_from_sortable(const char bytes[DATE_SORTABLE_SIZE]);

/* A range of query dates, [from, to): "2024-06", "2024-06-01..2024-07-15" (both days included), "2024-06..", "..2024", "today-30d..", "3m..", "today", "yesterday",
 * "last-week". `now` is the current time in Unix seconds. Open ends are INT64_MIN and INT64_MAX. */
struct date_range {
    int64_t from, to;
};
enum status date_range_parse(struct view text, int64_t now, struct date_range *out, struct error *err) WARN_UNUSED;

#endif
