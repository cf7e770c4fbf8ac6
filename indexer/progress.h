/* The progress line of an update on a terminal: articles, MB, MB/s, time left; redrawn in place at most five times a second.
 *
 * The applier counts and draws; the reader may set the total from its own thread. Everything goes to stderr, nothing when not `active`. */
#ifndef LEDE_INDEXER_PROGRESS_H
#define LEDE_INDEXER_PROGRESS_H

#include "common/buf.h"

#include <stdatomic.h>

enum progress_mode { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct progress {
    bool active;
    bool drawn;           /* a line stands on the terminal */
    double started, last; /* seconds, monotonic */
    uint64_t articles;
    uint64_t bytes;               /* input that is done */
    uint64_t before;              /* of that, by an earlier run */
    _Atomic uint64_t total_bytes; /* 0 = not known */
};

/* AUTO: active when stderr is a terminal that can move its cursor. */
void progress_start(struct progress *p, enum progress_mode mode);
void progress_step(struct progress *p);                  /* draws when it is time */
void progress_say(struct progress *p, const char *what); /* now, in place of the figures: "saving" */
void progress_clear(struct progress *p);                 /* before other lines go to stderr, and at the end */

double progress_now(void); /* monotonic seconds */

#endif
