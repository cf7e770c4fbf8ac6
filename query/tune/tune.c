#include "query/tune/tune.h"

#include "query/tune/folds.h"

#include <stdlib.h>
#include <string.h>

#define EQUAL 1e-12 /* means closer than this are the same: rounding must not choose */
#define NO_FOLD UINT32_MAX

struct tuning {
    const struct space *space;
    const struct tune_settings *settings;
    const struct tune_oracle *oracle;
    uint32_t *fold_of;
    struct tune_result result;
};

/* Mean over the queries of a fold, or over those outside of it. NO_FOLD has all queries outside. */
static double mean_of(const struct tuning *t, size_t trial, uint32_t fold, bool outside)
{
    double sum = 0;
    size_t count = 0;
    for (size_t q = 0; q < t->oracle->query_count; q++) {
        if ((t->fold_of[q] == fold) == outside)
            continue;
        sum += t->result.trials[trial].values[q];
        count++;
    }
    return count > 0 ? sum / (double)count : 0;
}

const struct tune_trial *tune_find(const struct tune_result *r, const struct space *space, const struct space_point *point)
{
    for (size_t i = 0; i < r->count; i++) {
        if (space_same(space, &r->trials[i].point, point))
            return &r->trials[i];
    }
    return NULL;
}

/* The number of a point's trial; the oracle is asked when there is none yet. */
static enum status try(struct tuning *t, const struct space_point *point, size_t *out, struct error *err)
{
    struct tune_result *r = &t->result;
    const struct tune_trial *known = tune_find(r, t->space, point);
    if (known) {
        *out = (size_t)(known - r->trials);
        return STATUS_OK;
    }
    struct tune_trial trial = {.point = *point, .values = mem_array(t->oracle->query_count, sizeof *trial.values)};
    enum status status = t->oracle->measure(t->oracle->self, point, trial.values, err);
    if (status != STATUS_OK) {
        free(trial.values);
        return status;
    }
    mem_grow(&r->trials, &r->cap, r->count, sizeof *r->trials);
    r->trials[r->count] = trial;
    r->trials[r->count].mean = mean_of(t, r->count, NO_FOLD, true);
    *out = r->count++;
    return STATUS_OK;
}

static bool is_better(const struct tuning *t, size_t a, size_t b, uint32_t left_out)
{
    return mean_of(t, a, left_out, true) > mean_of(t, b, left_out, true) + EQUAL;
}

/* Along one axis to its best value. */
static enum status improve_axis(struct tuning *t, size_t axis, uint32_t left_out, size_t *best, struct error *err)
{
    struct space_point point = t->result.trials[*best].point;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < t->space->axes[axis].count && status == STATUS_OK; i++) {
        size_t trial = 0;
        point.at[axis] = (uint8_t)i;
        status = try(t, &point, &trial, err);
        if (status == STATUS_OK && is_better(t, trial, *best, left_out))
            *best = trial;
    }
    return status;
}

static enum status choose_by_coordinates(struct tuning *t, uint32_t left_out, size_t *best, struct error *err)
{
    enum status status = STATUS_OK;
    *best = 0;
    for (size_t round = 0; round < t->settings->rounds && status == STATUS_OK; round++) {
        size_t before = *best;
        for (size_t axis = 0; axis < t->space->count && status == STATUS_OK; axis++)
            status = improve_axis(t, axis, left_out, best, err);
        if (*best == before)
            break;
    }
    return status;
}

/* The next point in counting order; false after the last. */
static bool next_point(const struct space *space, struct space_point *point)
{
    for (size_t axis = 0; axis < space->count; axis++) {
        if (++point->at[axis] < space->axes[axis].count)
            return true;
        point->at[axis] = 0;
    }
    return false;
}

static enum status try_all(struct tuning *t, struct error *err)
{
    struct space_point point = {{0}};
    size_t trial = 0;
    enum status status = STATUS_OK;
    do
        status = try(t, &point, &trial, err);
    while (status == STATUS_OK && next_point(t->space, &point));
    return status;
}

/* What the queries outside of a fold choose. */
static enum status choose(struct tuning *t, uint32_t left_out, size_t *best, struct error *err)
{
    if (t->settings->search == TUNE_COORDINATE)
        return choose_by_coordinates(t, left_out, best, err);
    *best = 0;
    for (size_t i = 1; i < t->result.count; i++) {
        if (is_better(t, i, *best, left_out))
            *best = i;
    }
    return STATUS_OK;
}

static enum status validate_folds(struct tuning *t, struct error *err)
{
    struct tune_result *r = &t->result;
    size_t queries = t->oracle->query_count;
    enum status status = STATUS_OK;
    for (uint32_t f = 0; f < t->settings->folds && status == STATUS_OK; f++) {
        struct tune_fold *fold = &r->folds[r->fold_count++];
        status = choose(t, f, &fold->trial, err);
        if (status != STATUS_OK)
            break;
        for (size_t q = 0; q < queries; q++)
            fold->queries += t->fold_of[q] == f;
        fold->start = mean_of(t, 0, f, false);
        fold->tuned = mean_of(t, fold->trial, f, false);
        r->tuned += fold->tuned * (double)fold->queries / (double)queries;
    }
    return status;
}

static enum status check(const struct space *space, const struct tune_settings *settings, const struct tune_oracle *oracle,
                         struct error *err)
{
    if (settings->folds > oracle->query_count)
        return error_set(err, STATUS_USAGE, "%zu folds of %zu queries cannot be made", settings->folds, oracle->query_count);
    if (settings->search == TUNE_GRID && space_size(space, TUNE_GRID_MAX) > TUNE_GRID_MAX)
        return error_set(err, STATUS_USAGE, "the grid has more than %d points; name fewer parameters or values", TUNE_GRID_MAX);
    return STATUS_OK;
}

enum status tune(const struct space *space, const struct tune_settings *settings, const struct tune_oracle *oracle,
                 struct tune_result *out, struct error *err)
{
    struct tuning t = {.space = space, .settings = settings, .oracle = oracle};
    struct space_point start = space_start(space);
    size_t first = 0;
    enum status status = check(space, settings, oracle, err);
    if (status != STATUS_OK)
        return status;
    t.fold_of = mem_array(oracle->query_count, sizeof *t.fold_of);
    t.result.folds = mem_array(settings->folds, sizeof *t.result.folds);
    folds_assign(oracle->query_count, settings->folds, settings->seed, t.fold_of);
    status = try(&t, &start, &first, err);
    if (status == STATUS_OK && settings->search == TUNE_GRID)
        status = try_all(&t, err);
    if (status == STATUS_OK)
        status = choose(&t, NO_FOLD, &t.result.best, err);
    if (status == STATUS_OK)
        status = validate_folds(&t, err);
    free(t.fold_of);
    if (status == STATUS_OK)
        *out = t.result;
    else
        tune_result_release(&t.result);
    return status;
}

void tune_result_release(struct tune_result *r)
{
    for (size_t i = 0; i < r->count; i++)
        free(r->trials[i].values);
    free(r->trials);
    free(r->folds);
    *r = (struct tune_result){0};
}
