/* The parts behind program_main(): each makes text in a buffer or fills a struct, so that tests need no process.
 *
 * Used by options.c and its tests only; commands see options.h alone. Pure functions, any thread. */
#ifndef LEDE_COMMON_OPTIONS_PARTS_H
#define LEDE_COMMON_OPTIONS_PARTS_H

#include "common/options.h"

/* ---- options_parse.c ---- */

/* Where the value of an option comes from; the later ones of the list win. */
enum origin_kind { ORIGIN_DEFAULT, ORIGIN_FILE, ORIGIN_ENVIRONMENT, ORIGIN_OPTION };
struct origin {
    enum origin_kind kind;
    size_t line;       /* ORIGIN_FILE */
    const char *value; /* as it was given, of a list the last one */
};

/* What the words after a command's name said. Zeroed before parsing. */
struct command_line {
    void *options; /* the command's struct, defaults and given values */
    const char **arguments;
    size_t count, cap;
    struct origin *origins; /* of each option of the table */
    struct buf settings;    /* the config file, which values point into */
    bool help;              /* --help was met; nothing behind it was looked at */
    bool has_settings;      /* --print-config is known */
    bool print_config;      /* and was met */
};

/* The command's struct with its defaults. For command_line_parse and whoever sets options before. */
void command_line_begin(const struct command *command, struct command_line *line);

/* Set one option and keep where its value comes from. A list that a lower origin filled is emptied first. `value` of a flag: "true" or "false". */
enum status command_line_set(const struct command *command, struct command_line *line, const struct option *option,
                             struct origin origin, const char *shown, struct error *err) WARN_UNUSED;

/* Parse argv[0..argc), the words behind the command's name. STATUS_USAGE with a sentence for whatever does not fit the tables.
 * The caller releases `out` in either case. Begins the line when nobody did. */
enum status command_line_parse(const struct command *command, int argc, const char *const *argv, struct command_line *out,
                               struct error *err) WARN_UNUSED;
void command_line_release(const struct command *command, struct command_line *line);

/* How the value of an option is called; NULL for a flag. */
const char *option_argument(const struct option *option);

/* ---- options_suggest.c ---- */

/* The best of some words for a mistyped one: at most 2 edits away (Damerau-Levenshtein, adjacent letters swapped count 1), else one that
 * it is the beginning of. Ties go to the first offered. */
struct suggestion {
    const char *best; /* NULL: none is near */
    size_t distance;
};
void suggest_offer(struct suggestion *s, const char *typed, const char *candidate);
size_t suggest_distance(struct view a, struct view b);

/* ---- options_help.c ---- */

/* The pages of --help, `width` columns wide (at least 40). */
void help_program(const struct program *program, size_t width, struct buf *out);
void help_command(const struct program *program, const struct command *command, size_t width, struct buf *out);

/* Paragraphs between blank lines, with a blank line before each; one that begins with a space is shown as it stands. */
void help_paragraphs(const char *paragraphs, size_t width, struct buf *out);
/* Lines "name\ttext" in two columns under a title; nothing when there are none. */
void help_table(const char *title, const char *rows, size_t width, struct buf *out);

/* Take the next "name\ttext" line off `*lines`; false at the end. A line without a tab is all name. */
bool help_next_row(struct view *lines, struct view *name, struct view *text);
/* Take the next paragraph (up to a blank line) off `*text`; false at the end. */
bool help_next_paragraph(struct view *text, struct view *paragraph);

/* ---- options_man.c ---- */

/* The roff source of the program's man page, ASCII only. */
void man_page(const struct program *program, struct buf *out);

/* ---- options_complete.c ---- */

/* The completion script for "bash", "zsh" or "fish". */
enum status completion_script(const struct program *program, const char *shell, struct buf *out, struct error *err) WARN_UNUSED;

#endif
