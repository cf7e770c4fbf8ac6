/* Segments seen through their outlines, against the same segments seen in their texts. */
#include "common/outline_make.h"
#include "query/match.h"
#include "query/searcher.h"

#include "tests/support/small_index.h"
#include "tests/support/suite.h"

#include <stdio.h>
#include <stdlib.h>

static const struct article articles[] = {
    {.id = VIEW("plain"),
     .title = VIEW("Ministers sign a cease-fire. Details follow"),
     .text = VIEW(
         "The ministers signed the pact on Monday. It costs $3.5 billion, or 2.5 per cent of the budget. Budget talks go on.\n\n"
         "* * *\n\nU.S. aid is part of the pact, the café owner said; the ceasefire holds. Defence costs 1,000 euros.")},
    {.id = VIEW("capitals"),
     .title = VIEW("NATO"),
     .text = VIEW("N.A.T.O. AND THE US SIGNED. THE PACT HOLDS.\n\nWilling men will do what they do.")},
    {.id = VIEW("no-title"),
     .text = VIEW("pact pact, pact! Pacts? No one's pact; ministers' pact - a well-known, state-of-the-art pact.")},
    {.id = VIEW("no-text"), .title = VIEW("The pact of the ministers")},
    {.id = VIEW("no-words"), .text = VIEW("...\n\n!!!")},
    {.id = VIEW("german"),
     .title = VIEW("Die Minister"),
     .language = VIEW("de"),
     .text = VIEW("Die Verträge kosten 3,5 Milliarden. Männer und die Minister unterschreiben den Vertrag in Köln.")},
    {.id = VIEW("japanese"), .title = VIEW("条約"), .language = VIEW("ja"), .text = VIEW("大臣は条約に署名した。条約は続く。")},
    {.id = VIEW("overlong"),
     .text = VIEW("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa pact. "
                  "Ministers bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.")},
};

static const char *const queries[] = {"pact",
                                      "ministers pact",
                                      "cease-fire ceasefire fire",
                                      "$3.5 billion budget",
                                      "2.5 percent",
                                      "US aid",
                                      "café owner",
                                      "willing men",
                                      "do",
                                      "state of the art pact holds",
                                      "Vertrag Männer",
                                      "minister unterschreiben Köln",
                                      "条約 大臣",
                                      "well-known costs defence",
                                      "signed signed the pact",
                                      "holds nothing of this"};

struct fixture {
    struct small_index index;
    struct searcher *searcher;
    struct search_settings settings;
};

static void open_fixture(struct fixture *f, const struct article *items, size_t count)
{
    struct error err = {0};
    small_index_make(&f->index, items, count, 0);
    ck_assert_msg(searcher_open(f->index.path, &f->searcher, &err) == STATUS_OK, "%s", err.text);
    search_settings_default(&f->settings);
}

static void close_fixture(struct fixture *f)
{
    searcher_close(f->searcher);
    small_index_remove(&f->index);
}

static void prepare(struct fixture *f, const char *query)
{
    struct error err = {0};
    ck_assert_msg(searcher_begin(f->searcher, view_of(query), &f->settings, &err) == STATUS_OK, "%s", err.text);
    ck_assert_msg(searcher_prepare(f->searcher, view_of(query), NULL, NULL, &err) == STATUS_OK, "%s", err.text);
}

static void read_wdf(struct fixture *f, uint32_t docid, uint32_t *wdf)
{
    struct error err = {0};
    const struct terms *terms = &f->searcher->terms;
    struct view names[TERMS_MAX];
    for (size_t i = 0; i < terms->count; i++)
        names[i] = terms->items[i].name;
    ck_assert_int_eq(store_reader_wdf(f->searcher->reader, names, terms->count, &docid, 1, wdf, &err), STATUS_OK);
}

static void check_sentence(const struct match_sentence *a, const struct match_sentence *b, const char *query)
{
    ck_assert_msg(a->words == b->words && a->hits == b->hits && a->pairs == b->pairs && a->first_hit == b->first_hit &&
                      a->first_pair == b->first_pair && a->paragraph == b->paragraph,
                  "%s: words %u %u, hits %u %u, pairs %u %u, paragraph %u %u", query, a->words, b->words, a->hits, b->hits,
                  a->pairs, b->pairs, a->paragraph, b->paragraph);
}

static void check_same(const struct match *a, const struct match *b, const char *query)
{
    check_sentence(&a->title, &b->title, query);
    ck_assert_uint_eq(a->sentence_count, b->sentence_count);
    for (size_t i = 0; i < a->sentence_count; i++)
        check_sentence(&a->sentences[i], &b->sentences[i], query);
    ck_assert_uint_eq(a->paragraph_count, b->paragraph_count);
    ck_assert_uint_eq(a->hit_count, b->hit_count);
    for (size_t i = 0; i < a->hit_count; i++) {
        const struct hit *x = &a->hits[i], *y = &b->hits[i];
        ck_assert_msg(x->position == y->position && x->term == y->term && x->counted == y->counted,
                      "%s: hit %zu: positions %u %u, terms %u %u", query, i, x->position, y->position, x->term, y->term);
    }
    ck_assert_uint_eq(a->pair_hit_count, b->pair_hit_count);
    for (size_t i = 0; i < a->pair_hit_count; i++) {
        const struct pair_hit *x = &a->pair_hits[i], *y = &b->pair_hits[i];
        ck_assert(x->pair == y->pair && x->ordered == y->ordered && x->unordered == y->unordered);
    }
}

/* Whether the outline of a document could tell; what it tells must be what the text does. */
static bool check_document(struct fixture *f, uint32_t docid, const char *query)
{
    struct searcher *s = f->searcher;
    struct error err = {0};
    struct buf bytes = {0};
    struct outline outline;
    struct match seen = {0};
    struct segment_slot slot = {.docid = docid};
    uint32_t wdf[TERMS_MAX];
    read_wdf(f, docid, wdf);
    ck_assert_int_eq(store_reader_value(s->reader, docid, SLOT_OUTLINE, &bytes, &err), STATUS_OK);
    ck_assert_msg(outline_open(view_of_buf(&bytes), &outline), "%s", query);
    match_prepare(&seen, &s->terms);
    bool told = match_outline(&seen, &outline, &s->terms, s->ranker->window, wdf);
    ck_assert_int_eq(rank_read_segment(s, &slot, &err), STATUS_OK);
    if (told)
        check_same(&seen, &s->match, query);
    ck_assert_uint_eq(outline.segments, slot.fields.segments);
    ck_assert_uint_eq(outline.offset, slot.fields.offset);
    ck_assert_uint_eq(outline.first_paragraph, slot.fields.first_paragraph);
    match_release(&seen);
    buf_release(&slot.id);
    buf_release(&slot.record);
    free(slot.sentences);
    free(slot.hits);
    buf_release(&bytes);
    return told;
}

START_TEST(tells_what_texts_tell)
{
    struct fixture f;
    open_fixture(&f, articles, sizeof articles / sizeof *articles);
    size_t told = 0, asked = 0;
    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
        prepare(&f, queries[q]);
        for (uint32_t docid = 1; docid <= f.searcher->stats.last_docid; docid++, asked++)
            told += check_document(&f, docid, queries[q]);
    }
    ck_assert_msg(told < asked && told + 8 > asked, "%zu of %zu", told, asked);
    close_fixture(&f);
}
END_TEST

/* Stop words are not in it, but they are in the index. */
START_TEST(leaves_stop_words_to_the_text)
{
    struct fixture f;
    open_fixture(&f, articles, 2);
    prepare(&f, "do");
    ck_assert(check_document(&f, 1, "do")); /* it has none */
    ck_assert(!check_document(&f, 2, "do"));
    prepare(&f, "willing"); /* and "will", one stem: that one is kept */
    ck_assert(check_document(&f, 2, "willing"));
    close_fixture(&f);
}
END_TEST

/* A text of `count` different words, a sentence each ten; every word twice. The caller frees. */
static char *many_words(size_t count)
{
    struct buf b = {0};
    for (size_t i = 0; i < 2 * count; i++)
        buf_printf(&b, "w%zux%c", i % count, i % 10 == 9 ? '.' : ' ');
    return b.data;
}

/* More names than a byte counts, and, in these numbers, some that share the bits that names go by. */
START_TEST(holds_many_names)
{
    static const size_t counts[] = {200, 256, 257, 400, 512, 513, 540};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct fixture f;
        char *text = many_words(counts[i]);
        struct article article = {.id = VIEW("many"), .text = view_of(text)};
        open_fixture(&f, &article, 1);
        for (size_t word = 0; word < counts[i]; word += 7) {
            char query[64];
            snprintf(query, sizeof query, "w%zux w%zux", word, (word + 1) % counts[i]);
            prepare(&f, query);
            ck_assert_msg(check_document(&f, 1, query), "%s", query);
        }
        close_fixture(&f);
        free(text);
    }
}
END_TEST

/* Each word is found where it is asked for, though two of them may share the low bits of their hashes. */
START_TEST(tells_stems_apart_that_share_bits)
{
    struct analyser *a = NULL;
    struct error err = {0};
    struct tokens title = {0}, text = {0};
    struct buf bytes = {0};
    struct outline outline;
    struct outline_maker *maker = outline_maker_new();
    struct vocabulary_maker *vocabularies = NULL;
    struct vocabulary vocabulary = {0};
    char *words = many_words(500);
    ck_assert_int_eq(analyser_new("en", &a, &err), STATUS_OK);
    analyse(a, view_of(words), ANALYSE_TEXT, &text);
    vocabularies = vocabulary_maker_new(a);
    vocabulary_make(vocabularies, &title, &text, &vocabulary);
    outline_make(
        maker,
        &(struct outline_source){
            .title = &title, .text = &text, .vocabulary = &vocabulary, .title_from = 1, .text_from = 1, .content = view_of(words)},
        &bytes);
    ck_assert(outline_open(view_of_buf(&bytes), &outline));
    ck_assert_uint_eq(outline.name_count, 500);
    ck_assert_msg(outline.whole_names > 2, "%u", outline.whole_names);
    for (size_t i = 0; i < 500; i++) {
        const struct word *word = text.items[i].word;
        struct outline_stem wanted = {outline_hash((struct view){word->stem, word->stem_len}), 7};
        uint8_t marks[OUTLINE_MAX_NAMES];
        struct outline_place *places = NULL;
        size_t cap = 0;
        ck_assert_uint_eq(outline_mark(&outline, &wanted, 1, 0xFF, marks), 1);
        ck_assert_uint_eq(outline_places(&outline, marks, 0xFF, &places, &cap), 2);
        ck_assert_uint_eq(places[0].place, i);
        ck_assert_uint_eq(places[1].place, i + 500);
        free(places);
    }
    outline_maker_free(maker);
    vocabulary_maker_free(vocabularies);
    vocabulary_release(&vocabulary);
    tokens_release(&text);
    analyser_free(a);
    buf_release(&bytes);
    free(words);
}
END_TEST

START_TEST(knows_nothing_of_what_is_too_large)
{
    struct fixture f;
    struct error err = {0};
    struct buf bytes = {0}, text = {0};
    struct outline outline;
    for (int i = 0; i < 700; i++) /* a sentence without an end, one long paragraph: one segment */
        buf_printf(&text, "a%db%dc%d-d%de%df%d-g%dh%di%d-j%dk%d ", i, i, i, i, i, i, i, i, i, i, i);
    struct article article = {.id = VIEW("large"), .text = view_of_buf(&text)};
    open_fixture(&f, &article, 1);
    ck_assert_int_eq(store_reader_value(f.searcher->reader, 1, SLOT_OUTLINE, &bytes, &err), STATUS_OK);
    ck_assert_uint_eq(bytes.len, 1);
    ck_assert(!outline_open(view_of_buf(&bytes), &outline));
    struct results r = {0};
    ck_assert_int_eq(search(f.searcher, VIEW("a7b7c7"), &f.settings, &r, &err), STATUS_OK);
    ck_assert_uint_eq(r.count, 1);
    results_release(&r);
    close_fixture(&f);
    buf_release(&bytes);
    buf_release(&text);
}
END_TEST

int main(void)
{
    return run_suite("outline",
                     (const TTest *const[]){tells_what_texts_tell, leaves_stop_words_to_the_text, holds_many_names,
                                            tells_stems_apart_that_share_bits, knows_nothing_of_what_is_too_large, NULL});
}
