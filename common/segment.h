/* Where paragraphs and sentences of a stored text begin and end; and how a long text is cut into index segments.
 *
 * Text is valid UTF-8 with \n line ends. Paragraphs are separated by blank lines (one or more; lines of white space only
 * count as blank). A sentence ends at . ! ? … 。 ！ ？ ؟ । (with closing quotes and brackets) before white space and a likely start (capital, digit,
 * quote, caseless script), not after a known abbreviation, an initial or inside a number or acronym ("U.S. aid"; "Gen. Smith"; in caseless text a
 * spaced " ." ends one); and at every paragraph end. No sentence is longer than SENTENCE_MAX_WORDS words: a longer one is cut at a comma or word end.
 * Words are counted at white space; in scripts without spaces two Han or kana characters, or four Thai, Lao, Khmer or Burmese ones, are a word.
 * "May end" abbreviations (Inc., U.S.) end a sentence when a word follows that likes to begin one (The, He, But …).
 * Offsets are bytes, end exclusive, white space at both ends left out. Pure functions, any thread. */
#ifndef LEDE_COMMON_SEGMENT_H
#define LEDE_COMMON_SEGMENT_H

#include "common/buf.h"

enum { SENTENCE_MAX_WORDS = 80 };

struct span {
    uint32_t start, end;
};

/* Move along the paragraphs: `*at` is where to look from (0 at first). False when there is no further one. */
bool segment_next_paragraph(struct view text, size_t *at, struct span *out);

/* The same for the sentences of one paragraph; spans are relative to `paragraph.ptr`. */
bool segment_next_sentence(struct view paragraph, size_t *at, struct span *out);

/* All sentences of a text in order, with the number of the paragraph (from 0) that each belongs to. */
struct sentence {
    struct span span;
    uint32_t paragraph;
};
struct sentences {
    struct sentence *items;
    size_t count, cap;
};
void segment_sentences(struct view text, struct sentences *out); /* replaces out's content, keeps its memory */
void sentences_release(struct sentences *s);

/* A piece of an article that becomes one Xapian document. */
struct piece {
    struct span span;         /* in the article's text */
    uint32_t first_paragraph; /* number of the paragraph that the piece begins in */
};
struct pieces {
    struct piece *items;
    size_t count, cap;
};

/* Cut a text at paragraph ends into pieces of about `words` words (see SEGMENT_WORDS in schema.h); a text of up to 1.5 x words stays whole, the
 * last piece is never below words / 2; a single paragraph above 2 x words is cut at sentence ends. An empty text is one empty
 * piece. Replaces out's content. A text is cut the same way whatever else stands in the index. */
void segment_pieces(struct view text, unsigned words, struct pieces *out);
void pieces_release(struct pieces *p);

#endif
