#include "query/commands.h"
#include "query/shell_terminal.h"

static enum status run(const void *memory, const char *const *arguments, size_t count, struct error *err)
{
    struct shell *shell = NULL;
    (void)count;
    enum status status = shell_open(arguments[0], memory, &shell, err);
    if (status == STATUS_OK)
        status = shell_converse(shell, err);
    shell_close(shell);
    return status;
}

const struct command cmd_shell = {
    .name = "shell",
    .arguments = "DB",
    .min_arguments = 1,
    .max_arguments = 1,
    .summary = "search in a conversation",
    .details = "A line is a query. A line that begins with a colon is a command, for which its first letter is enough: :next and "
               ":prev turn "
               "pages, :open 3 reads the article of the third result, :facets counts what was found, :explain tells what scores "
               "are made of, "
               ":like 3 and :background 3 go on from there, :set limit 20 changes an option of 'search', :help lists them all, "
               ":quit ends. "
               "Tab completes words of the index, fields and their values, commands and settings. The history is kept in "
               "$XDG_STATE_HOME/lede/history.\n\n"
               "Without a terminal, lines are read from standard input and answered without a prompt.",
    .examples = "lede-query shell news.db\tbegin\n"
                "printf 'security pact\\\\n:open 1\\\\n' | lede-query shell news.db\tthe best article, from a script\n",
    .options = search_option_table,
    .options_size = sizeof(struct search_options),
    .set_defaults = search_options_default,
    .run = run,
};
