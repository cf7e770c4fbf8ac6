#include "query/commands.h"
#include "query/screen.h"
#include "query/syntax/guide.h"

enum guide_format { FORMAT_TEXT, FORMAT_MAN };

struct syntax_options {
    struct screen screen;
    int format;
};

static const char *const formats[] = {"text", "man", NULL};

static const struct option options[] = {
    {.name = "format",
     .letter = 'f',
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct syntax_options, format),
     .argument = "FORMAT",
     .choices = formats,
     .default_text = "text",
     .help = "For a terminal, or the source of the man page lede-syntax(7)."},
    SCREEN_WIDTH(syntax_options),
    {0},
};

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    enum { READABLE = 100 }; /* longer lines are hard to read */
    const struct syntax_options *o = memory;
    struct buf out = {0};
    size_t width = screen_width(&o->screen);
    (void)arguments;
    (void)count;
    (void)err;
    if (o->format == FORMAT_MAN)
        guide_man(&out);
    else
        guide_text(width > READABLE && o->screen.width == 0 ? READABLE : width, &out);
    screen_write(&out);
    buf_release(&out);
    return STATUS_OK;
}

const struct command cmd_syntax = {
    .name = "syntax",
    .summary = "show the query language",
    .details = "Prints what is installed as lede-syntax(7): words, phrases, operators, proximity, fields and limits, with examples "
               "and how "
               "each is read.",
    .examples = "lede-query syntax | less\tread it\n",
    .options = options,
    .options_size = sizeof(struct syntax_options),
    .run = run,
};
