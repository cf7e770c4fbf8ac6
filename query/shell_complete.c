#include "query/shell_parts.h"

#include "query/syntax/field.h"

#include <stdlib.h>
#include <string.h>

enum {
    LOOKED_AT = 5000, /* terms of the index that begin so, from which the most frequent ones are offered */
    OFFERED = 40,
    LEAST_LETTERS = 2, /* of a word before the index is asked */
};

static void offer(struct shell_words *w, const char *before, const char *text, const char *behind)
{
    struct buf word = {0};
    buf_add_text(&word, before);
    buf_add_text(&word, text);
    buf_add_text(&word, behind);
    mem_grow(&w->items, &w->cap, w->count, sizeof *w->items);
    w->items[w->count++] = word.data;
}

static bool begins(const char *text, struct view prefix)
{
    return view_starts_with(view_of(text), prefix);
}

static int by_frequency(const void *a, const void *b)
{
    const struct store_named_term *x = a, *y = b;
    if (x->stats.document_frequency != y->stats.document_frequency)
        return x->stats.document_frequency > y->stats.document_frequency ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* The most frequent terms that begin with `prefix`, without their first `skip` bytes. */
static void offer_terms(struct shell *s, struct view prefix, size_t skip, const char *before, struct shell_words *out)
{
    struct store_term_list list = {0};
    struct error ignored;
    if (store_reader_terms(searcher_reader(s->searcher), prefix, LOOKED_AT, &list, &ignored) != STATUS_OK)
        return;
    if (list.count > 1)
        qsort(list.items, list.count, sizeof *list.items, by_frequency);
    for (size_t i = 0; i < list.count && i < OFFERED; i++) {
        const char *value = list.items[i].name + skip;
        bool quoted = strchr(value, ' ') != NULL;
        struct buf start = {0};
        buf_add_text(&start, before);
        buf_add_text(&start, quoted ? "\"" : "");
        offer(out, start.data ? start.data : "", value, quoted ? "\"" : "");
        buf_release(&start);
    }
    store_term_list_release(&list);
}

/* Values of a field ("source:reu"), or words behind one ("title:summ"). */
static void complete_value(struct shell *s, const struct query_field *field, struct view word, size_t colon,
                           struct shell_words *out)
{
    struct buf prefix = {0}, typed = {0}, before = {0};
    struct view value = view_sub(word, colon + 1, word.len);
    if (value.len > 0 && value.ptr[0] == '"')
        value = view_sub(value, 1, value.len);
    schema_fold(value, &typed);
    buf_add_view(&before, view_sub(word, 0, colon + 1));
    if (field->use == FIELD_USE_VALUE && field->field < FIELD_COUNT) {
        schema_term(field->field, view_of_buf(&typed), &prefix);
        offer_terms(s, view_of_buf(&prefix), strlen(schema_field(field->field)->prefix), before.data, out);
    } else if (typed.len >= LEAST_LETTERS) {
        offer_terms(s, view_of_buf(&typed), 0, before.data, out);
    }
    buf_release(&prefix);
    buf_release(&typed);
    buf_release(&before);
}

static void complete_word(struct shell *s, struct view word, struct shell_words *out)
{
    const char *colon = word.len > 0 ? memchr(word.ptr, ':', word.len) : NULL;
    struct buf folded = {0};
    if (colon) {
        size_t at = (size_t)(colon - word.ptr);
        const struct query_field *field = query_field_find(view_sub(word, 0, at));
        if (field)
            complete_value(s, field, word, at, out);
        return;
    }
    for (const struct query_field *f = query_fields; f->name && word.len > 0; f++) {
        if (begins(f->name, word))
            offer(out, "", f->name, ":");
    }
    schema_fold(word, &folded);
    if (folded.len >= LEAST_LETTERS)
        offer_terms(s, view_of_buf(&folded), 0, "", out);
    buf_release(&folded);
}

static void complete_setting(struct view words, struct view word, struct shell_words *out)
{
    struct view name = view_trim(words);
    const struct option *o = name.len > 0 ? shell_option(name) : NULL;
    if (o && o->kind == OPTION_CHOICE) {
        for (size_t i = 0; o->choices[i]; i++) {
            if (begins(o->choices[i], word))
                offer(out, "", o->choices[i], "");
        }
    }
    for (o = search_option_table; name.len == 0 && o->name; o++) {
        if (begins(o->name, word))
            offer(out, "", o->name, "");
    }
}

void shell_complete(struct shell *s, struct view line, size_t *start, struct shell_words *out)
{
    size_t at = line.len;
    while (at > 0 && line.ptr[at - 1] != ' ' && line.ptr[at - 1] != '(' && line.ptr[at - 1] != '\t')
        at--;
    if (at < line.len && (line.ptr[at] == '-' || line.ptr[at] == '+' || line.ptr[at] == '=' || line.ptr[at] == '"'))
        at++;
    struct view word = view_sub(line, at, line.len);
    *start = at;
    if (view_starts_with(line, VIEW(":set ")))
        complete_setting(view_sub(line, strlen(":set "), at), word, out);
    else if (line.len > 0 && line.ptr[0] == ':' && at == 0) {
        for (const struct shell_command *c = shell_commands; c->name; c++) {
            if (begins(c->name, word))
                offer(out, "", c->name, "");
        }
    } else if (line.len == 0 || line.ptr[0] != ':')
        complete_word(s, word, out);
}
