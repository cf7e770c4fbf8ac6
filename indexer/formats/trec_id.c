#include "indexer/formats/trec_parts.h"

#include <stdio.h>
#include <string.h>

/* What the digits behind the letters are: eight for a day, or those of older collections, which a "-" ends. */
enum digits { LONG_DAY, NUMBER, YEAR, YEAR_FIRST, MONTH_FIRST };

static const struct collection {
    const char *letters, *source;
    enum digits digits;
} collections[] = {
    {"AP", "Associated Press", YEAR_FIRST},
    {"APW", "Associated Press", LONG_DAY},
    {"WSJ", "Wall Street Journal", YEAR_FIRST},
    {"LA", "Los Angeles Times", MONTH_FIRST},
    {"FT", "Financial Times", YEAR}, /* FT911-3: a volume of 1991 */
    {"FR", "Federal Register", YEAR_FIRST},
    {"FBIS", "Foreign Broadcast Information Service", NUMBER},
    {"CR", "Congressional Record", YEAR},
    {"SJMN", "San Jose Mercury News", YEAR},
    {"ZF", "Ziff-Davis", NUMBER},
    {"DOE", "Department of Energy", NUMBER},
    {"NYT", "New York Times", LONG_DAY},
    {"XIE", "Xinhua", LONG_DAY},
    {"XIN", "Xinhua", LONG_DAY},
    {"AFP", "Agence France-Presse", LONG_DAY},
    {"GH", "Glasgow Herald", YEAR_FIRST},
};

static size_t count_digits(struct view text)
{
    size_t n = 0;
    while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
        n++;
    return n;
}

static size_t count_letters(struct view text)
{
    size_t n = 0;
    while (n < text.len && (text.ptr[n] | 0x20) >= 'a' && (text.ptr[n] | 0x20) <= 'z')
        n++;
    return n;
}

static int pair_at(struct view digits, size_t at)
{
    return (digits.ptr[at] - '0') * 10 + (digits.ptr[at + 1] - '0');
}

static bool make_date(int short_year, int month, int day, struct date *out)
{
    char text[48];
    const int year = short_year + (short_year < 50 ? 2000 : 1900);
    const int len =
        month ? snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day) : snprintf(text, sizeof text, "%d", year);
    return date_parse((struct view){text, (size_t)len}, out);
}

bool trec_short_date(struct view text, struct date *out)
{
    return text.len == 6 && count_digits(text) == 6 && make_date(pair_at(text, 0), pair_at(text, 2), pair_at(text, 4), out);
}

/* APW19980613.0001, APW_ENG_20041201.0001: eight digits are a day, if there is such a one. */
static bool find_long_date(struct view rest, struct date *out)
{
    if (rest.len > 5 && rest.ptr[0] == '_' && count_letters(view_sub(rest, 1, 5)) == 3 && rest.ptr[4] == '_')
        rest = view_sub(rest, 5, rest.len);
    struct date found;
    if (count_digits(rest) != 8 || !date_parse(view_sub(rest, 0, 8), &found) || pair_at(rest, 0) < 19 || pair_at(rest, 0) > 20)
        return false;
    *out = found;
    return true;
}

/* Whether the digits are what those of a collection must be; with the date that they tell, if any. */
static bool fits(struct view rest, enum digits digits, struct date *out)
{
    const size_t count = count_digits(rest);
    if (count == 0 || count == rest.len || (rest.ptr[count] != '-' && digits != YEAR))
        return false;
    switch (digits) {
    case NUMBER:
        return true;
    case YEAR: /* CR93E-1 */
        return (count == 2 || count == 3) && memchr(rest.ptr, '-', rest.len) && make_date(pair_at(rest, 0), 0, 0, out);
    case YEAR_FIRST:
        return trec_short_date(view_sub(rest, 0, count), out);
    case MONTH_FIRST:
        return count == 6 && make_date(pair_at(rest, 4), pair_at(rest, 0), pair_at(rest, 2), out);
    case LONG_DAY:
        break;
    }
    return false;
}

struct trec_id trec_id_read(struct view id)
{
    struct trec_id said = {0};
    const struct view letters = view_sub(id, 0, count_letters(id));
    const struct view rest = view_sub(id, letters.len, id.len);
    const bool is_long = letters.len && find_long_date(rest, &said.date);
    for (size_t i = 0; i < sizeof collections / sizeof *collections; i++)
        if (view_equal_ignoring_case(letters, view_of(collections[i].letters)) &&
            (is_long || fits(rest, collections[i].digits, &said.date)))
            said.source = collections[i].source;
    return said;
}
