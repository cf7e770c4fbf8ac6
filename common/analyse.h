/* Text analysis: from UTF-8 text to tokens with byte offsets. The one module that indexer and query must share.
 *
 * A token is one normalised form of one word at one place. Most words give one token; some give several at the same
 * place (their `position` and offsets overlap): an accented form beside its folded one, "cease", "fire" and "ceasefire" for
 * cease-fire, "2.5" and "2.5%" for 2.5 %. What is done, in order:
 *   words        UAX #29 boundaries; ICU's dictionaries cut Chinese, Japanese, Thai, Lao, Khmer, Burmese runs. A word of
 *                plain ASCII never reaches ICU.
 *   case, width  NFKC case folding (ICU's Normalizer2 nfkc_cf).
 *   diacritics   folded away: marks on Latin and Greek letters, Arabic harakat, Hebrew points, Cyrillic ё; Cyrillic й and marks that make
 *                another letter in their script stay. The accented form is kept as a second token (TOKEN_VARIANT).
 *   possessive   's and ' after s are dropped (straight and typographic apostrophes).
 *   acronyms     N.A.T.O. and NATO are both "nato". U.S. and US are "u.s", apart from the pronoun "us"; the same for the few others
 *                that collide with a common word (IT "i.t", WHO "w.h.o", AIDS "a.i.d.s"; without case IT and WHO are the common
 *                words, and AIDS is both). Case tells; how text without case is decided stands
 *                beside analyse() below.
 *   hyphens      the parts at their positions, and the joined form (f16, ceasefire) as TOKEN_VARIANT at the position of
 *                EVERY part, so that phrases meet it from both sides.
 *   numbers      digits of any script become ASCII; 1,000 and 1000 are "1000"; decimals stay ("2.5"). "2.5%", "2.5 percent",
 *                "2.5 per cent" all give "2.5" and the variant "2.5%"; "$3.5bn", "$3.5 billion", "3.5 billion dollars" give
 *                "3.5" and the variants "3.5bn" and "$3.5bn" (scale words: k thousand, mn m million, bn billion, tn trillion; currency: $ € £ ¥).
 *                The words (percent, billion, dollars) stay tokens of their own behind the number. Other languages than English
 *                write 3,5 and 1.000 and are read so.
 *   apostrophes  inside a word they stay (don't), beside the form without (o'neill, oneill); French, Italian and Catalan elisions are two words.
 *   stems        Xapian's Snowball stemmers; the stemmer goes by script first (Cyrillic: Russian, Arabic: Arabic …), Latin script by
 *                the language asked for. Capitalised words are stemmed like others. Numbers and acronyms stem to themselves.
 *
 * Words are interned in the analyser, so two tokens have the same term exactly when their `word` pointers are equal, and a
 * stem is computed once a word. An analyser belongs to one thread at a time. */
#ifndef LEDE_COMMON_ANALYSE_H
#define LEDE_COMMON_ANALYSE_H

#include "common/buf.h"

/* A term is at most this long in bytes; longer words (base64, URLs without breaks) give no token but take a position. */
enum { ANALYSE_MAX_TERM = 64 };

/* How positions jump, so that phrases do not cross these ends by accident: the first word of the next sentence or paragraph
 * has the last word's position + 1 + the gap. The title is a paragraph of its own, at positions from 1. */
enum { POSITION_SENTENCE_GAP = 8, POSITION_PARAGRAPH_GAP = 64 };

/* One distinct term of one analyser. Lives until analyser_forget() or analyser_free(). */
struct word {
    const char *text; /* the normalised form, NUL-terminated */
    const char *stem; /* its stem (folded too), NUL-terminated, never empty */
    uint8_t text_len;
    uint8_t stem_len;
    uint8_t is_stop; /* in the stop list of the analyser's language: for rankers; never dropped from phrases */
    uint8_t is_number;
    uint32_t id; /* 0, 1, 2 … in the order of first sight in this analyser (stop words come first): an index for side tables */
    uint32_t stem_id; /* the same for distinct stems: equal stems of one analyser have equal stem_ids */
    uint32_t segment,
        number; /* for vocabulary.c alone, which sets them: the last segment that had the word, and its number there */
};

enum token_flags {
    TOKEN_VARIANT = 1,        /* a further form at the place of another token: position without new word */
    TOKEN_SENTENCE_START = 2, /* the first token of a sentence */
    TOKEN_PARAGRAPH_START = 4,
    TOKEN_CAPITAL = 8, /* the source word begins with a capital and its sentence does not begin with it */
};

struct token {
    const struct word *word;
    uint32_t start, end; /* byte offsets of the source word in the text handed in, end exclusive */
    uint32_t position;
    uint32_t flags;
};

struct tokens {
    struct token *items;
    size_t count, cap;
    uint32_t next_position; /* where a following text goes on: a paragraph gap behind the last word */
};

enum analyse_flags {
    ANALYSE_TEXT = 0,
    ANALYSE_TITLE = 1, /* a headline: caseless US is the country */
    ANALYSE_QUERY = 2, /* words that somebody typed: lower-case "us" may be the country (see analyse) */
};

struct analyser;

/* `language`: ISO 639-1 code ("en", "de" …) of the stemmer and stop list for Latin script; "none" stems nothing. Fails with
 * STATUS_USAGE for a language that has no stemmer here. */
enum status analyser_new(const char *language, struct analyser **out, struct error *err) WARN_UNUSED;
void analyser_free(struct analyser *a);

/* Switch the language for the texts that follow (an article's own "lang"); words interned under another language stay apart.
 * Unknown languages fall back to the one given at analyser_new. */
void analyser_set_language(struct analyser *a, struct view language);

/* Codes of the languages that have a stemmer, NULL-terminated, in alphabetical order. */
const char *const *analyse_languages(void);

/* Append the tokens of `text` (valid UTF-8, paragraphs separated by blank lines, below 2^31 bytes) to `out`, in order of
 * start; the first token has out->next_position (or 1). Positions follow the sentences and paragraphs of segment.h.
 * Caseless text (no lower-case letter among >= 4 words of a sentence): dotted U.S. is always the country; bare US is the country in a title, and in running text both
 * "u.s" and (variant) "us". In a query with lower-case letters only, "us" is the country, except where a pronoun stands: at the end of
 * a question, or after a verb or preposition that takes one (told, gave, let, with, of, to, for …). */
void analyse(struct analyser *a, struct view text, enum analyse_flags flags, struct tokens *out);

/* The interned form of one already normalised term, e.g. of a stop word file or a thesaurus; NULL when it is no single term. */
const struct word *analyse_word(struct analyser *a, struct view term);

/* Whether, in the language that is set, the stem of a word of ASCII letters begins as the word does: with its first letter, and with its first three but for the last
 * two of the stem (die of dying). So it is in English (Porter2 cuts and changes ends alone), but not where stemmers cut prefixes (Indonesian, Irish). */
bool analyser_keeps_first_letters(const struct analyser *a);

/* A segment begins: its number among those of this analyser, from 1 (vocabulary.h). */
uint32_t analyser_next_segment(struct analyser *a);

/* Bytes held by the dictionary; analyser_forget() empties it (all word pointers die), e.g. between batches above a limit. */
size_t analyser_memory(const struct analyser *a);
void analyser_forget(struct analyser *a);

void tokens_clear(struct tokens *t); /* keeps the memory; next_position = 1 */
void tokens_release(struct tokens *t);

#endif
