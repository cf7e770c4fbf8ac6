#include "query/facet.h"

#include <stdlib.h>

static const enum field facet_fields[] = {FIELD_SOURCE, FIELD_LANGUAGE, FIELD_PLACE, FIELD_TOPIC,
                                          FIELD_DAY,    FIELD_MONTH,    FIELD_YEAR};

enum { FACET_FIELDS = sizeof facet_fields / sizeof *facet_fields };

static bool has_facets(enum field field)
{
    for (size_t i = 0; i < FACET_FIELDS; i++) {
        if (facet_fields[i] == field)
            return true;
    }
    return false;
}

bool facet_field(struct view name, enum field *out)
{
    if (view_equal(name, VIEW("language"))) {
        *out = FIELD_LANGUAGE;
        return true;
    }
    for (size_t i = 0; i < FACET_FIELDS; i++) {
        if (!view_equal(name, view_of(schema_field(facet_fields[i])->name)))
            continue;
        *out = facet_fields[i];
        return true;
    }
    return false;
}

static int by_count(const void *a, const void *b)
{
    const struct facet_value *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return view_compare(x->value, y->value);
}

static int by_value(const void *a, const void *b)
{
    const struct facet_value *x = a, *y = b;
    return view_compare(x->value, y->value);
}

enum status facet_count(struct store_reader *r, const struct matching *m, enum field field, struct facet_list *out,
                        struct error *err)
{
    const char *prefix = schema_field(field)->prefix;
    struct store_count_list terms = {0};
    uint64_t without = 0;
    if (!has_facets(field))
        return error_set(err, STATUS_USAGE, "there are no facets of %s; choose " FACET_NAMES, schema_field(field)->name);
    enum status status = store_reader_count_terms(r, view_of(prefix), m->docids, m->count, &terms, &without, err);
    if (status != STATUS_OK)
        return status;
    struct facet_value *items = mem_array(terms.count, sizeof *items);
    for (size_t i = 0; i < terms.count; i++)
        items[i] =
            (struct facet_value){schema_value(field, view_of(terms.items[i].name)), terms.items[i].count, terms.items[i].first};
    if (terms.count > 1)
        qsort(items, terms.count, sizeof *items, by_count);
    facet_list_release(out);
    *out = (struct facet_list){.field = field, .items = items, .count = terms.count, .without = without, .terms = terms};
    return STATUS_OK;
}

void facet_list_release(struct facet_list *list)
{
    store_count_list_release(&list->terms);
    free(list->items);
    *list = (struct facet_list){0};
}

void facet_sort_by_value(struct facet_list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_value);
}

void facet_label(enum field field, struct view value, struct buf *out)
{
    bool is_date = field == FIELD_DAY || field == FIELD_MONTH || field == FIELD_YEAR;
    for (size_t i = 0; i < value.len; i++) {
        if (is_date && (i == 4 || i == 6))
            buf_add_char(out, '-');
        buf_add_char(out, value.ptr[i]);
    }
}
