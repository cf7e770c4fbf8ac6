#include "common/options_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The member of the command's struct that an option fills. */
static void *member(const struct option *option, void *options)
{
    return (char *)options + option->offset;
}

static bool has_lower_limit(const struct option *o)
{
    return o->min != 0 || o->max != 0;
}

static bool has_upper_limit(const struct option *o)
{
    return has_lower_limit(o) && o->max >= o->min;
}

static bool within_limits(const struct option *o, double value)
{
    return (!has_lower_limit(o) || value >= o->min) && (!has_upper_limit(o) || value <= o->max);
}

/* "--limit must be a whole number from 1 to 100, not 'many'" */
static enum status wrong_value(const struct option *o, const char *what, const char *text, const char *shown, struct error *err)
{
    char limits[80] = "";
    struct buf b = {0};
    if (has_upper_limit(o))
        buf_printf(&b, " from %.15g to %.15g", o->min, o->max);
    else if (has_lower_limit(o))
        buf_printf(&b, " of at least %.15g", o->min);
    if (b.len && b.len < sizeof limits)
        memcpy(limits, b.data, b.len + 1);
    buf_release(&b);
    return error_set(err, STATUS_USAGE, "%s must be %s%s, not '%s'", shown, what, limits, text);
}

/* Decimal digits at *text, moved on behind them. False without a digit or above 64 bits. */
static bool take_digits(const char **text, uint64_t *out)
{
    uint64_t n = 0;
    const char *p = *text;
    for (; *p >= '0' && *p <= '9'; p++)
        if (__builtin_mul_overflow(n, (uint64_t)10, &n) || __builtin_add_overflow(n, (uint64_t)(*p - '0'), &n))
            return false;
    if (p == *text)
        return false;
    *text = p;
    *out = n;
    return true;
}

static enum status set_count(const struct option *o, void *options, const char *text, const char *shown, struct error *err)
{
    const char *rest = text;
    uint64_t n;
    if (!take_digits(&rest, &n) || *rest || !within_limits(o, (double)n))
        return wrong_value(o, "a whole number", text, shown, err);
    *(uint64_t *)member(o, options) = n;
    return STATUS_OK;
}

/* The power of two that a unit stands for: "" 0, k 10, M 20, G 30, T 40, each with "B" or "iB"; -1 when it is none. */
static int unit_shift(const char *unit)
{
    static const char letters[] = "kmgt";
    int shift = 0;
    if (*unit) {
        const char *at = strchr(letters, *unit | 0x20);
        if (at) {
            shift = 10 * (int)(at - letters + 1);
            unit++;
        }
    }
    if (shift && *unit == 'i' && unit[1] == 'B')
        unit++;
    if (*unit == 'B')
        unit++;
    return *unit ? -1 : shift;
}

static enum status set_size(const struct option *o, void *options, const char *text, const char *shown, struct error *err)
{
    const char *rest = text;
    uint64_t n;
    int shift = -1;
    if (take_digits(&rest, &n))
        shift = unit_shift(rest);
    if (shift < 0 || n > UINT64_MAX >> shift || !within_limits(o, (double)(n << shift)))
        return wrong_value(o, "a size in bytes such as 512M or 2G", text, shown, err);
    *(uint64_t *)member(o, options) = n << shift;
    return STATUS_OK;
}

static enum status set_number(const struct option *o, void *options, const char *text, const char *shown, struct error *err)
{
    char *end = NULL;
    /* strtod would take blanks, hexadecimal, "inf" and "nan" */
    bool plain = *text && strspn(text, "0123456789.+-eE") == strlen(text);
    double n = plain ? strtod(text, &end) : 0;
    if (!plain || *end || !isfinite(n) || !within_limits(o, n))
        return wrong_value(o, "a number", text, shown, err);
    *(double *)member(o, options) = n;
    return STATUS_OK;
}

static enum status set_choice(const struct option *o, void *options, const char *text, const char *shown, struct error *err)
{
    struct suggestion near = {0};
    struct buf words = {0};
    for (int i = 0; o->choices[i]; i++) {
        if (strcmp(o->choices[i], text) == 0) {
            *(int *)member(o, options) = i;
            buf_release(&words);
            return STATUS_OK;
        }
        suggest_offer(&near, text, o->choices[i]);
        buf_add_text(&words, i == 0 ? "" : o->choices[i + 1] ? ", " : " or ");
        buf_add_text(&words, o->choices[i]);
    }
    if (near.best)
        error_set(err, STATUS_USAGE, "%s must be %s, not '%s'; did you mean '%s'?", shown, words.data, text, near.best);
    else
        error_set(err, STATUS_USAGE, "%s must be %s, not '%s'", shown, words.data, text);
    buf_release(&words);
    return STATUS_USAGE;
}

enum status option_set(const struct option *option, void *options, const char *text, const char *shown, struct error *err)
{
    struct option_list *list;
    switch (option->kind) {
    case OPTION_COUNT:
        return set_count(option, options, text, shown, err);
    case OPTION_SIZE:
        return set_size(option, options, text, shown, err);
    case OPTION_NUMBER:
        return set_number(option, options, text, shown, err);
    case OPTION_CHOICE:
        return set_choice(option, options, text, shown, err);
    case OPTION_TEXT:
        *(const char **)member(option, options) = text;
        return STATUS_OK;
    case OPTION_LIST:
        list = member(option, options);
        mem_grow(&list->items, &list->cap, list->count, sizeof *list->items);
        list->items[list->count++] = text;
        return STATUS_OK;
    case OPTION_FLAG:
        break;
    }
    return error_set(err, STATUS_USAGE, "%s takes no value", shown);
}
