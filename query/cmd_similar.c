#include "query/commands.h"
#include "query/related_command.h"

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    (void)count;
    return related_run(RELATED_SIMILAR, memory, arguments, err);
}

const struct command cmd_similar = {
    .name = "similar",
    .arguments = "DB ID",
    .min_arguments = 2,
    .max_arguments = 2,
    .summary = "find articles on the same matter",
    .details =
        "ID is an article's id, or that of a result; - takes a text from standard input. The words that are frequent in the text "
        "and rare in the index are what is searched by. The article itself is left out, and so are copies: articles that share "
        "half of their runs of four words with it, or with one that is in the list already.",
    .examples = "lede-query similar news.db AP-17\tmore like this\n"
                "lede-query similar news.db - < draft.txt\twhat has been written on it?\n",
    .options = related_option_table,
    .options_size = sizeof(struct related_options),
    .set_defaults = related_options_default,
    .run = run,
};
