#include "common/store_validate.h"

#include <string.h>

/* How much of a bad term a sentence shows. */
static int shown(struct view term)
{
    return (int)(term.len < 40 ? term.len : 40);
}

enum status store_validate_term(struct view term, struct error *err)
{
    if (term.len == 0)
        return error_set(err, STATUS_INPUT, "an empty term");
    if (term.len > SCHEMA_MAX_TERM)
        return error_set(err, STATUS_INPUT, "a term of %zu bytes (%d are allowed): \"%.*s...\"", term.len, SCHEMA_MAX_TERM,
                         shown(term), term.ptr);
    /* A NUL counts twice in Xapian's keys, so that a legal length could still be too long for commit(). */
    if (memchr(term.ptr, '\0', term.len))
        return error_set(err, STATUS_INPUT, "a term with a NUL byte");
    return STATUS_OK;
}

static enum status validate_positions(const struct store_term *term, struct error *err)
{
    const uint32_t *positions = term->positions;
    for (uint32_t i = 1; i < term->position_count; i++)
        if (positions[i] <= positions[i - 1])
            return error_set(err, STATUS_INPUT, "positions of the term \"%.*s\" do not ascend (%u after %u)", shown(term->name),
                             term->name.ptr, positions[i], positions[i - 1]);
    if (term->position_count && positions[term->position_count - 1] > STORE_MAX_POSITION)
        return error_set(err, STATUS_INPUT, "position %u of the term \"%.*s\" is too high", positions[term->position_count - 1],
                         shown(term->name), term->name.ptr);
    return STATUS_OK;
}

enum status store_validate_sizes(size_t term_count, uint64_t length, size_t data_len, struct error *err)
{
    if (term_count > STORE_MAX_TERMS)
        return error_set(err, STATUS_INPUT, "a document of %zu different terms", term_count);
    if (length > STORE_MAX_LENGTH)
        return error_set(err, STATUS_INPUT, "a document of %llu words", (unsigned long long)length);
    if (data_len > STORE_MAX_DATA)
        return error_set(err, STATUS_INPUT, "%zu bytes of stored data", data_len);
    return STATUS_OK;
}

enum status store_validate_value(uint32_t slot, struct view value, struct error *err)
{
    if (slot > STORE_MAX_SLOT || value.len == 0 || value.len > STORE_MAX_VALUE)
        return error_set(err, STATUS_INPUT, "a value of %zu bytes for slot %u", value.len, slot);
    return STATUS_OK;
}

enum status store_validate_document(const struct store_document *doc, struct error *err)
{
    enum status status = store_validate_sizes(doc->term_count, 0, doc->data.len, err);
    uint64_t length = 0;
    for (size_t i = 0; !status && i < doc->term_count; i++) {
        const struct store_term *term = &doc->terms[i];
        status = store_validate_term(term->name, err);
        if (!status && term->position_count)
            status = validate_positions(term, err);
        length += term->wdf;
    }
    if (!status)
        status = store_validate_sizes(doc->term_count, length, doc->data.len, err);
    for (size_t i = 0; !status && i < doc->value_count; i++)
        status = store_validate_value(doc->values[i].slot, doc->values[i].value, err);
    return status;
}
