#include "indexer/commands.h"
#include "indexer/formats/format.h"

#include <stdio.h>

static enum status run(const void *options, const char *const *arguments, size_t count, struct error *err)
{
    (void)options;
    (void)arguments;
    (void)count;
    (void)err;
    for (const struct format *const *f = formats_all(); *f; f++) {
        printf("%-10s %s\n", (*f)->name, (*f)->summary);
        for (const char *const *e = (*f)->extensions; e && *e; e++)
            printf("%s.%s", e == (*f)->extensions ? "           " : " ", *e);
        if ((*f)->extensions && (*f)->extensions[0])
            putchar('\n');
    }
    return STATUS_OK;
}

const struct command cmd_formats = {
    .name = "formats",
    .arguments = "",
    .summary = "list the formats of input that can be read",
    .details = "Each format is recognised by what a file begins with or, where that says nothing, by the end of its name.",
    .run = run,
};
