/* Options that do not stand on the command line: the config file and environment variables.
 *
 *   $XDG_CONFIG_HOME/lede/config, or ~/.config/lede/config where that is not set:
 *     # a comment
 *     color = never                what stands before any section holds for every command that has the option
 *     [search]
 *     limit = 20
 *     source = "The Herald # 2"    quotes keep spaces and #
 *     highlight = no               a flag: true, yes, on; false, no, off
 *   LEDE_SEARCH_LIMIT=20           LEDE_, the command, the option; in capitals, - written as _
 *
 * Later origins win: default, file, environment, option. A list takes several lines of the file; a higher origin replaces them all. A line that no
 * command knows is a mistake, and so is a variable that begins with LEDE_ and a command; values are looked at when their command runs.
 * Used by options.c; no state, any thread while nobody changes the environment. */
#ifndef LEDE_COMMON_OPTIONS_SETTINGS_H
#define LEDE_COMMON_OPTIONS_SETTINGS_H

#include "common/options_parts.h"

/* Set the options of `line` (begun) that file and environment give. STATUS_USAGE names the place; STATUS_IO when the file cannot be read; no file is fine. */
enum status settings_read(const struct program *program, const struct command *command, struct command_line *line,
                          struct error *err) WARN_UNUSED;

/* ---- options_settings_file.c ---- */

enum { SETTINGS_MAX_BYTES = 1 << 20 };

/* Append the path of the config file; nothing when there is no home. */
void settings_path(struct buf *out);

/* The same from the file at `path`, whose content is put into line->settings. */
enum status settings_read_file(const char *path, const struct program *program, const struct command *command,
                               struct command_line *line, struct error *err) WARN_UNUSED;

/* A setting as option of a command: flags in their words, everything else as on the command line. */
enum status settings_set(const struct command *command, struct command_line *line, const struct option *option,
                         struct origin origin, const char *shown, struct error *err) WARN_UNUSED;

/* ---- options_settings_print.c ---- */

/* What holds for the command, as a section of the config file with the origin of each value behind it; defaults are comments. */
void settings_print(const struct command *command, const struct command_line *line, struct buf *out);

#endif
