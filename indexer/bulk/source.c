#include "indexer/bulk/source.h"

void source_release(struct source *s)
{
    run_reader_free(s->run);
}

/* A merged run holds for a term the same of each of its parts in turn. */
static enum status advance_run(struct source *s, bool want_positions, struct error *err)
{
    enum status status = run_term_read(s->run, want_positions ? RUN_TERM_WORDS : RUN_TERM_DOCUMENTS, &s->term, err);
    s->at_end = status == STATUS_NOT_FOUND;
    return s->at_end ? STATUS_OK : status;
}

enum status source_advance(struct source *s, bool want_positions, struct error *err)
{
    if (s->run)
        return advance_run(s, want_positions, err);
    do
        s->at_end = !shard_next(s->shard, &s->place, &s->term);
    while (!s->at_end && want_positions && !s->term.has_positions);
    return STATUS_OK;
}
