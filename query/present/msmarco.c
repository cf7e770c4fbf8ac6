/* MS MARCO runs: qid, document and rank with tabs between. */
#include "common/escape.h"
#include "query/present/printer.h"

static void print_qid(struct view qid, struct buf *out)
{
    escape_trec(qid, out);
    buf_add_char(out, '\t');
}

static void print_msmarco(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    for (size_t i = 0; i < r->count; i++) {
        print_qid(settings->qid, out);
        escape_trec(view_of_buf(&r->items[i].id), out);
        buf_add_char(out, '\t');
        buf_add_uint(out, r->offset + i + 1);
        buf_add_char(out, '\n');
    }
}

const struct printer printer_msmarco = {
    .name = "msmarco", .help = "an MS MARCO run: qid, id and rank", .print_qid = print_qid, .print = print_msmarco};
