/* The parts behind date.h: calendar arithmetic (date.c), words of dates (date_words.c), times and zones (date_time.c). Used by the
 * date_*.c files only. Pure functions, any thread. */
#ifndef LEDE_COMMON_DATE_PARTS_H
#define LEDE_COMMON_DATE_PARTS_H

#include "common/date.h"

enum { SECONDS_A_DAY = 86400, DATE_YEAR_MAX = 9999 };

int date_days_in_month(int year, int month);
int64_t date_day_of(int64_t seconds); /* days since 1970-01-01, rounded down */

/* What a text said; members that it did not say are 0. */
struct date_fields {
    struct civil civil;
    int hour, minute, second;
    int zone; /* minutes east of UTC */
    enum date_precision precision;
};

/* Check and convert; false (out untouched) when there is no such moment. */
bool date_from_fields(const struct date_fields *f, struct date *out);

/* ---- date_words.c ---- */

/* All of the following move on behind what they take, and leave `*text` alone when it is not there. */
enum { DATE_WORD_MAX = 32 };
bool date_take_word(struct view *text, char word[DATE_WORD_MAX]); /* letters, lower case, Latin accents dropped */
bool date_take_char(struct view *text, char c);
bool date_take_text(struct view *text, const char *wanted);
bool date_skip_spaces(struct view *text); /* true when there was any; no-break spaces too */

/* A run of digits that is `min` to `max` long; its length, or 0. */
int date_take_digits(struct view *text, int min, int max, int *value);

int date_month_number(const char *word); /* 1 to 12; 0 when it is no month */
bool date_is_weekday(const char *word);
bool date_is_filler(const char *word); /* "of", "de", "at", "um" … between the parts of a date */

void date_skip_filler(struct view *text); /* one filler, with white space around it */

/* ---- date_day.c ---- */

/* A day, month or year in one of the forms of date_parse, for 20240711T0930 with its time. False when there is none; *text is then
 * anywhere. */
bool date_take_day(struct view *text, struct date_fields *f);

/* ---- date_time.c ---- */

/* "09:30", "9:30:05.12 p.m. EDT", "9h30", "9 am" with an optional zone behind. */
bool date_take_time(struct view *text, struct date_fields *f);
/* "093000Z", behind the T of a basic ISO date. */
bool date_take_basic_time(struct view *text, struct date_fields *f);
void date_take_zone(struct view *text, struct date_fields *f);

#endif
