#include "query/shell_terminal.h"

#include "query/lines.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1 << 16, HISTORY_MAX = 1000, FOLDER_MODE = 0700, FILE_MODE = 0600, LISTED = 24 };

static void answer(struct shell *s, struct view line, bool *goes_on)
{
    struct buf out = {0}, messages = {0};
    *goes_on = shell_line(s, line, &out, &messages);
    screen_write(&out);
    fflush(stdout); /* before a message about it */
    if (messages.len > 0)
        fwrite(messages.data, 1, messages.len, stderr);
    buf_release(&out);
    buf_release(&messages);
}

/* ---- without a terminal ---- */

static enum status read_lines(struct shell *s, struct error *err)
{
    struct lines lines = {0};
    struct view line;
    bool goes_on = true;
    enum status status = lines_open("-", LINE_MAX_BYTES, NULL, &lines, err);
    while (status == STATUS_OK && goes_on) {
        status = lines_next(&lines, &line, err);
        if (status == STATUS_OK)
            answer(s, line, &goes_on);
    }
    lines_close(&lines);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* ---- on a terminal ---- */

static volatile sig_atomic_t interrupted;

static void note_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static char *prompt(EditLine *editor)
{
    static char text[] = "lede> ";
    (void)editor;
    return text;
}

/* How far all words are the same. */
static size_t common_length(const struct shell_words *w)
{
    size_t len = w->count > 0 ? strlen(w->items[0]) : 0;
    for (size_t i = 1; i < w->count; i++) {
        size_t same = 0;
        while (same < len && w->items[i][same] == w->items[0][same])
            same++;
        len = same;
    }
    while (len > 0 && w->count > 1 && ((unsigned char)w->items[0][len] & 0xC0) == 0x80)
        len--; /* not inside a character */
    return len;
}

static void list_words(const struct shell_words *w)
{
    putchar('\n');
    for (size_t i = 0; i < w->count && i < LISTED; i++)
        printf("%s%s", i > 0 ? "  " : "", w->items[i]);
    puts(w->count > LISTED ? "  ..." : "");
}

/* Bound to the tab key. What was typed is replaced, as the index has its words in lower case. */
static unsigned char complete(EditLine *editor, int character)
{
    struct shell *s = NULL;
    struct shell_words words = {0};
    unsigned char result = CC_ERROR;
    size_t start = 0;
    const LineInfo *info = el_line(editor);
    struct view line = {info->buffer, (size_t)(info->cursor - info->buffer)};
    (void)character;
    el_get(editor, EL_CLIENTDATA, &s);
    shell_complete(s, line, &start, &words);
    size_t typed = line.len - start, common = common_length(&words);
    if (words.count == 1 || common > typed) {
        char *text = mem_copy_text((struct view){words.items[0], common});
        bool whole = words.count == 1 && common > 0 && text[common - 1] != ':';
        el_deletestr(editor, (int)typed);
        if (el_insertstr(editor, text) == 0 && (!whole || el_insertstr(editor, " ") == 0))
            result = CC_REFRESH;
        free(text);
    } else if (words.count > 1) {
        list_words(&words);
        result = CC_REDISPLAY;
    }
    shell_words_release(&words);
    return result;
}

/* The place of the history; NULL where there is no home. Its folder is made. */
static char *history_path(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    struct buf path = {0};
    if (state && state[0] == '/')
        buf_add_text(&path, state);
    else if (home && home[0] == '/')
        buf_printf(&path, "%s/.local/state", home);
    else
        return NULL;
    for (size_t i = 1; i <= path.len; i++) {
        if (path.data[i] != '/' && path.data[i] != '\0')
            continue;
        char was = path.data[i];
        path.data[i] = '\0';
        (void)mkdir(path.data, FOLDER_MODE); /* it is there, or the history is not kept */
        path.data[i] = was;
    }
    buf_add_text(&path, "/lede");
    (void)mkdir(path.data, FOLDER_MODE);
    buf_add_text(&path, "/history");
    return path.data;
}

static void converse(struct shell *s, EditLine *editor, History *past, HistEvent *event)
{
    bool goes_on = true;
    while (goes_on) {
        int len = 0;
        interrupted = 0;
        const char *line = el_gets(editor, &len);
        if (!line || len <= 0) {
            if (!interrupted)
                break;
            putchar('\n');
            el_set(editor, EL_UNBUFFERED, 0);
            el_reset(editor);
            continue;
        }
        struct view text = view_trim((struct view){line, (size_t)len});
        if (text.len > 0)
            history(past, event, H_ENTER, line);
        answer(s, text, &goes_on);
    }
}

static void set_up(EditLine *editor, History *past, struct shell *s)
{
    el_set(editor, EL_CLIENTDATA, s);
    el_set(editor, EL_PROMPT, prompt);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_HIST, history, past);
    el_set(editor, EL_ADDFN, "lede-complete", "Complete words, fields and commands", complete);
    el_set(editor, EL_BIND, "^I", "lede-complete", NULL);
    el_source(editor, NULL);
}

static enum status edit_lines(struct shell *s, struct error *err)
{
    HistEvent event;
    struct sigaction on_interrupt = {.sa_handler = note_interrupt}, before;
    locale_t characters = newlocale(LC_CTYPE_MASK, "", (locale_t)0), old = (locale_t)0;
    if (characters)
        old = uselocale(characters); /* how bytes are characters, for libedit; no format of ours depends on it */
    History *list = history_init();
    EditLine *editor = el_init("lede-query", stdin, stdout, stderr);
    char *path = history_path();
    enum status status = list && editor ? STATUS_OK : error_set(err, STATUS_IO, "the terminal cannot be used: %s", strerror(errno));
    if (status == STATUS_OK) {
        history(list, &event, H_SETSIZE, HISTORY_MAX);
        history(list, &event, H_SETUNIQUE, 1);
        if (path)
            history(list, &event, H_LOAD, path);
        set_up(editor, list, s);
        sigaction(SIGINT, &on_interrupt, &before);
        converse(s, editor, list, &event);
        sigaction(SIGINT, &before, NULL);
        if (path && history(list, &event, H_SAVE, path) >= 0)
            (void)chmod(path, FILE_MODE);
    }
    free(path);
    if (editor)
        el_end(editor);
    if (list)
        history_end(list);
    if (characters) {
        uselocale(old);
        freelocale(characters);
    }
    return status;
}

enum status shell_converse(struct shell *s, struct error *err)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? edit_lines(s, err) : read_lines(s, err);
}
