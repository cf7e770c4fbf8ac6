#include "query/present/printer.h"

#include <string.h>

static const struct printer *const printers[] = {
    &printer_text, &printer_json, &printer_jsonl,   &printer_tsv, &printer_csv, &printer_markdown,
    &printer_html, &printer_trec, &printer_msmarco, &printer_ids, NULL};

/* The option table wants an array of words; a test holds it against the one above. */
static const char *const names[] = {"text", "json", "jsonl", "tsv", "csv", "markdown", "html", "trec", "msmarco", "ids", NULL};

const struct printer *const *printers_all(void)
{
    return printers;
}

const char *const *printer_names(void)
{
    return names;
}

const struct printer *printer_find(const char *name)
{
    for (const struct printer *const *p = printers; *p; p++) {
        if (strcmp((*p)->name, name) == 0)
            return *p;
    }
    return NULL;
}
