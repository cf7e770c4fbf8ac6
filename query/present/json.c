/* One JSON document a result list: an envelope, and each result on a line of its own. */
#include "common/escape.h"
#include "query/diagnosis.h"
#include "query/present/json_answers.h"
#include "query/present/json_result.h"
#include "query/present/printer.h"

static void print_json(const struct results *r, const struct print_settings *settings, struct buf *out)
{
    buf_printf(out, "{\"lede\":%d,", JSON_VERSION);
    if (settings->batch) {
        buf_add_text(out, "\"qid\":");
        escape_json(settings->qid, out);
        buf_add_char(out, ',');
    }
    buf_add_text(out, "\"query\":");
    escape_json(view_of_buf(&r->query.text), out);
    json_add_text("parsed", view_of_buf(&r->query.parsed), out);
    buf_printf(out, ",\"unit\":\"%s\",\"matches\":", unit_name(r->unit));
    buf_add_uint(out, r->matches);
    buf_printf(out, ",\"exact\":%s,\"offset\":", r->matches_exact ? "true" : "false");
    buf_add_uint(out, r->offset);
    json_add_overview(r, out);
    buf_add_text(out, ",\"results\":[");
    for (size_t i = 0; i < r->count; i++) {
        buf_add_text(out, i > 0 ? ",\n" : "\n");
        json_add_result(r, i, VIEW(""), out);
    }
    buf_add_text(out, r->count > 0 ? "\n]" : "]");
    if (r->nothing) {
        buf_add_text(out, ",\"nothing\":");
        diagnosis_json(r->nothing, out);
    }
    buf_add_text(out, "}\n");
}

const struct printer printer_json = {.name = "json",
                                     .help = "one JSON document, described in the README",
                                     .needs_texts = true,
                                     .shows = PRINTER_ORDER | PRINTER_COPIES | PRINTER_CONTEXT | PRINTER_CITE | PRINTER_EXPLAIN |
                                              PRINTER_FACETS,
                                     .print = print_json};
