#include "indexer/bulk/rules.h"

#include "common/store_validate.h"

/* The rules of store_validate.h. Words and stems come out of the analyser, which makes none with a NUL: only their length is looked at, field terms are looked at whole. */
static enum status validate_terms(const struct flat_terms *terms, uint64_t *length, struct error *err)
{
    for (size_t i = 0; i < terms->count; i++) {
        const struct flat_term *term = &terms->items[i];
        struct view prefix = flat_prefix(term->kind);
        enum status status = STATUS_OK;
        *length += term->wdf;
        if (prefix.len + term->name.len > SCHEMA_MAX_TERM)
            status = error_set(err, STATUS_INPUT, "a term of %zu bytes (%d are allowed): \"%.*s%.40s...\"",
                               prefix.len + term->name.len, SCHEMA_MAX_TERM, (int)prefix.len, prefix.ptr, term->name.ptr);
        else if (term->kind == FLAT_EXACT)
            status = store_validate_term(term->name, err);
        if (status)
            return status;
    }
    return STATUS_OK;
}

enum status rules_check(struct document_builder *builder, const struct flattener *flat, size_t count, struct error *err)
{
    enum status status = STATUS_OK;
    if (count > STORE_MAX_SEGMENTS)
        return error_set(err, STATUS_INPUT, "an article of %zu segments", count);
    for (size_t i = 0; i < count && !status; i++) {
        const struct document *d = document_segment(builder, i);
        struct flat_terms terms = flattener_terms(flat, i);
        uint64_t length = 0;
        status = validate_terms(&terms, &length, err);
        if (!status)
            status = store_validate_sizes(terms.count, length, d->record.len, err);
        if (!status && d->article_id.len)
            status = store_validate_value(SLOT_ARTICLE, d->article_id, err);
    }
    return status;
}
