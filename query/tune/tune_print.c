#include "query/tune/tune_print.h"

#include <string.h>

/* "name=value,name=value" where a point differs from the start; "as it stands" where it does not. */
static void add_changes(const struct space *space, const struct space_point *point, struct buf *out)
{
    const char *between = "";
    for (size_t i = 0; i < space->count; i++) {
        const struct space_axis *axis = &space->axes[i];
        if (point->at[i] == axis->start)
            continue;
        buf_printf(out, "%s%s=%g", between, axis->parameter->name, axis->values[point->at[i]]);
        between = ",";
    }
    if (!*between)
        buf_add_text(out, "as it stands");
}

static void add_folds(const struct tune_result *r, const struct space *space, struct buf *out)
{
    size_t queries = 0;
    buf_add_text(out, "fold  queries   start   tuned  chosen by the other folds\n");
    for (size_t f = 0; f < r->fold_count; f++) {
        const struct tune_fold *fold = &r->folds[f];
        buf_printf(out, "%4zu  %7zu  %.4f  %.4f  ", f + 1, fold->queries, fold->start, fold->tuned);
        add_changes(space, &r->trials[fold->trial].point, out);
        buf_add_char(out, '\n');
        queries += fold->queries;
    }
    buf_printf(out, " all  %7zu  %.4f  %.4f\n\n", queries, r->trials[0].mean, r->tuned);
}

static void add_verdict(const struct tune_result *r, const struct tune_names *names, struct buf *out)
{
    double gain = r->tuned - r->trials[0].mean;
    buf_printf(out, "On queries that did not choose, tuning changes %s by %+.4f", names->measure, gain);
    if (r->trials[0].mean > 0)
        buf_printf(out, " (%+.1f %%)", 100 * gain / r->trials[0].mean);
    buf_add_text(out, gain > 0 ? ".\n" : ": it is no gain.\n");
    buf_printf(out, "Chosen by all queries: %.4f, too good by what chance gave it.\n", r->trials[r->best].mean);
}

/* Each axis' values with all others as in the best point; those that were not tried are left out. */
static void add_neighbourhood(const struct tune_result *r, const struct space *space, struct buf *out)
{
    buf_add_text(out, "\nThe parameters one by one, the others as chosen (* chosen, = as it stands):\n");
    for (size_t i = 0; i < space->count; i++) {
        const struct space_axis *axis = &space->axes[i];
        struct space_point point = r->trials[r->best].point;
        size_t chosen = point.at[i];
        buf_printf(out, "  %-20s", axis->parameter->name);
        for (size_t v = 0; v < axis->count; v++) {
            point.at[i] = (uint8_t)v;
            const struct tune_trial *trial = tune_find(r, space, &point);
            if (trial)
                buf_printf(out, "  %g %.4f%s%s", axis->values[v], trial->mean, v == chosen ? "*" : "", v == axis->start ? "=" : "");
        }
        buf_add_char(out, '\n');
    }
}

/* The parameters that the user gave stay, but for those of the space that are changed. */
static void add_fragment(const struct tune_result *r, const struct space *space, const char *ranker, struct buf *out)
{
    const struct space_point *best = &r->trials[r->best].point;
    const char *between = strchr(ranker, ':') ? "," : ":";
    buf_printf(out, "\n--ranker %s", ranker);
    for (size_t i = 0; i < space->count; i++) {
        const struct space_axis *axis = &space->axes[i];
        if (best->at[i] == axis->start)
            continue;
        buf_printf(out, "%s%s=%g", between, axis->parameter->name, axis->values[best->at[i]]);
        between = ",";
    }
    buf_add_char(out, '\n');
}

void tune_text(const struct tune_result *r, const struct space *space, const struct tune_names *names, struct buf *out)
{
    buf_printf(out, "%s, ranker %s, %zu folds, seed %llu; %zu points of %zu parameters tried\n\n", names->measure, names->ranker,
               r->fold_count, (unsigned long long)names->seed, r->count, space->count);
    add_folds(r, space, out);
    add_verdict(r, names, out);
    add_neighbourhood(r, space, out);
    add_fragment(r, space, names->ranker, out);
}

void tune_tsv(const struct tune_result *r, const struct space *space, const struct tune_names *names, struct buf *out)
{
    buf_add_text(out, names->measure);
    for (size_t i = 0; i < space->count; i++)
        buf_printf(out, "\t%s", space->axes[i].parameter->name);
    buf_add_char(out, '\n');
    for (size_t t = 0; t < r->count; t++) {
        buf_printf(out, "%.6f", r->trials[t].mean);
        for (size_t i = 0; i < space->count; i++)
            buf_printf(out, "\t%g", space->axes[i].values[r->trials[t].point.at[i]]);
        buf_add_char(out, '\n');
    }
}
