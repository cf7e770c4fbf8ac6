/* How wide the output is and whether it may be coloured: the options --color and --width as rows of a command's table, and what they come to on the
 * terminal at hand. Used by the commands that print for people. */
#ifndef LEDE_QUERY_SCREEN_H
#define LEDE_QUERY_SCREEN_H

#include "common/options.h"

enum { SCREEN_WIDTH_MIN = 40, SCREEN_WIDTH_MAX = 1000 };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct screen {
    uint64_t width; /* 0: not given */
    int color;      /* enum color */
};

extern const char *const screen_colors[]; /* enum color */

/* Columns: as given, else the terminal's, else $COLUMNS, else 80. */
size_t screen_width(const struct screen *s);

/* In `auto`: on a terminal that is not dumb, unless NO_COLOR is set. */
bool screen_color(const struct screen *s);

/* Whether standard output is one. */
bool screen_is_terminal(void);

/* Write to standard output; program_main looks at the stream's error. */
void screen_write(const struct buf *text);

/* Rows of an option table whose struct has a `struct screen screen`. */
#define SCREEN_COLOR(options)                                                                                                      \
    {                                                                                                                              \
        .name = "color", .kind = OPTION_CHOICE, .offset = offsetof(struct options, screen) + offsetof(struct screen, color),       \
        .argument = "WHEN", .choices = screen_colors, .default_text = "auto",                                                      \
        .help = "Light the words that match: on a terminal (auto; never when NO_COLOR is set), always, or never."                  \
    }
#define SCREEN_WIDTH(options)                                                                                                      \
    {                                                                                                                              \
        .name = "width", .kind = OPTION_COUNT, .offset = offsetof(struct options, screen) + offsetof(struct screen, width),        \
        .argument = "N", .min = SCREEN_WIDTH_MIN, .max = SCREEN_WIDTH_MAX, .default_text = "the terminal's",                       \
        .help = "Columns of the text format."                                                                                      \
    }

#endif
