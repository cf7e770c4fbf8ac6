/* Private to match*.c: how a struct match is put together, whether from a text or from an outline.
 *
 * match_start, the title's parts, match_start_text, the sentences, match_end. A part or sentence: its first_hit is set, its hits are added, match_end_sentence. */
#ifndef LEDE_QUERY_MATCH_PARTS_H
#define LEDE_QUERY_MATCH_PARTS_H

#include "query/match.h"

void match_start(struct match *m);
void match_start_text(struct match *m);

/* Hits come in the order of tokens. `counted` is found out here. */
void match_add_hit(struct match *m, struct hit hit, bool variant);

/* Sets hits and pairs of what began with s->first_hit. */
void match_end_sentence(struct match *m, const struct terms *terms, uint32_t window, struct match_sentence *s);

/* A title is one sentence to us, whatever full stops it has. */
void match_add_title(struct match *m, const struct match_sentence *part);
void match_add_sentence(struct match *m, struct match_sentence s);
void match_end(struct match *m);

#endif
