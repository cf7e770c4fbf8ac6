/* The deflate streams of records: every inflater must read them, whatever the record holds. */
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/phrases.h"

#include "tests/support/suite.h"

#include <stdio.h>
#include <zlib.h>

enum { LONGEST = 1 << 17 };

static unsigned char bytes[LONGEST];
static struct phrases phrases;

static void inflate_whole(struct view stream, size_t len)
{
    static unsigned char back[LONGEST + 1];
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)stream.ptr,
                  .avail_in = (uInt)stream.len,
                  .next_out = back,
                  .avail_out = sizeof back};
    ck_assert_int_eq(inflateInit2(&z, -15), Z_OK);
    ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(z.avail_in, 0);
    ck_assert_uint_eq(z.total_out, len);
    ck_assert_int_eq(memcmp(back, bytes, len), 0);
    inflateEnd(&z);
}

/* The first `len` of `bytes` come back; the length of their stream. */
static size_t check(size_t len)
{
    struct buf out = {0};
    buf_add_text(&out, "before");
    unsigned char *copy = malloc(len ? len : 1); /* of no more bytes, so that AddressSanitizer sees reads beyond them */
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, len);
    phrases_add(&phrases, (struct view){(const char *)copy, len}, &out);
    free(copy);
    ck_assert_int_eq(memcmp(out.data, "before", 6), 0);
    inflate_whole(view_sub(view_of_buf(&out), 6, out.len), len);
    size_t stream = out.len - 6;
    buf_release(&out);
    return stream;
}

static uint32_t next_random(void)
{
    static uint64_t state = 1;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 33);
}

static void fill_random(size_t len, unsigned range)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] = (unsigned char)(next_random() % range);
}

static void fill_text(size_t len, const char *text)
{
    size_t of = strlen(text);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (unsigned char)text[i % of];
}

static size_t read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    ck_assert_msg(f != NULL, "%s", path);
    size_t len = fread(bytes, 1, LONGEST, f);
    fclose(f);
    return len;
}

/* Sums to 1 in units of 2^-15, so that an inflater takes it. */
static void check_complete(const uint32_t *entries, size_t count)
{
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_ge(entries[i] & 0xFF, 1);
        sum += 1U << (15 - (entries[i] & 0xFF));
    }
    ck_assert_uint_le(sum, 1U << 15);
}

START_TEST(every_symbol_has_a_code_of_news)
{
    check_complete(phrases.news.letters, HUFFMAN_END + 1);
    check_complete(phrases.plain.letters, HUFFMAN_END + 1);
    for (unsigned i = PHRASE_SHORTEST; i <= PHRASE_LONGEST; i++)
        ck_assert_uint_ge(phrases.news.lengths[i] & 0xFF, 1);
    for (unsigned i = 0; i < PHRASE_REACH; i++)
        ck_assert_uint_ge(phrases.news.distances[phrase_class(i)] & 15, 1);
    ck_assert_uint_lt(phrases.news.header.bits, 8 * 64);
}
END_TEST

START_TEST(lengths_of_codes_are_the_best_within_the_limit)
{
    const uint32_t fibonacci[] = {1, 1, 2, 3, 5, 8, 13, 21, 0, 34};
    const uint8_t free_of_limits[] = {8, 8, 7, 6, 5, 4, 3, 2, 0, 1};
    uint8_t lengths[10];
    huffman_lengths(fibonacci, 10, 15, lengths);
    ck_assert_int_eq(memcmp(lengths, free_of_limits, sizeof lengths), 0);
    for (unsigned longest = 4; longest < 8; longest++) {
        unsigned sum = 0;
        huffman_lengths(fibonacci, 10, longest, lengths);
        for (size_t i = 0; i < 10; i++) {
            ck_assert_uint_le(lengths[i], longest);
            sum += lengths[i] ? 1U << (8 - lengths[i]) : 0;
        }
        ck_assert_uint_eq(sum, 1U << 8);
        ck_assert_uint_eq(lengths[8], 0);
    }
}
END_TEST

START_TEST(short_records_come_back)
{
    check(0);
    for (unsigned byte = 0; byte < 256; byte++) {
        memset(bytes, (int)byte, 600);
        check(1);
        for (size_t len = 2; len < 600; len = len * 3 / 2 + 1)
            check(len);
    }
    fill_text(700, "the government of the city said ");
    for (size_t len = 0; len < 700; len++)
        check(len);
}
END_TEST

START_TEST(all_bytes_come_back)
{
    for (size_t i = 0; i < LONGEST; i++)
        bytes[i] = (unsigned char)(i * 167 + i / 256);
    for (size_t len = 256; len < LONGEST; len = len * 2 + 1)
        check(len);
}
END_TEST

/* A phrase of random bytes, zeros (of which few places are remembered, so that the phrase is not forgotten), and from `at` on the phrase again. */
static void lay_out(size_t length, size_t at, size_t distance)
{
    memset(bytes, 0, at + length + 40);
    for (size_t i = at - distance; i < at + length; i++)
        bytes[i] = i < at - distance + length && i < at ? (unsigned char)next_random() : bytes[i];
    for (size_t i = at; i < at + length; i++)
        bytes[i] = bytes[i - distance];
}

START_TEST(a_phrase_of_any_length_at_any_distance_comes_back)
{
    static const size_t distances[] = {1,   2,   3,    4,    5,    8,    9,     63,    64,    65,    127,   128,   129,   255,  256,
                                       257, 258, 1000, 4096, 4097, 8191, 16384, 16385, 32000, 32757, 32768, 32769, 40000, 65536};
    for (size_t d = 0; d < sizeof distances / sizeof *distances; d++) {
        for (size_t length = 3; length <= 259; length += length < 20 || length > 250 ? 1 : 7) {
            size_t at = distances[d] + 10;
            lay_out(length, at, distances[d]);
            check(at + length + 40);
            check(at + length);
        }
    }
}
END_TEST

START_TEST(a_phrase_that_stood_before_takes_a_few_bytes)
{
    static const size_t distances[] = {300, 1000, 4096, 16384, 32000};
    for (size_t d = 0; d < sizeof distances / sizeof *distances; d++) {
        size_t at = distances[d] + 10;
        lay_out(200, at, distances[d]);
        size_t twice = check(at + 200);
        for (size_t i = 0; i < 200; i++)
            bytes[at + i] = (unsigned char)next_random();
        ck_assert_uint_lt(twice + 150, check(at + 200));
    }
    memset(bytes, 'a', LONGEST);
    ck_assert_uint_lt(check(LONGEST), LONGEST / 90);
}
END_TEST

START_TEST(random_records_come_back)
{
    for (unsigned round = 0; round < 1500; round++) {
        size_t len = next_random() % (round % 10 ? 4000 : 70000);
        fill_random(len, round % 3 == 0 ? 256 : round % 3 == 1 ? 3 : 40);
        check(len);
    }
}
END_TEST

START_TEST(sizes_about_the_reach_come_back)
{
    for (size_t len = PHRASE_REACH - 40; len < PHRASE_REACH + 40; len++) {
        fill_text(len, "ministers of the eleven countries met behind closed doors, ");
        check(len);
        check(2 * len);
    }
}
END_TEST

/* What is written in other scripts gets a code of its own. */
START_TEST(text_of_any_script_gets_shorter)
{
    static const char *const texts[] = {
        "The ministers agreed on a plan to share the costs of the new bridge between both cities. ",
        "THE MINISTERS AGREED ON A PLAN TO SHARE THE COSTS OF THE NEW BRIDGE BETWEEN BOTH CITIES. ",
        "Министры договорились о плане совместного финансирования нового моста между двумя городами. ",
        "وافق الوزراء على خطة لتقاسم تكاليف الجسر الجديد بين المدينتين. ",
        "部长们同意了一项分担两座城市之间新桥梁费用的计划。",
        "Οι υπουργοί συμφώνησαν σε ένα σχέδιο για τη νέα γέφυρα ανάμεσα στις δύο πόλεις. ",
        "मंत्रियों ने दोनों शहरों के बीच नए पुल की लागत साझा करने की योजना पर सहमति जताई। "};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        size_t of = strlen(texts[t]);
        for (size_t i = 0; i < 4000; i++) /* the same letters, but no long phrases */
            bytes[i] = (unsigned char)texts[t][next_random() % of];
        ck_assert_uint_lt(check(4000), 4000 * 8 / 10);
        fill_text(4000, texts[t]);
        ck_assert_uint_lt(check(4000), 600);
    }
}
END_TEST

START_TEST(news_gets_shorter)
{
    static const char *const paths[] = {"corpus/txt/article5-explainer.txt", "corpus/txt/hague-summit-2025.txt",
                                        "corpus/html/madrid-summit-2022.html", "corpus/jsonl/agency-mixed.jsonl"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        size_t len = read_file(paths[i]);
        ck_assert_uint_gt(len, 1000);
        ck_assert_uint_lt(check(len), len * 6 / 10);
    }
}
END_TEST

START_TEST(a_brief_has_no_header)
{
    const char *brief =
        "Oil prices rise in London\nOil prices rise in London before the meeting. Ministers meet in Vienna on Monday.";
    memcpy(bytes, brief, strlen(brief));
    ck_assert_uint_lt(check(strlen(brief)), strlen(brief) * 9 / 10);
}
END_TEST

START_TEST(a_stream_does_not_depend_on_records_before)
{
    struct buf first = {0}, second = {0};
    struct view text =
        VIEW("It was said that it was said that it was said in the city, and that it was said again in the other city.");
    phrases_init(&phrases);
    phrases_add(&phrases, text, &first);
    fill_text(LONGEST, "it was said that the city, Министры договорились о плане, ");
    check(LONGEST);
    phrases_add(&phrases, text, &second);
    ck_assert(view_equal(view_of_buf(&first), view_of_buf(&second)));
    buf_release(&first);
    buf_release(&second);
}
END_TEST

START_TEST(what_does_not_get_shorter_stays_as_it_is)
{
    struct buf out = {0};
    struct deflater *d = deflater_new();
    fill_random(5000, 256);
    ck_assert(!deflater_add(d, (struct view){(const char *)bytes, 5000}, &out));
    ck_assert_uint_eq(out.len, 5000);
    ck_assert_int_eq(memcmp(out.data, bytes, 5000), 0);
    buf_clear(&out);
    ck_assert(!deflater_add(d, VIEW("too short"), &out));
    fill_text(5000, "it is said ");
    buf_clear(&out);
    ck_assert(deflater_add(d, (struct view){(const char *)bytes, 5000}, &out));
    inflate_whole(view_of_buf(&out), 5000);
    buf_release(&out);
    deflater_free(d);
}
END_TEST

int main(void)
{
    phrases_init(&phrases);
    const TTest *const tests[] = {every_symbol_has_a_code_of_news,
                                  lengths_of_codes_are_the_best_within_the_limit,
                                  short_records_come_back,
                                  all_bytes_come_back,
                                  a_phrase_of_any_length_at_any_distance_comes_back,
                                  a_phrase_that_stood_before_takes_a_few_bytes,
                                  random_records_come_back,
                                  sizes_about_the_reach_come_back,
                                  text_of_any_script_gets_shorter,
                                  news_gets_shorter,
                                  a_brief_has_no_header,
                                  a_stream_does_not_depend_on_records_before,
                                  what_does_not_get_shorter_stays_as_it_is,
                                  NULL};
    return run_suite("phrases", tests);
}
