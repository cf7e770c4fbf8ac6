#include "indexer/document.h"

#include "common/outline_make.h"
#include "common/segment.h"
#include "indexer/fields.h"
#include "indexer/flatten.h"

#include <stdlib.h>
#include <string.h>

/* A dictionary above this is forgotten before the next article: a news archive has some 300,000 common words, of about 100 bytes each, the rest are typing errors and
 * numbers that never come back. */
enum { DICTIONARY_LIMIT = 32 << 20 };

struct document_builder {
    struct analyser *analyser;
    struct flattener *flattener;
    struct outline_maker *outlines;
    struct vocabulary_maker *vocabularies;
    uint64_t generation; /* how often the analyser's dictionary was forgotten */
    void *attachment;
    struct tokens title;
    struct tokens author;
    struct pieces pieces;
    struct fields fields;
    struct document *documents; /* [cap]; each keeps its memory for the next article */
    size_t count, cap;
    struct article_hash hash;
    uint64_t cut;
};

enum status document_builder_new(const char *language, struct document_builder **out, struct error *err)
{
    struct analyser *analyser = NULL;
    enum status status = analyser_new(language, &analyser, err);
    if (status != STATUS_OK)
        return status;
    struct document_builder *b = mem_alloc(sizeof *b);
    b->analyser = analyser;
    b->flattener = flattener_new();
    b->outlines = outline_maker_new();
    b->vocabularies = vocabulary_maker_new(analyser);
    *out = b;
    return STATUS_OK;
}

static void document_release(struct document *d)
{
    tokens_release(&d->title);
    tokens_release(&d->text);
    vocabulary_release(&d->vocabulary);
    buf_release(&d->terms);
    buf_release(&d->author);
    buf_release(&d->record);
    buf_release(&d->outline);
}

void document_builder_free(struct document_builder *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->cap; i++)
        document_release(&b->documents[i]);
    free(b->documents);
    tokens_release(&b->title);
    tokens_release(&b->author);
    pieces_release(&b->pieces);
    fields_release(&b->fields);
    flattener_free(b->flattener);
    outline_maker_free(b->outlines);
    vocabulary_maker_free(b->vocabularies);
    analyser_free(b->analyser);
    free(b);
}

/* Documents are grown by hand: new ones must be zeroed, old ones keep their buffers. */
static void reserve_documents(struct document_builder *b, size_t count)
{
    if (count <= b->cap)
        return;
    size_t cap = count < 8 ? 8 : count + count / 2;
    b->documents = mem_resize(b->documents, cap, sizeof *b->documents);
    memset(b->documents + b->cap, 0, (cap - b->cap) * sizeof *b->documents);
    b->cap = cap;
}

static void cut_tokens(struct document_builder *b, struct tokens *tokens)
{
    if (tokens->count <= DOCUMENT_MAX_TOKENS)
        return;
    b->cut += tokens->count - DOCUMENT_MAX_TOKENS;
    tokens->count = DOCUMENT_MAX_TOKENS;
}

static void copy_tokens(const struct tokens *from, struct tokens *to)
{
    if (to->cap < from->count) {
        to->items = mem_resize(to->items, from->count, sizeof *to->items);
        to->cap = from->count;
    }
    if (from->count > 0)
        memcpy(to->items, from->items, from->count * sizeof *to->items);
    to->count = from->count;
    to->next_position = from->next_position;
}

static void build_record(struct document_builder *b, const struct article *article, size_t i, struct buf *out)
{
    const struct piece *piece = &b->pieces.items[i];
    struct record record = {
        .article = *article,
        .hash = b->hash,
        .segment = (uint32_t)i,
        .segments = (uint32_t)b->pieces.count,
        .offset = piece->span.start,
        .length = (uint32_t)article->text.len,
        .first_paragraph = piece->first_paragraph,
    };
    record.article.text = view_sub(article->text, piece->span.start, piece->span.end);
    buf_clear(out);
    record_encode(&record, out);
}

static void build_outline(struct document_builder *b, struct view text, size_t i, struct document *d)
{
    const struct piece *piece = &b->pieces.items[i];
    const struct outline_source source = {
        .title = &d->title,
        .text = &d->text,
        .vocabulary = &d->vocabulary,
        .title_from = 1,
        .text_from = d->title.next_position,
        .content = text,
        .segments = (uint32_t)b->pieces.count,
        .offset = piece->span.start,
        .first_paragraph = piece->first_paragraph,
    };
    outline_make(b->outlines, &source, &d->outline);
}

static void build_segment(struct document_builder *b, const struct article *article, size_t i)
{
    struct document *d = &b->documents[i];
    const struct piece *piece = &b->pieces.items[i];
    copy_tokens(&b->title, &d->title);
    tokens_clear(&d->text);
    d->text.next_position = b->title.next_position; /* a paragraph gap behind the title */
    struct view text = view_sub(article->text, piece->span.start, piece->span.end);
    analyse(b->analyser, text, ANALYSE_TEXT, &d->text);
    cut_tokens(b, &d->text);
    vocabulary_make(b->vocabularies, &d->title, &d->text, &d->vocabulary);
    build_outline(b, text, i, d);
    buf_clear(&d->terms);
    buf_add_view(&d->terms, view_of_buf(&b->fields.exact));
    if (i == 0)
        fields_add_first(&d->terms);
    buf_clear(&d->author);
    buf_add_view(&d->author, view_of_buf(&b->fields.author));
    d->has_date = article->published.precision != DATE_NONE;
    if (d->has_date)
        date_sortable(article->published.seconds, d->date);
    d->article_id = article->id;
    build_record(b, article, i, &d->record);
}

void document_build(struct document_builder *b, const struct article *article, size_t *count)
{
    if (analyser_memory(b->analyser) > DICTIONARY_LIMIT) {
        analyser_forget(b->analyser);
        vocabulary_maker_forget(b->vocabularies);
        b->generation++;
    }
    analyser_set_language(b->analyser, article->language);
    b->hash = article_hash(article);
    segment_pieces(article->text, SEGMENT_WORDS, &b->pieces);
    tokens_clear(&b->title);
    analyse(b->analyser, article->title, ANALYSE_TITLE, &b->title);
    tokens_clear(&b->author);
    analyse(b->analyser, article->author, ANALYSE_TITLE, &b->author);
    fields_build(&b->fields, article, &b->author);
    reserve_documents(b, b->pieces.count);
    b->count = b->pieces.count;
    for (size_t i = 0; i < b->count; i++)
        build_segment(b, article, i);
    *count = b->count;
}

const struct document *document_segment(const struct document_builder *b, size_t i)
{
    return i < b->count ? &b->documents[i] : NULL;
}

struct analyser *document_analyser(struct document_builder *b)
{
    return b->analyser;
}

uint64_t document_builder_cut(const struct document_builder *b)
{
    return b->cut;
}

struct view document_id_term(const struct document_builder *b)
{
    return fields_id_term(&b->fields);
}

struct article_hash document_hash(const struct document_builder *b)
{
    return b->hash;
}

const struct flattener *document_flat(struct document_builder *b, size_t count)
{
    flattener_clear(b->flattener);
    for (size_t i = 0; i < count && i < b->count; i++)
        flattener_add(b->flattener, &b->documents[i]);
    return b->flattener;
}

size_t document_builder_memory(const struct document_builder *b)
{
    return analyser_memory(b->analyser) + vocabulary_maker_memory(b->vocabularies);
}

uint64_t document_generation(const struct document_builder *b)
{
    return b->generation;
}

void **document_attachment(struct document_builder *b)
{
    return &b->attachment;
}

struct store_document *document_flatten(struct document_builder *b, size_t count, size_t *bytes)
{
    return flattener_pack(document_flat(b, count), bytes);
}
