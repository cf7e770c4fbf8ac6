#include "query/commands.h"
#include "query/related_command.h"

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    (void)count;
    return related_run(RELATED_BACKGROUND, memory, arguments, err);
}

const struct command cmd_background = {
    .name = "background",
    .arguments = "DB ID",
    .min_arguments = 2,
    .max_arguments = 2,
    .summary = "find older articles that explain an article",
    .details =
        "ID is an article's id, or that of a result. Only articles published before it are shown. They are chosen one by one: "
        "those "
        "that are on the same matter, that have words of it which none before them has had, and whose titles say that they "
        "explain (background, timeline, what, why). So overviews and other sides of the matter come before one more report of "
        "the same day. The score is what an article adds to those before it. Copies are left out.",
    .examples = "lede-query background news.db AP-17\twhat should one have read before?\n",
    .options = related_option_table,
    .options_size = sizeof(struct related_options),
    .set_defaults = related_options_default,
    .run = run,
};
