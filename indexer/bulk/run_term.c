#include "indexer/bulk/run_term.h"

/* The name; the length of the documents' part above a bit that says whether there are places, and the part; then the places. */
enum status run_term_write(struct run_writer *w, const struct run_term *term, struct error *err)
{
    enum status status = run_write_string(w, term->name, err);
    if (!status)
        status = run_write_varint(w, (uint64_t)term->documents.len << 1 | term->has_positions, err);
    if (!status)
        status = run_write(w, term->documents, err);
    if (!status && term->has_positions)
        status = run_write_string(w, term->places, err);
    return status;
}

enum status run_term_read(struct run_reader *r, enum run_term_use use, struct run_term *out, struct error *err)
{
    size_t at = 0, name_end = 0, documents = 0, places = 0;
    uint64_t name_len = 0, head = 0, place_len = 0, unread = 0;
    enum status status = run_string(r, &at, &name_len, err);
    name_end = at;
    if (!status)
        status = run_number(r, &at, &head, err);
    uint64_t document_len = head >> 1;
    documents = at;
    out->has_positions = head & 1;
    if (!out->has_positions && use == RUN_TERM_WORDS) {
        unread = document_len;
        document_len = 0;
    }
    if (!status)
        status = run_bytes(r, &at, document_len, err);
    if (!status && out->has_positions)
        status = run_number(r, &at, &place_len, err);
    places = at;
    if (use == RUN_TERM_DOCUMENTS) {
        unread = place_len;
        place_len = 0;
    }
    if (!status)
        status = run_bytes(r, &at, place_len, err);
    if (status)
        return status;
    const char *here = run_here(r);
    out->name = (struct view){here + (name_end - name_len), name_len};
    out->documents = (struct view){here + documents, document_len};
    out->places = (struct view){here + places, place_len};
    return run_pass(r, at, unread, err);
}
