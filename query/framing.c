#include "query/framing.h"

#include "common/stop.h"

#include <string.h>

void framing_release(struct framing *f)
{
    buf_release(&f->text);
    buf_release(&f->left_out);
    tokens_release(&f->words);
}

void framing_describe(const struct framing *f, struct buf *out)
{
    if (f->left_out.len > 0)
        buf_printf(out, " (left out: %s)", f->left_out.data);
}

static const struct data_list *list_of(struct view language)
{
    for (const struct data_list *list = data_framing; list->name; list++) {
        if (view_equal(view_of(list->name), language))
            return list;
    }
    return NULL;
}

/* ---- one phrase of the list ---- */

/* The part of `rest` before the next `separator`; both leave *rest. */
static struct view next_part(struct view *rest, char separator)
{
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != separator)
        end++;
    struct view part = view_sub(*rest, 0, end);
    *rest = view_sub(*rest, end < rest->len ? end + 1 : end, rest->len);
    return part;
}

/* Whether a line gives words a name ("name: a|b"); *line goes on behind it. */
static bool take_name(struct view *line, struct view *name)
{
    struct view rest = *line;
    *name = next_part(&rest, ' ');
    if (name->len == 0 || name->ptr[name->len - 1] != ':')
        return false;
    name->len--;
    *line = rest;
    return true;
}

/* The words that `reference` ("<name>") stands for. */
static struct view words_of(const struct data_list *list, struct view reference)
{
    struct view wanted = view_sub(reference, 1, reference.len - 1), name;
    for (size_t i = 0; i < list->count; i++) {
        struct view line = view_of(data_line(list, i));
        if (take_name(&line, &name) && view_equal(name, wanted))
            return line;
    }
    return (struct view){"", 0};
}

static bool is_among(struct view word, struct view words)
{
    while (words.len > 0) {
        if (view_equal(next_part(&words, '|'), word))
            return true;
    }
    return false;
}

/* Whether an element ("a|<name>") has the word. */
static bool has_word(const struct data_list *list, struct view element, struct view word)
{
    while (element.len > 0) {
        struct view part = next_part(&element, '|');
        if (part.ptr[0] == '<' ? is_among(word, words_of(list, part)) : view_equal(part, word))
            return true;
    }
    return false;
}

/* Where the words end that a phrase takes from word `at` on, or 0: optional words are taken where that fits. */
static size_t phrase_end(const struct data_list *list, struct view phrase, const struct tokens *words, size_t first, size_t at)
{
    if (phrase.len == 0)
        return at;
    struct view element = next_part(&phrase, ' ');
    bool optional = element.ptr[element.len - 1] == '?';
    element.len -= optional;
    bool same_sentence = at == first || (at < words->count && (words->items[at].flags & TOKEN_SENTENCE_START) == 0);
    const struct word *word = same_sentence ? words->items[at].word : NULL;
    size_t end = 0;
    if (word && has_word(list, element, (struct view){word->text, word->text_len}))
        end = phrase_end(list, phrase, words, first, at + 1);
    if (end > 0)
        return end;
    return optional ? phrase_end(list, phrase, words, first, at) : 0;
}

/* ---- the phrases of a query ---- */

/* *quoted: whether what follows byte `at` is in quotes, plain or typographic ones. */
static void pass_byte(struct view text, size_t at, bool *quoted)
{
    struct view here = view_sub(text, at, at + 3);
    bool opens = view_equal(here, view_of("\xe2\x80\x9c")), closes = view_equal(here, view_of("\xe2\x80\x9d"));
    bool plain = text.ptr[at] == '"';
    if (opens || closes || plain)
        *quoted = opens || (plain && !*quoted);
}

/* Keep one form a word (the others stand at the same places); words in quotes fit no phrase and become NULL. */
static void prepare_words(struct tokens *words, struct view text)
{
    size_t kept = 0, read = 0;
    bool quoted = false;
    for (size_t i = 0; i < words->count; i++) {
        struct token *token = &words->items[i];
        for (; read < token->start; read++)
            pass_byte(text, read, &quoted);
        if ((token->flags & TOKEN_VARIANT) != 0)
            continue;
        words->items[kept] = *token;
        if (quoted)
            words->items[kept].word = NULL;
        kept++;
    }
    words->count = kept;
}

/* The end of the longest phrase that begins at word `at`, or `at`. */
static size_t longest_phrase(const struct data_list *list, const struct tokens *words, size_t at)
{
    size_t longest = at;
    for (size_t i = 0; i < list->count; i++) {
        struct view phrase = view_of(data_line(list, i)), name;
        bool only_first = phrase.ptr[0] == '^';
        if (take_name(&phrase, &name) || (only_first && (words->items[at].flags & TOKEN_SENTENCE_START) == 0))
            continue;
        if (only_first)
            (void)next_part(&phrase, ' ');
        size_t end = phrase_end(list, phrase, words, at, at);
        longest = end > longest ? end : longest;
    }
    return longest;
}

static void leave_out(struct framing *f, struct view query, const struct token *first, const struct token *last)
{
    memset(f->text.data + first->start, ' ', last->end - first->start);
    buf_add_text(&f->left_out, f->left_out.len > 0 ? ", " : "");
    buf_add_view(&f->left_out, view_sub(query, first->start, last->end));
}

struct view framing_cut(struct framing *f, struct analyser *a, struct view language, struct view query)
{
    const struct data_list *list = list_of(language);
    bool something_left = false;
    buf_clear(&f->left_out);
    if (!list)
        return query;
    tokens_clear(&f->words);
    analyse(a, query, ANALYSE_QUERY, &f->words);
    prepare_words(&f->words, query);
    buf_clear(&f->text);
    buf_add_view(&f->text, query);
    for (size_t at = 0, end; at < f->words.count; at = end) {
        const struct token *first = &f->words.items[at];
        end = longest_phrase(list, &f->words, at);
        if (end > at)
            leave_out(f, query, first, &f->words.items[end - 1]);
        else
            something_left = something_left || !first->word || !first->word->is_stop;
        end = end > at ? end : at + 1;
    }
    if (!something_left)
        buf_clear(&f->left_out);
    return f->left_out.len > 0 ? view_of_buf(&f->text) : query;
}
