/* The commands of lede-index, one file each (cmd_NAME.c). main.c lists them in the order of help; a new command is one line here and
 * one there. Constant tables, any thread. */
#ifndef LEDE_INDEXER_COMMANDS_H
#define LEDE_INDEXER_COMMANDS_H

#include "common/options.h"

extern const struct command cmd_update;
extern const struct command cmd_stats;
extern const struct command cmd_show;
extern const struct command cmd_check;
extern const struct command cmd_compact;
extern const struct command cmd_formats;

#endif
