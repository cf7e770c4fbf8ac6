/* Command and option tables: ONE source for parsing, --help, man pages and shell completion.
 *
 * A program is a `struct program` with commands; a command has a synopsis, options, and a run function. Options are written
 * into a struct of the command's own by offset, so that defaults are the struct's initial content.
 *   lede-query search DB WORDS... [--limit N] [--format=json]
 * GNU style: long options with "=" or a following word, unambiguous prefixes are NOT accepted (a script must not break when an
 * option is added), short letters where the table has one ("-n 5", "-n5", "-qv"), "--" ends options, options may stand
 * anywhere, the last of a repeated option counts, a lone "-" is an argument.
 * Built in: --help and -h for program and command, `help [COMMAND]`, --version; and, hidden, --man and --completion SHELL, which
 * the build runs to make the man pages and completion files. Unknown words get a "did you mean".
 * A program that has_settings reads options from a config file and the environment as well, and knows --print-config.
 * Constant tables, no state, any thread. The parts stand in options_parts.h, one file each. */
#ifndef LEDE_COMMON_OPTIONS_H
#define LEDE_COMMON_OPTIONS_H

#include "common/buf.h"

enum option_kind {
    OPTION_FLAG,   /* bool: true when given; "--no-NAME" too where negatable */
    OPTION_COUNT,  /* uint64_t, decimal, min..max */
    OPTION_SIZE,   /* uint64_t bytes, min..max: 512M, 2G, 64k (powers of 1024; any case, "B" or "iB" may follow) */
    OPTION_NUMBER, /* double, min..max; "." is the decimal sign whatever the locale */
    OPTION_TEXT,   /* const char *, points into argv */
    OPTION_CHOICE, /* int: index of the word in `choices` */
    OPTION_LIST,   /* struct option_list: may be given several times */
};

struct option_list {
    const char **items; /* point into argv; the array is freed by program_main after the command has run */
    size_t count, cap;
};

struct option {
    const char *name; /* without the dashes */
    char letter;      /* 0 when there is none */
    bool negatable;
    enum option_kind kind;
    size_t offset;              /* of the member in the command's struct */
    const char *argument;       /* how the value is called in help: "N", "FILE"; NULL: a name by kind */
    const char *const *choices; /* OPTION_CHOICE: NULL-terminated */
    double min, max;            /* COUNT, SIZE and NUMBER; both 0 = no limits, max below min = no upper limit */
    const char *default_text;   /* as help shows it; NULL when there is none to show */
    const char *help;           /* one or more sentences; the first one goes into completions */
    const char *heading;        /* help section: starts a new group when not NULL */
};

struct command {
    const char *name;
    const char *arguments;               /* "DB WORDS..."; NULL or "" when there are none */
    size_t min_arguments, max_arguments; /* SIZE_MAX: any number */
    const char *summary;                 /* one line */
    /* Paragraphs for help and man page, separated by blank lines; may be NULL. A paragraph whose first line begins with a space is
     * shown as it stands (a table, an example). */
    const char *details;
    const char *examples;                /* lines "command\tsays what"; may be NULL */
    const struct option *options;        /* ended by a zeroed one; may be NULL */
    size_t options_size;                 /* of the command's struct; 0 when there are no options */
    void (*set_defaults)(void *options); /* may be NULL: all zero */
    /* Runs the command; err holds the sentence when it fails (without one, e.g. for "nothing found", nothing is printed).
     * The return value decides the exit code (status_exit_code). `options` is never NULL. */
    enum status (*run)(const void *options, const char *const *arguments, size_t count, struct error *err);
};

struct program {
    const char *name;
    const char *summary;
    const char *details;                   /* as above */
    const struct command *const *commands; /* NULL-terminated; in the order of help */
    const char *exit_codes;                /* lines "code\tmeaning" */
    const char *environment;               /* lines "NAME\tmeaning" */
    const char *see_also;                  /* "lede-query(1), xapian-check(1)" */
    bool has_settings; /* options may stand in a config file and in the environment too: common/options_settings.h */
};

/* Write `text` as the option's value into its member of the struct at `options`; a flag takes none. `shown` is the option as the user wrote it. Used while parsing, and by a
 * command that lets options be changed while it runs. STATUS_USAGE. */
enum status option_set(const struct option *option, void *options, const char *text, const char *shown,
                       struct error *err) WARN_UNUSED;

/* The whole of a program's main: parses, runs, prints "NAME: sentence" on stderr when something failed, flushes stdout and
 * returns the exit code.
 *   stdout    a failed write (a full disk, /dev/full) ends with 74 and a sentence, even where the command did not look; a
 *             closed pipe (`| head`) ends quietly with the command's own code
 *   signals   SIGPIPE and SIGXFSZ are ignored, so that they arrive as errors of write()
 *   usage     a wrong command line is one sentence and "see 'NAME COMMAND --help'", exit 2
 * Standard descriptors that are closed are occupied first, so that an index file never becomes stdout. */
int program_main(const struct program *program, int argc, const char *const *argv);

#endif
