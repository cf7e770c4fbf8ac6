#include "common/heap.h"
#include "query/commands.h"

/* What a search in 20,000 articles touches. */
#define HEAP_OF_A_SEARCH ((size_t)2 << 20)

/* One a line, so that adding one touches no other. */
/* clang-format off */
static const struct command *const commands[] = {
    &cmd_search,
    &cmd_show,
    &cmd_similar,
    &cmd_background,
    &cmd_timeline,
    &cmd_matrix,
    &cmd_alert,
    &cmd_shell,
    &cmd_batch,
    &cmd_why, &cmd_terms,
    &cmd_syntax,
    &cmd_eval,
    &cmd_compare,
    &cmd_tune,
    NULL,
};
/* clang-format on */

static const struct program program = {
    .name = "lede-query",
    .summary = "rank passages of an indexed news collection",
    .details =
        "Searches an index that lede-index made and prints the passages that answer best: a few consecutive sentences each, cut "
        "where they say most about the query, with their article's title, source and date.\n\n"
        "What is always wanted can stand in a config file, $XDG_CONFIG_HOME/lede/config: a section for each command, in it its "
        "options "
        "without the dashes; before the first section what holds for every command that has the option. --print-config shows what "
        "holds and "
        "where it was set.\n\n"
        "  # always without colour, and twenty results of a search\n"
        "  color = never\n"
        "  [search]\n"
        "  limit = 20",
    .commands = commands,
    .exit_codes = "0\tsomething was found, or the work is done\n"
                  "1\tnothing was found\n"
                  "2\twrong command line or query\n"
                  "3\tthe index is missing, damaged or of an unknown version\n"
                  "74\tthe output could not be written\n"
                  "124\tthe time limit passed\n",
    .has_settings = true,
    .environment =
        "XDG_CONFIG_HOME\tfolder of the config file, lede/config in it; ~/.config when it is not set\n"
        "LEDE_COMMAND_OPTION\tan option of a command, as LEDE_SEARCH_LIMIT=20: stronger than the config file, weaker than the "
        "option itself\n"
        "NO_COLOR\tno colour and no bold type, whatever the terminal can do\n"
        "COLUMNS\twidth of the output in columns when it is no terminal\n",
    .see_also = "lede-syntax(7), lede-index(1)",
};

int main(int argc, char **argv)
{
    heap_prepare(HEAP_OF_A_SEARCH);
    return program_main(&program, argc, (const char *const *)argv);
}
