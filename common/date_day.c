#include "common/date_parts.h"

#include <string.h>

/* "Thu, ", "Donnerstag, den " */
static bool skip_weekday(struct view *text)
{
    struct view rest = *text;
    char word[DATE_WORD_MAX];
    if (!date_take_word(&rest, word) || !date_is_weekday(word))
        return false;
    date_take_char(&rest, '.');
    date_take_char(&rest, ',');
    *text = rest;
    date_skip_filler(text);
    return true;
}

static int take_month_name(struct view *text)
{
    struct view rest = *text;
    char word[DATE_WORD_MAX];
    int month = date_take_word(&rest, word) ? date_month_number(word) : 0;
    if (month) {
        date_take_char(&rest, '.');
        *text = rest;
    }
    return month;
}

/* "11", "11th", "1er", "7." */
static bool take_day(struct view *text, int *day)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "."};
    if (!date_take_digits(text, 1, 2, day))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (date_take_text(text, endings[i]))
            break;
    return true;
}

/* A year of 4 digits, or of 2 where `short_too`; "года", "г.", "року", "р.", "roku", "r." may stand behind it. */
static bool take_year(struct view *text, bool short_too, int *year)
{
    static const char *const words[] = {"года", "г", "року", "р", "roku", "r"};
    struct view rest = *text;
    int len = date_take_digits(&rest, short_too ? 2 : 4, 4, year);
    if (len != 4 && len != 2)
        return false;
    if (len == 2)
        *year += *year < 50 ? 2000 : 1900; /* RFC 2822, 4.3 */
    *text = rest;
    char word[DATE_WORD_MAX];
    if (!date_skip_spaces(&rest) || !date_take_word(&rest, word))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], word) == 0) {
            date_take_char(&rest, '.');
            *text = rest;
        }
    }
    return true;
}

/* 20240711, 20240711T0930Z, 20240711093000. */
static bool parse_basic(struct view *text, struct date_fields *f)
{
    struct view day = view_sub(*text, 0, 8), rest = view_sub(*text, 8, text->len);
    int n;
    if (!date_take_digits(&day, 8, 8, &n))
        return false;
    f->civil = (struct civil){n / 10000, n / 100 % 100, n % 100};
    f->precision = DATE_DAY;
    *text = rest;
    if (date_take_char(&rest, 'T') || date_take_char(&rest, 't') || (rest.len == 6 && rest.ptr[0] >= '0' && rest.ptr[0] <= '9')) {
        if (!date_take_basic_time(&rest, f))
            return false;
        *text = rest;
    }
    return true;
}

/* 2024, 2024-07, 2024-07-11, 2024/07/11, 2024.07.11, 2024年7月11日. */
static bool parse_year_first(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    if (!date_take_digits(&rest, 4, 4, &f->civil.year))
        return false;
    f->precision = DATE_YEAR;
    if (date_take_text(&rest, "年")) {
        f->precision = DATE_DAY;
        *text = rest;
        return date_take_digits(text, 1, 2, &f->civil.month) && date_take_text(text, "月") &&
               date_take_digits(text, 1, 2, &f->civil.day) && date_take_text(text, "日");
    }
    *text = rest;
    char separator = rest.len ? rest.ptr[0] : '\0';
    if (separator != '-' && separator != '/' && separator != '.')
        return true;
    *text = view_sub(rest, 1, rest.len);
    int width = separator == '-' ? 2 : 1;
    if (!date_take_digits(text, width, 2, &f->civil.month))
        return false;
    f->precision = DATE_MONTH;
    if (!date_take_char(text, separator))
        return separator == '-';
    f->precision = DATE_DAY;
    return date_take_digits(text, width, 2, &f->civil.day) != 0;
}

/* 11.07.2024 is day first; of 25/12/2024 and 12/25/2024 the number above 12 is the day; 07/11/2024 cannot be told. */
static bool parse_numbers(struct view *text, struct date_fields *f)
{
    struct view rest = *text;
    int first, second;
    if (!date_take_digits(&rest, 1, 2, &first) || !rest.len)
        return false;
    char separator = rest.ptr[0];
    if ((separator != '.' && separator != '/') || !date_take_char(&rest, separator))
        return false;
    if (!date_take_digits(&rest, 1, 2, &second) || !date_take_char(&rest, separator) ||
        !date_take_digits(&rest, 4, 4, &f->civil.year))
        return false;
    if (separator == '/' && first <= 12 && second <= 12 && first != second)
        return false;
    bool month_first = separator == '/' && second > 12;
    f->civil.month = month_first ? first : second;
    f->civil.day = month_first ? second : first;
    f->precision = DATE_DAY;
    *text = rest;
    return true;
}

/* 11 July 2024, 11-JUL-1987, 7. März 2024, 3 de mayo de 2024. */
static bool parse_day_first(struct view *text, bool short_year, struct date_fields *f)
{
    if (!take_day(text, &f->civil.day))
        return false;
    bool dash = date_take_char(text, '-');
    if (!dash)
        date_skip_filler(text);
    f->civil.month = take_month_name(text);
    if (!f->civil.month)
        return false;
    f->precision = DATE_DAY;
    if (dash)
        return date_take_char(text, '-') && take_year(text, true, &f->civil.year);
    date_take_char(text, ',');
    date_skip_filler(text);
    return take_year(text, short_year, &f->civil.year);
}

/* July 11, 2024; July 2024; Jul 11 09:30:00 [UTC] 2024. */
static bool parse_month_first(struct view *text, struct date_fields *f)
{
    f->civil.month = take_month_name(text);
    if (!f->civil.month)
        return false;
    date_take_char(text, ',');
    date_skip_filler(text);
    if (take_year(text, false, &f->civil.year)) {
        f->precision = DATE_MONTH;
        return true;
    }
    if (!take_day(text, &f->civil.day))
        return false;
    f->precision = DATE_DAY;
    date_take_char(text, ',');
    date_skip_filler(text);
    if (take_year(text, false, &f->civil.year))
        return true;
    return date_take_time(text, f) && date_skip_spaces(text) && take_year(text, false, &f->civil.year);
}

bool date_take_day(struct view *text, struct date_fields *f)
{
    bool weekday = skip_weekday(text);
    struct view start = *text;
    size_t digits = 0;
    while (digits < start.len && start.ptr[digits] >= '0' && start.ptr[digits] <= '9')
        digits++;
    if (digits == 0)
        return parse_month_first(text, f);
    if (digits == 4)
        return parse_year_first(text, f);
    if (digits > 2)
        return parse_basic(text, f);
    return parse_numbers(text, f) || parse_day_first(text, weekday, f);
}
