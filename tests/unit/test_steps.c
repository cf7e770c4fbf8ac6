#include "indexer/bulk/steps.h"

#include "common/article.h"
#include "indexer/readable.h"
#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum { RAW = -15, MOST = 20000 };

static unsigned seed = 1;

static unsigned roll(unsigned n)
{
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % n;
}

/* Something, then a word again and again. */
static size_t make_text(char *text)
{
    char word[64];
    const size_t head = roll(3000), len = 10 + roll(54), end = 8000 + roll(9000);
    for (size_t i = 0; i < head; i++)
        text[i] = (char)('a' + roll(1 + i % 16));
    for (size_t i = 0; i < len; i++)
        word[i] = (char)('a' + roll(16));
    for (size_t i = head; i < end; i++)
        text[i] = word[(i - head) % len];
    return end;
}

static size_t compress_text(const char *text, size_t len, int level, int strategy, char *out)
{
    z_stream z = {
        .next_in = (unsigned char *)(uintptr_t)text, .avail_in = (uInt)len, .next_out = (unsigned char *)out, .avail_out = MOST};
    ck_assert_int_eq(deflateInit2(&z, level, Z_DEFLATED, RAW, 9, strategy), Z_OK);
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    const size_t packed = z.total_out;
    deflateEnd(&z);
    return packed;
}

/* One piece, as libxapian takes it. */
static bool take_piece(z_stream *z, const char *bytes, size_t len)
{
    unsigned char step[STEPS_SIZE];
    z->next_in = (unsigned char *)(uintptr_t)bytes;
    z->avail_in = (uInt)len;
    do {
        z->next_out = step;
        z->avail_out = sizeof step;
        const int result = inflate(z, Z_SYNC_FLUSH);
        if (result == Z_STREAM_END)
            return true;
        ck_assert_int_eq(result, Z_OK);
    } while (z->avail_in > 0);
    return false;
}

/* Whether libxapian reads it when the last piece begins there. */
static bool reads(const char *stream, size_t len, size_t last)
{
    z_stream z = {0};
    ck_assert_int_eq(inflateInit2(&z, RAW), Z_OK);
    bool good = (last > 0 && take_piece(&z, stream, last)) || take_piece(&z, stream + last, len - last);
    inflateEnd(&z);
    return good;
}

START_TEST(a_stream_is_readable_when_it_is_wherever_the_last_piece_begins)
{
    static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_FIXED, Z_RLE};
    static char text[MOST], stream[MOST];
    unsigned good = 0, bad = 0, bad_in_pieces = 0;
    for (unsigned i = 0; i < 200; i++) {
        const size_t size = make_text(text);
        const size_t len = compress_text(text, size, (int)(1 + i % 9), strategies[i / 9 % 3], stream);
        const size_t first = len < 2100 ? 0 : len - 2100;
        bool all = true;
        for (size_t last = first; last < len && all; last++)
            all = reads(stream, len, last);
        const bool said = steps_readable((struct view){stream, len}, size);
        ck_assert_msg(said == all, "text %u: %zu of %zu bytes: %d, not %d", i, len, size, said, all);
        good += all;
        bad += !all;
        bad_in_pieces += !all && reads(stream, len, 0);
    }
    ck_assert_uint_gt(good, 0);
    ck_assert_uint_gt(bad, 0);
    ck_assert_uint_gt(bad_in_pieces, 0);
}
END_TEST

START_TEST(short_entries_are_not_looked_at)
{
    ck_assert(steps_readable(VIEW("no stream"), STEPS_SIZE));
    ck_assert(!steps_readable(VIEW("no stream"), STEPS_SIZE + 1));
    ck_assert(steps_stored_readable(VIEW("anything")));
}
END_TEST

/* ---- documents are changed until they can be read ---- */

static unsigned refusals, asked;

static bool refuses_some(struct view entry)
{
    (void)entry;
    return asked++ >= refusals;
}

static struct store_document document;
static struct store_term terms[1000];
static char names[1000][16], data[9000];

static void make_document(void)
{
    for (size_t i = 0; i < 1000; i++) {
        snprintf(names[i], sizeof names[i], "Zterm%zu", 999 - i);
        terms[i] = (struct store_term){.name = view_of(names[i]), .wdf = 3};
    }
    struct buf record = {0};
    memset(data, 'x', sizeof data);
    const struct record whole = {
        .article = {.id = VIEW("1"), .path = VIEW("/a"), .text = {data, 8500}}, .segments = 1, .length = 8500};
    record_encode(&whole, &record);
    memcpy(data, record.data, record.len);
    document = (struct store_document){.terms = terms, .term_count = 1000, .data = {data, record.len}};
    buf_release(&record);
}

START_TEST(what_can_be_read_is_left_alone)
{
    struct readable changes = {0};
    make_document();
    refusals = asked = 0;
    readable_make(&document, VIEW("Q1"), refuses_some, &changes);
    ck_assert_uint_eq(asked, 2);
    ck_assert_uint_eq(changes.count, 0);
    ck_assert_ptr_eq(document.terms, terms);
    ck_assert_ptr_eq(document.data.ptr, data);
    document.data.len = STEPS_SIZE;
    document.term_count = 100;
    asked = 0;
    readable_make(&document, VIEW("Q1"), refuses_some, &changes);
    ck_assert_uint_eq(asked, 0);
}
END_TEST

START_TEST(a_record_is_padded_and_says_the_same)
{
    struct readable changes = {0};
    struct record record;
    struct error err;
    make_document();
    const size_t len = document.data.len;
    document.term_count = 0;
    refusals = 5, asked = 0;
    readable_make(&document, VIEW("Q1"), refuses_some, &changes);
    ck_assert_uint_eq(document.data.len, len + 5);
    ck_assert_int_eq(record_decode(document.data, &record, &err), STATUS_OK);
    ck_assert_uint_eq(record.article.text.len, 8500);
    ck_assert_int_eq(record.article.text.ptr[8499], 'x');
    readable_release(&changes);
    make_document();
    refusals = UINT32_MAX, asked = 0;
    document.term_count = 0;
    readable_make(&document, VIEW("Q1"), refuses_some, &changes);
    ck_assert_uint_eq(document.data.len, len);
    readable_release(&changes);
}
END_TEST

START_TEST(a_list_of_terms_gets_one_more)
{
    struct readable changes = {0};
    make_document();
    document.data.len = 10;
    refusals = 3, asked = 0;
    readable_make(&document, VIEW("Q1"), refuses_some, &changes);
    ck_assert_uint_eq(document.term_count, 1001);
    for (size_t i = 0; i < 1000; i++)
        ck_assert(view_equal(document.terms[i].name, view_of(names[i])));
    ck_assert(view_starts_with(document.terms[1000].name, VIEW("XPADDING")));
    ck_assert_uint_eq(document.terms[1000].wdf, 0);
    readable_release(&changes);
}
END_TEST

int main(void)
{
    return run_suite("steps", (const TTest *const[]){a_stream_is_readable_when_it_is_wherever_the_last_piece_begins,
                                                     short_entries_are_not_looked_at, what_can_be_read_is_left_alone,
                                                     a_record_is_padded_and_says_the_same, a_list_of_terms_gets_one_more, NULL});
}
