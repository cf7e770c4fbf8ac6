/* The score of a result as a sum, one line a kind of part:
 *
 *     0.6120  passage    security 0.3312, pact 0.2808 (2)
 *   + 0.1303  proximity  security pact 0.1303
 *   = 0.7423  score
 *
 * Rounded so that the lines add up to the score and the parts of a line to the line. A number in parentheses says how often, where that is not once. */
#include "query/present/paint.h"
#include "query/present/text_parts.h"
#include "query/score_parts.h"

#include <stdlib.h>
#include <string.h>

enum { KINDS = PART_RECENCY + 1, KIND_WIDTH = 11, VALUE_WIDTH = 9 };

static void add_term(const struct query_info *query, size_t term, struct buf *out)
{
    if (term < query->term_count)
        buf_add_view(out, view_of_buf(query->terms[term].text.len > 0 ? &query->terms[term].text : &query->terms[term].stem));
}

static void add_name(const struct query_info *query, const struct score_part *part, struct buf *out)
{
    switch (part->kind) {
    case PART_PASSAGE_PAIR:
        add_term(query, part->first, out);
        buf_add_char(out, ' ');
        add_term(query, part->second, out);
        break;
    case PART_PASSAGE_TERM:
    case PART_ARTICLE_TERM:
        add_term(query, part->first, out);
        break;
    case PART_FEEDBACK:
        buf_add_view(out, view_of_buf(&part->name));
        break;
    case PART_RECENCY:
        buf_add_text(out, "age");
        break;
    }
}

/* "security 0.3312, pact 0.2808 (2)"; returns the sum of the units. */
static int64_t list_parts(const struct query_info *query, const struct score_parts *parts, const int64_t *units,
                          enum part_kind kind, struct buf *line)
{
    int64_t sum = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct score_part *part = &parts->items[i];
        if (part->kind != kind)
            continue;
        if (line->len > 0)
            buf_add_text(line, ", ");
        add_name(query, part, line);
        buf_add_char(line, ' ');
        score_units_add(units[i], TEXT_EXPLAIN_DIGITS, line);
        if (part->count > 1)
            buf_printf(line, " (%u)", part->count);
        sum += units[i];
    }
    return sum;
}

/* "+ 0.1303  proximity  " and then the line wrapped under itself. */
static void print_line(const struct text_place *p, char sign, int64_t sum, const char *kind, struct view line, struct buf *out)
{
    struct buf number = {0};
    if (sign == '+' && sum < 0) {
        sign = '-';
        sum = -sum;
    }
    score_units_add(sum, TEXT_EXPLAIN_DIGITS, &number);
    paint_indent(p->indent, out);
    buf_printf(out, "%c %*s  %s", sign, VALUE_WIDTH, number.data, kind);
    buf_release(&number);
    if (line.len == 0) {
        buf_add_char(out, '\n');
        return;
    }
    size_t len = strlen(kind);
    paint_indent(len < KIND_WIDTH ? KIND_WIDTH - len : 1, out);
    paint_wrapped(line, PAINT_DIM, p->indent + 2 + VALUE_WIDTH + 2 + KIND_WIDTH, p->settings, out);
}

void text_print_explanation(const struct text_place *p, const struct query_info *query, const struct result *item, struct buf *out)
{
    const struct score_parts *parts = &item->parts;
    int64_t *units = mem_array(parts->count, sizeof *units);
    int64_t score = score_parts_round(parts, item->score, TEXT_EXPLAIN_DIGITS, units);
    char sign = ' ';
    for (int kind = 0; kind < KINDS; kind++) {
        struct buf line = {0};
        int64_t sum = list_parts(query, parts, units, (enum part_kind)kind, &line);
        if (line.len > 0) {
            print_line(p, sign, sum, part_kind_name((enum part_kind)kind), view_of_buf(&line), out);
            sign = '+';
        }
        buf_release(&line);
    }
    print_line(p, '=', score, "score", (struct view){0}, out);
    free(units);
}
