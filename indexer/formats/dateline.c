#include "indexer/formats/dateline.h"

#include <string.h>

enum { DATELINE_MAX = 160, PLACE_MAX = 60, PLACE_MAX_WORDS = 6, AGENCY_MAX = 50 };

/* Where the dash that ends a dateline begins: an em or en dash, "--", or a hyphen between spaces. text.len when there is none on its first line. */
static size_t find_dash(struct view text)
{
    for (size_t i = 1; i < text.len && i < DATELINE_MAX; i++) {
        struct view rest = view_sub(text, i, text.len);
        if (text.ptr[i] == '\n')
            break;
        if (view_starts_with(rest, VIEW("\xE2\x80\x94")) || view_starts_with(rest, VIEW("\xE2\x80\x93")) ||
            view_starts_with(rest, VIEW("--")) || (view_starts_with(rest, VIEW("- ")) && text.ptr[i - 1] == ' ') ||
            (view_starts_with(rest, VIEW("-\n")) && text.ptr[i - 1] == ' '))
            return i;
    }
    return text.len;
}

static bool is_capital(char c)
{
    return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Take "(Agency)" off the end of *head. False when brackets stand elsewhere. */
static bool take_agency(struct view *head, struct view *agency)
{
    *head = view_trim(*head);
    *agency = (struct view){0};
    const char *open = head->len ? memchr(head->ptr, '(', head->len) : NULL;
    if (!open)
        return head->len && !memchr(head->ptr, ')', head->len);
    size_t at = (size_t)(open - head->ptr);
    if (head->ptr[head->len - 1] != ')' || head->len - at > AGENCY_MAX)
        return false;
    *agency = view_trim(view_sub(*head, at + 1, head->len - 1));
    *head = view_trim(view_sub(*head, 0, at));
    return agency->len && is_capital(agency->ptr[0]) && !memchr(agency->ptr, '(', agency->len) &&
           !memchr(agency->ptr, ')', agency->len);
}

static bool is_month(struct view word)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (word.len >= 3 && word.len <= 9 && view_equal_ignoring_case(view_sub(word, 0, 3), view_of(months[i])))
            return true;
    return false;
}

/* "March 3", "3 March": a date that leaves the year to the reader. */
static bool is_day_of_month(struct view v)
{
    const char *space = v.len ? memchr(v.ptr, ' ', v.len) : NULL;
    if (!space)
        return false;
    struct view first = view_sub(v, 0, (size_t)(space - v.ptr));
    struct view second = view_trim(view_sub(v, first.len, v.len));
    struct view number = is_month(first) ? second : first;
    if (!is_month(first) && !is_month(second))
        return false;
    for (size_t i = 0; i < number.len; i++)
        if (number.ptr[i] < '0' || number.ptr[i] > '9')
            return false;
    return number.len >= 1 && number.len <= 2;
}

/* Take the date off the end of *head: what follows one of its commas. True when there was one, with or without a year. */
static bool take_date(struct view *head, struct date *date)
{
    for (size_t i = 0; i < head->len; i++) {
        if (head->ptr[i] != ',')
            continue;
        struct view rest = view_trim(view_sub(*head, i + 1, head->len));
        if (!date_parse(rest, date) && !is_day_of_month(rest))
            continue;
        *head = view_trim(view_sub(*head, 0, i));
        return true;
    }
    return false;
}

struct shape {
    size_t upper, lower, words, others;
};

/* Letters by case; bytes above ASCII count for neither, so that ZÜRICH is in capitals. */
static struct shape shape_of(struct view v)
{
    struct shape s = {.words = 1};
    for (size_t i = 0; i < v.len; i++) {
        char c = v.ptr[i];
        if (c >= 'A' && c <= 'Z')
            s.upper++;
        else if (c >= 'a' && c <= 'z')
            s.lower++;
        else if (c == ' ')
            s.words++;
        else if ((unsigned char)c < 0x80 && !strchr(",.'-/", c))
            s.others++;
    }
    return s;
}

/* Names of places: words with capitals, and short ones between them ("Rio de Janeiro"). */
static bool is_name(struct view v)
{
    size_t start = 0;
    for (size_t i = 0; i <= v.len; i++) {
        if (i < v.len && v.ptr[i] != ' ')
            continue;
        if (i - start > 3 && !is_capital(v.ptr[start]))
            return false;
        start = i + 1;
    }
    return v.len && is_capital(v.ptr[0]);
}

static bool is_place(struct view place, bool supported)
{
    if (place.len < 2 || place.len > PLACE_MAX)
        return false;
    const char *comma = memchr(place.ptr, ',', place.len);
    struct shape city = shape_of(comma ? view_sub(place, 0, (size_t)(comma - place.ptr)) : place);
    struct shape all = shape_of(place);
    if (!is_name(place) || all.others || all.words > PLACE_MAX_WORDS)
        return false;
    return supported || (city.lower == 0 && city.upper >= 3);
}

bool dateline_parse(struct view text, struct dateline *out)
{
    text = view_trim(view_sub(text, 0, DATELINE_MAX + 64));
    size_t dash = find_dash(text);
    if (dash == text.len)
        return false;
    struct view head = view_sub(text, 0, dash);
    struct dateline found = {0};
    if (!take_agency(&head, &found.source))
        return false;
    bool dated = take_date(&head, &found.date);
    if (!is_place(head, dated || found.source.len))
        return false;
    found.place = head;
    *out = found;
    return true;
}
