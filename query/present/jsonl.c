/* JSON lines: one result a line, in a batch with its qid in front. */
#include "common/escape.h"
#include "query/present/json_result.h"
#include "query/present/printer.h"

static void print_qid(struct view qid, struct buf *out)
{
    buf_add_text(out, "{\"qid\":");
    escape_json(qid, out);
    buf_add_char(out, ',');
}

static void print_jsonl(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    struct buf lead = {0};
    if (settings->batch)
        print_qid(settings->qid, &lead);
    for (size_t i = 0; i < r->count; i++) {
        json_add_result(r, i, view_sub(view_of_buf(&lead), 1, lead.len), out);
        buf_add_char(out, '\n');
    }
    buf_release(&lead);
}

const struct printer printer_jsonl = {.name = "jsonl",
                                      .help = "one JSON object a result and line",
                                      .needs_texts = true,
                                      .shows = PRINTER_ORDER | PRINTER_COPIES | PRINTER_CONTEXT | PRINTER_CITE | PRINTER_EXPLAIN,
                                      .print_qid = print_qid,
                                      .print = print_jsonl};
