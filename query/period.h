/* Stretches of the calendar that articles are counted by: days, weeks (ISO 8601, Monday to Sunday), months, years. A period is a number: the next one is one more,
 * so that gaps show. Used by timeline and matrix. Pure, any thread. */
#ifndef LEDE_QUERY_PERIOD_H
#define LEDE_QUERY_PERIOD_H

#include "common/buf.h"
#include "common/schema.h"

enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_YEAR };
extern const char *const period_names[]; /* by enum period, ended by NULL */

/* The field of the index whose values make the periods: days for weeks too. */
enum field period_field(enum period by);

/* The period that a value of that field is in: 20240711, 202407, 2024. False when it is no such date. */
bool period_of(enum period by, struct view value, int64_t *out);

/* Append its name: 2024-07-11, 2024-W28, 2024-07, 2024. */
void period_add_name(enum period by, int64_t period, struct buf *out);

/* Append its first and its last day: 2024-07-11. */
void period_add_first_day(enum period by, int64_t period, struct buf *out);
void period_add_last_day(enum period by, int64_t period, struct buf *out);

#endif
