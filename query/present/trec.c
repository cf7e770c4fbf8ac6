/* TREC runs: "qid Q0 document rank score tag", for trec_eval and its relatives.
 *
 * Evaluators rank by the printed score, not by the rank (and trec_eval up to 9 in single precision, ties by document name): so printed scores
 * decrease strictly, as decimals and as floats. A score that would not is lowered by the least that is needed. */
#include "common/escape.h"
#include "query/present/printer.h"

#include <inttypes.h>
#include <math.h>

enum { MICRO = 1000000 };
#define SCORE_MAX 9e12 /* in millionths it still fits 64 bits */

static int64_t millionths(double score)
{
    if (isnan(score))
        return 0;
    return (int64_t)llround(fmin(fmax(score, -SCORE_MAX / MICRO), SCORE_MAX / MICRO) * MICRO);
}

static float as_float(int64_t score)
{
    return (float)((double)score / MICRO);
}

/* The greatest score not above `wanted` that is below `last` in single precision too. */
static int64_t below(int64_t wanted, int64_t last)
{
    if (wanted < last && as_float(wanted) < as_float(last))
        return wanted;
    int64_t score = (int64_t)floor((double)nextafterf(as_float(last), -INFINITY) * MICRO);
    if (score >= last)
        score = last - 1;
    while (as_float(score) >= as_float(last))
        score--;
    return score;
}

static void add_score(int64_t score, struct buf *out)
{
    uint64_t size = score < 0 ? (uint64_t)-score : (uint64_t)score;
    buf_printf(out, "%s%" PRIu64 ".%06" PRIu64, score < 0 ? "-" : "", size / MICRO, size % MICRO);
}

static void print_qid(struct view qid, struct buf *out)
{
    escape_trec(qid, out);
    buf_add_char(out, ' ');
}

static void print_trec(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    int64_t last = 0;
    for (size_t i = 0; i < r->count; i++) {
        int64_t score = millionths(r->items[i].score);
        last = i == 0 ? score : below(score, last);
        print_qid(settings->qid, out);
        buf_add_text(out, "Q0 ");
        escape_trec(view_of_buf(&r->items[i].id), out);
        buf_add_char(out, ' ');
        buf_add_uint(out, r->offset + i + 1);
        buf_add_char(out, ' ');
        add_score(last, out);
        buf_add_char(out, ' ');
        escape_trec(view_of(settings->tag && *settings->tag ? settings->tag : "lede"), out);
        buf_add_char(out, '\n');
    }
}

const struct printer printer_trec = {
    .name = "trec", .help = "a TREC run: qid Q0 id rank score tag", .print_qid = print_qid, .print = print_trec};
