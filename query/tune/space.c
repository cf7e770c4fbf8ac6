#include "query/tune/space.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 40, DIGITS = 6 };

/* As a number is printed, so that what is pasted is what was tried. */
static double printable(const struct ranker_parameter *p, double value)
{
    char text[NUMBER_MAX];
    if (p->kind != PARAMETER_NUMBER)
        return round(value);
    snprintf(text, sizeof text, "%.*g", DIGITS, value);
    return strtod(text, NULL);
}

/* Keep the order; a value that is there already is passed over. False when the axis is full. */
static bool add_value(struct space_axis *axis, double value)
{
    size_t place = 0;
    while (place < axis->count && axis->values[place] < value)
        place++;
    if (place < axis->count && axis->values[place] == value)
        return true;
    if (axis->count == SPACE_VALUES_MAX)
        return false;
    memmove(axis->values + place + 1, axis->values + place, (axis->count - place) * sizeof *axis->values);
    axis->values[place] = value;
    axis->count++;
    return true;
}

static enum status add_listed(struct space_axis *axis, const char *list, struct error *err)
{
    const struct ranker_parameter *p = axis->parameter;
    const char *at = list;
    do {
        char *end = NULL;
        double value = strtod(at, &end);
        if (end == at || (*end != ',' && *end) || !(value >= p->min && value <= p->max))
            return error_set(err, STATUS_USAGE, "%s wants numbers from %g to %g with commas between, not '%.*s'", p->name, p->min,
                             p->max, (int)strcspn(at, ","), at);
        if (!add_value(axis, printable(p, value)))
            return error_set(err, STATUS_USAGE, "%s has more than %d values", p->name, SPACE_VALUES_MAX - 1);
        at = *end ? end + 1 : end;
    } while (*at);
    return STATUS_OK;
}

static void add_around(struct space_axis *axis, double value)
{
    static const double factors[] = {0.5, 0.75, 1.5, 2};
    const struct ranker_parameter *p = axis->parameter;
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
        (void)add_value(axis, printable(p, fmin(fmax(value * factors[i], p->min), p->max)));
}

enum status space_add(struct space *space, const struct ranker *ranker, const char *text, struct error *err)
{
    size_t name = strcspn(text, "=");
    struct space_axis axis = {.parameter = ranker_parameter_choose((struct view){text, name}, err)};
    enum status status = STATUS_OK;
    if (!axis.parameter)
        return STATUS_USAGE;
    for (size_t i = 0; i < space->count; i++) {
        if (space->axes[i].parameter->offset == axis.parameter->offset)
            return error_set(err, STATUS_USAGE, "%s is the same parameter as %s, given before", axis.parameter->name,
                             space->axes[i].parameter->name);
    }
    if (space->count == SPACE_AXES_MAX)
        return error_set(err, STATUS_USAGE, "more than %d parameters", SPACE_AXES_MAX);
    double own = ranker_get(ranker, axis.parameter);
    (void)add_value(&axis, own);
    if (text[name] == '=')
        status = add_listed(&axis, text + name + 1, err);
    else
        add_around(&axis, own);
    if (status != STATUS_OK)
        return status;
    while (axis.values[axis.start] != own)
        axis.start++;
    space->axes[space->count++] = axis;
    return STATUS_OK;
}

static bool is_alias(const struct ranker_parameter *p)
{
    for (const struct ranker_parameter *before = ranker_parameters; before < p; before++)
        if (before->offset == p->offset)
            return true;
    return false;
}

enum status space_add_all(struct space *space, const struct ranker *ranker, struct error *err)
{
    enum status status = STATUS_OK;
    for (const struct ranker_parameter *p = ranker_parameters; p->name && status == STATUS_OK; p++) {
        if (!is_alias(p) && ranker_get(ranker, p) > 0)
            status = space_add(space, ranker, p->name, err);
    }
    return status;
}

struct space_point space_start(const struct space *space)
{
    struct space_point point = {{0}};
    for (size_t i = 0; i < space->count; i++)
        point.at[i] = (uint8_t)space->axes[i].start;
    return point;
}

bool space_same(const struct space *space, const struct space_point *a, const struct space_point *b)
{
    return memcmp(a->at, b->at, space->count) == 0;
}

size_t space_size(const struct space *space, size_t most)
{
    size_t size = 1;
    for (size_t i = 0; i < space->count; i++) {
        size *= space->axes[i].count;
        if (size > most)
            return most + 1;
    }
    return size;
}

struct ranker space_ranker(const struct space *space, const struct space_point *point, const struct ranker *ranker)
{
    struct ranker out = *ranker;
    for (size_t i = 0; i < space->count; i++)
        ranker_set(&out, space->axes[i].parameter, space->axes[i].values[point->at[i]]);
    return out;
}
