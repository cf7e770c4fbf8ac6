#include "query/nearest.h"

#include "common/chars.h"
#include "common/edit_rows.h"
#include "common/utf8.h"
#include "query/syntax/normal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORTEST = 3, LONG = 5, EDIT_COST = 5 /* in powers of two of the frequency */ };

struct candidate {
    struct store_named_term term;
    double score;
};

static size_t distance_between(struct edit_rows *rows, struct view candidate)
{
    edit_rows_keep(rows, 0);
    for (size_t at = 0; at < candidate.len;)
        edit_rows_push(rows, utf8_next(candidate, &at));
    return edit_rows_distance(rows);
}

static int better_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return strcmp(x->term.name, y->term.name);
}

/* Sort the words, the likeliest first, and drop those beyond `most`. */
static void rank(struct view word, size_t most, struct store_term_list *list)
{
    struct edit_rows rows;
    struct candidate *candidates = mem_array(list->count + 1, sizeof *candidates);
    edit_rows_begin(&rows, word);
    for (size_t i = 0; i < list->count; i++) {
        size_t distance = distance_between(&rows, view_of(list->items[i].name));
        double frequency = log2(1 + (double)list->items[i].stats.document_frequency);
        candidates[i] = (struct candidate){list->items[i], frequency - (double)(EDIT_COST * distance)};
    }
    qsort(candidates, list->count, sizeof *candidates, better_first);
    for (size_t i = 0; i < list->count; i++) {
        if (i < most)
            list->items[i] = candidates[i].term;
        else
            free(candidates[i].term.name);
    }
    list->count = list->count < most ? list->count : most;
    free(candidates);
}

/* Letters of the word; 0 when it has a digit, since another number is no better one. */
static size_t count_letters(struct view word)
{
    size_t letters = 0;
    for (size_t at = 0; at < word.len;) {
        enum char_kind kind = char_kind(utf8_next(word, &at));
        if (kind == CHAR_DIGIT)
            return 0;
        letters += kind == CHAR_LETTER;
    }
    return letters;
}

enum status nearest_words(struct store_reader *r, struct analyser *a, struct view word, size_t most, struct store_term_list *out,
                          struct error *err)
{
    struct buf normal = {0};
    struct tokens scratch = {0};
    enum status status = STATUS_OK;
    normal_word(a, word, &scratch, &normal);
    struct view text = view_of_buf(&normal);
    size_t letters = count_letters(text);
    store_term_list_release(out);
    if (letters >= SHORTEST)
        status = store_reader_words(r, (struct view){0}, text, letters >= LONG ? 2 : 1, out, err);
    if (status == STATUS_OK && out->count > 0)
        rank(text, most, out);
    tokens_release(&scratch);
    buf_release(&normal);
    return status;
}
