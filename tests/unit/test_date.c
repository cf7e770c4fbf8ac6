#include "common/date.h"

#include "common/date_parts.h"
#include "tests/support/suite.h"

#include <string.h>
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A text and the ISO form that comes out of it. */
static const char *const GOOD[][2] = {
    {"2024-07-11", "2024-07-11"},
    {"2024-07", "2024-07"},
    {"2024", "2024"},
    {" \t2024-07-11\n", "2024-07-11"},
    {"\u00A02024-07-11", "2024-07-11"},
    {"20240711", "2024-07-11"},
    {"20240711T0930Z", "2024-07-11T09:30Z"},
    {"20240711T093005+0200", "2024-07-11T09:30:05+02:00"},
    {"20240711093005", "2024-07-11T09:30:05Z"},
    {"2024-07-11T09:30:00+02:00", "2024-07-11T09:30:00+02:00"},
    {"2024-07-11T09:30:00Z", "2024-07-11T09:30:00Z"},
    {"2024-07-11t09:30:00z", "2024-07-11T09:30:00Z"},
    {"2024-07-11T09:30:00.123456-04:00", "2024-07-11T09:30:00-04:00"},
    {"2024-07-11T09:30", "2024-07-11T09:30Z"},
    {"2024-07-11 09:30:15", "2024-07-11T09:30:15Z"},
    {"2024-07-11 09:30:15 UTC", "2024-07-11T09:30:15Z"},
    {"2024-07-11 09:30:15 +0530", "2024-07-11T09:30:15+05:30"},
    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
    {"2024-02-29", "2024-02-29"},
    {"2000-02-29", "2000-02-29"},
    {"0001-01-01", "0001-01-01"},
    {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
    {"2024/07/11", "2024-07-11"},
    {"2024/7/1", "2024-07-01"},
    {"2024.07.11", "2024-07-11"},
    {"11.07.2024", "2024-07-11"},
    {"1.7.2024 09:30", "2024-07-01T09:30Z"},
    {"25/12/2024", "2024-12-25"},
    {"12/25/2024", "2024-12-25"},
    {"07/07/2024", "2024-07-07"},
    {"2024年7月11日", "2024-07-11"},
    {"Thu, 11 Jul 2024 09:30 +0200", "2024-07-11T09:30+02:00"},
    {"Thu, 11 Jul 2024 09:30:05 GMT", "2024-07-11T09:30:05Z"},
    {"Thu, 11 Jul 2024 09:30:05 -0400 (EDT)", "2024-07-11T09:30:05-04:00"},
    {"Thu, 11 Jul 24 09:30:05 EST", "2024-07-11T09:30:05-05:00"},
    {"Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
    {"Thu Jul 11 09:30:05 2024", "2024-07-11T09:30:05Z"},
    {"Thu Jul 11 2024 09:30:05 GMT+0200 (Central European Summer Time)", "2024-07-11T09:30:05+02:00"},
    {"Thu Jul 11 09:30:05 +0000 2024", "2024-07-11T09:30:05Z"},
    {"Thu Jul 11 09:30:05 CEST 2024", "2024-07-11T09:30:05+02:00"},
    {"11 July 2024", "2024-07-11"},
    {"11 JULY 2024", "2024-07-11"},
    {"11th July 2024", "2024-07-11"},
    {"11th of July, 2024", "2024-07-11"},
    {"July 11, 2024", "2024-07-11"},
    {"July 11 2024", "2024-07-11"},
    {"Jul. 11th, 2024", "2024-07-11"},
    {"11 Jul. 2024", "2024-07-11"},
    {"Sept. 3, 2024", "2024-09-03"},
    {"Thursday, July 11, 2024", "2024-07-11"},
    {"July 2024", "2024-07"},
    {"July, 2024", "2024-07"},
    {"26-FEB-1987", "1987-02-26"},
    {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z"},
    {" 9-MAR-1987 04:58:41.12", "1987-03-09T04:58:41Z"},
    {"July 11, 2024, 9:30 a.m. EDT", "2024-07-11T09:30-04:00"},
    {"July 11, 2024 at 9:30 p.m. ET", "2024-07-11T21:30-05:00"},
    {"July 11, 2024 12:05 AM", "2024-07-11T00:05Z"},
    {"July 11, 2024 12:05 PM", "2024-07-11T12:05Z"},
    {"July 11, 2024 9pm", "2024-07-11T21:00Z"},
    {"09:30, 11 July 2024", "2024-07-11T09:30Z"},
    {"1:15 PM EDT, Thu July 11, 2024", "2024-07-11T13:15-04:00"},
    {"11 July 2024 - 09:30", "2024-07-11T09:30Z"},
    {"11 July 2024 09:30 UTC+2", "2024-07-11T09:30+02:00"},
    {"7. März 2024", "2024-03-07"},
    {"7. Maerz 2024", "2024-03-07"},
    {"Donnerstag, den 7. März 2024 um 9:30 Uhr", "2024-03-07T09:30Z"},
    {"7. Dez. 2024", "2024-12-07"},
    {"7 mars 2024", "2024-03-07"},
    {"1er août 2024 à 9h30", "2024-08-01T09:30Z"},
    {"Lundi 5 FÉVRIER 2024", "2024-02-05"},
    {"3 de mayo de 2024", "2024-05-03"},
    {"lunes, 6 de septiembre del 2021", "2021-09-06"},
    {"15 gennaio 2024", "2024-01-15"},
    {"8 października 2024", "2024-10-08"},
    {"8 listopada 2024 r.", "2024-11-08"},
    {"11 juli 2024", "2024-07-11"},
    {"2 maart 2024", "2024-03-02"},
    {"9 мая 2024 года", "2024-05-09"},
    {"9 Июля 2024 г.", "2024-07-09"},
    {"24 лютого 2022 року", "2022-02-24"},
    {"3 липня 2024, 09:30", "2024-07-03T09:30Z"},
    {"січень 2024", "2024-01"},
    {"1720690200", "2024-07-11T09:30:00Z"},
    {"1720690200.5", "2024-07-11T09:30:00Z"},
    {"1720690200123", "2024-07-11T09:30:00Z"},
};

START_TEST(dates_are_understood)
{
    struct date d = {0};
    struct buf out = {0};
    ck_assert_msg(date_parse(view_of(GOOD[_i][0]), &d), "'%s' is refused", GOOD[_i][0]);
    date_format(d, &out);
    ck_assert_str_eq(out.data, GOOD[_i][1]);
    struct date again = {0};
    ck_assert(date_parse(view_of_buf(&out), &again));
    ck_assert_int_eq(again.seconds, d.seconds);
    ck_assert_int_eq(again.precision, d.precision);
    buf_release(&out);
}
END_TEST

static const char *const BAD[] = {
    "",
    " ",
    "x",
    "yesterday",
    "2024-02-30",
    "2024-02-31",
    "2023-02-29",
    "1900-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-07-00",
    "2024-07-32",
    "2024-06-31",
    "0000-01-01",
    "0000",
    "10000-01-01",
    "2024-7-1",
    "2024-07-1",
    "2024-W28",
    "2024-193",
    "2024-07-11T25:00",
    "2024-07-11T24:00",
    "2024-07-11T09:60",
    "2024-07-11T09:30:61",
    "2024-07-11T09",
    "2024-07-11T",
    "2024-07-11T09:30+15:00",
    "2024-07-11T09:30+02:60",
    "2024-07-11 x",
    "2024-07-11x",
    "x 2024-07-11",
    "2024-07-11 2024",
    "07/11/2024",
    "13/13/2024",
    "32.01.2024",
    "31 April 2024",
    "July 32, 2024",
    "11 Jly 2024",
    "11 July",
    "11 July 24",
    "July",
    "July 11",
    "Thu",
    "Thu,",
    "Foo, 11 July 2024",
    "11 July 2024 13:00 pm",
    "0:30 am, 11 July 2024",
    "2024-07 09:30",
    "2024 09:30",
    "20240732",
    "20241301",
    "20240711T2530",
    "202407",
    "123",
    "12345",
    "123456789",
    "12345678901",
    "12345678901234567",
    "1720690200x",
    "-5",
    "2024-",
    "2024-07-",
    "2024年7月",
    "2024年13月1日",
    "11--JUL-1987",
    "..",
    "2024-07-11\xFF",
    "0001-01-01T00:00+02:00",
};

START_TEST(what_is_no_date_is_refused)
{
    struct date d = {.seconds = 77};
    ck_assert_msg(!date_parse(view_of(BAD[_i]), &d), "'%s' is taken", BAD[_i]);
    ck_assert_int_eq(d.seconds, 77);
    ck_assert_int_eq(d.precision, DATE_NONE);
}
END_TEST

START_TEST(long_input_is_refused_quickly)
{
    struct buf b = {0};
    for (int i = 0; i < 100000; i++)
        buf_add_text(&b, "9 ");
    struct date d;
    ck_assert(!date_parse(view_of_buf(&b), &d));
    ck_assert_uint_eq(date_parse_prefix(view_of_buf(&b), &d), 0);
    buf_release(&b);
}
END_TEST

static const struct {
    const char *text;
    const char *prefix;
} PREFIXES[] = {
    {"11 July 2024 - The summit", "11 July 2024"},
    {"July 11, 2024 (Reuters)", "July 11, 2024"},
    {"2024-07-11: news", "2024-07-11"},
    {"2024-07-11T09:30Z, Kyiv", "2024-07-11T09:30Z"},
    {"7. März 2024 — Berlin", "7. März 2024"},
    {"26-FEB-1987 15:01:01.79 text", "26-FEB-1987 15:01:01.79"},
    {"2024 was a year", "2024"},
    {"11 July 2024", "11 July 2024"},
    {"2024x", ""},
    {"2024é", ""},
    {"March of the penguins", ""},
    {" 2024", ""},
    {"", ""},
};

START_TEST(a_date_at_the_beginning_is_found)
{
    struct date d = {0};
    ck_assert_uint_eq(date_parse_prefix(view_of(PREFIXES[_i].text), &d), strlen(PREFIXES[_i].prefix));
}
END_TEST

START_TEST(the_calendar_goes_both_ways)
{
    ck_assert_int_eq(date_days_from_civil((struct civil){1970, 1, 1}), 0);
    ck_assert_int_eq(date_days_from_civil((struct civil){1, 1, 1}), -719162);
    int64_t expected = date_days_from_civil((struct civil){1, 1, 1});
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= date_days_in_month(year, month); day++, expected++) {
                struct civil back = date_civil_from_days(expected);
                if (date_days_from_civil((struct civil){year, month, day}) != expected || back.year != year ||
                    back.month != month || back.day != day)
                    ck_abort_msg("%d-%d-%d", year, month, day);
            }
}
END_TEST

START_TEST(day_numbers_and_ends_follow_the_zone)
{
    struct date d;
    ck_assert(date_parse(VIEW("2024-07-11T01:30:00+02:00"), &d));
    ck_assert_uint_eq(date_day_number(d), 20240710);
    ck_assert_int_eq(date_end(d) - d.seconds, 1);
    static const struct {
        const char *text;
        int64_t length;
    } rows[] = {{"2024", 366 * 86400},   {"2023", 365 * 86400}, {"2024-02", 29 * 86400},
                {"2024-12", 31 * 86400}, {"2024-07-11", 86400}, {"2024-07-11T09:30", 60}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        ck_assert(date_parse(view_of(rows[i].text), &d));
        ck_assert_int_eq(date_end(d) - d.seconds, rows[i].length);
    }
    ck_assert_uint_eq(date_day_number((struct date){0}), 0);
    struct buf out = {0};
    date_format((struct date){0}, &out);
    ck_assert_uint_eq(out.len, 0);
    date_format((struct date){.seconds = -1, .precision = DATE_SECOND}, &out);
    ck_assert_str_eq(out.data, "1969-12-31T23:59:59Z");
    buf_release(&out);
}
END_TEST

START_TEST(sortable_bytes_sort_as_moments)
{
    static const int64_t moments[] = {INT64_MIN, -62135596800, -1, 0, 1, 255, 256, 1720690200, 253402300799, INT64_MAX};
    char before[DATE_SORTABLE_SIZE], now[DATE_SORTABLE_SIZE];
    for (size_t i = 0; i < COUNT(moments); i++) {
        date_sortable(moments[i], now);
        ck_assert_int_eq(date_from_sortable(now), moments[i]);
        if (i > 0)
            ck_assert_int_lt(memcmp(before, now, sizeof now), 0);
        memcpy(before, now, sizeof now);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("date");
    TCase *tcase = tcase_create("date");
    tcase_add_loop_test(tcase, dates_are_understood, 0, COUNT(GOOD));
    tcase_add_loop_test(tcase, what_is_no_date_is_refused, 0, COUNT(BAD));
    tcase_add_test(tcase, long_input_is_refused_quickly);
    tcase_add_loop_test(tcase, a_date_at_the_beginning_is_found, 0, COUNT(PREFIXES));
    tcase_add_test(tcase, the_calendar_goes_both_ways);
    tcase_add_test(tcase, day_numbers_and_ends_follow_the_zone);
    tcase_add_test(tcase, sortable_bytes_sort_as_moments);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
