#include "query/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80 };

const char *const screen_colors[] = {"auto", "always", "never", NULL};

size_t screen_width(const struct screen *s)
{
    struct winsize size;
    if (s->width > 0)
        return (size_t)s->width;
    size_t width = 0;
    const char *columns = getenv("COLUMNS");
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    else if (columns)
        width = (size_t)strtoul(columns, NULL, 10);
    if (width == 0)
        width = WIDTH_DEFAULT;
    return width < SCREEN_WIDTH_MIN ? SCREEN_WIDTH_MIN : width > SCREEN_WIDTH_MAX ? SCREEN_WIDTH_MAX : width;
}

bool screen_color(const struct screen *s)
{
    const char *off = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (s->color != COLOR_AUTO)
        return s->color == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && !(off && *off) && !(terminal && strcmp(terminal, "dumb") == 0);
}

bool screen_is_terminal(void)
{
    return isatty(STDOUT_FILENO) == 1;
}

void screen_write(const struct buf *text)
{
    if (text->len > 0)
        fwrite(text->data, 1, text->len, stdout);
}
