#include "indexer/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double redraw_seconds = 0.2;

double progress_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool is_terminal(void)
{
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
}

void progress_start(struct progress *p, enum progress_mode mode)
{
    p->started = p->last = progress_now();
    p->active = mode == PROGRESS_ALWAYS || (mode == PROGRESS_AUTO && is_terminal());
}

static void draw(struct progress *p, const char *line)
{
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
    p->drawn = true;
}

static void add_duration(double seconds, struct buf *out)
{
    unsigned long s = (unsigned long)seconds;
    if (s >= 3600)
        buf_printf(out, "%luh %02lum", s / 3600, s / 60 % 60);
    else if (s >= 60)
        buf_printf(out, "%lum %02lus", s / 60, s % 60);
    else
        buf_printf(out, "%lus", s);
}

void progress_step(struct progress *p)
{
    if (!p->active)
        return;
    double now = progress_now();
    if (now - p->last < redraw_seconds)
        return;
    p->last = now;
    double elapsed = now - p->started;
    uint64_t total = atomic_load(&p->total_bytes);
    struct buf line = {0};
    buf_printf(&line, "%llu articles, %.1f", (unsigned long long)p->articles, (double)p->bytes / 1e6);
    if (total > 0)
        buf_printf(&line, " of %.1f", (double)total / 1e6);
    uint64_t bytes = p->bytes - p->before;
    buf_printf(&line, " MB, %.1f MB/s", elapsed > 0 ? (double)bytes / 1e6 / elapsed : 0);
    if (total > p->bytes && bytes > 0 && elapsed > 1) {
        buf_add_text(&line, ", ");
        add_duration(elapsed * (double)(total - p->bytes) / (double)bytes + 0.5, &line);
        buf_add_text(&line, " left");
    }
    draw(p, line.data);
    buf_release(&line);
}

void progress_say(struct progress *p, const char *what)
{
    if (p->active)
        draw(p, what);
}

void progress_clear(struct progress *p)
{
    if (!p->drawn)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    p->drawn = false;
}
