#include "query/eval/measures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { RANK_MAX = 1000000, DIGITS_MAX = 9, SHOWN_MAX = 60 };

enum group { GROUP_USUAL, GROUP_OFFICIAL, GROUP_SET, GROUP_ALL, GROUP_COUNT };
static const char *const group_names[] = {"usual", "official", "set", "all"};

static bool is_in_group(const struct measure *m, enum group group)
{
    switch (group) {
    case GROUP_OFFICIAL:
        return m->official;
    case GROUP_SET:
        return m->on_sets;
    case GROUP_ALL:
        return true;
    default:
        return !m->on_sets;
    }
}

static enum status add(struct measure_list *list, const struct measure *m, double cutoff, struct error *err)
{
    struct chosen_measure c = {.measure = m, .cutoff = cutoff};
    if (!m->cutoffs)
        snprintf(c.name, sizeof c.name, "%s", m->name);
    else if (m->cutoff_is_recall)
        snprintf(c.name, sizeof c.name, "%s_%.2f", m->name, cutoff);
    else
        snprintf(c.name, sizeof c.name, "%s_%.0f", m->name, cutoff);
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].name, c.name) == 0)
            return STATUS_OK;
    }
    if (list->count == MEASURES_MAX)
        return error_set(err, STATUS_USAGE, "more than %d measures", MEASURES_MAX);
    list->items[list->count++] = c;
    return STATUS_OK;
}

static enum status add_usual_cutoffs(struct measure_list *list, const struct measure *m, struct error *err)
{
    if (!m->cutoffs)
        return add(list, m, 0, err);
    enum status status = STATUS_OK;
    for (const double *c = m->cutoffs; *c >= 0 && status == STATUS_OK; c++)
        status = add(list, m, *c, err);
    return status;
}

static const struct measure *find_measure(struct view name)
{
    for (const struct measure *m = measure_table; m->name; m++) {
        if (view_equal(view_of(m->name), name))
            return m;
    }
    return NULL;
}

/* A rank (digits), or a recall (digits, "." and digits) from 0 to 1. */
static bool parse_cutoff(const struct measure *m, struct view text, double *out)
{
    double value = 0, unit = 1;
    bool after_point = false;
    if (text.len == 0 || text.len > DIGITS_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && m->cutoff_is_recall && !after_point && i + 1 < text.len) {
            after_point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
        unit *= after_point ? 10 : 1;
    }
    *out = value / unit;
    return m->cutoff_is_recall ? *out <= 1 : *out >= 1 && *out <= RANK_MAX;
}

/* NAME_CUTOFF or NAME@CUTOFF; where NAME alone has no cutoffs (ndcg@10), NAME_cut is meant. */
static bool find_with_cutoff(struct view word, const struct measure **measure, double *cutoff)
{
    size_t at = word.len;
    char cut_name[MEASURE_NAME_SIZE];
    while (at > 0 && word.ptr[at - 1] != '_' && word.ptr[at - 1] != '@')
        at--;
    if (at < 2)
        return false;
    struct view name = view_sub(word, 0, at - 1);
    const struct measure *m = find_measure(name);
    if (m && !m->cutoffs) {
        snprintf(cut_name, sizeof cut_name, "%s_cut", m->name);
        m = find_measure(view_of(cut_name));
    }
    if (!m || !m->cutoffs || !parse_cutoff(m, view_sub(word, at, word.len), cutoff))
        return false;
    *measure = m;
    return true;
}

static enum status refuse(struct view word, struct error *err)
{
    struct buf known = {0};
    for (const struct measure *m = measure_table; m->name; m++)
        buf_printf(&known, "%s%s%s", known.len > 0 ? ", " : "", m->name, m->cutoffs ? "_N" : "");
    error_set(err, STATUS_USAGE, "there is no measure '%.*s'; there are usual, official, set, all, %s",
              word.len < SHOWN_MAX ? (int)word.len : SHOWN_MAX, word.ptr, known.data);
    buf_release(&known);
    return STATUS_USAGE;
}

static enum status choose_word(struct view word, struct measure_list *list, struct error *err)
{
    const struct measure *m = find_measure(word);
    double cutoff = 0;
    enum status status = STATUS_OK;
    for (int g = 0; g < GROUP_COUNT; g++) {
        if (!view_equal(view_of(group_names[g]), word))
            continue;
        for (m = measure_table; m->name && status == STATUS_OK; m++) {
            if (is_in_group(m, (enum group)g))
                status = add_usual_cutoffs(list, m, err);
        }
        return status;
    }
    if (m)
        return add_usual_cutoffs(list, m, err);
    if (find_with_cutoff(word, &m, &cutoff))
        return add(list, m, cutoff, err);
    return refuse(word, err);
}

enum status measures_choose(const char *names, struct measure_list *out, struct error *err)
{
    enum status status = STATUS_OK;
    struct measure_list list = {0};
    for (const char *at = names; *at && status == STATUS_OK;) {
        size_t len = strcspn(at, ", ");
        if (len > 0)
            status = choose_word((struct view){at, len}, &list, err);
        at += len;
        at += strspn(at, ", ");
    }
    if (status == STATUS_OK && list.count == 0)
        status = error_set(err, STATUS_USAGE, "no measure is named");
    if (status == STATUS_OK)
        *out = list;
    return status;
}

enum status measures_choose_one(const char *name, struct measure_list *out, struct error *err)
{
    enum status status = measures_choose(name, out, err);
    if (status != STATUS_OK)
        return status;
    if (out->count != 1 || out->items[0].measure->mean != MEAN_ARITHMETIC)
        return error_set(err, STATUS_USAGE, "--measure: '%s' is not one measure with a figure for each query", name);
    return STATUS_OK;
}
