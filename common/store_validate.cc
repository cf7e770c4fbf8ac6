#include "common/store_validate.hh"

#include <cstring>

/* How much of a bad term a sentence shows. */
static int shown(struct view term)
{
    return static_cast<int>(term.len < 40 ? term.len : 40);
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

static enum status validate_terms(const struct store_document *doc, struct error *err)
{
    if (doc->term_count > STORE_MAX_TERMS)
        return error_set(err, STATUS_INPUT, "a document of %zu different terms", doc->term_count);
    uint64_t length = 0;
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct store_term *term = &doc->terms[i];
        enum status status = store_validate_term(term->name, err);
        if (status == STATUS_OK && term->position_count)
            status = validate_positions(term, err);
        if (status != STATUS_OK)
            return status;
        length += term->wdf;
    }
    if (length > STORE_MAX_LENGTH)
        return error_set(err, STATUS_INPUT, "a document of %llu words", static_cast<unsigned long long>(length));
    return STATUS_OK;
}

enum status store_validate_document(const struct store_document *doc, struct error *err)
{
    enum status status = validate_terms(doc, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < doc->value_count; i++) {
        const struct store_value *value = &doc->values[i];
        if (value->slot > STORE_MAX_SLOT || value->value.len == 0 || value->value.len > STORE_MAX_VALUE)
            return error_set(err, STATUS_INPUT, "a value of %zu bytes for slot %u", value->value.len, value->slot);
    }
    if (doc->data.len > STORE_MAX_DATA)
        return error_set(err, STATUS_INPUT, "%zu bytes of stored data", doc->data.len);
    return STATUS_OK;
}
