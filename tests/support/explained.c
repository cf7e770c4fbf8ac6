/* Runs queries made of the words of an index and holds every explanation against its score: explained DB COUNT. Ends with 1 and a sentence where one does not add up.
 * The e2e test of explanations runs it on corpus/. */
#include "query/answers.h"

#include "common/store.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 12, WORDS_MAX = 5, RESULTS = 10 };

static uint64_t state = 88172645463325252;

/* xorshift64 (Marsaglia 2003). */
static size_t random_below(size_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % limit);
}

/* One to five words in a row out of the text of some article. */
static enum status make_query(struct store_reader *r, const uint32_t *docids, size_t count, struct buf *out, struct error *err)
{
    struct buf bytes = {0};
    struct record record;
    enum status status = store_reader_record(r, docids[random_below(count)], &bytes, err);
    if (status == STATUS_OK)
        status = record_decode(view_of_buf(&bytes), &record, err);
    if (status == STATUS_OK && record.article.text.len > 0) {
        struct view text = record.article.text;
        size_t at = random_below(text.len), words = 1 + random_below(WORDS_MAX);
        while (at < text.len && text.ptr[at] != ' ')
            at++;
        for (; at < text.len && words > 0; at++) {
            char c = text.ptr[at];
            words -= c == ' ' && out->len > 1 && out->data[out->len - 1] != ' ';
            buf_add_char(out, (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c < 0 ? c : ' ');
        }
    }
    buf_release(&bytes);
    return status;
}

/* False when the parts are not the score. */
static bool adds_up(const char *query, const struct result *item)
{
    const struct score_parts *parts = &item->parts;
    int64_t *units = mem_array(parts->count, sizeof *units), sum = 0;
    int64_t score = score_parts_round(parts, item->score, DIGITS, units);
    for (size_t i = 0; i < parts->count; i++)
        sum += units[i];
    free(units);
    double exact = score_parts_sum(parts);
    bool fits = parts->count > 0 && sum == score && fabs(exact - item->score) <= 1e-12 * fmax(1, fabs(item->score));
    if (!fits)
        printf("\"%s\", %s: the score is %.17g, its %zu parts add up to %.17g\n", query, item->id.data, item->score, parts->count,
               exact);
    return fits;
}

static enum status check_query(struct searcher *s, const struct buf *query, size_t number, size_t *wrong, size_t *results,
                               struct error *err)
{
    static const enum unit units[] = {UNIT_PASSAGES, UNIT_ARTICLES, UNIT_PARAGRAPHS, UNIT_SENTENCES};
    struct search_settings settings;
    struct results found = {0};
    search_settings_default(&settings);
    settings.explain = true;
    settings.timeout = 0;
    settings.limit = RESULTS;
    settings.unit = units[number % 4];
    if (number % 3 == 0) {
        settings.half_life = 1e7;
        settings.now = 1735689600;
    }
    const struct answer_settings answers = {.fold = number % 2 == 0, .sort = number % 5 == 0 ? SORT_NEWEST : SORT_RELEVANCE};
    enum status status = answers_find(s, view_of_buf(query), &settings, &answers, &found, err);
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++)
        *wrong += !adds_up(query->data, &found.items[i]);
    *results += found.count;
    results_release(&found);
    return status;
}

int main(int argc, char **argv)
{
    struct searcher *s = NULL;
    struct error err = {0};
    uint32_t *docids = NULL;
    size_t count = 0, wrong = 0, results = 0;
    size_t wanted = argc == 3 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
    if (wanted == 0) {
        fputs("usage: explained DB COUNT\n", stderr);
        return 2;
    }
    enum status status = searcher_open(argv[1], &s, &err);
    if (status == STATUS_OK)
        status = store_reader_documents(searcher_reader(s), VIEW(""), &docids, &count, &err);
    for (size_t i = 0; status == STATUS_OK && i < wanted && count > 0; i++) {
        struct buf query = {0};
        status = make_query(searcher_reader(s), docids, count, &query, &err);
        if (status == STATUS_OK && query.len > 0)
            status = check_query(s, &query, i, &wrong, &results, &err);
        buf_release(&query);
    }
    if (status != STATUS_OK)
        fprintf(stderr, "explained: %s\n", err.text);
    printf("%zu queries, %zu results, %zu explanations that do not add up\n", wanted, results, wrong);
    free(docids);
    searcher_close(s);
    return status != STATUS_OK || wrong > 0 || results < wanted;
}
