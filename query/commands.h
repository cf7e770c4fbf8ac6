/* The commands of lede-query, one file each (cmd_NAME.c). main.c lists them in the order of help; a new command is one line here and
 * one there. Constant tables, any thread. */
#ifndef LEDE_QUERY_COMMANDS_H
#define LEDE_QUERY_COMMANDS_H

#include "common/options.h"

extern const struct command cmd_search;
extern const struct command cmd_show;
extern const struct command cmd_timeline;
extern const struct command cmd_matrix;
extern const struct command cmd_similar;
extern const struct command cmd_background;
extern const struct command cmd_alert;
extern const struct command cmd_shell;
extern const struct command cmd_batch;
extern const struct command cmd_syntax;
extern const struct command cmd_terms;
extern const struct command cmd_why;
extern const struct command cmd_eval;
extern const struct command cmd_compare;
extern const struct command cmd_tune;

#endif
