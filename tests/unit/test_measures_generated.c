#include "tests/support/judged_pair.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The same figures computed another way: by counting over all documents, without sorting. */

/* A generated query as plain arrays: documents are numbers, a grade each (NOT_JUDGED: no judgement), and a score each (NAN: not retrieved). */
enum { DOCUMENTS = 40, QUERIES = 12, NOT_JUDGED = -99 };

struct made {
    int grade[DOCUMENTS];
    double score[DOCUMENTS];
};

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static struct made make_query(uint64_t *state)
{
    struct made q;
    unsigned density = (unsigned)(next_random(state) % 8) + 1, scores = (unsigned)(next_random(state) % 9) + 1;
    for (int d = 0; d < DOCUMENTS; d++) {
        q.grade[d] = next_random(state) % 8 < density ? (int)(next_random(state) % 6) - 2 : NOT_JUDGED;
        q.score[d] = next_random(state) % 8 < density ? (double)(next_random(state) % scores) / 4 : (double)NAN;
    }
    return q;
}

/* The rank of a document by counting those that stand above it; 0 when it is not retrieved. Names are two digits, so that numbers order them. */
static int slow_rank(const struct made *q, int d)
{
    int rank = 1;
    if (isnan(q->score[d]))
        return 0;
    for (int e = 0; e < DOCUMENTS; e++)
        rank += !isnan(q->score[e]) && (q->score[e] > q->score[d] || (q->score[e] == q->score[d] && e > d));
    return rank;
}

/* How many relevant documents have a rank from 1 to `cut`. */
static int slow_found(const struct made *q, int cut)
{
    int found = 0;
    for (int d = 0; d < DOCUMENTS; d++)
        found += q->grade[d] >= 1 && slow_rank(q, d) >= 1 && slow_rank(q, d) <= cut;
    return found;
}

static int slow_relevant(const struct made *q)
{
    int count = 0;
    for (int d = 0; d < DOCUMENTS; d++)
        count += q->grade[d] >= 1;
    return count;
}

static double slow_map(const struct made *q, int cut)
{
    double sum = 0;
    for (int d = 0; d < DOCUMENTS; d++) {
        int rank = slow_rank(q, d);
        if (q->grade[d] >= 1 && rank >= 1 && rank <= cut)
            sum += (double)slow_found(q, rank) / rank;
    }
    return slow_relevant(q) ? sum / slow_relevant(q) : 0;
}

/* The ideal rank of a relevant document: how many judgements are better, or equal and later. */
static double slow_ndcg(const struct made *q, int cut)
{
    double dcg = 0, ideal = 0;
    for (int d = 0; d < DOCUMENTS; d++) {
        int rank = slow_rank(q, d), best = 1;
        if (q->grade[d] < 1)
            continue;
        for (int e = 0; e < DOCUMENTS; e++)
            best += q->grade[e] > q->grade[d] || (q->grade[e] == q->grade[d] && e > d);
        if (rank >= 1 && rank <= cut)
            dcg += q->grade[d] * log(2) / log(rank + 1);
        if (best <= cut)
            ideal += q->grade[d] * log(2) / log(best + 1);
    }
    return ideal > 0 ? dcg / ideal : 0;
}

static double slow_bpref(const struct made *q)
{
    double sum = 0;
    int relevant = slow_relevant(q), nonrelevant = 0;
    for (int d = 0; d < DOCUMENTS; d++)
        nonrelevant += q->grade[d] == 0;
    for (int d = 0; d < DOCUMENTS; d++) {
        int above = 0;
        if (q->grade[d] < 1 || slow_rank(q, d) == 0)
            continue;
        for (int e = 0; e < DOCUMENTS; e++)
            above += q->grade[e] == 0 && slow_rank(q, e) > 0 && slow_rank(q, e) < slow_rank(q, d);
        int bound = nonrelevant < relevant ? nonrelevant : relevant;
        sum += above ? 1 - (above < relevant ? above : relevant) / (double)bound : 1;
    }
    return relevant ? sum / relevant : 0;
}

static double slow_iprec(const struct made *q, double recall)
{
    int wanted = (int)(recall * slow_relevant(q) + 0.9);
    double best = 0;
    for (int cut = 1; cut <= DOCUMENTS; cut++) {
        if (slow_found(q, cut) >= wanted)
            best = fmax(best, (double)slow_found(q, cut) / cut);
    }
    return best;
}

static double slow_first(const struct made *q)
{
    for (int cut = 1; cut <= DOCUMENTS; cut++) {
        if (slow_found(q, cut) > 0)
            return 1.0 / cut;
    }
    return 0;
}

static int slow_judged_wrong(const struct made *q)
{
    int count = 0;
    for (int d = 0; d < DOCUMENTS; d++)
        count += q->grade[d] == 0 && !isnan(q->score[d]);
    return count;
}

static void slow_values(const struct made *q, double *v)
{
    double relevant = slow_relevant(q);
    *v++ = slow_relevant(q);
    *v++ = slow_found(q, DOCUMENTS);
    *v++ = slow_map(q, DOCUMENTS);
    *v++ = slow_map(q, 5);
    *v++ = relevant > 0 ? slow_found(q, slow_relevant(q)) / relevant : 0;
    *v++ = slow_bpref(q);
    *v++ = slow_first(q);
    *v++ = slow_iprec(q, 0);
    *v++ = slow_iprec(q, 0.3);
    *v++ = slow_iprec(q, 1);
    *v++ = slow_found(q, 5) / 5.0;
    *v++ = slow_found(q, 30) / 30.0;
    *v++ = relevant > 0 ? slow_found(q, 10) / relevant : 0;
    *v++ = slow_ndcg(q, DOCUMENTS);
    *v++ = slow_ndcg(q, 10);
    *v++ = slow_found(q, 10) > 0;
    *v++ = slow_judged_wrong(q);
    *v++ = relevant > 0 ? slow_found(q, 15) / (relevant < 15 ? relevant : 15) : 0;
}

static const char generated_measures[] =
    "num_rel,num_rel_ret,map,map_cut_5,Rprec,bpref,recip_rank,iprec_at_recall_0.00,iprec_at_recall_0.30,"
    "iprec_at_recall_1.00,P_5,P_30,recall_10,ndcg,ndcg_cut_10,success_10,num_nonrel_judged_ret,relative_P_15";
enum { GENERATED = 18, COUNTS_TO = 2, LATE_COUNT = 16 };

/* Rows of both files in a shuffled order; ranks in the file are nonsense on purpose. */
static void write_query(const struct made *q, int number, uint64_t *state, struct buf *qrels, struct buf *run)
{
    int start = (int)(next_random(state) % DOCUMENTS);
    for (int i = 0; i < DOCUMENTS; i++) {
        int d = (start + i * 7) % DOCUMENTS;
        if (q->grade[d] != NOT_JUDGED)
            buf_printf(qrels, "q%02d 0 d%02d %d\n", number, d, q->grade[d]);
        if (!isnan(q->score[d]))
            buf_printf(run, "q%02d Q0 d%02d %d %.6f made\n", number, d, i, q->score[d]);
    }
}

static bool has_rows(const struct made *q, bool judged)
{
    for (int d = 0; d < DOCUMENTS; d++) {
        if (judged ? q->grade[d] != NOT_JUDGED : !isnan(q->score[d]))
            return true;
    }
    return false;
}

static bool contains_query(const char *text, int number)
{
    char name[8];
    snprintf(name, sizeof name, "q%02d ", number);
    return strstr(text, name) != NULL;
}

START_TEST(generated_pairs_agree_with_a_slow_computation)
{
    uint64_t state = (uint64_t)_i * 7919 + 17;
    struct made queries[QUERIES];
    struct buf qrels = {0}, run = {0};
    struct pair p = {0};
    const struct evaluate_settings settings = {.judged = {.level = 1}};
    double sums[GENERATED] = {0}, expected[GENERATED];
    int evaluated = 0;
    for (int n = 0; n < QUERIES; n++) {
        struct buf none = {0};
        queries[n] = make_query(&state);
        bool unjudged = next_random(&state) % 9 == 0, not_run = next_random(&state) % 9 == 0;
        write_query(&queries[n], n, &state, unjudged && n > 0 ? &none : &qrels, not_run && n > 1 ? &none : &run);
        buf_release(&none);
    }
    buf_add_text(&qrels, "zz 0 d 0\n");
    buf_add_text(&run, "zz Q0 d 1 1 made\n"); /* so that both are never empty */
    read_pair(qrels.data, run.data, &p);
    evaluate_pair(&p, generated_measures, &settings);
    ck_assert_uint_eq(p.list.count, GENERATED);
    for (int n = 0; n < QUERIES; n++) {
        char name[8];
        snprintf(name, sizeof name, "q%02d", n);
        const double *row = evaluation_find(&p.evaluation, view_of(name));
        bool is_in_both = has_rows(&queries[n], true) && contains_query(qrels.data, n) && contains_query(run.data, n);
        ck_assert_msg(is_in_both == (row != NULL), "query %d", n);
        if (!row)
            continue;
        slow_values(&queries[n], expected);
        evaluated++;
        for (int m = 0; m < GENERATED; m++) {
            ck_assert_msg(fabs(row[m] - expected[m]) < 1e-9, "pair %d query %d: %s is %.9f, not %.9f", _i, n, p.list.items[m].name,
                          row[m], expected[m]);
            sums[m] += expected[m];
        }
    }
    for (int m = 0; m < GENERATED; m++) { /* zz has one document, which is not relevant */
        double mean = m == LATE_COUNT ? sums[m] + 1 : m < COUNTS_TO ? sums[m] : sums[m] / (evaluated + 1);
        ck_assert_double_eq_tol(p.evaluation.means[m], mean, 1e-9);
    }
    buf_release(&qrels);
    buf_release(&run);
    release_pair(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("measures_generated");
    TCase *tcase = tcase_create("measures_generated");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, generated_pairs_agree_with_a_slow_computation, 0, 200);
    suite_add_tcase(suite, tcase);
    return run_built_suite(suite);
}
