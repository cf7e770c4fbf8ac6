#include "common/options.h"

#include "common/escape.h"
#include "common/options_parts.h"
#include "common/options_settings.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 40, WIDTH_MAX = 100 };

/* Closed descriptors 0-2 would be given to the next file that is opened, and messages would land in it. They are opened the
 * wrong way round, so that using them fails as it would have. */
static void occupy_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
            continue;
        if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
            return; /* nothing to be done about it, and nothing lost */
    }
}

/* Errors of write() are wanted, not a death by signal. */
static void ignore_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
}

static size_t help_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH_DEFAULT;
    return size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col > WIDTH_MAX ? WIDTH_MAX : size.ws_col;
}

static void print_failure(const struct program *program, const struct error *err)
{
    struct buf line = {0};
    escape_terminal(view_of(err->text), false, &line);
    fprintf(stderr, "%s: %s\n", program->name, line.data ? line.data : "");
    buf_release(&line);
}

/* Say what is wrong with the command line and where help is. `command` may be NULL. */
static enum status usage_failure(const struct program *program, const struct command *command, const struct error *err)
{
    print_failure(program, err);
    fprintf(stderr, "see '%s %s%s--help'\n", program->name, command ? command->name : "", command ? " " : "");
    return STATUS_USAGE;
}

static enum status print_text(struct buf *text)
{
    fwrite(text->data, 1, text->len, stdout); /* finish_output() looks at the stream's error */
    buf_release(text);
    return STATUS_OK;
}

static enum status print_program_help(const struct program *program)
{
    struct buf text = {0};
    help_program(program, help_width(), &text);
    return print_text(&text);
}

static enum status print_command_help(const struct program *program, const struct command *command)
{
    struct buf text = {0};
    help_command(program, command, help_width(), &text);
    return print_text(&text);
}

static const struct command *find_command(const struct program *program, const char *word, struct error *err)
{
    struct suggestion near = {0};
    for (const struct command *const *c = program->commands; *c; c++) {
        if (strcmp((*c)->name, word) == 0)
            return *c;
        suggest_offer(&near, word, (*c)->name);
    }
    if (near.best)
        error_set(err, STATUS_USAGE, "unknown command '%s'; did you mean '%s'?", word, near.best);
    else
        error_set(err, STATUS_USAGE, "unknown command '%s'", word);
    return NULL;
}

static void print_settings(const struct command *command, const struct command_line *line)
{
    struct buf text = {0};
    settings_print(command, line, &text);
    print_text(&text);
}

/* The config file and the environment first, so that options win. A page of help is shown whatever stands there. */
static enum status read_command_line(const struct program *program, const struct command *command, int argc,
                                     const char *const *argv, struct command_line *line, struct error *err)
{
    struct error about_settings = {0};
    command_line_begin(command, line);
    line->has_settings = program->has_settings;
    enum status settings = program->has_settings ? settings_read(program, command, line, &about_settings) : STATUS_OK;
    enum status status = command_line_parse(command, argc, argv, line, err);
    if (status != STATUS_OK || settings == STATUS_OK || line->help)
        return status;
    *err = about_settings;
    return settings;
}

static enum status run_command(const struct program *program, const struct command *command, int argc, const char *const *argv)
{
    struct command_line line = {0};
    struct error err = {0};
    enum status status = read_command_line(program, command, argc, argv, &line, &err);
    if (status != STATUS_OK) {
        usage_failure(program, command, &err);
    } else if (line.help) {
        print_command_help(program, command);
    } else if (line.print_config) {
        print_settings(command, &line);
    } else {
        status = command->run(line.options, line.arguments, line.count, &err);
        bool about_output = status == STATUS_IO && ferror(stdout);        /* finish_output() says it */
        bool is_old = status == STATUS_NOT_FOUND && err.status != status; /* of a try that was made good */
        if (status != STATUS_OK && err.text[0] && !about_output && !is_old)
            print_failure(program, &err);
    }
    command_line_release(command, &line);
    return status;
}

/* `help`, --help, --version and the hidden options, which stand alone where a command would. *done says whether it was one. */
static enum status run_built_in(const struct program *program, int argc, const char *const *argv, bool *done)
{
    const char *word = argc > 1 ? argv[1] : "";
    struct buf text = {0};
    struct error err = {0};
    *done = true;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || (strcmp(word, "help") == 0 && argc == 2))
        return print_program_help(program);
    if (strcmp(word, "help") == 0) {
        const struct command *command = find_command(program, argv[2], &err);
        return command ? print_command_help(program, command) : usage_failure(program, NULL, &err);
    }
    if (strcmp(word, "--version") == 0)
        buf_printf(&text, "%s %s\n", program->name, LEDE_VERSION);
    else if (strcmp(word, "--man") == 0)
        man_page(program, &text);
    else if (strcmp(word, "--completion") != 0)
        *done = false;
    else if (completion_script(program, argc > 2 ? argv[2] : "", &text, &err) != STATUS_OK)
        return usage_failure(program, NULL, &err);
    return *done ? print_text(&text) : STATUS_OK;
}

static enum status run_program(const struct program *program, int argc, const char *const *argv)
{
    struct error err = {0};
    bool done;
    enum status status = run_built_in(program, argc, argv, &done);
    if (done)
        return status;
    if (argc < 2) {
        error_set(&err, STATUS_USAGE, "a command is missing");
        return usage_failure(program, NULL, &err);
    }
    if (argv[1][0] == '-') {
        error_set(&err, STATUS_USAGE, "a command stands before options, not '%s'", argv[1]);
        return usage_failure(program, NULL, &err);
    }
    const struct command *command = find_command(program, argv[1], &err);
    return command ? run_command(program, command, argc - 2, argv + 2) : usage_failure(program, NULL, &err);
}

/* Whether the reader of stdout has gone away: an error of an earlier write() does not tell any more, so the pipe is asked. */
static bool reader_is_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

/* Flush stdout and decide the exit code in the light of it. */
static int finish_output(const struct program *program, enum status status)
{
    bool failed = ferror(stdout) != 0;
    errno = 0;
    if (fflush(stdout) != 0)
        failed = true;
    int cause = errno;
    if (!failed)
        return status_exit_code(status);
    if (cause == EPIPE || reader_is_gone())
        return status == STATUS_IO ? 0 : status_exit_code(status);
    struct error err = {0};
    error_set(&err, STATUS_IO, "writing to standard output failed%s%s; the output is not complete", cause ? ": " : "",
              cause ? strerror(cause) : "");
    print_failure(program, &err);
    return status_exit_code(STATUS_IO);
}

int program_main(const struct program *program, int argc, const char *const *argv)
{
    occupy_standard_descriptors();
    ignore_signals();
    return finish_output(program, run_program(program, argc, argv));
}
