/* A shell on a terminal: line editing, history and completion by libedit; and without one, lines of standard input. Used by the command shell. */
#ifndef LEDE_QUERY_SHELL_TERMINAL_H
#define LEDE_QUERY_SHELL_TERMINAL_H

#include "query/shell.h"

/* Lines of standard input to their end, or until one asks to end. Results go to standard output, messages to standard error. On a terminal with a prompt; the
 * history is kept in $XDG_STATE_HOME/lede/history (~/.local/state/lede/history). STATUS_IO when standard input cannot be read. */
enum status shell_converse(struct shell *s, struct error *err) WARN_UNUSED;

#endif
