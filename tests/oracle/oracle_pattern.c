#include "tests/oracle/oracle_parts.h"

#include <string.h>

enum { MOST_WORDS = 100 };

static bool fits_pattern(const char *pattern, const char *text)
{
    if (*pattern == '*')
        return fits_pattern(pattern + 1, text) || (*text && fits_pattern(pattern, text + 1));
    return *pattern == *text && (*pattern == 0 || fits_pattern(pattern + 1, text + 1));
}

/* Damerau-Levenshtein with neighbours swapped at most once, letters being bytes: words with other letters are left to say that they are too many. */
static int distance(const char *a, const char *b)
{
    int d[48][48];
    int n = (int)strlen(a), m = (int)strlen(b);
    if (n > 46 || m > 46 || n - m > 2 || m - n > 2)
        return 99;
    for (int i = 0; i <= n; i++) {
        for (int j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
            best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    }
    return d[n][m];
}

static bool is_ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

bool ask_fits(const struct ask *q, const char *text)
{
    return q->kind == ASK_PATTERN ? fits_pattern(q->text, text) : is_ascii(text) && distance(q->text, text) <= q->number;
}

bool ask_stands_for_too_many(const struct ask *q, const struct collection *c)
{
    int count = 0;
    for (size_t i = 0; i < c->word_count && count <= MOST_WORDS; i++)
        count += ask_fits(q, c->words[i]);
    return count > MOST_WORDS;
}
