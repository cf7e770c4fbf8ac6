/* Titles of pages, which often carry the name of their site. */
#include "indexer/formats/html_meta.h"

enum { SITE_MAX_BYTES = 32, SITE_MAX_WORDS = 4 };

static size_t count_words(struct view v)
{
    size_t words = v.len != 0;
    for (size_t i = 0; i < v.len; i++)
        words += v.ptr[i] == ' ';
    return words;
}

/* The last separator between a headline and a site name: where it begins and its length. False when there is none. */
static bool find_separator(struct view title, size_t *at, size_t *len)
{
    static const struct view separators[] = {{" - ", 3},  {" | ", 3},        {" \xE2\x80\x94 ", 5}, {" \xE2\x80\x93 ", 5},
                                             {" :: ", 4}, {" \xC2\xBB ", 4}, {" \xC2\xB7 ", 4}};
    for (size_t i = title.len; i-- > 0;)
        for (size_t s = 0; s < sizeof separators / sizeof *separators; s++)
            if (view_starts_with(view_sub(title, i, title.len), separators[s])) {
                *at = i;
                *len = separators[s].len;
                return true;
            }
    return false;
}

struct view html_title_without_site(struct view title, struct view site)
{
    size_t at;
    size_t len;
    title = view_trim(title);
    if (!find_separator(title, &at, &len))
        return title;
    struct view headline = view_trim(view_sub(title, 0, at));
    struct view suffix = view_trim(view_sub(title, at + len, title.len));
    bool is_site = site.len && view_equal_ignoring_case(suffix, site);
    bool is_short = suffix.len <= SITE_MAX_BYTES && count_words(suffix) <= SITE_MAX_WORDS && headline.len > suffix.len &&
                    count_words(headline) >= 4;
    return headline.len && (is_site || is_short) ? headline : title;
}
